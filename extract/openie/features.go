package openie

import (
	"strings"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// Features returns what the confidence of p is judged by, names of
// properties that it has; doc must be the document that p was read from.
func Features(doc *nlp.Doc, p *Proposition) []string {
	f := featurer{toks: doc.Sents[p.Sent].Tokens, p: p, out: make([]string, 0, 40)}
	f.shape()
	f.heads()
	f.position()
	f.nesting()
	return f.out
}

// A featurer gathers the features of one proposition.
type featurer struct {
	toks []nlp.Token
	p    *Proposition
	out  []string
}

func (f *featurer) add(name, value string) {
	f.out = append(f.out, name+"="+value, f.p.Rule+" "+name+"="+value)
}

// shape adds lengths and counts.
func (f *featurer) shape() {
	p := f.p
	f.out = append(f.out, p.Rule)
	f.add("arguments", bucket(len(p.Arguments)))
	f.add("subject words", bucket(len(p.Subject.Tokens)))
	f.add("predicate words", bucket(len(p.Predicate.Tokens)))
	f.add("object words", bucket(len(p.Object.Tokens)))
	further := 0
	for i := range p.Arguments {
		further += len(p.Arguments[i].Tokens)
	}
	f.add("further words", bucket(further))
	f.add("sentence words", bucket(len(f.toks)))
}

// heads adds what the words at the heads are.
func (f *featurer) heads() {
	p := f.p
	f.head("subject", p.Subject.Head)
	f.head("object", p.Object.Head)
	f.add("verb", f.toks[p.Verb].Rel+" "+f.toks[p.Verb].XPOS)
	if n := len(p.Predicate.Tokens); n > 0 {
		last := &f.toks[p.Predicate.Tokens[n-1]]
		f.add("last", last.UPOS)
		if last.UPOS == "ADP" {
			f.add("preposition", strings.ToLower(last.Form))
		}
	}
	f.add("modality", string(p.Modality)+" "+string(p.Polarity))
}

func (f *featurer) head(slot string, i int) {
	if i < 0 {
		return
	}
	tok := &f.toks[i]
	f.add(slot, tok.UPOS)
	f.add(slot+" class", tok.Class)
	f.add(slot+" relation", tok.Rel)
	if tok.UPOS == "PRON" || tok.UPOS == "DET" {
		f.add(slot+" pronoun", strings.ToLower(tok.Form))
	}
}

// position adds where the parts stand.
func (f *featurer) position() {
	p := f.p
	if p.Subject.Head >= 0 {
		f.add("distance", bucket(p.Verb-p.Subject.Head))
		f.add("article", f.article(&p.Subject))
	}
	if p.Object.Head >= 0 {
		f.add("reach", bucket(p.Object.Head-p.Verb))
		f.add("object article", f.article(&p.Object))
	}
	for i := range p.Arguments {
		a := &p.Arguments[i]
		f.add("argument", f.toks[a.Head].Rel)
		f.add("argument order", bucket(a.Head-p.Verb))
	}
}

// nesting adds the clauses and phrases that the verb stands in.
func (f *featurer) nesting() {
	depth := 0
	for i := f.toks[f.p.Verb].Head; i >= 0 && depth < len(f.toks); i = f.toks[i].Head {
		depth++
		if r := f.toks[i].Rel; depth < 6 && (strings.HasSuffix(r, "comp") || strings.HasPrefix(r, "advcl") ||
			strings.HasPrefix(r, "acl") || r == "parataxis" || strings.HasPrefix(r, "csubj")) {
			f.add("within", r)
		}
	}
	f.add("depth", bucket(depth))
	if f.p.Attribution >= 0 {
		f.add("speaker", "other")
	}
	for i := range f.toks {
		if tok := &f.toks[i]; tok.Head == f.p.Verb && tok.Rel == "mark" {
			f.add("mark", strings.ToLower(tok.Form))
		}
	}
}

// article returns the first word of a slot if it is a determiner or a
// possessive, else its tag.
func (f *featurer) article(s *Slot) string {
	if len(s.Tokens) == 0 {
		return ""
	}
	if first := &f.toks[s.Tokens[0]]; first.UPOS == "DET" || first.UPOS == "PRON" {
		return strings.ToLower(first.Form)
	}
	return f.toks[s.Tokens[0]].UPOS
}

// bucket coarsens a number.
func bucket(n int) string {
	switch {
	case n < -5:
		return "far before"
	case n < 0:
		return "before"
	case n < 4:
		return string(rune('0' + n))
	case n < 6:
		return "4-5"
	case n < 9:
		return "6-8"
	case n < 13:
		return "9-12"
	case n < 20:
		return "13-19"
	case n < 30:
		return "20-29"
	}
	return "30-"
}
