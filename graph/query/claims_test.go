package query

import (
	"context"
	"fmt"
	"iter"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-graph/sayso/data/lexicon"
	"github.com/sayso-graph/sayso/graph/store"
	"github.com/sayso-graph/sayso/schema"
)

// A line is a claim in short: subject|predicate|object, then options: "by X",
// "not", "asked", "disbelieved".
func claim(line string) schema.Claim {
	parts := strings.Split(line, ";")
	c := schema.Claim{Polarity: schema.Positive, Modality: schema.Asserted, Confidence: 0.8, Tense: "past"}
	spo := strings.Split(parts[0], "|")
	c.Subject, c.Object = term(spo[0]), term(spo[2])
	c.Predicate = schema.Predicate{Text: spo[1], IRI: schema.RelIRI(spo[1]), Lemma: strings.TrimSuffix(spo[1], "ed")}
	if lemma := map[string]string{
		"is": "be", "is safe for": "be safe for", "denied": "deny", "accused": "accuse", "was accused of": "accuse of",
		"took": "take", "resigned from": "resign from", "was arrested": "arrest", "was arrested in": "arrest in", "did": "do", "criticized": "criticize",
	}[spo[1]]; lemma != "" {
		c.Predicate.Lemma = lemma
	}
	for _, option := range parts[1:] {
		switch word, rest, _ := strings.Cut(strings.TrimSpace(option), " "); word {
		case "by":
			c.Modality = schema.Reported
			c.Attribution = &schema.Attribution{Source: term(rest), Cue: "said"}
		case "not":
			c.Polarity = schema.Negative
		case "disbelieved":
			c.Attribution.Disbelief = true
		case "requested", "possible":
			c.Modality = schema.Modality(word)
		case "in", "of":
			c.Arguments = append(c.Arguments, schema.Argument{Term: term(rest), Preposition: word})
		case "on":
			c.Time = rest
		case "role":
			c.Predicate.IRI = "schema:" + rest
		}
	}
	return c
}

// term is an entity when it begins with a capital letter.
func term(s string) schema.Term {
	t := schema.Term{Text: s}
	if s != "" && strings.ToLower(s[:1]) != s[:1] {
		t.Entity = schema.EntityIRI(s)
	}
	return t
}

// article makes a reading of lines, each of which is a sentence of its text.
func readingOf(url, publisher, published string, lines ...string) schema.Reading {
	r := schema.Reading{Article: schema.Article{
		URL: url, Publisher: publisher, Published: published, Title: "News of " + published, Language: "en",
	}}
	seen := map[string]bool{}
	for _, line := range lines {
		c := claim(line)
		start := len(r.Article.Text)
		r.Article.Text += strings.ReplaceAll(line, "|", " ") + ".\n"
		c.Sentence = schema.Span{Start: start, End: len(r.Article.Text) - 1}
		c.Evidence = []schema.Span{c.Sentence}
		r.Claims = append(r.Claims, c)
		for _, t := range []schema.Term{c.Subject, c.Object} {
			if t.Entity != "" && !seen[t.Entity] {
				seen[t.Entity] = true
				r.Entities = append(r.Entities, schema.Entity{IRI: t.Entity, Type: schema.Organization, Name: t.Text, Named: true, Mentions: c.Evidence})
			}
		}
	}
	return r
}

// readings is a small world: two articles agree on a request, one speaker
// denies what another says, and somebody rejects a report.
func readingsOfWorld() []schema.Reading {
	return []schema.Reading{
		readingOf("https://e.org/1", "Wire", "2025-02-14",
			"ILO|requested|China; in Geneva", "China|used|labor; by ILO", "China|rejected|ILO", "Liu Pengyu|called|report baseless",
			"Liu Pengyu|is|spokesperson; role jobTitle", "Court|fined|Firm; requested"),
		readingOf("https://e.org/2", "Herald", "2025-03-01",
			"ILO|requested|China; on 2025-02-10", "China|used|labor; by Liu Pengyu; not", "Firm|left|Peru; by two people; possible", "Firm|bought|Rival; not"),
		readingOf("https://e.org/3", "Herald", "2024-12-31", "Peru|praised|ILO", "Firm|left|Peru; by Ann; disbelieved"),
	}
}

func load(t testing.TB, readings ...schema.Reading) *store.Store {
	t.Helper()
	st := open(t, "")
	for _, r := range readings {
		quads, err := schema.Encode(r)
		if err != nil {
			t.Fatal(err)
		}
		if err := st.Replace(context.Background(), quads[0].Label, quads, ""); err != nil {
			t.Fatal(err)
		}
	}
	return st
}

// lines shows rows as subject|predicate|object.
func lines(t testing.TB, rows iter.Seq2[ClaimRow, error]) (out []string) {
	t.Helper()
	for row, err := range rows {
		if err != nil {
			t.Fatal(err)
		}
		line := row.Claim.Subject.Text + "|" + row.Claim.Predicate.Text + "|" + row.Claim.Object.Text
		for _, s := range row.Sources {
			line += " +" + s.Publisher
		}
		for _, a := range row.Against {
			line += " -" + a.Claim.Subject.Text + "|" + a.Claim.Predicate.Text + "|" + a.Claim.Object.Text
		}
		out = append(out, line)
	}
	return out
}

func TestClaims(t *testing.T) {
	st := load(t, readingsOfWorld()...)
	all := lines(t, Claims(context.Background(), st, Filter{}))
	if len(all) != 12 || all[0] != "ILO|requested|China" || all[11] != "Firm|left|Peru" {
		t.Errorf("all claims: %q", all)
	}
	for _, test := range []struct {
		name   string
		filter Filter
		want   []string
	}{
		{"about a name", Filter{About: "Peru"}, []string{"Firm|left|Peru", "Peru|praised|ILO", "Firm|left|Peru"}},
		{"about an IRI", Filter{About: "ent:Rival"}, []string{"Firm|bought|Rival"}},
		{"about an argument", Filter{About: "<https://sayso-graph.github.io/entity/Geneva>"}, []string{"ILO|requested|China"}},
		{"by a speaker", Filter{By: "Liu Pengyu"}, []string{"China|used|labor"}},
		{"by words", Filter{By: "Two people"}, []string{"Firm|left|Peru"}},
		{"by predicate", Filter{Predicate: "requested"}, []string{"ILO|requested|China", "ILO|requested|China"}},
		{"by a predicate of schema.org", Filter{Predicate: "schema:jobTitle"}, []string{"Liu Pengyu|is|spokesperson"}},
		{"by predicate and entity", Filter{Predicate: "rel:left", About: "ent:Firm"}, []string{"Firm|left|Peru", "Firm|left|Peru"}},
		{"of one article", Filter{Article: schema.ArticleIRI("https://e.org/3", "", "")}, []string{"Peru|praised|ILO", "Firm|left|Peru"}},
		{"negated", Filter{Polarity: schema.Negative}, []string{"China|used|labor", "Firm|bought|Rival"}},
		{"of a modality", Filter{Modality: schema.Requested}, []string{"Court|fined|Firm"}},
		{"since a month", Filter{Since: "2025-03", Predicate: "used"}, []string{"China|used|labor"}},
		{"until a year", Filter{Until: "2024"}, []string{"Peru|praised|ILO", "Firm|left|Peru"}},
		{"with a limit", Filter{Limit: 1}, []string{"ILO|requested|China"}},
		{"surer than any", Filter{MinConfidence: 0.9}, nil},
		{"of nobody", Filter{About: "Nobody"}, nil},
		{"corroborated", Filter{Corroborated: 2}, []string{"ILO|requested|China +Herald +Wire"}},
		{"disputed", Filter{Disputed: true}, []string{
			"China|used|labor -China|used|labor", "Firm|left|Peru -Firm|left|Peru",
			"China|used|labor -China|used|labor -China|rejected|ILO", "Firm|left|Peru -Firm|left|Peru",
		}},
		{"disputed, each pair once", Filter{Disputed: true, Pairs: true}, []string{
			"China|used|labor -China|used|labor", "Firm|left|Peru -Firm|left|Peru", "China|used|labor -China|rejected|ILO",
		}},
		{"disputed, by one speaker", Filter{Disputed: true, By: "Liu Pengyu"}, []string{"China|used|labor -China|used|labor"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, lines(t, Claims(context.Background(), st, test.filter))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Two articles say the same in other words, or with the same verb something
// else.
func TestCorroboratedInOtherWords(t *testing.T) {
	for _, test := range []struct {
		name, one, two string
		same           bool
	}{
		{"one verb", "ILO|requested|report", "ILO|requested|report", true},
		{"a synonym", "ILO|requested|report", "ILO|asked for|report", true},
		{"a synonym, reported", "ILO|said|all is well", "ILO|stated|all is well; by Ann", true},
		{"a verb and an adjective", "Police|killed|Ann", "Police|shot dead|Ann", true},
		{"British and American", "Court|criticized|Firm", "Court|criticised|Firm", true},
		{"a synonym, denied", "ILO|requested|report", "ILO|asked for|report; not", false},
		{"both denied", "ILO|requested|report; not", "ILO|asked for|report; not", true},
		{"only possible", "ILO|requested|report", "ILO|asked for|report; possible", false},
		{"asked to", "Firm|fired|Ann", "Firm|sacked|Ann; requested", false},
		{"another verb", "ILO|requested|report", "ILO|rejected|report", false},
		{"another object", "ILO|requested|report", "ILO|asked for|help", false},
		{"the other way round", "Ann|met|Ben", "Ben|met with|Ann", false},
	} {
		st := load(t, readingOf("https://e.org/1", "Wire", "2025-02-14", test.one), readingOf("https://e.org/2", "Herald", "2025-02-15", test.two))
		got := lines(t, Claims(context.Background(), st, Filter{Corroborated: 2}))
		if (len(got) == 1) != test.same {
			t.Errorf("%s: %q", test.name, got)
		}
		page, total, err := NewCatalog(st).Claims(context.Background(), Filter{Corroborated: 2}, 0)
		if err != nil || total != len(got) || len(page) != len(got) {
			t.Errorf("%s: the catalog has %d, %v", test.name, total, err)
		}
	}
}

// A predicate is of one class, in the form that IRIs have.
func TestSynonyms(t *testing.T) {
	seen := map[string]bool{}
	for cols := range lexicon.Rows("synonyms.tsv") {
		class := strings.Fields(cols[0])
		if len(class) < 2 || len(cols) != 1 {
			t.Errorf("%q is no class", cols)
		}
		for _, name := range class {
			if iri := "rel:" + name; seen[name] || schema.RelIRI(strings.ReplaceAll(name, "_", " ")) != iri {
				t.Errorf("%s stands twice, or is no %s", name, iri)
			}
			seen[name] = true
		}
	}
}

// A claim and its denial in another article come together, in whatever words,
// and what is asked for or supposed is not denied.
func TestDisputedAcrossArticles(t *testing.T) {
	for _, test := range []struct {
		name, claim, denial string
		disputed            bool
	}{
		{"the other polarity", "Firm|paid|farmers", "Firm|paid|farmers; by Otto; not", true},
		{"the other polarity of a synonym", "ILO|requested|report", "ILO|asked for|report; not", true},
		{"denied by the one it is said of", "Firm|poisoned|Tana; by Ann", "Firm|poisoned|Tana; by Firm; not", true},
		{"disbelieved", "Firm|left|Peru; by Ann", "Firm|left|Peru; by Otto; disbelieved", true},
		{"allegations rejected", "Firm|poisoned|Tana; by Greenpeace", "Firm|rejected|allegations of Greenpeace", true},
		{"allegations denied", "Firm|poisoned|Tana; by Greenpeace", "Firm|denied|allegations of Greenpeace", true},
		{"a report called baseless", "Firm|dumped|waste; by Greenpeace", "Greenpeace report|is|baseless; by Otto", true},
		{"another's report", "Firm|dumped|waste; by Greenpeace", "Oxfam report|is|baseless; by Otto", false},
		{"a request", "Firm|paid|farmers; requested", "Firm|paid|farmers; not", false},
		{"the same polarity", "Firm|paid|farmers", "Firm|paid|farmers; by Otto", false},
		{"another object", "Firm|paid|farmers", "Firm|paid|taxes; not", false},
		{"an object that is an entity in one alone", "Ann|lied to|parliament; by Otto", "Ann|lied to|Parliament; by Ben; not", true},
		{"another entity than the words", "Ann|lied to|parliament", "Ann|lied to|Parliament of Peru; not", false},
		{"an entity and no object", "Ann|play|", "Ann|play|Parliament; not", false},
		{"denied less closely", "Ann|resigned from|board", "Ann|resign|; not", true},
		{"affirmed less closely", "Ann|resign|", "Ann|resigned from|board; not", false},
		{"an object more", "Ann|play|football", "Ann|play|; not", false},
		{"one complement", "Dam|is|safe", "Dam|is|not safe; not", true},
		{"a complement, more closely", "Dam|is safe for|people; by Ann", "Dam|is|safe; not", true},
		{"another complement", "Dam|is safe for|people", "Dam|is|old; not", false},
		{"the passive of an act", "Police|arrest|Ann", "Ann|was arrested|; not", true},
		{"a passive, more closely", "Ann|was arrested in|Oslo", "Ann|was arrested|; not", true},
		{"the passive of another", "Police|arrest|Ann", "Ben|was arrested|; not", false},
		{"the act of another", "Ann|arrest|Ben", "Eve|arrest|Ben; not", false},
		{"who arrests, who is arrested", "Ann|arrest|Ben", "Ann|was arrested|; not", false},
		{"an accusation, in its words", "Ann|accused|Ben; of taking bribes", "Ben|denied|taking bribes", true},
		{"an accusation without accuser", "Ben|was accused of|fraud", "Ben|denied|any fraud", true},
		{"another's accusation", "Ann|accused|Ben; of taking bribes", "Eve|denied|taking bribes", false},
		{"another accusation", "Ann|accused|Ben; of theft", "Ben|denied|taking bribes", false},
	} {
		st := load(t, readingOf("https://e.org/1", "Wire", "2025-02-14", test.claim), readingOf("https://e.org/2", "Herald", "2025-02-15", test.denial))
		got := lines(t, Claims(context.Background(), st, Filter{Disputed: true, Article: schema.ArticleIRI("https://e.org/1", "", "")}))
		if (len(got) == 1) != test.disputed {
			t.Errorf("%s: %q", test.name, got)
		}
	}
}

// A description may mean one thing in two articles that name another in common.
func TestDisputedByDescription(t *testing.T) {
	for _, test := range []struct {
		name, published string
		one, two        []string
		disputed        bool
	}{
		{"a name in common", "2025-02-20", []string{"The bridge|is|safe", "Oslo|is|old"}, []string{"The bridge|is|safe; not", "Ann|left|Oslo"}, true},
		{"no name in common", "2025-02-20", []string{"The bridge|is|safe", "Oslo|is|old"}, []string{"The bridge|is|safe; not", "Ann|left|Bergen"}, false},
		{"long after", "2025-06-20", []string{"The bridge|is|safe", "Oslo|is|old"}, []string{"The bridge|is|safe; not", "Ann|left|Oslo"}, false},
		{"another description", "2025-02-20", []string{"The bridge|is|safe", "Oslo|is|old"}, []string{"The road|is|safe; not", "Ann|left|Oslo"}, false},
	} {
		one, two := readingOf("https://e.org/1", "Wire", "2025-02-14", test.one...), readingOf("https://e.org/2", "Herald", test.published, test.two...)
		for i, r := range []*schema.Reading{&one, &two} {
			described := r.Entities[0].IRI + strconv.Itoa(i)
			r.Entities[0].IRI, r.Entities[0].Named, r.Claims[0].Subject.Entity = described, false, described
		}
		got := lines(t, Claims(context.Background(), load(t, one, two), Filter{Disputed: true}))
		if (len(got) == 2) != test.disputed {
			t.Errorf("%s: %q", test.name, got)
		}
	}
}

// A denial within one article may say little: what it denies was said last.
func TestDisputedWithinAnArticle(t *testing.T) {
	for _, test := range []struct {
		name  string
		lines []string
		want  []string
	}{
		{"the accusation", []string{"Ann|accused|Ben; of theft", "Ben|denied|the charge"}, []string{"Ann|accused|Ben -Ben|denied|the charge"}},
		{"it", []string{"Ann|accused|Ben; of theft", "Ben|denied|it"}, []string{"Ann|accused|Ben -Ben|denied|it"}},
		{"I am not", []string{"Ben|is|corrupt; by Eve", "Ben|is|a liar; by Ann", "Ben|did|; by Ben; not"}, []string{"Ben|is|a liar -Ben|did|"}},
		{"what he says himself", []string{"Ben|is|a liar; by Ben", "Ben|did|; by Ben; not"}, nil},
		{"what others did not say", []string{"Ben|is|old", "Ben|did|; by Ben; not"}, nil},
		{"what comes later", []string{"Ben|did|; by Ben; not", "Ben|is|a liar; by Ann"}, nil},
	} {
		st := load(t, readingOf("https://e.org/1", "Wire", "2025-02-14", test.lines...))
		got := lines(t, Claims(context.Background(), st, Filter{Disputed: true}))
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
	}
}

func TestClaimsQuoteTheirArticle(t *testing.T) {
	st := load(t, readingsOfWorld()...)
	for row, err := range Claims(context.Background(), st, Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		if len(row.Evidence) != 1 || row.Evidence[0].Text != row.Sentence || row.Evidence[0].End-row.Evidence[0].Start != len(row.Sentence) {
			t.Errorf("%q: %+v", row.Sentence, row.Evidence)
		}
	}
}

func TestClaimsAsJSON(t *testing.T) {
	st := load(t, readingsOfWorld()...)
	for row, err := range Claims(context.Background(), st, Filter{By: "Liu Pengyu"}) {
		if err != nil {
			t.Fatal(err)
		}
		got, err := row.MarshalJSON()
		want := `{"claim":"` + row.Claim.IRI + `","article":"` + row.Article.IRI + `","url":"https://e.org/2","title":"News of 2025-03-01",` +
			`"publisher":"Herald","published":"2025-03-01","sentence":"China used labor; by Liu Pengyu; not.","subject":"China","predicate":"used",` +
			`"object":"labor","subject_entity":"ent:China","predicate_iri":"rel:used","confidence":0.8,"polarity":"negative",` +
			`"modality":"reported","tense":"past","stated":false,"attribution":{"source":"Liu Pengyu","source_entity":"ent:Liu_Pengyu","cue":"said"},` +
			`"evidence":[{"start":36,"end":73,"text":"China used labor; by Liu Pengyu; not."}]}`
		if diff := cmp.Diff(want, string(got)); diff != "" || err != nil {
			t.Error(diff, err)
		}
	}
}

func TestEntities(t *testing.T) {
	st := load(t, readingsOfWorld()...)
	var got []string
	for row, err := range Entities(context.Background(), st, EntityFilter{Articles: 2}) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprintf("%s %s %d", row.IRI, row.Name, row.Articles))
	}
	want := []string{"ent:Firm Firm 3", "ent:ILO ILO 3", "ent:China China 2", "ent:Peru Peru 2"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	row, err := Entity(context.Background(), st, "ILO")
	wantRow := EntityRow{IRI: "ent:ILO", Type: schema.Organization, Name: "ILO", Named: true, Articles: 3, Mentions: 3, Claims: 4}
	if diff := cmp.Diff(wantRow, row); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if _, err := Entity(context.Background(), st, "Nobody"); err == nil {
		t.Error("an entity that nobody mentions")
	}
}

func TestArticles(t *testing.T) {
	st := load(t, readingsOfWorld()...)
	for _, test := range []struct {
		filter ArticleFilter
		want   []string
	}{
		{ArticleFilter{}, []string{"2025-03-01 Herald 4 5", "2025-02-14 Wire 6 5", "2024-12-31 Herald 2 3"}},
		{ArticleFilter{Publisher: "herald", Limit: 1}, []string{"2025-03-01 Herald 4 5"}},
		{ArticleFilter{About: "Peru", Until: "2024-12-31"}, []string{"2024-12-31 Herald 2 3"}},
		{ArticleFilter{Text: "news of 2025-02"}, []string{"2025-02-14 Wire 6 5"}},
	} {
		var got []string
		for row, err := range Articles(context.Background(), st, test.filter) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, fmt.Sprintf("%s %s %d %d", row.Published, row.Publisher, row.Claims, row.Entities))
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%+v: %s", test.filter, diff)
		}
	}
}
