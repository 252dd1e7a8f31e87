package openie

// A Rule finds one kind of proposition. Its three texts are for people: what
// it is called, why it is there, and a sentence that it reads, with what it
// makes of it.
type Rule struct {
	Name    string
	Reason  string
	Example string // a sentence
	Result  string // "subject; predicate; object; argument …"
	// Implied tells relations that no word of the sentence states. Their "be"
	// has no tense, since the sentence gives it none.
	Implied bool
	// Derived tells relations that a slot of another proposition holds.
	Derived bool

	// judgedAs names the rule by whose experience its propositions are judged,
	// "" for its own: the data that confidence is learned from have few of
	// them, or none.
	judgedAs   string
	minimal    bool    // implied, and given in the minimal style too
	sure       float64 // the confidence, where the data say nothing
	projects   bool    // it holds whatever the clause around it is put as
	infinitive bool    // the "to" is part of the relation
	clause     func(x *extractor, c *clause) bool
	nominal    func(x *extractor, r *Rule, i int)
}

// Rules lists all rules in the order in which they are tried. The first clause
// rule that finds a subject reads a clause; every nominal rule reads a noun.
func Rules() []Rule {
	out := append([]Rule{}, clauseRules...)
	out = append(out, orderRule, smallClauseRule, phraseRule)
	return append(out, nominalRules...)
}

var orderRule = Rule{
	Name:    "order",
	Reason:  "who is asked or forced to act was asked, whether he acts or not",
	Example: "The farmers were pressed to leave the valley.",
	Result:  "The farmers; were pressed; to leave the valley",
	Derived: true, judgedAs: "stated subject",
}

var smallClauseRule = Rule{
	Name:    "small clause",
	Reason:  "what an object is called or made is a claim of its own",
	Example: "Liu called the report baseless.",
	Result:  "the report; be; baseless",
	Implied: true, Derived: true,
}

// clauseRules find the subject of a clause.
var clauseRules = []Rule{
	{
		Name:    "existential",
		Reason:  "\"there\" is no thing: the subject stands behind the verb",
		Example: "There were protests in Geneva.",
		Result:  "protests; were in; Geneva",
		clause:  (*extractor).existential,
	},
	{
		Name:    "relative subject",
		Reason:  "who, which and that stand for the noun before them",
		Example: "She met miners who had joined the strike.",
		Result:  "miners; had joined; the strike",
		clause:  (*extractor).relativeSubject,
	},
	{
		Name:    "stated subject",
		Reason:  "a verb and its subject",
		Example: "The agency asked China for answers in February.",
		Result:  "The agency; asked; China; for answers; in February",
		clause:  (*extractor).statedSubject,
	},
	{
		Name:       "control",
		Reason:     "the one who is asked to act is the subject of the infinitive",
		Example:    "The ILO requested China to provide explanations.",
		Result:     "China; to provide; explanations",
		infinitive: true,
		clause:     (*extractor).controlled,
	},
	{
		Name:       "infinitive of a noun",
		Reason:     "who makes an effort to do something, or refuses it, is the one who would do it",
		Example:    "The firm announced plans to sell the plant.",
		Result:     "The firm; to sell; the plant",
		Derived:    true,
		judgedAs:   "control",
		infinitive: true,
		clause:     (*extractor).nounInfinitive,
	},
	{
		Name:    "conjoined verb",
		Reason:  "verbs in a row share their subject",
		Example: "The ship left Oslo and reached Bergen.",
		Result:  "The ship; reached; Bergen",
		clause:  (*extractor).conjoined,
	},
	{
		Name:    "participle",
		Reason:  "a participle behind a noun says something of it",
		Example: "The bill passed in 1990 was repealed.",
		Result:  "The bill; be passed in; 1990",
		clause:  (*extractor).participial,
	},
	{
		Name:    "object gerund",
		Reason:  "who is accused of doing, or kept from it, is the one who would do it",
		Example: "He accused them of smearing the image of China.",
		Result:  "them; be smearing; the image of China",
		Derived: true,
		sure:    0.6,
		clause:  (*extractor).objectGerund,
	},
	{
		Name:       "adjunct",
		Reason:     "a clause without a subject beside another has the other's subject",
		Example:    "Leaving the court, she thanked her lawyers.",
		Result:     "she; be Leaving; the court",
		infinitive: true,
		clause:     (*extractor).adjunct,
	},
}

// nominalRules read nouns.
var nominalRules = []Rule{
	{
		Name:     "apposition",
		Reason:   "a noun phrase set beside a name says what it names",
		Example:  "Jane Roe, a judge in Ohio, resigned.",
		Result:   "Jane Roe; be; a judge in Ohio",
		Implied:  true,
		minimal:  true,
		projects: true,
		nominal:  (*extractor).apposition,
	},
	{
		Name:     "acronym",
		Reason:   "initials in brackets behind a name are its short form",
		Example:  "The World Health Organization (WHO) agreed.",
		Result:   "The World Health Organization; be; WHO",
		Implied:  true,
		sure:     0.95,
		projects: true,
		nominal:  (*extractor).acronym,
	},
	{
		Name:     "title",
		Reason:   "a title in front of a name says what the person is",
		Example:  "President Jane Roe resigned.",
		Result:   "Jane Roe; be; President",
		Implied:  true,
		minimal:  true,
		projects: true,
		nominal:  (*extractor).title,
	},
	{
		Name:    "role",
		Reason:  "an office or a kinship joins its holder to somebody else",
		Example: "Liu Pengyu, spokesperson at the embassy, declined.",
		Result:  "Liu Pengyu; be spokesperson at; the embassy",
		Implied: true, Derived: true, judgedAs: "apposition",
		projects: true,
		nominal:  (*extractor).roleOf,
	},
	{
		Name:    "nominalization",
		Reason:  "a noun of doing with its possessor says who did it",
		Example: "China's rejection of the report was swift.",
		Result:  "China; rejected; the report",
		Implied: true, Derived: true, judgedAs: "stated subject",
		nominal: (*extractor).nominalized,
	},
	{
		Name:     "possessive",
		Reason:   "a genitive says that one thing belongs to another",
		Example:  "Acme's fleet sailed.",
		Result:   "Acme; has; fleet",
		Implied:  true,
		projects: true,
		nominal:  (*extractor).possessive,
	},
	{
		Name:     "noun with preposition",
		Reason:   "a prepositional phrase behind a noun says where it is or what it is of",
		Example:  "The mill in Lyon closed.",
		Result:   "The mill; be in; Lyon",
		Implied:  true,
		projects: true,
		nominal:  (*extractor).prepositional,
	},
}
