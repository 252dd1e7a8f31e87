package openie

import "strings"

// A clause is a verb, or a nominal with its copula, whose subject is found.
type clause struct {
	rule    *Rule
	head    int   // the token that heads it
	subject int   // the token that heads its subject; -1 while not found
	chain   []int // verbs that make one relation, from head on: expected, rise
	implied bool  // it has no auxiliary, where a finite clause would
	filler  gap
	donor   int // the first conjunct, whose auxiliaries and arguments it shares; -1
	passive bool
	light   int // the noun that carries the sense of a light verb ("made an offer"); -1
	place   int // of an existential, the phrase of its subject that says where; -1
	frame   int // the verb whose commitment it shares, if not its own; -1
}

// newClause returns a clause of which nothing is found yet.
func newClause(r *Rule, head int) clause {
	return clause{rule: r, head: head, subject: -1, filler: gap{tok: -1, skip: -1}, donor: -1, light: -1, place: -1, frame: -1}
}

// A gap is the place in a relative clause that its antecedent fills.
type gap struct {
	tok         int // the antecedent, -1: none
	skip        int // the relativizer
	preposition []int
	implied     string // "in" for where and when
}

// subjectOf returns the head of the subject of clause i, following control,
// coordination and adjuncts up to a clause that has one; -1 when there is none.
func (x *extractor) subjectOf(i int) int {
	for range x.toks {
		if i < 0 {
			return -1
		}
		if s := x.ownSubject(i); s >= 0 {
			return s
		}
		h := x.head(i)
		switch r := x.rel(i); {
		case r == "acl:relcl" || r == "acl" && x.infinitive(i) < 0:
			return h
		case r == "xcomp":
			if o := x.controller(h); o >= 0 {
				return o
			}
		case x.accused(i) >= 0:
			return x.accused(i)
		case x.calledOn(i) >= 0:
			return x.calledOn(i)
		case r == "conj", r == "ccomp" && x.infinitive(i) >= 0, strings.HasPrefix(r, "advcl"):
		default:
			return -1
		}
		if h < 0 || !x.isClause(h) && !x.isPredicative(h) {
			return -1
		}
		i = h
	}
	return -1
}

// accused returns the object that does what gerund i says: "accused them of
// smearing", "kept it from leaving", "quoted her as saying"; -1 when the subject does, or nobody.
func (x *extractor) accused(i int) int {
	m := x.child(i, "mark", "case")
	if m < 0 || !x.isGerund(i) {
		return -1
	}
	h := x.head(i)
	switch marker := lower(&x.toks[m]); {
	case marker == "as" && h >= 0 && x.rel(i) == "advcl" && describing[x.toks[h].Lemma]:
		return x.child(h, "obj", "nsubj:pass")
	case !objectGerund[marker] && (marker != "with" || h < 0 || x.toks[h].Lemma != "charge"):
		return -1
	case h < 0:
		return -1
	case x.rel(i) == "acl" && x.rel(h) == "obj" && x.head(h) >= 0 && accusing[x.toks[x.head(h)].Lemma]:
		return h // the parser hangs it on the object
	case x.rel(i) == "advcl" && x.child(h, "obj") >= 0:
		return x.child(h, "obj")
	case x.rel(i) == "advcl" && accusing[x.toks[h].Lemma]:
		return x.child(h, "nsubj:pass")
	}
	return -1
}

// calledOn returns whom a preposition names as the one who is to do what
// infinitive i says: "called on Beijing to close the camps"; -1 when nobody.
func (x *extractor) calledOn(i int) int {
	h := x.head(i)
	if h < 0 || x.rel(i) != "advcl" && x.rel(i) != "xcomp" || x.infinitive(i) < 0 || !pleading[x.toks[h].Lemma] {
		return -1
	}
	for _, k := range x.tree.Children(h) {
		if k > h && k < i && x.is(k, "obl") && calledBy[x.text(x.adposition(k))] && x.role(&operand{head: k, kind: oblique}) != "time" {
			return k
		}
	}
	return -1
}

var (
	pleading = set("call appeal plead count rely depend prevail pray")
	calledBy = set("on upon to with")
)

// accusing lists verbs whose object does what the gerund behind it says.
var accusing = set(`accuse suspect convict acquit blame criticize criticise fault condemn prevent stop keep ban bar
	discourage prohibit dissuade block restrain deter thank praise arrest charge fine jail sue punish excuse`)

// objectGerund lists the prepositions whose gerund behind an object is the
// object's doing.
var objectGerund = set("of from for into against about")

// isPredicative reports whether token i, which has no copula of its own, is
// predicated of something by a verb: "ranked sixth", "became rich".
func (x *extractor) isPredicative(i int) bool { return x.rel(i) == "xcomp" }

// ownSubject returns the subject that stands in clause i; a relativizer is
// replaced by its antecedent. Fillers ("there", "it") do not count.
func (x *extractor) ownSubject(i int) int {
	s := x.child(i, "nsubj", "csubj")
	if o := x.child(i, "nsubj:outer", "csubj:outer"); o >= 0 {
		s = o
	}
	if it := x.child(i, "expl"); it >= 0 && x.speaks(i) {
		return it
	}
	if s >= 0 && x.isRelativizer(s) {
		if _, a := x.relative(i); a >= 0 {
			return a
		}
	}
	return s
}

// speaks reports whether the filler that the parser sees as the subject of
// verb i is somebody: it asks, says or maintains something.
func (x *extractor) speaks(i int) bool {
	return lower(&x.toks[x.child(i, "expl")]) == "it" && !x.isPassive(i) && x.toks[i].UPOS == "VERB" && (isSpeech(&x.toks[i]) || asking[x.toks[i].Lemma])
}

// asking lists verbs whose subject is somebody, besides those of saying.
var asking = set(`accuse advise appeal call complain concede demand deny hope order plan pledge promise propose recommend refuse reject request threaten
	urge vow want`)

// controller returns the object of verb h that is the subject of its
// infinitive ("asked China to answer"), -1 when its own subject is.
func (x *extractor) controller(h int) int {
	if h < 0 || subjectControl[x.toks[h].Lemma] {
		return -1
	}
	if o := x.child(h, "obj"); o >= 0 {
		return o
	}
	return x.child(h, "iobj")
}

// subjectControl lists the verbs with an object whose infinitive is done by
// the subject: "promised him to come", "used the money to pay".
var subjectControl = set("promise vow threaten use")

// merges reports whether xcomp w is one relation with its governor ("is
// expected to rise", "began appearing"): nothing stands between the two.
func (x *extractor) merges(w int) bool {
	h := x.head(w)
	if x.rel(w) != "xcomp" || h < 0 || x.child(h, "obj", "iobj") >= 0 {
		return false
	}
	if x.infinitive(w) >= 0 {
		return true
	}
	return x.toks[w].UPOS == "VERB" && x.isGerund(w) && !x.isAvowed(w) || x.child(w, "cop") >= 0
}

// isAvowed reports whether gerund w is what somebody says of himself: "denied
// taking bribes" is a denial, and what it denies a claim of its own.
func (x *extractor) isAvowed(w int) bool {
	return x.opts.Style == Full && x.rel(w) == "xcomp" && x.head(w) >= 0 && x.isGerund(w) && avowing[x.toks[x.head(w)].Lemma]
}

var avowing = set("acknowledge admit deny recall report")

// The clause rules, in the order in which they are tried.

func (x *extractor) existential(c *clause) bool {
	e := x.child(c.head, "expl")
	if e < 0 || lower(&x.toks[e]) != "there" {
		return false
	}
	c.subject = x.child(c.head, "nsubj")
	if c.subject < 0 || x.isRelativizer(c.subject) {
		return false
	}
	c.place = x.placeOf(c)
	return true
}

// placeOf returns the prepositional phrase of the subject of existential c that
// says where it is, if nothing else does: of "there are lakes in Chad", Chad;
// -1 when there is none.
func (x *extractor) placeOf(c *clause) int {
	if x.child(c.head, "obl") >= 0 {
		return -1
	}
	for _, k := range x.tree.Children(c.subject) {
		if x.rel(k) == "nmod" && k > c.subject && places[lower(&x.toks[max(x.child(k, "case"), 0)])] {
			return k
		}
	}
	return -1
}

var places = set("in at on near under within across")

func (x *extractor) relativeSubject(c *clause) bool {
	s := x.child(c.head, "nsubj")
	if s < 0 || !x.isRelativizer(s) {
		return false
	}
	_, c.subject = x.relative(c.head)
	return c.subject >= 0
}

func (x *extractor) statedSubject(c *clause) bool {
	c.subject = x.ownSubject(c.head)
	if c.subject < 0 || x.isRelativizer(c.subject) {
		return false
	}
	c.filler = x.fill(c.head)
	return true
}

// chainTops returns the tokens on which the subject of c may hang.
func (x *extractor) chainTops(c *clause) []int {
	if c.donor < 0 {
		return c.chain
	}
	return append([]int{c.donor}, c.chain...)
}

// fill finds what the antecedent of relative clause i is in it, besides its
// subject.
func (x *extractor) fill(i int) gap {
	none := gap{tok: -1, skip: -1}
	top, antecedent := x.relative(i)
	if top != i || x.whose(x.ownSubject(i)) >= 0 {
		return none
	}
	for _, v := range x.chain(i) {
		for _, k := range x.tree.Children(v) {
			if g, ok := x.gapAt(k, antecedent); ok {
				return g
			}
		}
	}
	last := x.chain(i)
	v := last[len(last)-1]
	filled := x.child(v, "obj", "ccomp", "cop") >= 0 || x.child(v, "xcomp") >= 0 && !calling[x.toks[v].Lemma] // "a claim that he calls absurd"
	if filled || x.isPassive(v) || x.child(i, "mark") >= 0 || looseAntecedent[x.toks[antecedent].Lemma] {
		return none
	}
	return gap{tok: antecedent, skip: -1}
}

// whose returns the relative possessor of noun i ("whose fleet"), or -1.
func (x *extractor) whose(i int) int {
	if i < 0 {
		return -1
	}
	if k := x.child(i, "nmod:poss"); k >= 0 && lower(&x.toks[k]) == "whose" {
		return k
	}
	return -1
}

// looseAntecedent lists nouns whose bare relative clause says how, when or
// why, not what: "the way he works".
var looseAntecedent = map[string]bool{
	"way": true, "reason": true, "time": true, "day": true, "year": true, "moment": true, "week": true,
	"month": true, "place": true, "point": true, "extent": true, "manner": true,
}

// gapAt reads dependent k of a relative clause as its relativizer.
func (x *extractor) gapAt(k, antecedent int) (gap, bool) {
	switch {
	case x.rel(k) == "advmod" && (lower(&x.toks[k]) == "where" || lower(&x.toks[k]) == "when"):
		return gap{tok: antecedent, skip: k, implied: "in"}, true
	case !x.isRelativizer(k):
		return gap{}, false
	case x.rel(k) == "obj":
		return gap{tok: antecedent, skip: k}, true
	case x.is(k, "obl") && (len(x.adposition(k)) > 0 || isTimeWord(&x.toks[antecedent])):
		return gap{tok: antecedent, skip: k, preposition: x.adposition(k)}, true
	}
	return gap{}, false
}

func (x *extractor) controlled(c *clause) bool {
	if x.rel(c.head) != "xcomp" || x.merges(c.head) || x.isParticiple(c.head) && len(x.tree.Children(c.head)) == 0 {
		return false // "remained blocked": the governor says it
	}
	if x.opts.Style == Minimal && x.infinitive(c.head) >= 0 && x.child(x.head(c.head), "obj") >= 0 && x.child(c.head, "obj", "obl", "ccomp") >= 0 {
		return false // it is part of its governor's relation
	}
	c.subject = x.subjectOf(c.head)
	c.implied = x.isAvowed(c.head)
	return c.subject >= 0
}

// nounInfinitive reads "plans to sell the plant": its subject is whose plans they
// are, or who has or makes them.
func (x *extractor) nounInfinitive(c *clause) bool {
	n := x.head(c.head)
	if x.opts.Style == Minimal || x.rel(c.head) != "acl" || n < 0 || x.infinitive(c.head) < 0 || !undertakings[x.toks[n].Lemma] {
		return false
	}
	if c.subject = x.child(n, "nmod:poss"); c.subject >= 0 && lower(&x.toks[c.subject]) != "whose" {
		return true
	}
	c.subject = -1
	if v := x.head(n); x.rel(n) == "obj" && v >= 0 && x.isClause(v) {
		c.subject = x.subjectOf(v)
	}
	return c.subject >= 0 && !x.isRelativizer(c.subject)
}

// undertakings lists nouns of what somebody means, tries, promises, is able or
// fails to do.
var undertakings = set(`ability agreement ambition attempt bid campaign chance commitment decision desire determination drive effort
	failure inability intention move offer opportunity plan pledge promise proposal readiness refusal reluctance threat vow
	willingness wish`)

func (x *extractor) conjoined(c *clause) bool {
	h := x.head(c.head)
	if x.rel(c.head) != "conj" || h < 0 || !x.isClause(h) {
		return false
	}
	c.subject, c.donor = x.subjectOf(c.head), h
	c.passive = !x.hasAuxiliary(c.head) && x.isParticiple(c.head) && x.isPassive(h)
	return c.subject >= 0
}

func (x *extractor) participial(c *clause) bool {
	if x.rel(c.head) != "acl" || x.infinitive(c.head) >= 0 || !(x.isParticiple(c.head) || x.isGerund(c.head)) {
		return false
	}
	if x.child(c.head, "mark") >= 0 {
		return false // "the idea of running workshops": nobody runs them yet
	}
	c.subject, c.implied, c.passive = x.head(c.head), true, x.isParticiple(c.head)
	return true
}

func (x *extractor) objectGerund(c *clause) bool {
	c.subject, c.implied = x.accused(c.head), true
	return c.subject >= 0 && !(x.opts.Style == Minimal && x.isAbsorbed(c.head))
}

// isAbsorbed reports whether the minimal style says infinitive or gerund i
// with its governor, as part of its relation.
func (x *extractor) isAbsorbed(i int) bool {
	return (x.isPurpose(i) || x.accused(i) >= 0) && x.child(i, "obj", "obl", "ccomp") >= 0
}

func (x *extractor) adjunct(c *clause) bool {
	if x.rel(c.head) != "advcl" || x.head(c.head) < 0 || x.opts.Style == Minimal && x.isAbsorbed(c.head) {
		return false
	}
	if describing[x.toks[x.head(c.head)].Lemma] && x.isParticiple(c.head) && lower(&x.toks[max(x.child(c.head, "mark"), 0)]) == "as" {
		return false // "rejected it as fabricated": what is rejected is
	}
	c.subject = x.subjectOf(c.head)
	if c.subject >= 0 && (x.isGerund(c.head) || x.isParticiple(c.head)) && !x.hasAuxiliary(c.head) {
		c.implied, c.passive = true, x.isParticiple(c.head)
	}
	return c.subject >= 0
}

// outer returns the verbs before conjunct h in its chain: of "started writing
// and touring", started.
func (x *extractor) outer(h int) []int {
	var out []int
	for range x.toks {
		if !x.merges(h) {
			break
		}
		h = x.head(h)
		out = append([]int{h}, out...)
	}
	return out
}

// hasAuxiliary reports whether clause i has an auxiliary or copula of its own.
func (x *extractor) hasAuxiliary(i int) bool { return x.child(i, "aux", "cop") >= 0 }
