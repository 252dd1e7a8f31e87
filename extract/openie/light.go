package openie

// lighten moves the object of a light verb into the relation, where the noun
// says what is done and the verb only that it is: "made an offer for; the
// firm", "took place in; Oslo".
func (x *extractor) lighten(c *clause, relation []int, args []operand) ([]int, []operand) {
	verb := c.chain[len(c.chain)-1]
	for i := range args {
		o := &args[i]
		if o.kind != object || x.head(o.head) != verb || !lightVerbs[x.toks[verb].Lemma][x.toks[o.head].Lemma] {
			continue
		}
		if len(x.conjuncts(o.head)) > 1 || x.isPassive(verb) {
			return relation, args
		}
		rest := append(append([]operand{}, args[:i]...), args[i+1:]...)
		target, found := x.nominalTarget(o.head)
		if found {
			rest = append([]operand{target}, rest...)
		} else if !x.hasOblique(rest, o.head) {
			return relation, args
		}
		c.light = o.head
		return union(relation, without(o.tokens, union(target.tokens, target.preposition))), rest
	}
	return relation, args
}

// nominalTarget returns the prepositional phrase of noun i as an operand: of
// "an offer for the firm", the firm.
func (x *extractor) nominalTarget(i int) (operand, bool) {
	for _, k := range x.tree.Children(i) {
		if x.rel(k) != "nmod" || k < i {
			continue
		}
		o := operand{head: k, kind: object}
		x.spell(&o)
		if len(o.preposition) > 0 && len(o.tokens) > 0 {
			o.kind = agent // it goes before the clause's own obliques
			return o, true
		}
	}
	return operand{}, false
}

// hasOblique reports whether an oblique that is no time stands behind token i.
func (x *extractor) hasOblique(args []operand, i int) bool {
	for j := range args {
		if args[j].kind == oblique && args[j].head > i && args[j].role != "time" {
			return true
		}
	}
	return false
}

// lightVerbs lists the nouns that each light verb takes. Own list, after the
// classes of Jespersen's A Modern English Grammar VI (1942), which named them.
var lightVerbs = map[string]map[string]bool{
	"make": set(`appeal application attempt bid call change claim comment commitment comparison complaint contribution
		decision deal demand difference donation effort entrance exception forecast headway impact investment journey
		love mention mistake move offer payment plan pledge prediction preparation progress promise proposal provision
		recommendation reference request sale statement switch transition trip use visit way`),
	"take": set(`action advantage aim care charge control effect hold interest issue lead note office part place
		position possession power pride refuge responsibility root shape stand step time turn`),
	"give": set(`access birth notice permission priority rise speech support testimony warning way`),
	"have": set(`access authority belief confidence connection contact control difficulty effect experience faith
		impact influence interest jurisdiction link need responsibility tie trouble use`),
	"hold":      set(`conversation discussion meeting negotiation office power stake talk`),
	"play":      set(`host part role`),
	"pay":       set(`attention tribute visit`),
	"lay":       set(`claim siege stress`),
	"put":       set(`emphasis end pressure stress stop`),
	"do":        set(`business damage harm justice research work`),
	"lose":      set(`control interest sight touch track`),
	"gain":      set(`access control`),
	"get":       set(`rid access control`),
	"keep":      set(`track pace`),
	"set":       set(`fire foot sail`),
	"reach":     set(`agreement deal accord compromise settlement`),
	"sign":      set(`agreement deal contract accord treaty`),
	"raise":     set(`concern question doubt awareness`),
	"file":      set(`charge complaint lawsuit suit appeal petition`),
	"express":   set(`concern support interest regret doubt confidence`),
	"win":       set(`approval support control`),
	"undertake": set(`negotiation study`),
}
