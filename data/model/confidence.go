package model

import _ "embed"

// Confidence is the model of how much a proposition is to be believed, in
// JSON; see confidence.md.
//
//go:embed confidence.json
var Confidence []byte
