package gold

import "embed"

// FS holds the hand-made answers, files of this folder; README.md says what is
// in each.
//
//go:embed *.json *.jsonl *.tsv
var FS embed.FS
