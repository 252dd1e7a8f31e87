package extract

import (
	"slices"
	"strings"
	"testing"

	"github.com/sayso-graph/sayso/schema"
)

// reading renders the claims that a text gives: subject, predicate and object,
// "not", the speaker.
func reading(tb testing.TB, p *Pipeline, text string) []string {
	tb.Helper()
	r := analyze(tb, p, schema.Article{IRI: "urn:sayso:article:test", Text: text, Language: "en"}).Reading
	var out []string
	for i := range r.Claims {
		c := &r.Claims[i]
		parts := []string{named(&c.Subject), schema.LocalName(c.Predicate.IRI), named(&c.Object)}
		if c.Polarity == schema.Negative {
			parts = append(parts, "not")
		}
		if !slices.Contains([]schema.Modality{schema.Asserted, schema.Reported}, c.Modality) {
			parts = append(parts, string(c.Modality))
		}
		if c.Attribution != nil {
			parts = append(parts, "by "+named(&c.Attribution.Source))
		}
		out = append(out, strings.Join(parts, " | "))
	}
	return out
}

// named is the name of what a term refers to, or its words; what has no name
// of its own is shown without the hash of its place.
func named(t *schema.Term) string {
	if t.Entity == "" {
		return t.Literal
	}
	name := schema.LocalName(t.Entity)
	if i := strings.LastIndexByte(name, ' '); i > 0 && len(name)-i == 9 && name[i+1:] == strings.ToLower(name[i+1:]) {
		return name[:i]
	}
	return name
}

// Sentences that were read wrongly once, with claims that they give and do not
// give.
func TestSentencesGiveTheirClaims(t *testing.T) {
	p := pipeline(t)
	for _, test := range []struct {
		name, text string
		want, not  []string
	}{
		{
			"who lies lied, what lies lay",
			"Ana Lourenco did not lie to parliament. The wreck lies off Norway.",
			[]string{"Ana Lourenco | lied to | parliament | not", "wreck | lay off | Norway"},
			nil,
		},
		{
			"who denies doing something denies that he did it",
			"Jonas Keller denied having taken bribes.",
			[]string{"Jonas Keller | denied | having taken bribes", "Jonas Keller | took | bribes | not | by Jonas Keller"},
			nil,
		},
		{
			"I is who speaks, though he is named behind",
			"Anna Weber called Jonas Keller a liar. \"I am not,\" Keller replied.",
			[]string{"Jonas Keller | was |  | not | by Jonas Keller"},
			nil,
		},
		{
			"what a chief executive does the company does not",
			"Arvo Oy closed a mine. The company’s chief executive, Tom Hale, resigned on Monday.",
			[]string{"Tom Hale | resigned on | Monday"},
			[]string{"Arvo Oy | resigned on | Monday", "The company | resigned on | Monday", "company | resigned on | Monday"},
		},
		{
			"what its spokesman does neither",
			"Acme Corp.'s spokesman resigned.",
			[]string{"spokesman | resigned | "},
			[]string{"Acme Corp. | resigned | "},
		},
		{
			"what its spokesman says it says",
			"Acme Corp.'s spokesman said that the mine was safe.",
			[]string{"Acme Corp. | said | the mine was safe"},
			nil,
		},
		{
			"who is named between commas announces it",
			"The Dock Workers Union, its president, Prof. Karen Wolff, announced on Monday, will strike.",
			[]string{"Dock Workers Union | struck |  | by Karen Wolff", "Karen Wolff | announced | The Dock Workers Union will strike"},
			nil,
		},
		{
			"or behind what is announced",
			"The Dock Workers Union will strike in May, its president, Karen Wolff, announced.",
			[]string{"Dock Workers Union | struck in | May | by Karen Wolff"},
			nil,
		},
		{
			"according to whom is no object",
			"According to the DWU, they plan to strike.",
			[]string{"they | planned to strike |  | possible | by DWU"},
			nil,
		},
		{
			"who accuses may stand at the end",
			"Paul Reed was accused of taking bribes by the union.",
			[]string{"union | accused | Paul Reed", "Paul Reed | took | bribes | by union"},
			nil,
		},
		{
			"or before the charge",
			"Paul Reed was accused by the union of taking bribes.",
			[]string{"union | accused | Paul Reed", "Paul Reed | took | bribes | by union"},
			nil,
		},
		{
			"whom the police suspect did nothing yet",
			"Police suspect Ivan Petrov of killing Maria Sokolova.",
			[]string{"Police | suspected | Ivan Petrov", "Ivan Petrov | killed | Maria Sokolova | by Police"},
			[]string{"Ivan Petrov | killed | Maria Sokolova"},
		},
		{
			"however the words are tagged",
			"Mayor Anna Weber was accused of taking bribes. Weber denied taking any bribes. Police suspect Ivan Petrov of killing Maria Sokolova. Petrov denies killing her.",
			[]string{"Ivan Petrov | killed | Maria Sokolova | by Police"},
			[]string{"Ivan Petrov | killed | Maria Sokolova"},
		},
		{
			"who refuses does so, though nothing is signed",
			"Anna Berg refused to sign the deal.",
			[]string{"Anna Berg | refused to sign | the deal"},
			nil,
		},
		{
			"who does not refuse does not",
			"Anna Berg did not refuse to sign the deal. Paul Kern never stopped paying the fine.",
			[]string{"Anna Berg | refused to sign | the deal | not", "Paul Kern | stopped paying | the fine | not"},
			nil,
		},
		{
			"nor who is denied to have",
			"Acme denied that Anna Berg had refused to sign the deal.",
			[]string{"Anna Berg | refused to sign | the deal | not | by Acme"},
			nil,
		},
		{
			"who managed did it, who did not manage did not",
			"Anna Berg managed to sell the ship. Paul Kern did not manage to sell the house.",
			[]string{"Anna Berg | managed to sell | the ship", "Paul Kern | managed to sell | the house | not"},
			nil,
		},
		{
			"who speaks is not he in his words",
			"Paul Kern met John Smith. \"He is a coward,\" Smith said.",
			[]string{"Paul Kern | is | a coward | by John Smith"},
			nil,
		},
		{
			"nor where nobody else is named",
			"\"He is a coward,\" John Smith said.",
			nil,
			[]string{"John Smith | is | a coward | by John Smith"},
		},
		{
			"but in words that are told, and in a quoted part of them, he is",
			"Paul Kern said he would \"defend his record.\"",
			[]string{"Paul Kern | defended | Paul Kern's record | by Paul Kern"},
			nil,
		},
		{
			"nobody is he before the paragraph that names him",
			"The bridge was closed, he said.\n\nPaul Kern is the mayor.",
			nil,
			[]string{"Paul Kern | said | The bridge was closed"},
		},
		{
			"what is waited for is not so yet",
			"We will not work until we die, Kern said. Norway would not send money until the government published the reports.",
			[]string{"we | died |  | possible | by Kern", "government | published | the reports | possible"},
			nil,
		},
		{
			"unless it came",
			"The guests did not leave until the police came.",
			[]string{"guests | left | ", "police | came | "},
			nil,
		},
		{
			"who denies reports says that it is not so",
			"Anna Berg denied reports that jobs were cut.",
			[]string{"jobs | was cut |  | not | by Anna Berg"},
			nil,
		},
		{
			"what follows behind who says it is said too",
			"The flood killed 61, the Red Cross said, nearly twice the figure of last week. The bank will cut 400 jobs, its chairman announced, a step that unions feared.",
			[]string{"flood | killed | 61 | by Red Cross", "bank | cut | 400 jobs | by chairman"},
			[]string{"flood | killed | 61", "Red Cross | said | nearly twice the figure of last week", "chairman | announced | a step"},
		},
		{
			"a claim about an accusation is not the accuser's",
			"Ana Moura accused the police of attacking peaceful marchers, a claim that the ministry called absurd.",
			[]string{"ministry | called | a claim absurd", "police | attacked | peaceful marchers | by Ana Moura"},
			[]string{"ministry | called | a claim absurd | by Ana Moura"},
		},
		{
			"a report is not what is said in it",
			"Soldiers killed ten men, investigators said on Monday in a report that the government rejected as biased.",
			[]string{"Soldiers | killed | ten men | by investigators", "government | rejected | a report"},
			nil,
		},
		{
			"a modal goes with its verb",
			"The company would, Paul Weller said, pay its debts. The plan would, critics say, harm farmers.",
			[]string{"company | paid | company's debts | by Paul Weller", "plan | harmed | farmers | by critics"},
			nil,
		},
		{
			"who is said in a noun to have done it did not suffer it",
			"Anna Berg denied reports that she had resigned. Paul Kern rejected claims that he had taken bribes.",
			[]string{"Anna Berg | resigned |  | not | by Anna Berg", "Paul Kern | took | bribes | not | by Paul Kern"},
			nil,
		},
		{
			"how often is not whom",
			"The commission asked four times to visit Kenya.",
			[]string{"commission | asked to visit | Kenya | requested"},
			[]string{"commission | asked | four times"},
		},
		{
			"single marks quote as double ones do",
			"Paul Kern left Oslo. 'I am innocent,' Kern said. 'I never took money.'",
			[]string{"Paul Kern | took | money | not | by Paul Kern"},
			nil,
		},
		{
			"and stand within them",
			"\"He told me 'go away' and left,\" Anna Berg said.",
			[]string{"He | left |  | by Anna Berg"},
			nil,
		},
		{
			"what is asked is a question of who asks",
			"Anna Berg met Erik Kern. \"Did Kern lie?\" Berg asked. \"Never!\" Kern shouted.",
			[]string{"Anna Berg | asked | Did Kern lie?", "Erik Kern | lied |  | question | by Anna Berg", "Erik Kern | shouted | Never!"},
			[]string{"Anna Berg | asked | "},
		},
		{
			"what nobody comments on is open",
			"Anna Berg declined to comment on whether Paul Kern would sell the house. The firm would not say how many jobs it cut.",
			[]string{"Anna Berg | declined to comment | ", "Paul Kern | sold | the house | question | by Anna Berg", "firm | said | how many jobs firm cut | not"},
			nil,
		},
		{
			"who dismisses speculation says that it is not so",
			"Anna Berg dismissed speculation that Acme Corp. had sold the ship.",
			[]string{"Acme Corp. | sold | the ship | not | possible | by Anna Berg"},
			nil,
		},
		{
			"a client is whose lawyer speaks",
			"Erik Kern was arrested. Kern's lawyer denied that his client took money. \"My client is innocent,\" said Paul Holm, a lawyer for Kern.",
			[]string{"Erik Kern | took | money | not | by lawyer", "Erik Kern | is | innocent | by Paul Holm"},
			nil,
		},
		{
			"what somebody would do he says he will",
			"Peter Kamau said he was sad but would respect the ruling.",
			[]string{"Peter Kamau | respected | the ruling | by Peter Kamau"},
			nil,
		},
		{
			"a commander whose title is long says so",
			"\"We will leave,\" union leader Ann Choi said. Ruth Calloway, a senator from Oregon, called on the police to act.",
			[]string{"Ann Choi | said | We will leave", "Ruth Calloway | called on | the police"},
			nil,
		},
		{
			"the head of a clause has its own subject",
			"The director of Acme Corp. has resigned after a report found that the company dumped waste. Paul Kern said they had begun talks but declined to say more.",
			[]string{"report | found | the company dumped waste", "Paul Kern | declined to say | more"},
			nil,
		},
		{
			"a day between a verb and its object is neither",
			"Anna Berg denied on Monday reports that she had resigned. Paul Kern denied late Tuesday claims that he had lied.",
			[]string{"Anna Berg | resigned |  | not | by Anna Berg", "Paul Kern | lied |  | not | by Paul Kern"},
			[]string{"Anna Berg | resigned |  | possible | by Anna Berg"},
		},
		{
			"who pleads not guilty denies the charges",
			"Paul Kern pleaded not guilty on Tuesday to charges that he took bribes.",
			[]string{"Paul Kern | took | bribes | not | by Paul Kern"},
			[]string{"Paul Kern | took | bribes | possible | by Paul Kern"},
		},
		{
			"what is not true is not so",
			"It is not true that Anna Berg resigned. \"It is not true that I lied,\" Paul Kern said.",
			[]string{"Anna Berg | resigned |  | not", "Paul Kern | lied |  | not | by Paul Kern"},
			nil,
		},
		{
			"evidence that is not found shows nothing",
			"The court did not find evidence that Paul Kern had ordered the abuses. The court found no evidence that Erik Holm had stolen the ship.",
			[]string{"Paul Kern | ordered | the abuses | possible | by ", "Erik Holm | stole | the ship | possible | by "},
			[]string{"Paul Kern | ordered | the abuses"},
		},
		{
			"what is retracted is not held any more",
			"Acme Corp. retracted its claim that Anna Berg stole the money. Paul Kern backed down from his claim that Erik Holm stole the ship.",
			[]string{"Anna Berg | stole | the money | possible | by Acme Corp.", "Erik Holm | stole | the ship | possible | by Paul Kern"},
			nil,
		},
		{
			"few who believe something are nobody in particular, a few are some",
			"Few believe that Anna Berg lied. A few analysts believe that Paul Kern lied. Few people believe that Erik Holm lied.",
			[]string{"Anna Berg | lied |  | not", "Erik Holm | lied |  | not", "Paul Kern | lied |  | by few analysts"},
			nil,
		},
		{
			"whom somebody calls on is to act, though it may be a place",
			"Germany called on Norway to release the ship.",
			[]string{"Norway | released | the ship | requested | by Germany"},
			[]string{"Germany | released | the ship | requested"},
		},
		{
			"what is neither confirmed nor denied is open",
			"The trust neither confirmed nor denied that Anna Berg had died.",
			[]string{"trust | confirmed |  | not", "Anna Berg | died |  | possible | by trust"},
			nil,
		},
		{
			"who is named as another is not the same",
			"Anna Berg, not Paul Kern, signed the contract.",
			[]string{"Anna Berg | signed | the contract"},
			[]string{"Anna Berg | is | not Paul Kern", "Anna Berg | is | Paul Kern"},
		},
		{
			"what follows a semicolon is not said by who said what is before",
			"Forty people died, the ministry said; the army said twelve militants died. The dam is safe, Anna Berg said; engineers found cracks in May. The mine is safe, Anna Berg said; Paul Kern disagreed.",
			[]string{"Forty people | died |  | by ministry", "army | said | twelve militants died", "engineers | found | cracks", "mine | is | safe | by Anna Berg"},
			nil,
		},
		{
			"what she does not know she does not say",
			"Anna Berg said she did not know that Paul Kern had stolen the money. Anna Berg said she was unaware that Erik Holm had stolen the ship.",
			[]string{"Paul Kern | stole | the money", "Erik Holm | stole | the ship"},
			[]string{"Paul Kern | stole | the money | by Anna Berg"},
		},
		{
			"one of them who is named speaks",
			"Two managers left. \"He knew,\" said one of them, Neil Barton.",
			[]string{"He | knew |  | by Neil Barton"},
			nil,
		},
		{
			"an editor-in-chief is no editor in anything",
			"Rosa Diaz, editor-in-chief of the Lisbon Post, left. Samir Shah, director-general of the BBC, resigned.",
			[]string{"Rosa Diaz | worksFor | Lisbon Post", "Samir Shah | worksFor | BBC"},
			nil,
		},
	} {
		got := reading(t, p, test.text)
		for _, want := range test.want {
			if !slices.Contains(got, want) {
				t.Errorf("%s: %q is not among\n\t%s", test.name, want, strings.Join(got, "\n\t"))
			}
		}
		for _, not := range test.not {
			if slices.Contains(got, not) {
				t.Errorf("%s: %q", test.name, not)
			}
		}
	}
}

// What the article vouches for is so already: a plain quad is in the past.
func TestWhatLiesAheadIsNotStated(t *testing.T) {
	p := pipeline(t)
	for text, want := range map[string]bool{
		"The OSCE sent observers.":              true,
		"The OSCE will send observers.":         false,
		"The bill will be passed in May.":       false,
		"Kern is going to sell the house.":      false,
		"Kern would eventually sell the house.": true,
		"Kern will not sell the house in May.":  false,
	} {
		claims := analyze(t, p, schema.Article{IRI: "urn:sayso:article:test", Text: text, Language: "en"}).Reading.Claims
		if len(claims) == 0 {
			t.Errorf("%s: no claim", text)
		}
		for i := range claims {
			if claims[i].Stated() != want {
				t.Errorf("%s: stated %t", text, claims[i].Stated())
			}
		}
	}
}

// A day without a year or week lies ahead of what is not done yet.
func TestDatesLieAhead(t *testing.T) {
	p := pipeline(t)
	for text, want := range map[string]string{
		"Anna Berg met Paul Kern on Thursday.":             "2025-02-13",
		"Anna Berg might meet Paul Kern on Thursday.":      "2025-02-20",
		"The commission must clear the deal by January.":   "2026-01",
		"Anna Berg could meet Paul Kern in September.":     "2025-09",
		"Anna Berg could have met Paul Kern in September.": "2024-09",
		"Anna Berg called an election for August 3.":       "2025-08-03",
		"Anna Berg could not meet Paul Kern in September.": "2024-09",
	} {
		a := schema.Article{IRI: "urn:sayso:article:test", Text: text, Language: "en", Published: "2025-02-14"}
		claims := analyze(t, p, a).Reading.Claims
		if !slices.ContainsFunc(claims, func(c schema.Claim) bool { return c.Time == want }) {
			t.Errorf("%s: want %s, got %+v", text, want, claims)
		}
	}
}

// The words of a passive stand as in the sentence, its entities as the
// relation has them, as in the quads.
func TestEntitiesFollowTheirRelation(t *testing.T) {
	p := pipeline(t)
	for _, text := range []string{"Anna Hale was criticized by Tom Gray.", "Tom Gray criticized Anna Hale."} {
		r := analyze(t, p, schema.Article{IRI: "urn:sayso:article:test", Text: text, Language: "en"}).Reading
		var out strings.Builder
		if err := WriteJSONL(&out, r); err != nil {
			t.Fatal(err)
		}
		if want := `"subject_entity":"ent:Tom_Gray","object_entity":"ent:Anna_Hale","predicate_iri":"rel:criticized"`; !strings.Contains(out.String(), want) {
			t.Errorf("%s gives\n%s", text, out.String())
		}
		if want := `"subject":"` + strings.Join(strings.Fields(text)[:2], " ") + `"`; !strings.Contains(out.String(), want) {
			t.Errorf("%s gives\n%s", text, out.String())
		}
	}
}

// An article that reports a claim may hold that it is wrong, or that it was not made.
func TestReportersDistanceThemselves(t *testing.T) {
	p := pipeline(t)
	for text, want := range map[string]string{
		"Anna Berg claimed that Paul Kern had stolen the money.":                        "",
		"Anna Berg claimed, falsely, that Paul Kern had stolen the money.":              "disbelief",
		"The paper wrongly reported that Paul Kern had stolen the money.":               "disbelief",
		"The claim that Paul Kern had stolen the money is not true.":                    "disbelief",
		"The allegation that Paul Kern had stolen the money is baseless.":               "disbelief",
		"The allegation that Paul Kern had stolen the money is true.":                   "",
		"Officials would not confirm that Paul Kern had stolen the money.":              "hypothesis",
		"Officials declined to confirm that Paul Kern had stolen the money.":            "hypothesis",
		"The trust would neither confirm nor deny that Paul Kern had stolen the money.": "hypothesis",
		"The trust neither confirmed nor denied that Paul Kern had stolen the money.":   "hypothesis",
	} {
		claims := analyze(t, p, schema.Article{IRI: "urn:sayso:article:test", Text: text, Language: "en"}).Reading.Claims
		i := slices.IndexFunc(claims, func(c schema.Claim) bool { return c.Object.Text == "the money" })
		if i < 0 || claims[i].Attribution == nil {
			t.Errorf("%s: nobody says it", text)
			continue
		}
		a := claims[i].Attribution
		if a.Disbelief != (want == "disbelief") || a.Hypothesis != (want == "hypothesis") {
			t.Errorf("%s: disbelief %t, hypothesis %t", text, a.Disbelief, a.Hypothesis)
		}
	}
}
