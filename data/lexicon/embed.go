package lexicon

import "embed"

// FS holds the lexicons, one file each. Every file explains its columns in
// its first lines.
//
//go:embed *.tsv
var FS embed.FS
