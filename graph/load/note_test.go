package load

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sayso-graph/sayso/schema"
)

func TestNotesComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := schema.Reading{Article: schema.Article{IRI: rapid.String().Draw(t, "article")}}
		for i := range rapid.IntRange(0, 4).Draw(t, "entities") {
			want.Entities = append(want.Entities, schema.Entity{
				IRI: string(rune('a' + i)), Type: schema.Person, Name: rapid.String().Draw(t, "name"), Named: true,
				Aliases: rapid.SliceOfN(rapid.String(), 1, 3).Draw(t, "aliases"),
			})
		}
		for range rapid.IntRange(0, len(want.Entities)).Draw(t, "claims") {
			var c schema.Claim
			for range 2 {
				e := rapid.SampledFrom(want.Entities).Draw(t, "entity")
				c.Arguments = append(c.Arguments, schema.Argument{Term: schema.Term{Entity: e.IRI}})
			}
			want.Claims = append(want.Claims, c)
		}
		note := appendNote(nil, &want)
		got, ok := readNote(note)
		if !ok {
			t.Fatalf("%q is no note", note)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
		cut := note[:rapid.IntRange(0, len(note)-1).Draw(t, "cut")]
		if _, ok := readNote(cut); ok {
			t.Fatalf("%q was read", cut)
		}
	})
}

func FuzzReadNote(f *testing.F) {
	f.Add(appendNote(nil, &schema.Reading{Entities: []schema.Entity{{IRI: "ent:a", Aliases: []string{"A"}}}}))
	f.Fuzz(func(t *testing.T, b []byte) {
		if r, ok := readNote(b); ok {
			if _, again := readNote(appendNote(nil, &r)); !again {
				t.Errorf("%q is read, and not again", b)
			}
		}
	})
}
