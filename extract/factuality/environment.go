package factuality

import (
	"strings"

	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/schema"
)

// environment is what the clause above makes of a clause.
type environment struct {
	negative, reported, denied bool
	factive, turned            bool
	modality                   schema.Modality
	actual                     bool // as real as the embedder: its time is theirs
	embedder                   int
	cues                       []int
}

// environment walks one step up the tree; [Analysis.Of] makes it a recursion.
func (a *Analysis) environment(pred int) environment {
	pred = a.anchor(pred)
	tok := a.token(pred)
	none := environment{modality: schema.Asserted, embedder: -1}
	if tok.Head < 0 || tok.Head >= len(a.memo) {
		return none
	}
	switch {
	case tok.Rel == "ccomp", tok.Rel == "xcomp", nlp.IsRel(tok.Rel, "csubj"), tok.Rel == "acl", tok.Rel == "acl:relcl" && a.marker(pred) == "that":
		return a.complement(pred, tok.Head)
	case tok.Rel == "advcl":
		return a.adverbial(pred, tok.Head)
	case tok.Rel == "obj", tok.Rel == "nsubj:pass", nlp.IsRel(tok.Rel, "obl"), nlp.IsRel(tok.Rel, "nmod"):
		return a.nominal(pred, tok.Head)
	}
	return a.inherit(tok.Head)
}

// anchor climbs from a conjunct to the first one, from a clause behind a
// semicolon to the one before it, and from a verb of saying beside its clause
// ("The bridge, he said, is safe") to that clause: their environments are the
// same.
func (a *Analysis) anchor(pred int) int {
	for range a.memo {
		tok := a.token(pred)
		if tok.Head < 0 || tok.Head >= len(a.memo) || tok.Rel != "conj" && (tok.Rel != "parataxis" || !a.interjects(pred) && !a.behindSemicolon(pred)) {
			break
		}
		pred = tok.Head
	}
	return pred
}

func (a *Analysis) behindSemicolon(pred int) bool {
	for _, k := range a.tree.Children(pred) {
		if k < pred && a.token(k).Form == ";" {
			return true
		}
	}
	return false
}

// inherit carries over that somebody else speaks, and nothing else: a relative
// clause or a modifier is presupposed.
func (a *Analysis) inherit(head int) environment {
	return environment{modality: schema.Asserted, reported: a.Of(a.clause(head)).Reported, embedder: -1}
}

// clause climbs from a word to the head of its clause.
func (a *Analysis) clause(i int) int {
	for range a.memo {
		tok := a.token(i)
		if tok.Head < 0 || tok.Head >= len(a.memo) || isClausal(tok.Rel) || tok.Rel == "conj" && tok.UPOS == "VERB" {
			break
		}
		i = tok.Head
	}
	return i
}

func isClausal(rel string) bool {
	switch base, _, _ := strings.Cut(rel, ":"); base {
	case "root", "ccomp", "xcomp", "csubj", "advcl", "acl", "parataxis":
		return true
	}
	return false
}

// complement looks the governor up; an unlisted one is taken at the default of
// its frame.
func (a *Analysis) complement(pred, head int) environment {
	frame := a.frame(pred)
	if verb := a.past(pred, head, frame); verb >= 0 {
		head = verb
	}
	pos := posOf(a.token(head))
	sig, ok := a.signature(pred, head, frame)
	if !ok {
		if nlp.IsRel(a.token(pred).Rel, "acl") && (pos != "noun" || frame != "to") {
			return a.inherit(head) // a participle or "the time that", presupposed
		}
		sig = fallback(pos, frame)
	}
	env := a.embed(head, sig)
	if _, ok := a.construction(pred, head); !ok || frame != "to" {
		env.turned = env.negative != (a.Of(head).Polarity == schema.Negative)
	}
	return env
}

// past returns the verb whose complement a clause behind its object is, or -1:
// in "told the court that she had left" and "accused the bank of hiding it" the
// clause is no modifier of the court or the bank, whatever the tree says.
func (a *Analysis) past(pred, noun int, frame string) int {
	tok := a.token(noun)
	if !nlp.IsRel(a.token(pred).Rel, "acl") || !pastObject[frame] || tok.Rel != "obj" && tok.Rel != "iobj" || tok.Head < 0 {
		return -1
	}
	if _, ok := a.lookup(posOf(tok), frame, a.names(noun)...); ok || frame == "that" && a.marker(pred) == "" {
		return -1
	}
	if _, ok := a.lookup("verb", frame, a.names(tok.Head)...); !ok {
		return -1
	}
	return tok.Head
}

// pastObject lists the frames of clauses that belong to a verb before its
// object: "told her that", "asked him to", "accused them of", "kept it from".
var pastObject = words("that to of from into")

// signature finds what head makes of its complement pred, the constructions
// that no single word carries first.
func (a *Analysis) signature(pred, head int, frame string) (signature, bool) {
	if frame == "that" && a.provided(head) {
		return signature{conditional, conditional}, true
	}
	if frame == "to" {
		if sig, ok := a.construction(pred, head); ok {
			return sig, true
		}
	}
	return a.lookup(posOf(a.token(head)), frame, a.names(head)...)
}

// lookup asks the lexicon; whoever "knows whether" leaves it open, and a word
// of saying reports.
func (a *Analysis) lookup(pos, frame string, names ...string) (signature, bool) {
	if frame == "whether" {
		sig, ok := a.lex.find(pos, "wh", names...)
		return sig, ok && sig.positive == questioned
	}
	if sig, ok := a.lex.find(pos, frame, names...); ok {
		return sig, true
	}
	return signature{reported, possible}, frame == "that" && pos != "adj" && a.lex.reporting[pos+" "+names[0]]
}

// construction knows "be going to", "have got to", "have yet to", "too weak to" and "strong
// enough to".
func (a *Analysis) construction(pred, head int) (signature, bool) {
	tok := a.token(head)
	for k := head + 1; k < pred; k++ {
		if lower(a.token(k)) == "yet" && (tok.Lemma == "have" || tok.Lemma == "be") {
			return signature{counter, counter}, true
		}
	}
	if tok.Lemma == "go" && tok.XPOS == "VBG" {
		return signature{actual, counter}, true
	}
	if tok.Lemma == "get" && a.auxiliary(head, "have") {
		return signature{necessary, possible}, true
	}
	for _, k := range a.tree.Children(head) {
		switch lower(a.token(k)) {
		case "too":
			if tok.UPOS == "ADJ" || tok.UPOS == "ADV" {
				return signature{counter, actual}, true
			}
		case "enough":
			return signature{possible, counter}, true
		}
	}
	if tok.Lemma == "able" && a.finiteTenseOf(head) == "past" {
		return signature{actual, counter}, true
	}
	return signature{}, false
}

// fallback is what an unlisted predicate makes of a frame: a finite clause is
// somebody's word, an infinitive lies ahead, a gerund is real.
func fallback(pos, frame string) signature {
	switch frame {
	case "that":
		if pos == "adj" {
			return signature{actual, actual}
		}
		return signature{reported, possible}
	case "whether":
		return signature{questioned, questioned}
	case "to":
		return signature{possible, possible}
	case "wh":
		return signature{actual, actual}
	}
	return signature{actual, counter}
}

// embed applies a signature under the status of its predicate.
func (a *Analysis) embed(head int, sig signature) environment {
	above := a.Of(head)
	env := environment{modality: schema.Asserted, reported: above.Reported, embedder: head, cues: []int{head}}
	if sig.factive() {
		env.actual, env.factive = true, true
		return env
	}
	v := sig.positive
	if above.Polarity == schema.Negative {
		v = sig.negated
	}
	if above.Denied && sig.positive == reported && posOf(a.token(head)) == "noun" {
		v = denied // "rejected the claim that"
	}
	env.negative = v == counter || v == denied || v == unlikely || v == forbidden
	env.modality = modalityOf(v)
	env.cues = append(env.cues, above.Cues...)
	switch v {
	case actual, counter:
		env.actual = true
		env.modality, env.denied = above.Modality, above.Denied
		if above.Modality == schema.Reported {
			env.modality = schema.Asserted // and reported, see compute
		}
	case reported, denied:
		env.reported = true
		env.denied = v == denied
		env.modality = weaker(above.Modality)
	}
	return env
}

// weaker is the modality of what is said in a clause of modality m.
func weaker(m schema.Modality) schema.Modality {
	switch m {
	case schema.Asserted, schema.Reported:
		return schema.Reported
	case schema.Conditional, schema.Question:
		return m
	}
	return schema.Possible
}

// modalityOf names the modality of a value by itself.
func modalityOf(v value) schema.Modality {
	switch v {
	case reported, denied:
		return schema.Reported
	case possible, unlikely:
		return schema.Possible
	case necessary:
		return schema.Necessary
	case requested, forbidden:
		return schema.Requested
	case questioned:
		return schema.Question
	case conditional:
		return schema.Conditional
	}
	return schema.Asserted
}

// adverbial reads the marker of an adverbial clause.
func (a *Analysis) adverbial(pred, head int) environment {
	frame := a.frame(pred)
	if a.governed(pred, frame) {
		if sig, ok := a.signature(pred, head, frame); ok {
			return a.embed(head, sig)
		}
	}
	env := a.inherit(head)
	mark := a.tree.Child(pred, "mark", "case")
	switch {
	case a.isCondition(pred):
		env.modality = schema.Conditional
		if mark >= 0 {
			env.cues = append(env.cues, mark)
		}
	case frame == "whether":
		env.modality = schema.Question
	case mark < 0 && frame == "ing", frame == "by":
		env.modality = a.lent(pred, head)
	case mark < 0:
	case (frame == "until" || frame == "till") && a.awaited(pred, head):
		env.modality = schema.Possible
		env.cues = append(env.cues, mark)
	default:
		a.marked(frame, mark, &env)
	}
	return env
}

// awaited reports whether what a clause with "until" tells is still to come:
// it is in the present ("until we die"), or goes with what is not so yet
// ("would not pay until they left"). Who "stayed until the police came" saw
// them come.
func (a *Analysis) awaited(pred, head int) bool {
	above := a.Of(head)
	return a.finiteTenseOf(pred) == "present" || above.Tense == schema.Future ||
		above.Modality != schema.Asserted && above.Modality != schema.Reported
}

// governed reports whether an adverbial clause has the form of a complement: an
// infinitive, a that-clause, or a gerund with its preposition. A finite clause
// with "as" or "for" is no complement of "see ... as".
func (a *Analysis) governed(pred int, frame string) bool {
	switch frame {
	case "to", "that", "whether":
		return true
	case "ing", "bare", "adj", "wh":
		return false
	}
	return !a.finite(pred)
}

// lent is the modality that a participle after its clause shares with it:
// "the plant would close, costing 300 jobs".
func (a *Analysis) lent(pred, head int) schema.Modality {
	m := a.Of(head).Modality
	if pred < head || m == schema.Reported || m == schema.Question {
		return schema.Asserted
	}
	return m
}

// marked applies the meaning of a subordinator.
func (a *Analysis) marked(frame string, mark int, env *environment) {
	switch frame {
	case "without", "than", "instead", "rather":
		env.negative = true
	case "to", "for", "lest":
		env.modality = schema.Possible
	case "so":
		if next := mark + 1; next < len(a.memo) && lower(a.token(next)) != "that" {
			return
		}
		env.modality = schema.Possible
	default:
		return
	}
	env.cues = append(env.cues, mark)
}

// nominal is the environment of an event noun: "denied the attack", "lack of
// evidence", "called for an inquiry".
func (a *Analysis) nominal(noun, head int) environment {
	frame := "np"
	if rel := a.token(noun).Rel; nlp.IsRel(rel, "obl") || nlp.IsRel(rel, "nmod") {
		c := a.tree.Child(noun, "case")
		if c < 0 {
			return a.inherit(head)
		}
		frame = lower(a.token(c))
	}
	sig, ok := a.signature(noun, head, frame)
	if once := sig == (signature{actual, counter}) && a.hasNo(noun); !ok || once {
		return a.inherit(head) // "found no evidence": one negation, of both
	}
	return a.embed(head, sig)
}
