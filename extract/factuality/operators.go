package factuality

import (
	"slices"
	"strings"

	"github.com/sayso-graph/sayso/extract/nlp"
	"github.com/sayso-graph/sayso/schema"
)

// own is what stands in the clause itself.
type own struct {
	negative, reported bool
	modality           schema.Modality
	cues               []int
}

// rank orders the modalities of one clause: the stronger hides the weaker
// ("If it rains, may we stay?" is a question).
var rank = map[schema.Modality]int{
	schema.Asserted: 0, schema.Reported: 1, schema.Possible: 2, schema.Necessary: 3,
	schema.Conditional: 4, schema.Requested: 5, schema.Question: 6,
}

func (o *own) modal(m schema.Modality, cue int) {
	if rank[m] > rank[o.modality] {
		o.modality = m
	}
	o.cues = append(o.cues, cue)
}

func (o *own) negate(cue int) {
	o.negative = !o.negative
	o.cues = append(o.cues, cue)
}

// operators collects negations, modals and moods of the clause of pred.
// A conjunct that shares the auxiliaries of the first shares its operators:
// "may leave and return", "did not eat or drink".
func (a *Analysis) operators(pred int) own {
	o := own{modality: schema.Asserted}
	if first := a.shares(pred); first >= 0 {
		o = a.operators(first)
	}
	for _, k := range a.tree.Children(pred) {
		if o.negative && a.token(k).Rel == "cc" && lower(a.token(k)) == "nor" {
			continue // "neither confirmed nor denied": one negation for both
		}
		a.operator(pred, k, &o)
	}
	a.withdraw(pred, &o)
	a.mood(pred, &o)
	return o
}

// operator adds what dependent k of pred contributes.
func (a *Analysis) operator(pred, k int, o *own) {
	tok := a.token(k)
	switch {
	case (tok.Form == "longer" || tok.Form == "more") && k > 0 && lower(a.token(k-1)) == "no":
		o.negate(k)
	case tok.Rel == "aux" || tok.Rel == "cop":
		a.modalVerb(pred, k, o)
	case nlp.IsRel(tok.Rel, "advmod"), tok.Rel == "cc", tok.Rel == "cc:preconj", tok.Rel == "discourse":
		a.adverb(pred, k, o)
	case tok.Rel == "det" && tok.Lemma == "no", tok.Rel == "case" && tok.Lemma == "without":
		o.negate(k)
	case tok.Rel == "amod":
		a.attribute(k, o)
	case isArgument(tok.Rel):
		a.quantifier(k, o)
	case nlp.IsRel(tok.Rel, "obl"):
		a.oblique(k, o)
	case tok.Rel == "advcl":
		a.condition(k, o)
	case tok.Rel == "parataxis" && a.interjects(k):
		o.reported = true
		o.modal(schema.Reported, k)
	}
}

// interjects reports whether verb k of saying says the clause beside it, and
// none of its own: "The bridge, he said, is safe". A semicolon opens a new one.
func (a *Analysis) interjects(k int) bool {
	return a.reports(k) && a.tree.Child(k, "ccomp") < 0 && !a.behindSemicolon(k)
}

func isArgument(rel string) bool {
	return nlp.IsRel(rel, "nsubj") || rel == "obj" || rel == "iobj"
}

var modalVerbs = map[string]schema.Modality{
	"may": schema.Possible, "might": schema.Possible, "can": schema.Possible, "could": schema.Possible, "ca": schema.Possible,
	"must": schema.Necessary, "should": schema.Necessary, "ought": schema.Necessary, "need": schema.Necessary,
	"would": schema.Conditional, "'d": schema.Conditional, "’d": schema.Conditional,
}

// modalVerb reads an auxiliary. "Could not" of an event is plain failure ("the
// crew could not open the door"), of a state a guess ("it could not be true").
// "Would" under a verb of saying is the future of that past, and who "would not
// say" refused to.
func (a *Analysis) modalVerb(pred, k int, o *own) {
	tok := a.token(k)
	m, ok := modalVerbs[tok.Lemma]
	if !ok || tok.XPOS != "MD" && lower(tok) != "need" {
		return
	}
	switch tok.Lemma {
	case "can", "could", "ca":
		if a.negated(pred) && !a.auxiliary(pred, "have") && a.tree.Child(pred, "cop", "aux:pass") < 0 {
			return
		}
	case "would", "'d", "’d":
		if a.futureInPast(pred) || a.keepsSilent(pred) {
			return
		}
	}
	o.modal(m, k)
}

// futureInPast recognises "said it would leave" and "who would later become".
func (a *Analysis) futureInPast(pred int) bool {
	if a.cameTrue(pred) {
		return true
	}
	if slices.ContainsFunc(a.tree.Children(pred), a.isCondition) {
		return false
	}
	first := pred // "said he was sad but would go"
	for a.token(first).Rel == "conj" && a.token(first).Head >= 0 && a.token(first).Head < first {
		first = a.token(first).Head
	}
	told := a.token(first).Rel == "ccomp" || a.saidBeside(pred) || a.marker(pred) == "whether"
	return told && !a.auxiliary(pred, "have")
}

// keepsSilent recognises "would not say how many": no condition, no other's word.
func (a *Analysis) keepsSilent(pred int) bool {
	tok := a.token(pred)
	if !a.negated(pred) || a.auxiliary(pred, "have") || slices.ContainsFunc(a.tree.Children(pred), a.isCondition) {
		return false
	}
	return (tok.Rel == "root" || tok.Rel == "conj") && (silences[tok.Lemma] || a.reports(pred))
}

// cameTrue recognises "who would later become": it lay ahead then, and is past
// now.
func (a *Analysis) cameTrue(pred int) bool {
	return slices.ContainsFunc(a.tree.Children(pred), func(k int) bool {
		return a.token(k).Rel == "advmod" && slices.Contains([]string{"later", "eventually", "soon", "subsequently", "ultimately"}, a.token(k).Lemma)
	})
}

// saidBeside reports whether a verb of saying interrupts the clause of pred.
func (a *Analysis) saidBeside(pred int) bool {
	for _, k := range a.tree.Children(pred) {
		if a.token(k).Rel == "parataxis" && a.reports(k) {
			return true
		}
	}
	return false
}

var (
	negations    = words("not never n't n’t nor neither nowhere hardly scarcely rarely seldom")
	hearsay      = words("allegedly reportedly purportedly supposedly ostensibly apparently")
	perhaps      = words("perhaps maybe possibly probably likely presumably conceivably potentially seemingly hopefully")
	approximates = words("almost nearly")
	contrasts    = words("rather instead") // "abstained rather than voted"
	degrees      = words("double triple quadruple halve")
	silences     = words("comment deny discuss answer elaborate identify name speculate")
	focus        = words("only just merely simply solely least exclusively")
	nobody       = words("nobody none nothing neither no-one")
	partial      = words("all every everyone everybody everything each")
)

func words(s string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		set[w] = true
	}
	return set
}

func (a *Analysis) adverb(pred, k int, o *own) {
	tok := a.token(k)
	switch lemma := lower(tok); {
	case negations[lemma], tok.Rel == "cc" && contrasts[lemma]:
		if !a.focused(k) && !a.quotedApart(k, pred) {
			o.negate(k)
		}
	case hearsay[lemma]:
		o.reported = true
		o.modal(schema.Reported, k)
	case perhaps[lemma]:
		o.modal(schema.Possible, k)
	case approximates[lemma] && a.token(pred).UPOS == "VERB" && k == pred-1 && !degrees[a.token(pred).Lemma]:
		o.negate(k)
	}
}

// lower is the lemma in lower case, or the form of a token without lemma.
func lower(tok *nlp.Token) string {
	if tok.Lemma == "" || tok.Lemma == "_" {
		return strings.ToLower(tok.Form)
	}
	return strings.ToLower(tok.Lemma)
}

// focused reports whether a negation is part of "not only", "not just": the
// clause is then affirmed. "Whether or not" is no negation either.
func (a *Analysis) focused(k int) bool {
	toks := a.tree.Sent.Tokens
	if lower(&toks[k]) != "not" {
		return false
	}
	if k+1 < len(toks) && focus[lower(&toks[k+1])] {
		return k == 0 || toks[k-1].Lemma != "can" && toks[k-1].Lemma != "could" // "cannot simply leave"
	}
	return k > 0 && lower(&toks[k-1]) == "or"
}

// quotedApart reports whether one of two tokens stands in quotation marks and the
// other outside: `"Never!" she cried`.
func (a *Analysis) quotedApart(i, j int) bool {
	apart := false
	for k := min(i, j) + 1; k < max(i, j); k++ {
		switch a.token(k).Form {
		case `"`, "“", "”", "``", "''":
			apart = !apart
		}
	}
	return apart
}

// hasNo reports whether token k is denied by "no", "neither" or "not":
// "no longer", "no worker", "not all workers", "not a single worker".
func (a *Analysis) hasNo(k int) bool {
	for _, d := range a.tree.Children(k) {
		switch lower(a.token(d)) {
		case "no", "neither":
			return true
		case "not":
			return !a.focused(d)
		}
	}
	return false
}

// quantifier negates the clause for a negative argument: "nobody", "none of
// the workers", "no evidence", "not all workers".
func (a *Analysis) quantifier(k int, o *own) {
	tok := a.token(k)
	if nobody[lower(tok)] || a.fewHold(k) || partial[lower(tok)] && k > 0 && lower(a.token(k-1)) == "not" || a.hasNo(k) {
		o.negate(k)
	}
}

// fewHold reports whether k is the few who say or think something: "few believe
// that" says that it is not believed, "a few believe that" that it is.
func (a *Analysis) fewHold(k int) bool {
	if head := a.token(k).Head; head < 0 || !a.reports(head) {
		return false
	}
	few := k
	if lower(a.token(k)) != "few" {
		few = a.tree.Child(k, "amod")
	}
	return few >= 0 && lower(a.token(few)) == "few" && (few == 0 || lower(a.token(few-1)) != "a")
}

// oblique handles "in no way", "to no one" and "according to". An idiom of
// manner ("with no warning", "in no time") leaves the clause as it is.
func (a *Analysis) oblique(k int, o *own) {
	preposition := ""
	if c := a.tree.Child(k, "case"); c >= 0 {
		preposition = lower(a.token(c))
	}
	switch {
	case preposition == "accord" || preposition == "according":
		o.reported = true
		o.modal(schema.Reported, k)
	case preposition == "with" || preposition == "for" || preposition == "without":
	case preposition == "in" && lower(a.token(k)) == "time":
	case nobody[lower(a.token(k))] || a.hasNo(k):
		o.negate(k)
	}
}

// attribute reads an adjective of an event noun: "the alleged attack".
func (a *Analysis) attribute(k int, o *own) {
	tok := a.token(k)
	sig, ok := a.lex.find("adj", "amod", lower(tok), strings.ToLower(tok.Form))
	if !ok {
		sig, ok = a.lex.find("verb", "amod", lower(tok))
	}
	if !ok {
		return
	}
	switch sig.positive {
	case counter:
		o.negate(k)
	case reported:
		o.reported = true
		o.modal(schema.Reported, k)
	default:
		o.modal(schema.Possible, k)
	}
}

// condition marks the consequence of an if-clause.
func (a *Analysis) condition(k int, o *own) {
	m := a.tree.Child(k, "mark")
	as := m >= 0 && lower(a.token(m)) == "as"
	if a.isCondition(k) && !as && !a.either(k) && !a.settled(k) {
		o.modal(schema.Conditional, k)
	}
	if as && a.reports(k) {
		o.reported = true
		o.modal(schema.Reported, k)
	}
}

// settled reports whether clause k names an exception to what has been done:
// "has banned imports unless …".
func (a *Analysis) settled(k int) bool {
	if a.marker(k) != "unless" || a.token(k).Head < 0 {
		return false
	}
	tense, aspect := a.tense(a.token(k).Head)
	return tense == "past" || strings.HasPrefix(aspect, "perfect")
}

// either reports whether clause k holds for both of two cases: what depends on
// "whether you like it or not" depends on nothing.
func (a *Analysis) either(k int) bool {
	if a.marker(k) != "whether" {
		return false
	}
	for _, t := range a.tree.Subtree(k, nil) {
		if lower(a.token(t)) == "or" {
			return true
		}
	}
	return false
}

// withdraw takes a negation back that "until" makes a date: who "did not
// leave until noon" left.
func (a *Analysis) withdraw(pred int, o *own) {
	if !o.negative || a.auxiliary(pred, "will") || a.auxiliary(pred, "would") {
		return
	}
	for _, k := range a.tree.Children(pred) {
		if c := a.tree.Child(k, "case", "mark"); c >= 0 && lower(a.token(c)) == "until" && k > pred && a.finiteTenseOf(pred) == "past" {
			o.negate(c)
			return
		}
	}
}

func (a *Analysis) finiteTenseOf(pred int) string {
	tense, _ := a.tense(pred)
	return tense
}

// negated reports whether a plain "not" or "never" stands in the clause.
func (a *Analysis) negated(pred int) bool {
	for _, k := range a.tree.Children(pred) {
		if tok := a.token(k); (tok.Rel == "advmod" || tok.Rel == "cc:preconj") && negations[lower(tok)] && !a.focused(k) {
			return true
		}
		if isArgument(a.token(k).Rel) && (nobody[lower(a.token(k))] || a.hasNo(k)) {
			return true
		}
	}
	return false
}

// mood finds questions and imperatives.
func (a *Analysis) mood(pred int, o *own) {
	if mark := a.questionMark(pred); mark >= 0 {
		o.modal(schema.Question, mark)
		return
	}
	if a.imperative(pred) {
		o.modal(schema.Requested, pred)
	}
	if a.token(pred).Rel != "advcl" && a.inverted(pred) {
		o.modal(schema.Conditional, pred)
	}
	if outer := a.tree.Child(pred, "nsubj:outer"); outer >= 0 {
		a.outer(pred, outer, o)
	}
}

// questionMark returns the question mark that ends the clause of pred, or -1.
func (a *Analysis) questionMark(pred int) int {
	tok := a.token(pred)
	head := pred
	for a.token(head).Rel == "conj" && a.token(head).Head >= 0 && a.token(head).Head < head {
		head = a.token(head).Head
	}
	if rel := a.token(head).Rel; rel != "root" && rel != "parataxis" && rel != "ccomp" {
		return -1
	}
	for _, k := range a.tree.Children(head) {
		if a.token(k).Form == "?" && k > pred {
			return k
		}
	}
	if tok.Rel == "root" {
		for i := len(a.tree.Sent.Tokens) - 1; i > pred && a.token(i).UPOS == "PUNCT"; i-- {
			if a.token(i).Form == "?" && a.token(i).Head == pred {
				return i
			}
		}
	}
	return -1
}

// imperative recognises a bare verb without a subject: "Close the camps."
func (a *Analysis) imperative(pred int) bool {
	tok := a.token(pred)
	if tok.XPOS != "VB" {
		return false
	}
	switch tok.Rel {
	case "root", "parataxis", "conj":
	case "ccomp":
		if tok.Head < pred { // a quotation before its cue is a sentence of its own
			return false
		}
	default:
		return false
	}
	if tok.Rel == "conj" && (tok.Head < 0 || a.token(tok.Head).Rel != "root" || !a.imperative(tok.Head)) {
		return false
	}
	for _, k := range a.tree.Children(pred) {
		kid := a.token(k)
		switch {
		case nlp.IsRel(kid.Rel, "nsubj"), kid.Rel == "mark", kid.Rel == "aux" && kid.Lemma != "do", kid.Rel == "expl":
			return false
		}
	}
	return true
}

// outer reads "The plan is to sell": the noun says what the clause is worth.
func (a *Analysis) outer(pred, noun int, o *own) {
	frame := a.frame(pred)
	sig, ok := a.lookup("noun", frame, lower(a.token(noun)))
	if !ok {
		if frame == "to" && a.token(pred).UPOS == "VERB" {
			o.modal(schema.Possible, pred) // "Lawmakers were to vote": it lay ahead
		}
		return
	}
	if m := modalityOf(sig.positive); m != schema.Asserted {
		o.modal(m, noun)
	}
	if sig.positive == counter || sig.positive == denied {
		o.negate(noun)
	}
	o.reported = o.reported || sig.positive == reported || sig.positive == denied
}
