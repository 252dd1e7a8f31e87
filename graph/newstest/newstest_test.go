package newstest_test

import (
	"iter"
	"reflect"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/graph/newstest"
	"github.com/sayso-graph/sayso/schema"
)

// What is invented is as good as what is read: it can be stored and comes back
// the same, and it is the same each time.
func TestReadingsAreReadings(t *testing.T) {
	again, stop := iter.Pull2(newstest.Readings(1, 20))
	defer stop()
	for r, err := range newstest.Readings(1, 20) {
		if err != nil {
			t.Fatal(err)
		}
		quads, err := schema.Encode(r)
		if err != nil {
			t.Fatal(err)
		}
		back, err := schema.Decode(func(yield func(quad.Quad, error) bool) {
			for _, q := range quads {
				if !yield(q, nil) {
					return
				}
			}
		})
		if err != nil || !reflect.DeepEqual(back, r) {
			t.Fatalf("%s comes back as %v, %v", r.Article.IRI, back.Article.IRI, err)
		}
		if same, _, _ := again(); !reflect.DeepEqual(same, r) {
			t.Fatal("the same seed gives another article")
		}
		for _, c := range r.Claims {
			if got := c.Subject.Spans[0].In(r.Article.Text); got != c.Subject.Text {
				t.Errorf("the subject %q stands at %q", c.Subject.Text, got)
			}
		}
		if !slices.ContainsFunc(r.Claims, func(c schema.Claim) bool { return c.Attribution != nil }) {
			t.Error("nobody says anything")
		}
	}
}
