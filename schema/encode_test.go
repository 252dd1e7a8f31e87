package schema

import (
	"iter"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func seq(quads []quad.Quad) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for _, q := range quads {
			if !yield(q, nil) {
				return
			}
		}
	}
}

// A reader draws readings over one text.
type reader struct {
	*rapid.T
	text string
	cuts []int // byte offsets of code points
}

var texts = rapid.StringOfN(rapid.RuneFrom([]rune("abcdefg éß漢😀“”'\n.,")), 1, 120, -1)

func (r reader) span(label string) Span {
	i := rapid.IntRange(0, len(r.cuts)-2).Draw(r.T, label+" start")
	j := rapid.IntRange(i+1, len(r.cuts)-1).Draw(r.T, label+" end")
	return Span{r.cuts[i], r.cuts[j]}
}

func (r reader) spans(label string, least int) []Span {
	n := rapid.IntRange(least, 3).Draw(r.T, label+" count")
	var spans []Span
	for range n {
		spans = append(spans, r.span(label))
	}
	return spans
}

func (r reader) str(label string) string {
	return rapid.SampledFrom([]string{"", "x", "report baseless", "a\nb", "it’s", "漢"}).Draw(r.T, label)
}

func (r reader) term(label string) Term {
	t := Term{Text: r.str(label + " text"), Literal: r.str(label + " literal")}
	t.Entity = rapid.SampledFrom([]string{"", "ent:ILO", "ent:China", "ent:Liu_Pengyu"}).Draw(r.T, label+" entity")
	if t.Text != "" || t.Entity != "" {
		t.Spans = r.spans(label, 0)
	}
	return t
}

func (r reader) attribution(depth int) *Attribution {
	if depth == 3 || !rapid.Bool().Draw(r.T, "attributed") {
		return nil
	}
	flag := func() bool { return rapid.Bool().Draw(r.T, "manner") }
	return &Attribution{
		Source: r.term("source"), Cue: r.str("cue"), CueSpan: r.span("cue"), Content: r.spans("content", 0),
		Via: r.attribution(depth + 1), Quoted: flag(), Anonymous: flag(), Disbelief: flag(), Hypothesis: flag(),
	}
}

func (r reader) claim() Claim {
	c := Claim{
		Sentence: r.span("sentence"), Subject: r.term("subject"), Object: r.term("object"),
		Predicate: Predicate{
			Text: r.str("verb"), Spans: r.spans("verb", 0), Lemma: r.str("lemma"),
			IRI: rapid.SampledFrom([]string{"rel:requested", "rel:accused_of", "schema:jobTitle"}).Draw(r.T, "predicate"),
		},
		Polarity:    rapid.SampledFrom([]Polarity{Positive, Negative}).Draw(r.T, "polarity"),
		Modality:    rapid.SampledFrom([]Modality{Asserted, Reported, Question}).Draw(r.T, "modality"),
		Attribution: r.attribution(0),
		Time:        rapid.SampledFrom([]string{"", "2025", "2025-02", "2025-02-10", "2025-01-01/2025-02-01"}).Draw(r.T, "time"),
		Tense:       rapid.SampledFrom([]string{"", "past", "future"}).Draw(r.T, "tense"),
		Confidence:  rapid.Float64Range(0, 1).Draw(r.T, "confidence"),
		Evidence:    r.spans("evidence", 1), Rule: r.str("rule"),
	}
	for range rapid.IntRange(0, 11).Draw(r.T, "arguments") {
		c.Arguments = append(c.Arguments, Argument{Term: r.term("argument"), Preposition: r.str("preposition"), Role: r.str("role")})
	}
	return c
}

func (r reader) entity() Entity {
	strs := func(label string, from ...string) []string {
		return rapid.SliceOfN(rapid.SampledFrom(from), 0, 3).Draw(r.T, label)
	}
	return Entity{
		IRI:     EntityIRI(rapid.SampledFrom([]string{"ILO", "China", "Liu Pengyu", "AC/DC"}).Draw(r.T, "entity")),
		Type:    rapid.SampledFrom([]EntityType{Person, Organization, Place, Event, Work, Date, Quantity, Other}).Draw(r.T, "type"),
		Name:    r.str("name"),
		Aliases: strs("alias", "ILO", "the agency", "国"), SameAs: strs("same", "http://www.wikidata.org/entity/Q54129"),
		Mentions: r.spans("mention", 0), Named: rapid.Bool().Draw(r.T, "named"),
	}
}

func drawReading(t *rapid.T) Reading {
	r := reader{T: t, text: texts.Draw(t, "text")}
	for i := range r.text {
		r.cuts = append(r.cuts, i)
	}
	r.cuts = append(r.cuts, len(r.text))
	reading := Reading{Article: Article{
		ID: r.str("id"), Title: r.str("title"), Author: r.str("author"), Publisher: r.str("publisher"),
		URL:    rapid.SampledFrom([]string{"", "https://example.org/a", "https://example.org/a b"}).Draw(t, "url"),
		Agency: r.str("agency"), Place: r.str("place"), Text: r.text, Body: r.spans("body", 0),
		Published: rapid.SampledFrom([]string{"", "2025-02-14", "2025-02-14T09:30:00Z", "2025-02-14T09:30:00.25+05:30"}).Draw(t, "published"),
		Language:  rapid.SampledFrom([]string{"", "en", "en-GB"}).Draw(t, "language"),
	}}
	for range rapid.IntRange(0, 3).Draw(t, "entities") {
		reading.Entities = append(reading.Entities, r.entity())
	}
	for range rapid.IntRange(0, 4).Draw(t, "claims") {
		reading.Claims = append(reading.Claims, r.claim())
	}
	return reading
}

func TestDecodeInvertsEncode(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawReading(t)
		quads, err := Encode(r)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.IsSortedFunc(quads, CompareQuads) {
			t.Fatal("quads are not sorted")
		}
		shuffled := slices.Clone(quads)
		rand.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		got, err := Decode(seq(shuffled))
		if err != nil {
			t.Fatal(err)
		}
		r.Normalize()
		if diff := cmp.Diff(r, got); diff != "" {
			t.Fatalf("decoded reading differs (-want +got):\n%s", diff)
		}
		again, err := Encode(got)
		if err != nil || !reflect.DeepEqual(quads, again) {
			t.Fatalf("second encoding differs: %v", err)
		}
	})
}

func TestNormalizeIsIdempotent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawReading(t)
		r.Normalize()
		once := r.clone()
		r.Normalize()
		if diff := cmp.Diff(once, r); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestEveryPassageQuotesTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawReading(t)
		quads, err := Encode(r)
		if err != nil {
			t.Fatal(err)
		}
		nodes := map[quad.Value]map[quad.Value]quad.Value{}
		for _, q := range quads {
			if nodes[q.Subject] == nil {
				nodes[q.Subject] = map[quad.Value]quad.Value{}
			}
			nodes[q.Subject][q.Predicate] = q.Object
		}
		points := []rune(r.Article.Text)
		for iri, n := range nodes {
			if n[OAExact] == nil {
				continue
			}
			start, end := int(n[OAStart].(quad.Int)), int(n[OAEnd].(quad.Int))
			if want, got := string(points[start:end]), literalText(n[OAExact]); want != got {
				t.Fatalf("%v quotes %q, the text has %q", iri, got, want)
			}
		}
	})
}

// seed is the article of the contract in two sentences of our own.
func seed() Reading {
	const text = "The ILO has asked China for answers. Liu Pengyu called it “baseless”."
	span := func(s string) Span {
		i := strings.Index(text, s)
		return Span{i, i + len(s)}
	}
	liu := Term{Text: "Liu Pengyu", Spans: []Span{span("Liu Pengyu")}, Entity: "ent:Liu_Pengyu"}
	first, second := span("The ILO has asked China for answers."), span("Liu Pengyu called it “baseless”.")
	return Reading{
		Article: Article{URL: "https://example.org/1", Title: "Answers", Publisher: "Example", Published: "2025-02-14", Language: "en", Text: text, Body: []Span{{0, len(text)}}},
		Entities: []Entity{
			{IRI: "ent:ILO", Type: Organization, Name: "ILO", Named: true, Mentions: []Span{span("The ILO")}},
			{IRI: "ent:Liu_Pengyu", Type: Person, Name: "Liu Pengyu", Named: true, Mentions: []Span{span("Liu Pengyu")}},
		},
		Claims: []Claim{{
			Sentence: first, Subject: Term{Text: "The ILO", Spans: []Span{span("The ILO")}, Entity: "ent:ILO"},
			Predicate: Predicate{Text: "has asked", Spans: []Span{span("has asked")}, IRI: RelIRI("asked"), Lemma: "ask"},
			Object:    Term{Text: "China", Spans: []Span{span("China")}, Entity: "ent:China"},
			Arguments: []Argument{{Term: Term{Text: "for answers", Spans: []Span{span("for answers")}}, Preposition: "for"}},
			Polarity:  Positive, Modality: Asserted, Tense: "past", Confidence: 0.9, Evidence: []Span{first}, Rule: "active",
		}, {
			Sentence: second, Subject: liu,
			Predicate: Predicate{Text: "called", Spans: []Span{span("called")}, IRI: RelIRI("called"), Lemma: "call"},
			Object:    Term{Text: "it baseless", Literal: "report baseless", Spans: []Span{span("it"), span("baseless")}},
			Polarity:  Positive, Modality: Asserted, Tense: "past", Confidence: 0.8, Evidence: []Span{second},
		}, {
			Sentence: second, Subject: Term{Text: "it", Spans: []Span{span("it")}, Entity: "ent:report", Literal: "the report"},
			Predicate: Predicate{Text: "is", IRI: RelIRI("is"), Lemma: "be"},
			Object:    Term{Text: "baseless", Spans: []Span{span("baseless")}},
			Polarity:  Positive, Modality: Reported, Tense: "present", Confidence: 0.7, Evidence: []Span{span("it “baseless”")},
			Attribution: &Attribution{Source: liu, Cue: "called", CueSpan: span("called"), Content: []Span{span("it “baseless”")}, Quoted: true},
		}},
	}
}

func TestOnlyStatedClaimsArePlainQuads(t *testing.T) {
	quads, err := Encode(seed())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, q := range quads {
		if p, ok := q.Predicate.(quad.IRI); ok && strings.HasPrefix(string(p), RelationBase) {
			got = append(got, Compact(string(q.Subject.(quad.IRI)))+" "+Compact(string(p))+" "+quad.StringOf(q.Object))
		}
		if q.Label != quad.IRI(ArticleIRI("https://example.org/1", "", "")) {
			t.Errorf("label of %v is %v", q, q.Label)
		}
	}
	want := []string{
		"ent:ILO rel:asked <" + EntityBase + "China>",
		`ent:Liu_Pengyu rel:called "report baseless"@en`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestEncodeRejects(t *testing.T) {
	for name, spoil := range map[string]func(*Reading){
		"a span beyond the text": func(r *Reading) { r.Claims[0].Evidence = []Span{{0, 1000}} },
		"a span inside a code point": func(r *Reading) {
			i := strings.Index(r.Article.Text, "“")
			r.Claims[0].Evidence = []Span{{i + 1, i + 5}}
		},
		"a negative span":              func(r *Reading) { r.Entities[0].Mentions = []Span{{-1, 3}} },
		"an entity without an IRI":     func(r *Reading) { r.Entities[0].IRI = "" },
		"a predicate without an IRI":   func(r *Reading) { r.Claims[0].Predicate.IRI = "" },
		"an IRI with a space":          func(r *Reading) { r.Claims[0].Subject.Entity = "ent:a b" },
		"a title that is not UTF-8":    func(r *Reading) { r.Article.Title = "a\xff" },
		"a publisher that isn't UTF-8": func(r *Reading) { r.Article.Publisher = "a\xff" },
	} {
		r := seed()
		spoil(&r)
		if quads, err := Encode(r); err == nil {
			t.Errorf("%s: %d quads and no error", name, len(quads))
		}
	}
}

func TestLocalIRIs(t *testing.T) {
	for name, want := range map[string]string{
		"Liu Pengyu":               "ent:Liu_Pengyu",
		"  the\tUN  agency ":       "ent:the_UN_agency",
		"O’Brien":                  "ent:O'Brien",
		"AC/DC":                    "ent:AC%2FDC",
		"Łódź 漢字":                  "ent:Łódź_漢字",
		"100%":                     "ent:100%25",
		"a<b>\"c\"":                "ent:a%3Cb%3E%22c%22",
		"so\u00adft":               "ent:soft",
		"\u00a0":                   "",
		"Ted 😀":                    "ent:Ted_%F0%9F%98%80",
		"Johnson & Johnson (Inc.)": "ent:Johnson_&_Johnson_(Inc.)",
	} {
		got := EntityIRI(name)
		if got != want {
			t.Errorf("EntityIRI(%q) = %q, want %q", name, got, want)
		}
		if got != "" && !ValidIRI(Expand(got)) {
			t.Errorf("EntityIRI(%q) = %q is no IRI", name, got)
		}
	}
}

func TestCompactInvertsExpand(t *testing.T) {
	for _, iri := range []string{"ent:ILO", "rel:accused_of", "schema:jobTitle", "rdfs:label", "rdf:type", "urn:sayso:claim:x", "https://example.org/", "ILO", ""} {
		if got := Compact(Expand(iri)); got != iri {
			t.Errorf("Compact(Expand(%q)) = %q", iri, got)
		}
	}
}

func FuzzLocalIRI(f *testing.F) {
	f.Add("Liu Pengyu")
	f.Add("a%b#c\x00\xff")
	f.Fuzz(func(t *testing.T, name string) {
		iri := EntityIRI(name)
		if iri == "" {
			return
		}
		if !ValidIRI(Expand(iri)) || !utf8.ValidString(LocalName(iri)) {
			t.Errorf("EntityIRI(%q) = %q", name, iri)
		}
	})
}

func FuzzIndex(f *testing.F) {
	f.Add("a漢b😀"+strings.Repeat("é", 400), uint16(3))
	f.Fuzz(func(t *testing.T, text string, n uint16) {
		if !utf8.ValidString(text) {
			return
		}
		ix := NewIndex(text)
		offset, ok := ix.Offset(int(n))
		if ok != (int(n) <= utf8.RuneCountInString(text)) {
			t.Fatalf("Offset(%d) of %d code points: %v", n, utf8.RuneCountInString(text), ok)
		}
		if ok && ix.Runes(offset) != int(n) {
			t.Errorf("Runes(Offset(%d)) = %d", n, ix.Runes(offset))
		}
	})
}
