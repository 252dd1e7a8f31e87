package attribution

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	data "github.com/sayso-graph/sayso/data/lexicon"
)

// documents can say and show things though they are nobody.
var documents = words("report study poll survey letter memo memorandum statement book film movie documentary ad advertisement article website document video transcript filing lawsuit complaint indictment ruling email tweet post message note paper analysis review data figure statistic chart graph map record headline editorial column story page text law bill rule policy plan resolution treaty agreement constitution order decree budget speech test research finding result evidence slide photo photograph image picture recording footage tape clip song poem album sign banner poster label program programme campaign team staff industry public community movement family crowd opposition side camp house state court jury panel city press media leadership electorate nation")

// agents are the nouns of people and organizations.
var agents = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for row := range data.Rows("person_nouns.tsv") {
		if len(row) == 3 && row[0] != "place" {
			for lemma := range strings.FieldsSeq(row[2]) {
				set[lemma] = true
			}
		}
	}
	return set
})

// canSpeak reports whether token i names somebody or something that can be a
// source: a name, a pronoun, a noun of people, organizations or documents.
func (f *finder) canSpeak(i int) bool {
	tok := &f.toks[i]
	switch tok.UPOS {
	case "PROPN", "PRON", "NUM", "DET", "ADJ", "X":
		return true
	}
	if tok.Class == "person" || tok.Class == "organization" {
		return true
	}
	if tok.XPOS == "NN" && isCapital(tok.Form) && len(f.tree.Children(i)) == 0 {
		return true // a singular noun without article is a name that the tagger does not know
	}
	lemma := lower(tok)
	if agents()[lemma] || documents[lemma] || nameless[lemma] {
		return true
	}
	for _, suffix := range []string{"er", "or", "ist", "ian", "ant", "man", "woman", "ee", "eer", "crat", "ent"} {
		if len(lemma) > len(suffix)+2 && strings.HasSuffix(lemma, suffix) {
			return true
		}
	}
	return false
}

func isCapital(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(r)
}

// nobodyInParticular are the sources of sentences that report nothing: the
// author and his reader, and whoever it may be.
var nobodyInParticular = words("i you we me us anyone anybody everyone everybody nobody nothing something one")

// plausible reports whether verb v, found by its words, is a report and not
// just one of their many other uses. A clause is proof enough for verbs of
// saying; for the rest somebody must be there who says, wants or likes, and
// finitely so.
func (f *finder) plausible(v int, c complement, speaker int, cue []int) bool {
	if speaker >= 0 && (nobodyInParticular[strings.ToLower(f.toks[speaker].Form)] || f.hardlyAny(speaker)) && f.tree.Child(speaker, "nmod") < 0 {
		return false
	}
	strong := (c.frame == "clause" || c.frame == "beside") && (c.kind == Say || c.kind == Show || c.kind == Lie || c.kind == Doubt)
	if speaker < 0 {
		return f.anonymous(v, c, strong)
	}
	return strong || f.canSpeak(speaker) && f.occurs(v, cue)
}

// hardlyAny recognises the "few" or "few people" who say something, unless they
// are "a few".
func (f *finder) hardlyAny(speaker int) bool {
	few := speaker
	if lower(&f.toks[speaker]) != "few" {
		few = f.tree.Child(speaker, "amod")
	}
	return few >= 0 && lower(&f.toks[few]) == "few" && (few == 0 || lower(&f.toks[few-1]) != "a")
}

// anonymous accepts a report without a source: a finite passive ("is said to",
// "was accused of"), or a participle that says a clause ("saying that").
func (f *finder) anonymous(v int, c complement, strong bool) bool {
	if f.tree.Child(v, "aux:pass") >= 0 {
		return c.kind != Ask && c.kind != Plan && c.frame != "np"
	}
	return strong && f.toks[v].XPOS != "VB" && f.toks[v].XPOS != "VBN"
}

// occurs reports whether the cue says that something is done: it has a finite
// verb, or is a participle that goes on with its clause. Infinitives are
// purposes and possibilities, participles behind nouns describe.
func (f *finder) occurs(v int, cue []int) bool {
	for _, t := range cue {
		switch f.toks[t].XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			return true
		}
	}
	xpos, rel := f.toks[v].XPOS, f.toks[v].Rel
	if xpos == "VB" && f.tree.Child(v, "nsubj") >= 0 && f.tree.Child(v, "mark", "aux") < 0 {
		return true // a present tense taken for an infinitive
	}
	return xpos == "VBG" && rel != "acl" || xpos == "VBN" && rel != "acl"
}
