package lexicon

import _ "embed"

// Predicates maps names of predicates to properties of schema.org, in YAML;
// its first lines explain it.
//
//go:embed predicates.yaml
var Predicates []byte
