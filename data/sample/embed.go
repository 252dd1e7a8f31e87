package sample

import "embed"

// FS holds articles/ and queries/.
//
//go:embed articles queries
var FS embed.FS
