package model

import _ "embed"

// Identity is the weights by which two records are judged to be one thing, in
// JSON; see identity.md.
//
//go:embed identity.json
var Identity []byte
