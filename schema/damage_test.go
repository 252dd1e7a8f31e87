package schema

import (
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestDecodeOfDamagedQuads: quads that somebody edited or lost are an error or
// a reading, and what is read can be written and read again.
func TestDecodeOfDamagedQuads(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		quads, err := Encode(drawReading(t))
		if err != nil {
			t.Fatal(err)
		}
		for range rapid.IntRange(1, 8).Draw(t, "damages") {
			i := rapid.IntRange(0, len(quads)-1).Draw(t, "quad")
			j := rapid.IntRange(0, len(quads)-1).Draw(t, "other")
			switch rapid.IntRange(0, 4).Draw(t, "damage") {
			case 0:
				quads[i] = quads[j] // one is lost, one is there twice
			case 1:
				quads[i].Object = quads[j].Object
			case 2:
				quads[i].Subject = quads[j].Subject
			case 3:
				quads[i].Predicate = quads[j].Predicate
			case 4:
				quads[i].Object = rapid.SampledFrom([]quad.Value{quad.Int(-1), quad.Int(1 << 40), quad.Bool(true), quad.String("x"), quad.BNode("b"), quad.IRI("x")}).Draw(t, "object")
			}
		}
		r, err := Decode(seq(quads))
		if err != nil {
			return
		}
		again, err := Encode(r)
		if err != nil {
			return // an IRI that is none, for example
		}
		back, err := Decode(seq(again))
		if err != nil {
			t.Fatalf("what was decoded, encoded and decoded: %v", err)
		}
		if diff := cmp.Diff(r, back); diff != "" {
			t.Fatal(diff)
		}
	})
}
