package model

import "embed"

// FS holds the models, files of this folder.
//
//go:embed *.bin
var FS embed.FS
