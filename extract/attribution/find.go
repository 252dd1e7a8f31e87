package attribution

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// Find returns the attributions of a parsed document, by the position of
// their cues. It does not change doc and keeps nothing of it.
func Find(doc *nlp.Doc) []Attribution {
	quotes := quotations(doc)
	l := &linker{doc: doc, quotes: quotes, lex: reporting(), cued: make([][]int, len(doc.Sents)), finders: make([]*finder, len(doc.Sents))}
	l.mask()
	for s := range doc.Sents {
		l.add(l.finder(s).sentence()...)
	}
	l.link()
	l.headline()
	l.all = slices.DeleteFunc(l.all, func(a Attribution) bool { return len(a.Content) == 0 })
	slices.SortStableFunc(l.all, func(a, b Attribution) int {
		return cmp.Or(cmp.Compare(a.Cue.Sent, b.Cue.Sent), cmp.Compare(a.Verb, b.Verb))
	})
	for i := range l.all {
		l.describe(&l.all[i])
	}
	nest(l.all, len(doc.Sents))
	return l.all
}

// nest finds for each attribution the smallest content that its cue stands in.
func nest(all []Attribution, sentences int) {
	contents := make([][]int, sentences) // attributions by the sentences of their contents
	for i := range all {
		for _, p := range all[i].Content {
			contents[p.Sent] = append(contents[p.Sent], i)
		}
	}
	sizes := make([]int, len(all))
	for i := range all {
		sizes[i] = all[i].size()
	}
	for i := range all {
		cue := all[i].Cue.Sent
		for _, j := range contents[cue] {
			outer := &all[j]
			if i == j || !outer.Clausal || !outer.Holds(cue, all[i].Verb) || all[i].Holds(outer.Cue.Sent, outer.Verb) {
				continue
			}
			if via := all[i].Via; (via < 0 || sizes[j] < sizes[via]) && !reaches(all, j, i) {
				all[i].Via = j
			}
		}
	}
}

// reaches reports whether the chain of speakers from attribution j outward
// comes to i.
func reaches(all []Attribution, j, i int) bool {
	for ; j >= 0; j = all[j].Via {
		if j == i {
			return true
		}
	}
	return false
}

var (
	refusing  = words("decline refuse fail forget neglect omit")
	falsely   = words("falsely wrongly mistakenly incorrectly erroneously untruthfully wrongfully misleadingly")
	truthful  = words("true correct accurate")
	wrong     = words("false untrue incorrect inaccurate wrong baseless unfounded groundless")
	negations = words("not never n't n’t nor neither hardly")
	doubtful  = words("may might could would")
	nameless  = words("source official person people insider aide diplomat witness observer some other many several few one critic analyst expert rumor rumour man woman resident someone somebody they local bystander adviser advisor spokesman spokeswoman spokesperson")
)

// describe sets what the words of the cue and the source say about it.
func (l *linker) describe(a *Attribution) {
	toks := l.doc.Sents[a.Cue.Sent].Tokens
	a.Disbelief = a.Kind == Lie || l.marked(a, falsely) || l.refuted(a)
	a.Hypothesis = l.marked(a, negations)
	for _, t := range a.Cue.Tokens {
		word := lower(&toks[t])
		a.Disbelief = a.Disbelief || falsely[word]
		a.Hypothesis = a.Hypothesis || negations[word] || refusing[word] && t < a.Verb || doubtful[word] && toks[t].XPOS == "MD"
	}
	a.Anonymous = a.Source.Absent() || l.isNameless(a)
	quoted, size := 0, 0
	for _, p := range a.Content {
		for _, t := range p.Tokens {
			size++
			if l.inQuote[p.Sent][t] >= 0 {
				quoted++
			}
		}
	}
	a.Quoted = size > 0 && 2*quoted > size
}

// marked reports whether a word of the set stands beside the cue, where commas or
// "nor" may set it apart: "claimed, falsely, that", "neither confirmed nor denied".
func (l *linker) marked(a *Attribution, set map[string]bool) bool {
	f := l.finder(a.Cue.Sent)
	return slices.ContainsFunc(f.tree.Children(a.Verb), func(k int) bool {
		switch f.toks[k].Rel {
		case "advmod", "cc", "cc:preconj":
			return set[lower(&f.toks[k])]
		}
		return false
	})
}

// refuted reports whether the noun that reports is said to be wrong: "the claim
// that she left is false", "the report that she left is not true".
func (l *linker) refuted(a *Attribution) bool {
	f := l.finder(a.Cue.Sent)
	verdict := f.toks[a.Verb].Head
	if verdict < 0 || f.toks[a.Verb].UPOS != "NOUN" || !nlp.IsRel(f.toks[a.Verb].Rel, "nsubj") || f.tree.Child(verdict, "cop") < 0 {
		return false
	}
	negated := slices.ContainsFunc(f.tree.Children(verdict), func(k int) bool { return negations[lower(&f.toks[k])] })
	if negated {
		return truthful[lower(&f.toks[verdict])]
	}
	return wrong[lower(&f.toks[verdict])]
}

// isNameless reports whether the source is described, but not by name: a word
// like "officials" without an apposition that names somebody.
func (l *linker) isNameless(a *Attribution) bool {
	toks := l.doc.Sents[a.Source.Sent].Tokens
	if a.Speaker < 0 || !nameless[lower(&toks[a.Speaker])] || toks[a.Speaker].UPOS == "PROPN" {
		return false
	}
	for _, t := range a.Source.Tokens {
		if toks[t].UPOS == "PROPN" && (strings.HasPrefix(toks[t].Rel, "appos") || toks[t].Rel == "flat") {
			return false
		}
	}
	return true
}

// headline reads "Liu: report is baseless" in the first sentence of a text.
func (l *linker) headline() {
	if len(l.doc.Sents) == 0 {
		return
	}
	toks := l.doc.Sents[0].Tokens
	colon := slices.IndexFunc(toks, func(t nlp.Token) bool { return t.Form == ":" })
	if colon < 1 || colon > 6 || colon+3 > len(toks) || !isName(toks[:colon]) {
		return
	}
	speaker := colon - 1
	for i := range colon {
		if h := toks[i].Head; h < 0 || h >= colon {
			speaker = i
		}
	}
	f := l.newFinder(0)
	f.emit(colon, Part{0, seq(0, colon)}, speaker, []int{colon}, complement{
		kind: Say, frame: "headline", content: seq(colon+1, len(toks)), clausal: true,
	})
	l.add(f.out...)
}

// isName reports whether tokens can be a name with its titles.
func isName(toks []nlp.Token) bool {
	named := false
	for i := range toks {
		switch toks[i].UPOS {
		case "PROPN":
			named = true
		case "NOUN", "ADJ", "DET", "ADP", "CCONJ", "PART":
		default:
			return false
		}
	}
	return named && toks[0].UPOS != "ADP"
}
