package nlp

import (
	"slices"
	"strings"
	"time"

	"github.com/sayso-graph/sayso/schema"
)

// FindMeasures finds dates and quantities and writes their normal form to
// Mention.Value: of the mention with the same head where there is one, else of
// a new one with Form Measure. Call it after parsing and FindMentions; without
// trees it goes by word order. Dates are reckoned from d.Date.
//
// A date becomes ISO 8601 to the precision that the text has, or an interval
// a/b ("early March", "the 1990s"): see [NormalDate]. A quantity becomes a
// bound, a decimal number and a unit: see [NormalQuantity].
func (d *Doc) FindMeasures() {
	for i := range d.Sents {
		d.sentenceMeasures(i)
	}
	slices.SortStableFunc(d.Mentions, func(a, b Mention) int { return comparePhrases(a.Phrase, b.Phrase) })
}

// NormalDate returns the normal form of the first date expression of text,
// reckoned from today, which may be zero; "" when it has none.
//
//	2021-03-03   March 3, 2021 · last Tuesday · Feb14’25
//	2021-03      March 2021 · last month
//	2021         2021 · next year
//	2021-W09     last week · two weeks ago
//	a/b          between 2010 and 2012 · early March · Q3 2024 · the 1990s · summer 2023 · the past two weeks
//	--03-03      March 3, when neither the text nor today gives the year
//	-0043        44 BC
//	…T17:30      a day with its time of day, in the local time of the text
//
// Thirds of a month are its days 1–10, 11–20 and the rest, thirds of a year
// four months each; seasons are the meteorological ones of the northern half.
// Phrases that name no time of the calendar ("in recent years", "every
// Monday") have no normal form.
func NormalDate(t *Tokenizer, text string, today time.Time) string {
	return firstMeasure(t, text, today, schema.Date)
}

// NormalQuantity returns the normal form of the first quantity of text, "" when
// it has none: an optional bound (< <= > >= ~), the number in decimal notation
// or an interval a..b, and the unit: a currency by ISO 4217, a unit of measure,
// or the lemma of what is counted. Plurals that name no number count twice:
// "tens of thousands" is >=20000.
//
//	<=630000 worker   as many as 630,000 workers
//	2500000 USD       $2.5 million
//	>0.5              more than half
//	5..10 km          between 5 and 10 kilometres
func NormalQuantity(t *Tokenizer, text string) string {
	return firstMeasure(t, text, time.Time{}, schema.Quantity)
}

func firstMeasure(t *Tokenizer, text string, today time.Time, kind schema.EntityType) string {
	doc := t.TokenizeSentence(text)
	doc.Date = today
	doc.FindMeasures()
	for i := range doc.Mentions {
		if m := &doc.Mentions[i]; m.Type == kind && m.Value != "" {
			return m.Value
		}
	}
	return ""
}

func (d *Doc) sentenceMeasures(i int) {
	sent := &d.Sents[i]
	low := make(words, len(sent.Tokens))
	for k := range sent.Tokens {
		low[k] = strings.ToLower(sent.Tokens[k].Form)
	}
	ds := dates{words: low, forms: sent.Tokens, today: d.Date}
	qs := quantities{words: low, toks: sent.Tokens}
	hot := low.nextMeasure(0) // the first token from k on that may be the core of a measure
	for k := 0; k < len(low); {
		if hot < k {
			hot = low.nextMeasure(k)
		}
		if hot == len(low) {
			return
		}
		if k = max(k, hot-measureLead); k > hot {
			continue
		}
		end := d.dateAt(i, k, &ds)
		if end == 0 && (k == hot || qs.money(k) || low.is(k, "a", "an")) {
			end = d.quantityAt(i, k, &qs)
		}
		k = max(end, k+1)
	}
}

// measureLead is the number of words before the core of a date: "the day
// before yesterday".
const measureLead = 3

// dateAt records the date at token k of sentence i, and returns its end, 0 for
// none.
func (d *Doc) dateAt(i, k int, ds *dates) int {
	ds.tense = d.Sents[i].tense(k)
	t, end := ds.expression(k)
	if value := t.String(); end > 0 && value != "" {
		d.measure(Mention{Phrase: Phrase{i, ds.trim(k), end}, Type: schema.Date, Form: Measure, Class: "time", Value: value}, -1)
	}
	return end
}

// quantityAt does the same for a quantity.
func (d *Doc) quantityAt(i, k int, qs *quantities) int {
	q, first, end := qs.expression(k)
	if end <= k || !qs.plausible(&q, k, end) {
		return 0
	}
	m := Mention{Phrase: Phrase{i, first, end}, Type: schema.Quantity, Form: Measure, Class: "abstract", Value: q.String()}
	d.measure(m, q.head)
	return end
}

// nextMeasure returns the first token from i on that a date or quantity may be
// built around, len(w) for none.
func (w words) nextMeasure(i int) int {
	for i < len(w) {
		s := w[i]
		if measureWords[s] || strings.HasPrefix(s, "mid-") || s[0] == '\'' || s[0] == '$' || s[0] >= 0x80 || strings.ContainsAny(s, "0123456789") {
			return i
		}
		i++
	}
	return i
}

// measureWords are the words without digits that a date or quantity has.
var measureWords = func() map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields("today tonight yesterday tomorrow christmas halloween half dozen weekend day last next this past couple quarter third ago") {
		m[w] = true
	}
	for _, table := range []map[string]float64{smallNumbers, ordinals, multipliers, vagueNumbers, fractions} {
		for w := range table {
			if len(w) > 1 { // "b" multiplies after digits only
				m[w] = true
			}
		}
	}
	for _, table := range []map[string]int{months, weekdays, seasons, decadeWords} {
		for w := range table {
			m[w] = true
		}
	}
	for w := range timeUnits {
		m[w] = true
	}
	return m
}()

// trim leaves a preposition that opens an interval out of its phrase.
func (d *dates) trim(i int) int {
	if d.is(i, "from", "between", "in", "over") {
		return i + 1
	}
	return i
}

// plausible tells quantities from numbers that only name or count off: a
// number alone must be an argument in the tree or have a bound.
func (q *quantities) plausible(out *quantity, i, end int) bool {
	switch {
	case q.hyphen(i-1) && !out.isUnit: // high-five, 0-0
		return false
	case out.unit != "" || out.bound != "" || out.upper > 0 && !out.dashed || out.value < 1 && out.value > 0:
		return true
	case out.upper > 0 || out.value == 0:
		return false
	}
	if !q.parsed() {
		return q.is(i-1, "to", "by") || end == len(q.words) && i == 0
	}
	switch rel := q.toks[end-1].Rel; rel {
	case "nsubj", "nsubj:pass", "obj", "obl", "root", "xcomp":
		return true
	}
	return false
}

// measure sets the value of the mention with the same head, or appends m,
// unless it crosses a mention: then the tree reads the words otherwise.
func (d *Doc) measure(m Mention, head int) {
	sent := &d.Sents[m.Sent]
	if head < 0 {
		head = phraseHead(sent, m.Phrase)
	}
	m.Head = head
	crosses := false
	for k := range d.Mentions {
		old := &d.Mentions[k]
		crosses = crosses || old.Sent == m.Sent && crossing(old.Phrase, m.Phrase)
		if old.Sent != m.Sent || old.Head != head || old.Form == Pronoun {
			continue
		}
		old.Value = m.Value
		if m.Type == schema.Date || unitMention(old, sent) {
			old.Type, old.Form = m.Type, Measure
		}
		return
	}
	if !crosses {
		d.Mentions = append(d.Mentions, m)
	}
}

func crossing(a, b Phrase) bool {
	return a.First < b.First && b.First < a.End && a.End < b.End || b.First < a.First && a.First < b.End && b.End < a.End
}

// unitMention reports whether a mention is nothing but a measure: its head is
// a number, a sign or a unit, not a thing that is counted.
func unitMention(m *Mention, sent *Sentence) bool {
	tok := &sent.Tokens[m.Head]
	if tok.UPOS == "NUM" || tok.UPOS == "SYM" {
		return true
	}
	word := strings.ToLower(tok.Form)
	_, unit := units[singular(word)]
	_, money := currencies[singular(word)]
	_, vague := vagueNumbers[word]
	_, fraction := fractions[word]
	return unit || money || vague || fraction
}

// phraseHead returns the first token of a phrase whose governor is outside.
func phraseHead(s *Sentence, p Phrase) int {
	for i := p.First; i < p.End; i++ {
		if h := s.Tokens[i].Head; (h < p.First || h >= p.End) && s.Tokens[i].Rel != "punct" && s.Tokens[i].Rel != "case" {
			return i
		}
	}
	return p.End - 1
}

// tense returns the tense of the verb above token i: -1 past, 1 future, 0
// where it is neither or there is no tree.
func (s *Sentence) tense(i int) int {
	preposition := ""
	for steps := 0; i >= 0 && i < len(s.Tokens) && steps < len(s.Tokens); steps++ {
		tok := &s.Tokens[i]
		if tok.UPOS == "VERB" || tok.UPOS == "AUX" || tok.Rel == "root" {
			if preposition == "for" && appointing[tok.Lemma] {
				return 1
			}
			return s.verbTense(i)
		}
		if preposition == "" {
			preposition = s.preposition(i)
		}
		if tok.Rel == "" {
			return 0
		}
		i = tok.Head
	}
	return 0
}

// preposition returns the preposition before noun i, "" for none.
func (s *Sentence) preposition(i int) string {
	for k := range s.Tokens[:i] {
		if t := &s.Tokens[k]; t.Head == i && t.Rel == "case" {
			return t.Lemma
		}
	}
	return ""
}

func (s *Sentence) verbTense(i int) int {
	past := s.Tokens[i].XPOS == "VBD"
	var infinitive, passive, perfect, negated bool
	modal := ""
	for k := range s.Tokens {
		t := &s.Tokens[k]
		if t.Head != i {
			continue
		}
		switch {
		case t.UPOS == "AUX" && (t.Lemma == "will" || t.Lemma == "shall"):
			return 1
		case t.Rel == "mark" && t.Lemma == "to":
			infinitive = true
		case t.Rel == "aux:pass" && t.Form == "be":
			passive = true
		case t.UPOS == "AUX" && t.XPOS == "VBD":
			past = true
		case t.UPOS == "AUX" && t.Lemma == "have":
			past, perfect = true, true
		case t.XPOS == "MD":
			modal = t.Lemma
		case t.Lemma == "not" || t.Lemma == "never":
			negated = true
		}
	}
	if modal != "" && !perfect && !(negated && modal == "could") { // "could not meet" in the end
		return 1
	}
	tok := &s.Tokens[i]
	if infinitive && passive && !past { // to be held
		return 1
	}
	if tok.Rel == "xcomp" && tok.Head >= 0 && tok.Head < len(s.Tokens) && planning[s.Tokens[tok.Head].Lemma] {
		return 1
	}
	if past {
		return -1
	}
	return 0
}

// appointing are verbs that give something a day: "set for Monday".
var appointing = map[string]bool{
	"announce": true, "book": true, "call": true, "convene": true, "fix": true, "plan": true, "postpone": true, "schedule": true, "set": true, "slate": true,
}

// planning are verbs whose infinitive lies in the future.
var planning = map[string]bool{
	"plan": true, "expect": true, "intend": true, "go": true, "schedule": true, "vow": true, "promise": true, "hope": true, "set": true, "due": true,
}
