package eval

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/sayso-graph/sayso/schema"
)

// A GoldClaim is a claim that a reader takes from an article. Its lists are
// alternatives, any of which will do; data/gold/README.md has the guidelines.
type GoldClaim struct {
	Article  string `json:"article"`  // file name, "file#id" in JSON Lines
	Sentence string `json:"sentence"` // verbatim

	Subject   []string `json:"subject"`
	Predicate []string `json:"predicate"` // lemmas or local names of IRIs
	Object    []string `json:"object"`    // "": none

	// Speaker is empty for the article itself, "*" where it is not judged.
	Speaker  []string          `json:"speaker,omitempty"`
	Polarity schema.Polarity   `json:"polarity"`
	Modality []schema.Modality `json:"modality"`
	// Optional claims are right, and nobody is blamed for missing them.
	Optional bool `json:"optional,omitempty"`
}

// String writes the claim on a line, with the first of each alternative.
func (g *GoldClaim) String() string {
	return fmt.Sprintf("%s — %s — %s [%s %s]", first(g.Subject), first(g.Predicate), first(g.Object), g.Polarity, first(g.Modality))
}

func first[T ~string](list []T) T {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// ReadClaims reads gold claims, a JSON object a line. An error names the line.
func ReadClaims(r io.Reader) ([]GoldClaim, error) {
	var out []GoldClaim
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if len(lines.Bytes()) == 0 {
			continue
		}
		var g GoldClaim
		err := json.Unmarshal(lines.Bytes(), &g)
		if err == nil {
			err = g.check()
		}
		if err != nil {
			return nil, fmt.Errorf("gold claims, line %d: %w", n, err)
		}
		out = append(out, g)
	}
	return out, lines.Err()
}

// check refuses a claim that could match nothing, or anything.
func (g *GoldClaim) check() error {
	switch {
	case g.Article == "" || g.Sentence == "":
		return errors.New("no article or no sentence")
	case len(g.Subject) == 0 || len(g.Predicate) == 0 || len(g.Object) == 0:
		return errors.New("no subject, predicate or object")
	case g.Polarity != schema.Positive && g.Polarity != schema.Negative:
		return fmt.Errorf("unknown polarity %q", g.Polarity)
	case len(g.Modality) == 0:
		return errors.New("no modality")
	}
	for _, m := range g.Modality {
		if !slices.Contains(modalities, m) {
			return fmt.Errorf("unknown modality %q", m)
		}
	}
	return nil
}

var modalities = []schema.Modality{
	schema.Asserted, schema.Reported, schema.Possible, schema.Necessary, schema.Requested, schema.Conditional, schema.Question,
}
