package resolve

import (
	"maps"
	"slices"
	"strings"

	"github.com/sayso-graph/sayso/extract/attribution"
	"github.com/sayso-graph/sayso/extract/nlp"
)

// linkClients makes the client of whom a lawyer speaks the one whose lawyer he
// is: "Kern's lawyer denied that his client took money". Only what is said
// counts: elsewhere "his client" may be another's.
func (b *builder) linkClients(attrs []attribution.Attribution) {
	for i := range attrs {
		a := &attrs[i]
		if !a.Clausal || a.Source.Absent() {
			continue
		}
		speaker := b.thingAt(a.Source.Sent, a.Speaker)
		if speaker == nil {
			continue
		}
		principal := b.principal(speaker)
		if principal == nil || principal == speaker {
			continue
		}
		b.nameClients(a, principal)
	}
}

// nameClients gives the mentions of the client in what is said, and those of who
// has no other name than "his client", to the one who is it.
func (b *builder) nameClients(a *attribution.Attribution, principal *thing) {
	clients := map[*thing]bool{} // of each thing that lost a mention, whether it is nobody but a client
	for _, part := range a.Content {
		for _, k := range part.Tokens {
			t := b.thingAt(part.Sent, k)
			if t == nil || t == principal {
				continue
			}
			client := isClient(&b.doc.Sents[part.Sent], k)
			if client {
				clients[t] = clients[t] || !t.entity.Named
			}
			if i := b.inv.heads[[2]int{part.Sent, k}]; client || clients[t] {
				t.give(i, principal)
				b.inv.of[i] = principal
			}
		}
	}
	for _, t := range append(slices.Collect(maps.Keys(clients)), principal) {
		if t.into == nil {
			b.inv.describe(t)
		}
	}
}

// thingAt returns the thing that a mention with head tok names, or nil.
func (b *builder) thingAt(sent, tok int) *thing {
	if i, ok := b.inv.heads[[2]int{sent, tok}]; ok {
		return b.inv.of[i]
	}
	return nil
}

// isClient reports whether token k is somebody's client, by a pronoun: "my client".
func isClient(s *nlp.Sentence, k int) bool {
	if s.Tokens[k].Lemma != "client" || s.Tokens[k].XPOS != "NN" {
		return false
	}
	whose := dependent(s.Tokens, k, "nmod:poss")
	return whose >= 0 && s.Tokens[whose].UPOS == "PRON"
}

// principal returns for whom a lawyer speaks: the only one of whom some mention
// says that he is the lawyer; nil for anybody else.
func (b *builder) principal(lawyer *thing) *thing {
	var found *thing
	for _, i := range lawyer.mentions {
		m := &b.doc.Mentions[i]
		toks := b.doc.Sents[m.Sent].Tokens
		if !lawyers[strings.ToLower(toks[m.Head].Lemma)] {
			continue
		}
		for k := range toks {
			if toks[k].Head != m.Head || toks[k].Rel != "nmod:poss" && !isFor(toks, k) {
				continue
			}
			t := b.thingAt(m.Sent, k)
			if t == nil || found != nil && t != found {
				return nil
			}
			found = t
		}
	}
	return found
}

// isFor reports whether token k, which describes a lawyer, says whose he is:
// "a lawyer for Kern".
func isFor(toks []nlp.Token, k int) bool {
	c := dependent(toks, k, "case")
	return toks[k].Rel == "nmod" && c >= 0 && (strings.EqualFold(toks[c].Form, "for") || strings.EqualFold(toks[c].Form, "of"))
}

var lawyers = set(`advocate agent attorney barrister counsel lawyer solicitor`)
