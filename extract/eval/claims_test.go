package eval

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-graph/sayso/data/gold"
	"github.com/sayso-graph/sayso/schema"
)

func term(text string) schema.Term { return schema.Term{Text: text, Literal: text} }

// claimOf makes a claim about a text of one sentence.
func claimOf(subject, lemma, object string, change func(*schema.Claim)) schema.Claim {
	c := schema.Claim{
		Sentence: schema.Span{Start: 0, End: 10}, Subject: term(subject), Predicate: schema.Predicate{Lemma: lemma},
		Object: term(object), Polarity: schema.Positive, Modality: schema.Asserted,
	}
	if change != nil {
		change(&c)
	}
	return c
}

func TestClaimMatches(t *testing.T) {
	denial := GoldClaim{Subject: []string{"China"}, Predicate: []string{"deny"}, Object: []string{"that anyone is forced to work"}}
	m := newClaimMatcher([]schema.Entity{{IRI: "ent:China", Name: "China", Aliases: []string{"Beijing"}}})
	tests := []struct {
		name  string
		gold  GoldClaim
		claim schema.Claim
		want  bool
	}{
		{"the same", denial, claimOf("China", "deny", "that anyone is forced to work", nil), true},
		{"less of the object", denial, claimOf("China", "deny", "anyone is forced", nil), true},
		{"an entity's other name", denial, claimOf("it", "deny", "that anyone is forced to work", func(c *schema.Claim) { c.Subject.Entity = "ent:China" }), true},
		{"a pronoun that is not resolved", denial, claimOf("it", "deny", "that anyone is forced to work", nil), false},
		{"another predicate", denial, claimOf("China", "reject", "that anyone is forced to work", nil), false},
		{"another object", denial, claimOf("China", "deny", "the report", nil), false},
		{"no object", denial, claimOf("China", "deny", "", nil), false},
		{"a long subject that only holds the name", denial, claimOf("the spokesman of the embassy in China", "deny", "anyone is forced", nil), true},
		{"a longer one", denial, claimOf("the tall young spokesman of the embassy in China", "deny", "anyone is forced", nil), false},
		{
			"a preposition at the predicate",
			GoldClaim{Subject: []string{"groups"}, Predicate: []string{"call"}, Object: []string{"an end"}},
			claimOf("groups", "call for", "an end", nil), true,
		},
		{
			"a passive",
			GoldClaim{Subject: []string{"farmers"}, Predicate: []string{"press"}, Object: []string{""}},
			claimOf("small farmers", "be press", "", nil), true,
		},
		{
			"an infinitive in the predicate",
			GoldClaim{Subject: []string{"judge"}, Predicate: []string{"block"}, Object: []string{"takeover"}},
			claimOf("The judge", "refuse block", "the takeover", nil), true,
		},
		{
			"a property of schema.org",
			GoldClaim{Subject: []string{"Liu"}, Predicate: []string{"jobTitle"}, Object: []string{"spokesperson"}},
			claimOf("Liu", "be", "the spokesperson", func(c *schema.Claim) { c.Predicate.IRI = "schema:jobTitle" }), true,
		},
		{
			"an argument for the object",
			GoldClaim{Subject: []string{"Rubiales"}, Predicate: []string{"come"}, Object: []string{"within 200 meters of Hermoso"}},
			claimOf("Rubiales", "come", "", func(c *schema.Claim) {
				c.Arguments = []schema.Argument{{Term: term("within 200 meters of Hermoso")}}
			}), true,
		},
		{
			"object and arguments together",
			GoldClaim{Subject: []string{"court"}, Predicate: []string{"find"}, Object: []string{"Luis Rubiales guilty"}},
			claimOf("A court", "find", "Luis", func(c *schema.Claim) {
				c.Arguments = []schema.Argument{{Term: term("guilty Rubiales")}}
			}), true,
		},
	}
	for _, tt := range tests {
		if got := m.matches(&tt.claim, &tt.gold); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestScoreClaims(t *testing.T) {
	const text = "The ILO asked China. Liu said it was false."
	first, second := schema.Span{Start: 0, End: 20}, schema.Span{Start: 21, End: len(text)}
	said := []string{"Liu"}
	golds := []GoldClaim{
		{Article: "a.txt", Sentence: first.In(text), Subject: []string{"ILO"}, Predicate: []string{"ask"}, Object: []string{"China"}, Polarity: "positive", Modality: []schema.Modality{"asserted"}},
		{Article: "a.txt", Sentence: second.In(text), Subject: said, Predicate: []string{"say"}, Object: []string{"it was false"}, Polarity: "positive", Modality: []schema.Modality{"asserted"}},
		{Article: "a.txt", Sentence: second.In(text), Subject: []string{"it"}, Predicate: []string{"be"}, Object: []string{"false"}, Speaker: said, Polarity: "positive", Modality: []schema.Modality{"reported"}},
		{Article: "a.txt", Sentence: first.In(text), Subject: []string{"China"}, Predicate: []string{"exist"}, Object: []string{""}, Polarity: "positive", Modality: []schema.Modality{"asserted"}, Optional: true},
		{Article: "b.txt", Sentence: "None.", Subject: []string{"x"}, Predicate: []string{"y"}, Object: []string{""}, Polarity: "positive", Modality: []schema.Modality{"asserted"}},
	}
	in := func(s schema.Span) func(*schema.Claim) { return func(c *schema.Claim) { c.Sentence = s } }
	claims := []schema.Claim{
		claimOf("the ILO", "ask", "China", in(first)),
		claimOf("China", "exist", "", in(first)),
		claimOf("China", "ask", "ILO", in(first)),
		claimOf("it", "be", "false", in(second)), // neither its speaker nor its modality
	}
	readings := []schema.Reading{
		{Article: schema.Article{Source: "/news/a.txt", Text: text}, Claims: claims},
		{Article: schema.Article{Source: "/news/other.txt", Text: text}, Claims: claims},
	}
	got := ScoreClaims(golds, readings)
	var why []string
	for _, w := range got.Wrong {
		why = append(why, w.Claim.Subject.Text+": "+w.Why)
	}
	if diff := cmp.Diff([]string{"China: no match", "it: speaker modality"}, why); diff != "" {
		t.Error(diff)
	}
	want := `recall     0.2500  (1 of 4)
precision  0.5000  (2 of 4)
found      0.5000  (2 of 4)
speaker    0.5000  (1 of 2)
polarity   1.0000  (2 of 2)
modality   0.5000  (1 of 2)
b.txt was not read
`
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Error(diff)
	}
	if got.Articles != 2 || len(got.Missed) != 3 {
		t.Errorf("%d articles, %d missed", got.Articles, len(got.Missed))
	}
	if prf := got.PRF(); prf.Recall != 0.25 || prf.Precision != 0.5 {
		t.Errorf("PRF is %v", prf)
	}
}

func TestReadClaims(t *testing.T) {
	f, err := gold.FS.Open("claims.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	claims, err := ReadClaims(f)
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for _, g := range claims {
		if !g.Optional {
			count[g.Article]++
		}
	}
	if len(count) < 6 {
		t.Errorf("claims of %d articles only", len(count))
	}
	for article, n := range count {
		if n < 15 {
			t.Errorf("%s has %d claims", article, n)
		}
	}
	for _, bad := range []string{
		"{", `{"article":"a","sentence":"s"}`,
		`{"article":"a","sentence":"s","subject":["x"],"predicate":["y"],"object":[""],"polarity":"none","modality":["asserted"]}`,
		`{"article":"a","sentence":"s","subject":["x"],"predicate":["y"],"object":[""],"polarity":"positive","modality":["sure"]}`,
	} {
		if _, err := ReadClaims(strings.NewReader("\n" + bad)); err == nil || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%s: error is %v", bad, err)
		}
	}
}
