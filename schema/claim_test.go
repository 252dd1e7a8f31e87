package schema

import "testing"

func TestPredicatesReadBetweenTheirTerms(t *testing.T) {
	at := func(start int) []Span { return []Span{{Start: start, End: start + 1}} }
	for _, tt := range []struct {
		name, text, iri            string
		subject, predicate, object int
		want                       string
	}{
		{"active", "criticized", "rel:criticized", 0, 10, 20, "criticized"},
		{"passive", "was criticized by", "rel:criticized", 20, 10, 0, "criticized"},
		{"by as a way", "was moved by", "rel:was_moved_by", 0, 10, 20, "was moved by"},
		{"a property the other way round", "founded", "schema:founder", 20, 10, 0, "founder"},
		{"a property", "be director of", "schema:jobTitle", 0, 10, 20, "be director of"},
		{"speech before its speaker", "said", "rel:said", 20, 10, 0, "said"},
	} {
		c := Claim{
			Subject: Term{Spans: at(tt.subject)}, Object: Term{Spans: at(tt.object)},
			Predicate: Predicate{Text: tt.text, IRI: tt.iri, Spans: at(tt.predicate)},
		}
		if got := c.Wording(); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
