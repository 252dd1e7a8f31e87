package resolve

import (
	"slices"
	"strings"

	"github.com/sayso-graph/sayso/extract/attribution"
	"github.com/sayso-graph/sayso/extract/coref"
	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/extract/openie"
	"github.com/sayso-graph/sayso/schema"
)

// A Resolver turns what the stages before it found into the reading of an
// article. It may be used by several goroutines at once.
type Resolver struct {
	Lexicon *Lexicon        // nil: the one that is built in
	Mapping *openie.Mapping // from predicates to schema.org; must be set
}

// Claims returns the reading of an article: its entities, and one claim for
// each proposition, with those that follow from it.
func (r *Resolver) Claims(a schema.Article, d *nlp.Doc, chains []coref.Chain, props []openie.Proposition, attrs []attribution.Attribution) schema.Reading {
	b := newBuilder(&a, d, chains, r.lexicon())
	b.linkClients(attrs)
	for i := range props {
		c := b.claim(&props[i], r.Mapping)
		b.attribute(&c, &props[i], attrs)
		b.claims = append(b.claims, c)
		b.actFor(c, &props[i], attrs)
	}
	out := schema.Reading{Article: a, Entities: b.entities(), Claims: b.claims}
	out.Normalize()
	return out
}

func (r *Resolver) lexicon() *Lexicon {
	if r.Lexicon != nil {
		return r.Lexicon
	}
	return Default()
}

// A builder makes the claims of one article.
type builder struct {
	article *schema.Article
	doc     *nlp.Doc
	inv     *inventory
	claims  []schema.Claim
}

func newBuilder(a *schema.Article, d *nlp.Doc, chains []coref.Chain, lex *Lexicon) *builder {
	return &builder{article: a, doc: d, inv: newInventory(d, chains, lex, a.IRI)}
}

// claim resolves a proposition.
func (b *builder) claim(p *openie.Proposition, mapping *openie.Mapping) schema.Claim {
	s := &b.doc.Sents[p.Sent]
	subject, object := p.Folded()
	c := schema.Claim{
		Sentence:  s.Span,
		Subject:   b.term(p.Sent, &subject, true),
		Predicate: schema.Predicate{Text: p.Predicate.Text, Spans: runs(s, p.Predicate.Tokens), Lemma: p.Lemma},
		Object:    b.term(p.Sent, &object, false),
		Polarity:  p.Polarity, Modality: p.Modality, Time: p.Time, Tense: p.Tense,
		Confidence: p.Confidence, Rule: p.Rule, Evidence: evidence(s, p),
		Inverse: p.Inverse, Restated: p.Derived,
	}
	for i := range p.Arguments {
		a := &p.Arguments[i]
		c.Arguments = append(c.Arguments, schema.Argument{
			Term: b.term(p.Sent, &a.Slot, false), Preposition: a.Preposition, Role: a.Role,
		})
	}
	typ := b.typeOf(p.Sent, &object)
	if p.Lemma == "be" && c.Object.Entity != "" && c.Object.Entity == c.Subject.Entity {
		c.Object.Entity, typ = "", openie.Literal // what a thing is says more than that it is itself
	}
	c.Predicate.IRI = schema.RelIRI(p.Name)
	property, ok := mapping.Property(p.Name, b.typeOf(p.Sent, &subject), typ, b.headWord(p.Sent, &object))
	if ok {
		c.Predicate.IRI = property.IRI
		if property.IRI == jobTitle {
			c.Object.Entity, c.Object.Literal = "", b.office(p.Sent, &object, c.Object.Literal)
		}
		if property.Inverse {
			c.Subject, c.Object = c.Object, c.Subject
			c.Inverse = !c.Inverse
		}
	}
	return c
}

// jobTitle is the property whose value is the bare title: for whom somebody is
// a spokesperson is said by worksFor.
const jobTitle = "schema:jobTitle"

// office returns the title in a description: "spokesperson" of "the
// spokesperson of the embassy", "former chairman" of "the former Alpina chairman".
func (b *builder) office(sent int, slot *openie.Slot, literal string) string {
	title := literal
	if i, ok := b.inv.heads[[2]int{sent, slot.Head}]; ok {
		title = text(b.doc, core(&b.doc.Sents[sent], &b.doc.Mentions[i]))
	}
	for k := range b.doc.Mentions {
		m := &b.doc.Mentions[k]
		employer := m.Form == nlp.Named && (m.Type == schema.Organization || m.Type == schema.Place)
		if employer && m.Sent == sent && m.End <= slot.Head {
			title = strings.TrimSpace(strings.Replace(" "+title, " "+text(b.doc, m.Phrase)+" ", " ", 1))
		}
	}
	return title
}

// typeOf returns the type of what a slot names, as a mapping knows it.
func (b *builder) typeOf(sent int, slot *openie.Slot) schema.EntityType {
	t := b.referent(sent, slot)
	switch {
	case t == nil:
		if i, ok := b.inv.heads[[2]int{sent, slot.Head}]; ok && b.doc.Mentions[i].Type == schema.Date {
			return schema.Date
		}
		return openie.Literal
	case !t.entity.Named && len(t.mentions) == 1 && t.entity.Type != schema.Organization:
		return openie.Literal
	}
	return t.entity.Type
}

func (b *builder) headWord(sent int, slot *openie.Slot) string {
	if slot.Head < 0 {
		return ""
	}
	return b.doc.Sents[sent].Tokens[slot.Head].Lemma
}

// evidence is the passage from the first to the last token of a proposition.
func evidence(s *nlp.Sentence, p *openie.Proposition) []schema.Span {
	var cover schema.Span
	slots := [][]int{p.Subject.Tokens, p.Predicate.Tokens, p.Object.Tokens}
	for i := range p.Arguments {
		slots = append(slots, p.Arguments[i].Tokens)
	}
	for _, toks := range slots {
		for _, k := range toks {
			cover = cover.Cover(s.Tokens[k].Span)
		}
	}
	if cover.Empty() {
		cover = s.Span
	}
	return []schema.Span{cover}
}

// runs returns the passages that tokens cover, neighbours in one.
func runs(s *nlp.Sentence, toks []int) []schema.Span {
	var out []schema.Span
	for i := 0; i < len(toks); {
		j := i + 1
		for j < len(toks) && toks[j] == toks[j-1]+1 {
			j++
		}
		if span := s.Words(toks[i], toks[j-1]+1); !span.Empty() {
			out = append(out, span)
		}
		i = j
	}
	return out
}

// term resolves a slot. What stands in the subject's place is an entity also
// when nothing else is said of it; what stands elsewhere only when it has a
// name or is spoken of again.
func (b *builder) term(sent int, slot *openie.Slot, subject bool) schema.Term {
	s := &b.doc.Sents[sent]
	t := schema.Term{Text: slot.Text, Spans: runs(s, slot.Tokens)}
	if slot.Text == "" {
		return t
	}
	t.Literal = b.literal(s, sent, slot)
	if thing := b.referent(sent, slot); thing != nil {
		if subject || thing.entity.Named || len(thing.mentions) > 1 {
			thing.used = true
			t.Entity = thing.entity.IRI
		}
	}
	return t
}

// referent returns the thing that a whole slot names, or nil: a coordination
// names several, "it baseless" says something of one.
func (b *builder) referent(sent int, slot *openie.Slot) *thing {
	i, ok := b.inv.heads[[2]int{sent, slot.Head}]
	if !ok || b.inv.of[i] == nil {
		return nil
	}
	s := &b.doc.Sents[sent]
	m := &b.doc.Mentions[i]
	for _, k := range slot.Tokens {
		if k >= m.First && k < m.End {
			if s.Tokens[k].Head == m.Head && s.Tokens[k].Rel == "conj" {
				return nil
			}
			continue
		}
		if !b.aside(s, k, slot.Head) {
			return nil
		}
	}
	return b.inv.of[i]
}

// aside reports whether a token outside the mention says something of it by
// the way: an apposition, a relative clause, punctuation, a preposition.
func (b *builder) aside(s *nlp.Sentence, k, head int) bool {
	for at, steps := k, 0; at >= 0 && at < len(s.Tokens) && steps < len(s.Tokens); steps++ {
		t := &s.Tokens[at]
		if t.Head == head {
			rel, _, _ := strings.Cut(t.Rel, ":")
			switch rel {
			case "appos", "acl", "punct", "case", "parataxis", "advmod", "nmod", "det", "discourse", "cc":
				return true
			}
			return false
		}
		at = t.Head
	}
	return false
}

// literal returns the text of a slot with its pronouns resolved, and without
// quotation marks.
func (b *builder) literal(s *nlp.Sentence, sent int, slot *openie.Slot) string {
	var out strings.Builder
	changed, last := false, -1
	for _, k := range slot.Tokens {
		tok := &s.Tokens[k]
		word := tok.Form
		switch {
		case isQuote(word):
			changed = true
			continue
		case tok.UPOS == "PRON" && !inSpeech(tok) && !emphasizes(s, k):
			if name := b.antecedent(sent, k); name != "" {
				word, changed = name, true
			}
		}
		if last >= 0 && blankBetween(s, last, k) {
			out.WriteByte(' ')
		}
		out.WriteString(word)
		last = k
	}
	if !changed || out.Len() == 0 {
		return slot.Text
	}
	text := strings.Join(strings.Fields(out.String()), " ")
	if bare, ok := strings.CutPrefix(text, "the "); ok {
		return bare // "the report" and "it" give the same: report baseless
	}
	return text
}

// inSpeech reports whether a pronoun is of the first or second person: a name
// in its place would not go with its verb.
func inSpeech(tok *nlp.Token) bool {
	return strings.Contains(tok.Feats, "Person=1") || strings.Contains(tok.Feats, "Person=2")
}

// emphasizes reports whether a pronoun repeats who or what is named ("her staff
// counted the bodies themselves"), not as an object or after a preposition: its
// name would only stand twice.
func emphasizes(s *nlp.Sentence, k int) bool {
	t := &s.Tokens[k]
	if !strings.HasSuffix(t.Form, "self") && !strings.HasSuffix(t.Form, "selves") {
		return false
	}
	switch rel, _, _ := strings.Cut(t.Rel, ":"); rel {
	case "obj", "iobj", "conj":
		return false
	}
	return dependent(s.Tokens, k, "case") < 0
}

// blankBetween reports whether tokens a and b, of which some between may be
// left out, are parted by a blank.
func blankBetween(s *nlp.Sentence, a, b int) bool {
	if b > a+1 && s.Tokens[b].UPOS == "PUNCT" && !s.Tokens[b-1].SpaceAfter {
		return false
	}
	for k := a; k < b; k++ {
		if s.Tokens[k].SpaceAfter {
			return true
		}
	}
	return b > a+1
}

func isQuote(form string) bool {
	switch form {
	case "“", "”", "\"", "``", "''", "‘":
		return true
	}
	return false
}

// antecedent returns the name of what a pronoun stands for, with a genitive
// ending for a possessive; "" when it stands for nothing that has one.
func (b *builder) antecedent(sent, tok int) string {
	i, ok := b.inv.heads[[2]int{sent, tok}]
	if !ok || b.inv.of[i] == nil {
		return ""
	}
	t := b.inv.of[i]
	name := t.entity.Name
	if !t.entity.Named {
		at, _ := slices.BinarySearch(t.mentions, i)
		for at--; at >= 0; at-- {
			if name = b.inv.coreText(t.mentions[at]); name != "" {
				break
			}
		}
		if name == "" {
			name = t.entity.Name
		}
	}
	if b.doc.Sents[sent].Tokens[tok].XPOS != "PRP$" {
		return name
	}
	if strings.HasSuffix(name, "s") {
		return name + "'"
	}
	return name + "'s"
}

// entities returns the entities that the article names, and those without a
// name that a claim is about, by IRI.
func (b *builder) entities() []schema.Entity {
	var out []schema.Entity
	at := map[string]int{}
	for _, t := range b.inv.things {
		if t.into != nil || !t.entity.Named && !t.used || t.entity.IRI == "" {
			continue
		}
		if k, ok := at[t.entity.IRI]; ok {
			merge(&out[k], &t.entity)
			continue
		}
		at[t.entity.IRI] = len(out)
		out = append(out, t.entity)
	}
	slices.SortFunc(out, func(a, b schema.Entity) int { return strings.Compare(a.IRI, b.IRI) })
	return out
}

// merge adds to an entity what another of the same IRI has.
func merge(e, f *schema.Entity) {
	e.Mentions = append(e.Mentions, f.Mentions...)
	slices.SortFunc(e.Mentions, func(a, b schema.Span) int { return a.Start - b.Start })
	e.Aliases = aliases(append(append(slices.Clone(e.Aliases), f.Aliases...), f.Name), e.Name)
}
