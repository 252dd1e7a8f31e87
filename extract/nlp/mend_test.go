package nlp

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

// sentenceOf reads tokens written "form/lemma/UPOS/XPOS/head/rel", heads counted
// from one as in CoNLL-U, the class of what a head names behind them where it has
// one.
func sentenceOf(t *testing.T, line string) Sentence {
	t.Helper()
	var s Sentence
	for word := range strings.FieldsSeq(line) {
		f := strings.Split(word, "/")
		if len(f) == 6 {
			f = append(f, "")
		}
		if len(f) != 7 {
			t.Fatalf("%q has %d parts", word, len(f))
		}
		head, err := strconv.Atoi(f[4])
		if err != nil {
			t.Fatal(err)
		}
		s.Tokens = append(s.Tokens, Token{Form: f[0], Lemma: f[1], UPOS: f[2], XPOS: f[3], Head: head - 1, Rel: f[5], Class: f[6]})
	}
	return s
}

func TestMendTrees(t *testing.T) {
	tests := []struct {
		name, sentence string
		want           map[string]string // form: "head form rel"
	}{
		{
			"what is denied on a day is a noun",
			"she/she/PRON/PRP/2/nsubj denied/deny/VERB/VBD/0/root on/on/ADP/IN/4/case Monday/Monday/PROPN/NNP/5/compound reports/report/VERB/VBZ/2/ccomp that/that/SCONJ/IN/8/mark they/they/PRON/PRP/8/nsubj left/leave/VERB/VBD/5/ccomp",
			map[string]string{"Monday": "denied obl", "reports": "denied obj", "left": "reports acl"},
		},
		{
			"but who reports something every day does so",
			"she/she/PRON/PRP/2/nsubj says/say/VERB/VBZ/0/root he/he/PRON/PRP/4/nsubj reports/report/VERB/VBZ/2/ccomp that/that/SCONJ/IN/7/mark they/they/PRON/PRP/7/nsubj left/leave/VERB/VBD/4/ccomp",
			map[string]string{"reports": "says ccomp", "left": "reports ccomp"},
		},
		{
			"what follows a semicolon is said by somebody else",
			"they/they/PRON/PRP/2/nsubj died/die/VERB/VBD/5/ccomp ,/,/PUNCT/,/2/punct she/she/PRON/PRP/5/nsubj said/say/VERB/VBD/0/root ;/;/PUNCT/:/8/punct he/he/PRON/PRP/8/nsubj left/leave/VERB/VBD/5/ccomp",
			map[string]string{"died": "said ccomp", "left": "said parataxis"},
		},
		{
			"of what somebody is accused is no part of his name",
			"group/group/NOUN/NN/2/nsubj accused/accuse/VERB/VBD/0/root Copper/Copper/PROPN/NNP/2/obj of/of/ADP/IN/6/case dumping/dump/VERB/VBG/6/compound waste/waste/NOUN/NN/3/nmod",
			map[string]string{"Copper": "accused obj", "dumping": "accused advcl", "of": "dumping mark", "waste": "dumping obj"},
		},
		{
			"nor of his office, which is known",
			"they/they/PRON/PRP/2/nsubj convicted/convict/VERB/VBD/0/root the/the/DET/DT/4/det mayor/mayor/NOUN/NN/2/obj of/of/ADP/IN/7/case the/the/DET/DT/7/det town/town/NOUN/NN/4/nmod of/of/ADP/IN/9/case abuse/abuse/NOUN/NN/7/nmod of/of/ADP/IN/11/case power/power/NOUN/NN/9/nmod",
			map[string]string{"town": "mayor nmod", "abuse": "convicted obl", "power": "abuse nmod"},
		},
		{
			"whose office it is may be all that is said",
			"they/they/PRON/PRP/2/nsubj accused/accuse/VERB/VBD/0/root the/the/DET/DT/4/det mayor/mayor/NOUN/NN/2/obj of/of/ADP/IN/7/case the/the/DET/DT/7/det town/town/NOUN/NN/4/nmod",
			map[string]string{"town": "mayor nmod"},
		},
		{
			"who is asked is the object of asking",
			"they/they/PRON/PRP/2/nsubj asked/ask/VERB/VBD/0/root Ministry/Ministry/PROPN/NNP/2/iobj to/to/PART/TO/5/mark inspect/inspect/VERB/VB/2/advcl it/it/PRON/PRP/5/obj",
			map[string]string{"Ministry": "asked obj", "inspect": "asked xcomp"},
		},
		{
			"an infinitive by its form is part of a compound",
			"ties/tie/NOUN/NNS/0/root to/to/PART/TO/3/mark supply/supply/VERB/VB/1/acl chains/chain/NOUN/NNS/3/obj",
			map[string]string{"chains": "ties nmod", "supply": "chains compound", "to": "chains case"},
		},
		{
			"two names side by side are one",
			"director/director/NOUN/NN/0/root ,/,/PUNCT/,/3/punct Ann/Ann/PROPN/NNP/1/appos Roe/Roe/PROPN/NNP/1/appos",
			map[string]string{"Ann": "director appos", "Roe": "Ann flat"},
		},
		{
			"a name is that of the head, not of the body",
			"the/the/DET/DT/2/det head/head/NOUN/NN/8/nsubj/person of/of/ADP/IN/5/case the/the/DET/DT/5/det agency/agency/NOUN/NN/2/nmod/organization ,/,/PUNCT/,/7/punct Kern/Kern/PROPN/NNP/5/appos/person left/leave/VERB/VBD/0/root",
			map[string]string{"Kern": "head appos", "agency": "head nmod"},
		},
		{
			"two names are two persons",
			"a/a/DET/DT/2/det lawyer/lawyer/NOUN/NN/7/nsubj/person for/for/ADP/IN/4/case Lund/Lund/PROPN/NNP/2/nmod/person ,/,/PUNCT/,/6/punct Roe/Roe/PROPN/NNP/4/appos/person left/leave/VERB/VBD/0/root",
			map[string]string{"Roe": "lawyer appos"},
		},
		{
			"whose mother it is may be named",
			"the/the/DET/DT/2/det mother/mother/NOUN/NN/8/nsubj/person of/of/ADP/IN/5/case the/the/DET/DT/5/det victim/victim/NOUN/NN/2/nmod/person ,/,/PUNCT/,/7/punct Roe/Roe/PROPN/NNP/5/appos/person left/leave/VERB/VBD/0/root",
			map[string]string{"Roe": "victim appos"},
		},
		{
			"what is called something is no verb",
			"union/union/NOUN/NN/2/nsubj called/call/VERB/VBD/0/root the/the/DET/DT/4/det job/job/NOUN/NN/2/obj cuts/cut/VERB/VBZ/2/xcomp a/a/DET/DT/7/det betrayal/betrayal/NOUN/NN/5/obj",
			map[string]string{"cuts": "called obj", "job": "cuts compound", "the": "cuts det", "betrayal": "called xcomp"},
		},
		{
			"a title in two parts",
			"Deputy/Deputy/PROPN/NNP/2/compound Attorney/Attorney/PROPN/NNP/5/nsubj/person General/General/PROPN/NNP/4/nmod:desc Kern/Kern/PROPN/NNP/5/nsubj/person spoke/speak/VERB/VBD/0/root",
			map[string]string{"Attorney": "General compound", "Deputy": "Attorney compound", "General": "Kern nmod:desc"},
		},
		{
			"a name behind its description",
			"Swedish/Swedish/ADJ/JJ/2/amod operator/operator/NOUN/NN/4/nsubj Nordlinje/Nordlinje/PROPN/NNP/2/appos left/leave/VERB/VBD/0/root",
			map[string]string{"Nordlinje": "left nsubj", "operator": "Nordlinje nmod:desc", "Swedish": "operator amod"},
		},
		{
			"behind an article it stands beside it",
			"the/the/DET/DT/2/det operator/operator/NOUN/NN/4/nsubj Nordlinje/Nordlinje/PROPN/NNP/2/appos left/leave/VERB/VBD/0/root",
			map[string]string{"Nordlinje": "operator appos", "operator": "left nsubj"},
		},
		{
			"an office has several cares",
			"the/the/DET/DT/2/det Food/food/NOUN/NN/6/nsubj and/and/CCONJ/CC/5/cc Drug/drug/NOUN/NN/5/compound Administration/administration/NOUN/NN/2/conj approved/approve/VERB/VBD/0/root",
			map[string]string{"the": "Administration det", "Administration": "approved nsubj", "Food": "Administration compound", "Drug": "Food conj", "and": "Drug cc"},
		},
		{
			"so has a department of them",
			"Department/Department/PROPN/NNP/0/root of/of/ADP/IN/3/case Energy/Energy/PROPN/NNP/1/nmod and/and/CCONJ/CC/6/cc Climate/Climate/PROPN/NNP/6/compound Change/Change/PROPN/NNP/1/conj",
			map[string]string{"Change": "Energy conj", "and": "Change cc", "Climate": "Change compound"},
		},
		{
			"no infinitive has a capital",
			"access/access/NOUN/NN/0/root for/for/SCONJ/IN/5/mark all/all/PRON/DT/5/nsubj to/to/PART/TO/5/mark Call/call/VERB/VB/1/acl of/of/ADP/IN/7/case Duty/Duty/PROPN/NNP/5/obl",
			map[string]string{"Call": "access nmod", "to": "Call case", "all": "access nmod", "for": "all case", "Duty": "Call nmod"},
		},
		{
			"an auxiliary has no subject of its own",
			"it/it/PRON/PRP/2/nsubj has/have/VERB/VBZ/4/aux today/today/NOUN/NN/4/obl said/say/VERB/VBD/0/root so/so/ADV/RB/4/advmod",
			map[string]string{"it": "said nsubj", "has": "said aux"},
		},
		{
			"two offices stay two",
			"the/the/DET/DT/2/det Council/Council/PROPN/NNP/0/root and/and/CCONJ/CC/5/cc Trade/Trade/PROPN/NNP/5/compound Commission/Commission/PROPN/NNP/2/conj",
			map[string]string{"Commission": "Council conj", "Trade": "Commission compound"},
		},
		{
			"an auxiliary in front makes a condition",
			"Had/have/VERB/VBD/0/root it/it/PRON/PRP/1/obj won/win/VERB/VBN/1/xcomp ,/,/PUNCT/,/6/punct she/she/PRON/PRP/6/nsubj left/leave/VERB/VBD/3/parataxis",
			map[string]string{"left": " root", "won": "left advcl", "Had": "won aux", "it": "won nsubj"},
		},
		{
			"it says something",
			"it/it/PRON/PRP/2/expl says/say/VERB/VBZ/0/root they/they/PRON/PRP/4/nsubj left/leave/VERB/VBD/2/csubj",
			map[string]string{"it": "says nsubj", "left": "says ccomp"},
		},
		{
			"the filler of a passive stays one",
			"it/it/PRON/PRP/3/expl is/be/AUX/VBZ/3/aux:pass said/say/VERB/VBN/0/root they/they/PRON/PRP/5/nsubj left/leave/VERB/VBD/3/csubj",
			map[string]string{"it": "said expl", "left": "said csubj"},
		},
		{
			"somebody is found guilty",
			"found/find/VERB/VBD/0/root Clegg/Clegg/PROPN/NNP/1/obj guilty/guilty/NOUN/NN/2/appos on/on/ADP/IN/5/case Friday/Friday/PROPN/NNP/3/obl",
			map[string]string{"guilty": "found xcomp", "Friday": "found obl"},
		},
		{
			"who reports stands behind the verb",
			"left/leave/VERB/VBD/0/root ,/,/PUNCT/,/3/punct reported/report/VERB/VBD/1/conj the/the/DET/DT/5/det Times/Times/PROPN/NNP/3/obj",
			map[string]string{"Times": "reported nsubj", "reported": "left parataxis"},
		},
		{
			"a bare verb is no conjunct of a gerund",
			"to/to/PART/TO/2/mark smear/smear/VERB/VB/0/root policies/policy/NOUN/NNS/2/obj governing/govern/VERB/VBG/3/acl ,/,/PUNCT/,/6/punct interfere/interfere/VERB/VB/4/conj",
			map[string]string{"interfere": "smear conj"},
		},
		{
			"the past goes with did",
			"we/we/PRON/PRP/4/nsubj did/do/AUX/VBD/4/aux not/not/PART/RB/4/advmod seek/seek/VERB/VB/0/root but/but/CCONJ/CC/6/cc accepted/accept/VERB/VBD/4/conj",
			map[string]string{"accepted": "seek conj"},
		},
		{
			"a gerund behind a comma goes with the verb that has a tense",
			"they/they/PRON/PRP/2/nsubj tried/try/VERB/VBD/0/root to/to/PART/TO/4/mark watch/watch/VERB/VB/2/xcomp it/it/PRON/PRP/4/obj ,/,/PUNCT/,/7/punct setting/set/VERB/VBG/4/conj traps/trap/NOUN/NNS/7/obj",
			map[string]string{"setting": "tried advcl"},
		},
		{
			"of two verbs the first modifies",
			"think/think/VERB/VBP/0/root that/that/SCONJ/IN/4/mark laws/law/NOUN/NNS/4/nsubj passed/pass/VERB/VBD/1/ccomp will/will/AUX/MD/6/aux help/help/VERB/VB/1/ccomp",
			map[string]string{"passed": "laws acl", "laws": "help nsubj", "help": "think ccomp", "that": "help mark"},
		},
		{
			"it is the strongest storm",
			"It/it/PRON/PRP/4/expl was/be/AUX/VBD/4/cop the/the/DET/DT/4/det storm/storm/NOUN/NN/0/root to/to/PART/TO/6/mark hit/hit/VERB/VB/4/acl",
			map[string]string{"It": "storm nsubj"},
		},
		{
			"a neighbour is no verb",
			"were/be/AUX/VBD/2/aux:pass paid/pay/VERB/VBN/0/root by/by/SCONJ/IN/4/mark neighboring/neighbor/VERB/VBG/2/advcl Kest/Kest/PROPN/NNP/4/obj",
			map[string]string{"Kest": "paid obl:agent", "neighboring": "Kest amod", "by": "Kest case"},
		},
		{
			"a concession is the author's",
			"said/say/VERB/VBD/0/root all/all/PRON/DT/3/nsubj failed/fail/VERB/VBD/1/ccomp ,/,/PUNCT/,/7/punct though/though/SCONJ/IN/7/mark she/she/PRON/PRP/7/nsubj tried/try/VERB/VBD/3/advcl",
			map[string]string{"tried": "said advcl"},
		},
		{
			"a letter is dated",
			"In/in/ADP/IN/2/case letters/letter/NOUN/NNS/7/obl ,/,/PUNCT/,/4/punct dated/date/VERB/VBN/7/advcl Monday/Monday/PROPN/NNP/4/obl she/she/PRON/PRP/7/nsubj asked/ask/VERB/VBD/0/root",
			map[string]string{"dated": "letters acl"},
		},
		{
			"who is asked says something",
			"Asked/ask/VERB/VBD/0/root about/about/ADP/IN/3/case it/it/PRON/PRP/1/obl ,/,/PUNCT/,/1/punct Smith/Smith/PROPN/NNP/6/nsubj laughed/laugh/VERB/VBD/1/parataxis",
			map[string]string{"Asked": "laughed advcl", "laughed": " root"},
		},
		{
			"a question before what is said is not said",
			"Asked/ask/VERB/VBD/3/ccomp Smith/Smith/PROPN/NNP/3/nsubj said/say/VERB/VBD/0/root nothing/nothing/PRON/NN/3/obj",
			map[string]string{"Asked": "said advcl"},
		},
		{
			"who urges argues",
			"urged/urge/VERB/VBD/0/root them/they/PRON/PRP/1/obj to/to/PART/TO/4/mark leave/leave/VERB/VB/1/xcomp ,/,/PUNCT/,/6/punct arguing/argue/VERB/VBG/4/advcl",
			map[string]string{"arguing": "urged advcl"},
		},
		{
			"who says denies",
			"says/say/VERB/VBZ/0/root it/it/PRON/PRP/3/nsubj left/leave/VERB/VBD/1/ccomp and/and/CCONJ/CC/5/cc denies/deny/VERB/VBZ/3/conj abuses/abuse/NOUN/NNS/5/obj",
			map[string]string{"denies": "says conj"},
		},
		{
			"jobs demand nothing",
			"Rey/Rey/PROPN/NNP/2/nsubj said/say/VERB/VBD/0/root jobs/job/NOUN/NNS/4/nsubj ended/end/VERB/VBD/2/ccomp and/and/CCONJ/CC/6/cc demanded/demand/VERB/VBD/4/conj talks/talk/NOUN/NNS/6/obj",
			map[string]string{"demanded": "said conj"},
		},
		{
			"the last of two passives has the object behind both",
			"were/be/AUX/VBD/2/aux:pass beaten/beat/VERB/VBN/0/root and/and/CCONJ/CC/4/cc denied/deny/VERB/VBN/2/conj care/care/NOUN/NN/2/obj",
			map[string]string{"care": "denied obj"},
		},
		{
			"a name before an amount gets it",
			"lent/lend/VERB/VBD/0/root Orland/Orland/PROPN/NNP/4/compound ten/ten/NUM/CD/4/nummod dollars/dollar/NOUN/NNS/1/obj",
			map[string]string{"Orland": "lent iobj"},
		},
		{
			"what happened is when something happened",
			"asked/ask/VERB/VBD/0/root China/China/PROPN/NNP/1/obj to/to/PART/TO/4/mark explain/explain/VERB/VB/1/xcomp ,/,/PUNCT/,/8/punct after/after/SCONJ/IN/8/mark experts/expert/NOUN/NNS/8/nsubj protested/protest/VERB/VBD/4/advcl",
			map[string]string{"protested": "asked advcl"},
		},
		{
			"a conjunct has the tense of the first",
			"asked/ask/VERB/VBD/0/root how/how/ADV/WRB/5/advmod they/they/PRON/PRP/5/nsubj are/be/AUX/VBP/5/aux:pass trained/train/VERB/VBN/1/ccomp and/and/CCONJ/CC/7/cc moved/move/VERB/VBD/5/conj ,/,/PUNCT/,/11/punct after/after/SCONJ/IN/11/mark he/he/PRON/PRP/11/nsubj left/leave/VERB/VBD/7/advcl",
			map[string]string{"left": "asked advcl"},
		},
		{
			"a day before the verb dates the verb",
			"court/court/NOUN/NN/4/nsubj on/on/ADP/IN/3/case Friday/Friday/PROPN/NNP/1/nmod acquitted/acquit/VERB/VBD/0/root her/she/PRON/PRP/4/obj",
			map[string]string{"Friday": "acquitted obl"},
		},
		{
			"what is used is used for something",
			"used/use/VERB/VBD/0/root laws/law/NOUN/NNS/1/obj to/to/PART/TO/4/mark silence/silence/VERB/VB/2/acl them/they/PRON/PRP/4/obj",
			map[string]string{"silence": "used advcl"},
		},
		{
			"a time has no clause of what is said",
			"said/say/VERB/VBD/0/root at/at/ADP/IN/4/case the/the/DET/DT/4/det time/time/NOUN/NN/1/obl that/that/PRON/WDT/8/obl:unmarked it/it/PRON/PRP/8/nsubj was/be/AUX/VBD/8/cop over/over/ADJ/JJ/4/acl:relcl",
			map[string]string{"over": "said ccomp", "that": "over mark"},
		},
		{
			"a statement that somebody issued is no clause",
			"said/say/VERB/VBD/0/root in/in/ADP/IN/3/case notes/note/NOUN/NNS/1/obl that/that/PRON/WDT/6/obj he/he/PRON/PRP/6/nsubj issued/issue/VERB/VBD/3/acl:relcl",
			map[string]string{"issued": "notes acl:relcl"},
		},
		{
			"of two objects the second is the verdict",
			"found/find/VERB/VBD/0/root Luis/Luis/PROPN/NNP/1/obj guilty/guilty/ADJ/JJ/1/obj",
			map[string]string{"guilty": "found xcomp", "Luis": "found obj"},
		},
		{
			"a name before a verdict is judged",
			"found/find/VERB/VBD/0/root Luis/Luis/PROPN/NNP/3/compound guilty/guilty/ADJ/JJ/1/obj",
			map[string]string{"guilty": "found xcomp", "Luis": "found obj"},
		},
		{
			"a participle may be the past of another verb",
			"accused/accuse/VERB/VBD/0/root them/they/PRON/PRP/1/obj of/of/SCONJ/IN/4/mark lying/lie/VERB/VBG/2/acl and/and/CCONJ/CC/6/cc called/call/VERB/VBN/4/conj",
			map[string]string{"called": "accused conj"},
		},
		{
			"a manner is that of the doing",
			"rejected/reject/VERB/VBD/0/root it/it/PRON/PRP/1/obj in/in/ADP/IN/6/case a/a/DET/DT/6/det brusque/brusque/ADJ/JJ/6/amod manner/manner/NOUN/NN/2/nmod",
			map[string]string{"manner": "rejected obl"},
		},
		{
			"as belongs to the verb before it",
			"labeled/label/VERB/VBD/0/root claims/claim/NOUN/NNS/1/obj as/as/ADP/IN/4/case false/false/ADJ/JJ/5/obl aimed/aim/VERB/VBN/2/acl",
			map[string]string{"false": "labeled obl"},
		},
		{
			"what is tagged as a verb is one",
			"Police/police/NOUN/NN/2/compound suspect/suspect/NOUN/VBP/0/root him/he/PRON/PRP/2/obj",
			map[string]string{"Police": "suspect nsubj"},
		},
		{
			"whatever it is tagged as",
			"Police/police/NOUN/NN/2/compound suspect/suspect/NOUN/NN/0/root him/he/PRON/PRP/2/obj",
			map[string]string{"Police": "suspect nsubj"},
		},
		{
			"who accuses does not act by whom he accuses",
			"Ann/Ann/PROPN/NNP/3/nsubj:pass was/be/AUX/VBD/3/aux:pass accused/accuse/VERB/VBN/0/root of/of/SCONJ/IN/5/mark taking/take/VERB/VBG/3/advcl bribes/bribe/NOUN/NNS/5/obj by/by/ADP/IN/9/case the/the/DET/DT/9/det union/union/NOUN/NN/5/obl/organization",
			map[string]string{"union": "accused obl:agent"},
		},
		{
			"what is done by a tool is no accusation of it",
			"Ann/Ann/PROPN/NNP/3/nsubj:pass was/be/AUX/VBD/3/aux:pass accused/accuse/VERB/VBN/0/root of/of/SCONJ/IN/5/mark hiding/hide/VERB/VBG/3/advcl it/it/PRON/PRP/5/obj by/by/ADP/IN/8/case fraud/fraud/NOUN/NN/5/obl",
			map[string]string{"fraud": "hiding obl"},
		},
		{
			"nor is the deed part of the accuser's name",
			"Ann/Ann/PROPN/NNP/3/nsubj:pass was/be/AUX/VBD/3/aux:pass accused/accuse/VERB/VBN/0/root by/by/ADP/IN/6/case the/the/DET/DT/6/det union/union/NOUN/NN/3/obl:agent of/of/SCONJ/IN/8/mark lying/lie/VERB/VBG/6/acl",
			map[string]string{"lying": "accused advcl"},
		},
		{
			"who stands between commas before the verb says so",
			"union/union/NOUN/NN/12/nsubj ,/,/PUNCT/,/4/punct its/its/PRON/PRP$/4/nmod:poss president/president/NOUN/NN/1/appos ,/,/PUNCT/,/6/punct Ann/Ann/PROPN/NNP/1/appos Roe/Roe/PROPN/NNP/6/flat ,/,/PUNCT/,/1/punct announced/announce/VERB/VBD/12/parataxis ,/,/PUNCT/,/1/punct will/will/AUX/MD/12/aux strike/strike/VERB/VB/0/root",
			map[string]string{"president": "announced nsubj", "Ann": "president appos", "union": "strike nsubj"},
		},
		{
			"and what is said goes on behind it",
			"union/union/NOUN/NN/11/nsubj ,/,/PUNCT/,/4/punct its/its/PRON/PRP$/4/nmod:poss president/president/NOUN/NN/1/appos ,/,/PUNCT/,/4/punct announced/announce/VERB/VBD/0/root on/on/ADP/IN/8/case Monday/Monday/PROPN/NNP/6/obl ,/,/PUNCT/,/1/punct will/will/AUX/MD/11/aux strike/strike/VERB/VB/6/ccomp",
			map[string]string{"president": "announced nsubj", "announced": "strike parataxis", "strike": " root"},
		},
		{
			"behind what is said too",
			"union/union/NOUN/NN/3/nsubj will/will/AUX/MD/3/aux strike/strike/VERB/VB/0/root ,/,/PUNCT/,/6/punct its/its/PRON/PRP$/6/nmod:poss president/president/NOUN/NN/8/nsubj ,/,/PUNCT/,/6/punct announced/announce/VERB/VBD/3/conj on/on/ADP/IN/10/case Monday/Monday/PROPN/NNP/8/obl",
			map[string]string{"announced": "strike parataxis"},
		},
		{
			"what is said briefly is denied, not that it is said",
			"I/I/PRON/PRP/2/nsubj am/be/AUX/VBP/7/ccomp not/not/PART/RB/7/advmod ,/,/PUNCT/,/2/punct ''/''/PUNCT/''/2/punct she/she/PRON/PRP/7/nsubj replied/reply/VERB/VBD/0/root",
			map[string]string{"not": "am advmod"},
		},
		{
			"nor is not what is said",
			"I/I/PRON/PRP/2/nsubj am/be/AUX/VBP/3/cop not/not/PART/RB/7/ccomp ,/,/PUNCT/,/3/punct ''/''/PUNCT/''/2/punct she/she/PRON/PRP/7/nsubj said/say/VERB/VBD/0/root",
			map[string]string{"not": "am advmod", "am": "said ccomp"},
		},
		{
			"an aside may stand between not and its verb",
			"he/he/PRON/PRP/7/nsubj did/do/AUX/VBD/7/aux not/not/PART/RB/7/advmod ,/,/PUNCT/,/5/punct alas/alas/INTJ/UH/7/discourse ,/,/PUNCT/,/5/punct go/go/VERB/VB/0/root",
			map[string]string{"not": "go advmod"},
		},
		{
			"an address parts a name from that of the body behind it",
			`Ada/Ada/PROPN/NNP/2/compound Roe/Roe/PROPN/NNP/5/compound ada@acme.org/ada@acme.org/PROPN/NNP/5/compound Acme/Acme/PROPN/NNP/5/compound University/University/PROPN/NNP/6/nsubj left/leave/VERB/VBD/0/root`,
			map[string]string{"Ada": "left nsubj", "Roe": "Ada flat", "ada@acme.org": "Ada list", "Acme": "University compound", "University": "Ada list"},
		},
		{
			"and the name ends before it",
			`Write/write/VERB/VB/0/root to/to/ADP/IN/3/case Ada/Ada/PROPN/NNP/1/obl Roe/Roe/PROPN/NNP/3/flat ada@acme.org/ada@acme.org/PROPN/NNP/3/flat today/today/NOUN/NN/1/obl:unmarked`,
			map[string]string{"Ada": "Write obl", "Roe": "Ada flat", "ada@acme.org": "Ada list", "today": "Write obl:unmarked"},
		},
		{
			"a nickname stands inside a name, and its bearer has the office",
			`Ada/Ada/PROPN/NNP/8/nsubj "/"/PUNCT/''/3/punct Bo/Bo/PROPN/NNP/1/appos "/"/PUNCT/''/3/punct Roe/Roe/PROPN/NNP/3/flat ,/,/PUNCT/,/7/punct judge/judge/NOUN/NN/3/appos left/leave/VERB/VBD/0/root`,
			map[string]string{"Ada": "left nsubj", "Bo": "Ada flat", "Roe": "Ada flat", "judge": "Ada appos"},
		},
		{
			"a surname that the parser takes for the subject is that of the given name",
			`Ada/Ada/PROPN/NNP/5/nmod:desc “/"/PUNCT/''/3/punct Bo/Bo/PROPN/NNP/1/flat ”/"/PUNCT/''/3/punct Roe/Roe/PROPN/NNP/6/nsubj left/leave/VERB/VBD/0/root`,
			map[string]string{"Ada": "left nsubj", "Bo": "Ada flat", "Roe": "Ada flat"},
		},
		{
			"what is quoted after a place is no part of its name",
			`In/in/ADP/IN/2/case Rome/Rome/PROPN/NNP/6/obl "/"/PUNCT/''/4/punct Bo/Bo/PROPN/NNP/6/nsubj "/"/PUNCT/''/4/punct Sang/Sang/PROPN/NNP/0/root`,
			map[string]string{"Rome": "Sang obl", "Bo": "Sang nsubj"},
		},
		{
			"two words and a sign are one firm",
			"Roe/Roe/PROPN/NNP/4/nsubj &/&/CCONJ/CC/3/cc Poe/Poe/PROPN/NNP/1/conj left/leave/VERB/VBD/0/root",
			map[string]string{"Roe": "left nsubj", "Poe": "Roe flat"},
		},
		{
			"those who are cited are two",
			"Roe/Roe/PROPN/NNP/6/nsubj &/&/CCONJ/CC/3/cc Poe/Poe/PROPN/NNP/1/conj ,/,/PUNCT/,/5/punct 2014/2014/NUM/CD/1/nmod:unmarked agree/agree/VERB/VBP/0/root",
			map[string]string{"Poe": "Roe conj"},
		},
		{
			"a couple is two",
			"Jane/Jane/PROPN/NNP/5/nsubj &/&/CCONJ/CC/3/cc John/John/PROPN/NNP/1/conj Roe/Roe/PROPN/NNP/3/flat left/leave/VERB/VBD/0/root",
			map[string]string{"John": "Jane conj", "Roe": "John flat"},
		},
		{
			"a country may have two names",
			"Trinidad/Trinidad/PROPN/NNP/4/nsubj and/and/CCONJ/CC/3/cc Tobago/Tobago/PROPN/NNP/1/conj left/leave/VERB/VBD/0/root",
			map[string]string{"Trinidad": "left nsubj", "Tobago": "Trinidad flat"},
		},
		{
			"a body is called after two places",
			"The/the/DET/DT/2/det Newport/Newport/PROPN/NNP/8/nsubj/place and/and/CCONJ/CC/5/cc Bay/Bay/PROPN/NNP/5/compound Court/Court/PROPN/NNP/2/conj of/of/ADP/IN/7/case Appeal/Appeal/PROPN/NNP/5/nmod met/meet/VERB/VBD/0/root",
			map[string]string{"Court": "met nsubj", "The": "Court det", "Newport": "Court compound", "Bay": "Newport conj", "and": "Bay cc"},
		},
		{
			"without the article the place is another",
			"Newport/Newport/PROPN/NNP/5/nsubj/place and/and/CCONJ/CC/4/cc Bay/Bay/PROPN/NNP/4/compound Court/Court/PROPN/NNP/1/conj met/meet/VERB/VBD/0/root",
			map[string]string{"Court": "Newport conj"},
		},
		{
			"two countries are two",
			"France/France/PROPN/NNP/4/nsubj and/and/CCONJ/CC/3/cc Spain/Spain/PROPN/NNP/1/conj left/leave/VERB/VBD/0/root",
			map[string]string{"Spain": "France conj"},
		},
		{
			"members of two kinds are in one name",
			"the/the/DET/DT/2/det Farmers/Farmer/PROPN/NNPS/7/nmod:poss '/'s/PART/POS/2/case and/and/CCONJ/CC/5/cc Fishermen/Fishermen/PROPN/NNPS/2/conj 's/'s/PART/POS/5/case Party/Party/PROPN/NNP/8/nsubj won/win/VERB/VBD/0/root",
			map[string]string{"the": "Party det", "Farmers": "Party compound", "Fishermen": "Party compound", "and": "Fishermen cc"},
		},
		{
			"a college has the name of its saint",
			"St./St./PROPN/NNP/4/nmod:desc John/John/PROPN/NNP/4/nmod:poss 's/'s/PART/POS/2/case College/College/PROPN/NNP/5/nsubj closed/close/VERB/VBD/0/root",
			map[string]string{"St.": "John compound", "John": "College compound"},
		},
		{
			"one subject has one name, and a company's ends in what it is",
			"Stavba/Stavba/PROPN/NNP/3/nsubj Invest/Invest/PROPN/NNP/3/nsubj paid/pay/VERB/VBD/0/root",
			map[string]string{"Stavba": "Invest compound", "Invest": "paid nsubj"},
		},
		{
			"else it begins with the head",
			"Ann/Ann/PROPN/NNP/3/nsubj Roe/Roe/PROPN/NNP/3/nsubj paid/pay/VERB/VBD/0/root",
			map[string]string{"Ann": "paid nsubj", "Roe": "Ann flat"},
		},
		{
			"an acronym is that of the whole name",
			"the/the/DET/DT/2/det Council/Council/PROPN/NNP/9/nsubj for/for/ADP/IN/5/case Civil/Civil/ADJ/NNP/5/amod Liberties/Liberties/PROPN/NNPS/2/nmod (/(/PUNCT/-LRB-/7/punct CCL/CCL/PROPN/NNP/5/appos )/)/PUNCT/-RRB-/7/punct sued/sue/VERB/VBD/0/root",
			map[string]string{"Liberties": "Council flat", "CCL": "Council appos"},
		},
		{
			"one with other letters is not",
			"the/the/DET/DT/2/det Council/Council/PROPN/NNP/9/nsubj for/for/ADP/IN/5/case Civil/Civil/ADJ/NNP/5/amod Liberties/Liberties/PROPN/NNPS/2/nmod (/(/PUNCT/-LRB-/7/punct CLX/CLX/PROPN/NNP/5/appos )/)/PUNCT/-RRB-/7/punct sued/sue/VERB/VBD/0/root",
			map[string]string{"Liberties": "Council nmod", "CLX": "Liberties appos"},
		},
		{
			"where somebody holds an office is no name of him",
			"Alpina/Alpina/PROPN/NNP/3/compound/person chairman/chairman/NOUN/NN/3/nmod:desc Beat/Beat/PROPN/NNP/5/nsubj/person Luscher/Luscher/PROPN/NNP/3/flat left/leave/VERB/VBD/0/root",
			map[string]string{"Alpina": "chairman compound", "chairman": "Beat nmod:desc"},
		},
		{
			"whose the body is called is a part of its name",
			"the/the/DET/DT/3/det Dockside/Dockside/PROPN/NNP/3/compound Workers/Worker/PROPN/NNPS/5/nmod:poss '/'s/PART/POS/3/case Union/Union/PROPN/NNP/6/nsubj left/leave/VERB/VBD/0/root",
			map[string]string{"the": "Union det", "Dockside": "Workers compound", "Workers": "Union compound"},
		},
		{
			"a verb inside a name is a word of it",
			"they/they/PRON/PRP/2/nsubj asked/ask/VERB/VBD/0/root what/what/PRON/WP/6/obj Heaven/Heaven/PROPN/NNP/5/nsubj Sent/send/VERB/VBD/6/csubj Gaming/Gaming/PROPN/NNP/2/obj is/be/AUX/VBZ/5/aux",
			map[string]string{"Heaven": "Gaming compound", "Sent": "Gaming compound", "Gaming": "asked obj", "is": "Gaming aux"},
		},
		{
			"in a headline it is a verb",
			"Old/old/ADJ/JJ/2/amod Heaven/Heaven/PROPN/NNP/3/nsubj Sent/send/VERB/VBD/0/root Letters/letter/NOUN/NNS/3/obj",
			map[string]string{"Heaven": "Sent nsubj", "Letters": "Sent obj"},
		},
		{
			"a number belongs to what it numbers",
			"any/any/DET/DT/4/det Title/Title/PROPN/NNP/4/compound IV/IV/PROPN/NNP/4/compound provision/provision/NOUN/NN/0/root",
			map[string]string{"IV": "Title nummod", "Title": "provision compound"},
		},
		{
			"whose a body is stays told",
			"Rome/Rome/PROPN/NNP/3/nmod:poss 's/'s/PART/POS/1/case Council/Council/PROPN/NNP/4/nsubj left/leave/VERB/VBD/0/root",
			map[string]string{"Rome": "Council nmod:poss"},
		},
		{
			"what interrupts a clause has no modal",
			`The/the/DET/DT/2/det plan/plan/NOUN/NN/6/nsubj would/would/AUX/MD/6/aux ,/,/PUNCT/,/3/punct critics/critic/NOUN/NNS/6/nsubj say/say/VERB/VBP/0/root ,/,/PUNCT/,/9/punct harm/harm/NOUN/NN/9/compound farmers/farmer/NOUN/NNS/6/obj ././PUNCT/./6/punct`,
			map[string]string{"harm": " root", "say": "harm parataxis", "would": "harm aux", "plan": "harm nsubj", "farmers": "harm obj", "critics": "say nsubj"},
		},
		{
			"nor where the verb is known",
			`The/the/DET/DT/2/det firm/firm/NOUN/NN/6/nsubj would/would/AUX/MD/6/aux ,/,/PUNCT/,/3/punct Weller/Weller/PROPN/NNP/6/nsubj said/say/VERB/VBD/0/root ,/,/PUNCT/,/8/punct pay/pay/VERB/VB/6/ccomp its/its/PRON/PRP$/10/nmod:poss debts/debt/NOUN/NNS/8/obj ././PUNCT/./6/punct`,
			map[string]string{"pay": " root", "said": "pay parataxis", "would": "pay aux", "firm": "pay nsubj", "Weller": "said nsubj"},
		},
		{
			"a modal has a verb",
			`The/the/DET/DT/2/det bill/bill/NOUN/NN/9/nsubj would/would/AUX/MD/9/aux ,/,/PUNCT/,/3/punct if/if/SCONJ/IN/6/mark passed/pass/VERB/VBN/8/advcl ,/,/PUNCT/,/6/punct ban/ban/NOUN/NN/9/compound ads/ad/NOUN/NNS/0/root ././PUNCT/./9/punct`,
			map[string]string{"ban": " root", "ads": "ban obj", "bill": "ban nsubj", "would": "ban aux", "passed": "ban advcl"},
		},
		{
			"what follows on who says so goes on with what is said",
			`The/the/DET/DT/2/det flood/flood/NOUN/NN/3/nsubj killed/kill/VERB/VBD/9/ccomp 61/61/NUM/CD/3/obj ,/,/PUNCT/,/3/punct the/the/DET/DT/8/det Red/Red/ADJ/NNP/8/amod Cross/Cross/PROPN/NNP/9/nsubj said/say/VERB/VBD/0/root ,/,/PUNCT/,/14/punct nearly/nearly/ADV/RB/12/advmod twice/twice/ADV/RB/14/advmod the/the/DET/DT/14/det figure/figure/NOUN/NN/9/ccomp of/of/ADP/IN/17/case last/last/ADJ/JJ/17/amod week/week/NOUN/NN/14/nmod ././PUNCT/./9/punct`,
			map[string]string{"figure": "killed parataxis", "killed": "said ccomp"},
		},
		{
			"a day is no result",
			`Sales/sale/NOUN/NNS/2/nsubj fell/fall/VERB/VBD/0/root ,/,/PUNCT/,/6/punct the/the/DET/DT/5/det firm/firm/NOUN/NN/6/nsubj reported/report/VERB/VBD/2/parataxis on/on/ADP/IN/8/case Monday/Monday/PROPN/NNP/6/obl ,/,/PUNCT/,/12/punct the/the/DET/DT/12/det worst/bad/ADJ/JJS/12/amod result/result/NOUN/NN/8/appos in/in/ADP/IN/15/case a/a/DET/DT/15/det decade/decade/NOUN/NN/12/nmod ././PUNCT/./2/punct`,
			map[string]string{"result": "fell parataxis", "Monday": "reported obl"},
		},
		{
			"nor does what is said stop there",
			`Profit/profit/NOUN/NN/2/nsubj fell/fall/VERB/VBD/0/root ,/,/PUNCT/,/6/punct the/the/DET/DT/5/det firm/firm/NOUN/NN/6/nsubj said/say/VERB/VBD/2/parataxis ,/,/PUNCT/,/10/punct below/below/ADP/IN/10/case the/the/DET/DT/10/det million/million/NUM/CD/6/obl that/that/PRON/WDT/13/obj analysts/analyst/NOUN/NNS/13/nsubj expected/expect/VERB/VBD/10/acl:relcl ././PUNCT/./2/punct`,
			map[string]string{"million": "fell obl"},
		},
		{
			"a clause behind a report, with all said before, tells of it",
			`Officers/officer/NOUN/NNS/2/nsubj died/die/VERB/VBD/0/root ,/,/PUNCT/,/5/punct officials/official/NOUN/NNS/5/nsubj said/say/VERB/VBD/2/parataxis on/on/ADP/IN/7/case Monday/Monday/PROPN/NNP/5/obl in/in/ADP/IN/10/case a/a/DET/DT/10/det report/report/NOUN/NN/5/obl that/that/SCONJ/IN/14/mark the/the/DET/DT/13/det army/army/NOUN/NN/14/nsubj rejected/reject/VERB/VBD/5/ccomp ././PUNCT/./2/punct`,
			map[string]string{"rejected": "report acl:relcl", "that": "rejected obj"},
		},
		{
			"a claim is what was said",
			`Police/police/NOUN/NNS/2/nsubj accused/accuse/VERB/VBD/0/root them/they/PRON/PRP/2/obj of/of/SCONJ/IN/5/mark attacking/attack/VERB/VBG/2/advcl marchers/marcher/NOUN/NNS/5/obj ,/,/PUNCT/,/9/punct a/a/DET/DT/9/det claim/claim/NOUN/NN/6/appos they/they/PRON/PRP/11/nsubj deny/deny/VERB/VBP/9/acl:relcl ././PUNCT/./2/punct`,
			map[string]string{"claim": "accused parataxis", "marchers": "attacking obj"},
		},
		{
			"by whoever said it",
			`He/he/PRON/PRP/2/nsubj said/say/VERB/VBD/0/root they/they/PRON/PRP/4/nsubj attacked/attack/VERB/VBD/2/ccomp marchers/marcher/NOUN/NNS/4/obj ,/,/PUNCT/,/8/punct a/a/DET/DT/8/det claim/claim/NOUN/NN/5/appos they/they/PRON/PRP/10/nsubj deny/deny/VERB/VBP/8/acl:relcl ././PUNCT/./2/punct`,
			map[string]string{"claim": "said parataxis", "marchers": "attacked obj"},
		},
		{
			"clauses with that are one list",
			`It/it/PRON/PRP/2/nsubj found/find/VERB/VBD/0/root that/that/SCONJ/IN/5/mark he/he/PRON/PRP/5/nsubj left/leave/VERB/VBD/2/ccomp ,/,/PUNCT/,/10/punct that/that/SCONJ/IN/10/mark they/they/PRON/PRP/10/nsubj:pass were/be/AUX/VBD/10/aux:pass burned/burn/VERB/VBN/5/ccomp ,/,/PUNCT/,/15/punct and/and/CCONJ/CC/15/cc that/that/SCONJ/IN/15/mark we/we/PRON/PRP/15/nsubj died/die/VERB/VBD/10/conj ././PUNCT/./2/punct`,
			map[string]string{"burned": "left conj", "died": "left conj"},
		},
		{
			"no finite verb has a to",
			`"/"/PUNCT/''/2/punct Nobody/nobody/PRON/NN/6/nsubj we/we/PRON/PRP/4/nsubj spoke/speak/VERB/VBD/2/acl:relcl to/to/PART/IN/6/mark saw/see/VERB/VBD/11/ccomp it/it/PRON/PRP/6/obj ,/,/PUNCT/,/2/punct "/"/PUNCT/''/2/punct he/he/PRON/PRP/11/nsubj said/say/VERB/VBD/0/root ././PUNCT/./11/punct`,
			map[string]string{"to": "spoke obl", "saw": "said ccomp"},
		},
		{
			"what stands behind an infinitive is none",
			`Firms/firm/NOUN/NNS/2/nsubj want/want/VERB/VBP/0/root to/to/PART/TO/4/mark store/store/VERB/VB/2/xcomp call/call/VERB/VB/4/xcomp records/record/NOUN/NNS/5/obj ././PUNCT/./2/punct`,
			map[string]string{"records": "store obj", "call": "records compound"},
		},
		{
			"money is laundered",
			`He/he/PRON/PRP/3/nsubj:pass was/be/AUX/VBD/3/aux:pass cleared/clear/VERB/VBN/0/root of/of/ADP/IN/5/case money/money/NOUN/NN/3/obl laundering/launder/VERB/VBG/3/advcl ././PUNCT/./3/punct`,
			map[string]string{"laundering": "cleared obl", "money": "laundering compound", "of": "laundering case"},
		},
		{
			"nobody faces up",
			`He/he/PRON/PRP/3/nsubj could/could/AUX/MD/3/aux face/face/VERB/VB/0/root up/up/ADP/RP/3/compound:prt to/to/ADP/IN/7/case ten/ten/NUM/CD/7/nummod years/year/NOUN/NNS/3/obl ././PUNCT/./3/punct`,
			map[string]string{"years": "face obj", "up": "ten advmod", "to": "up fixed"},
		},
		{
			"how often is not whom",
			`They/they/PRON/PRP/2/nsubj asked/ask/VERB/VBD/0/root four/four/NUM/CD/4/nummod times/time/NOUN/NNS/2/obj to/to/PART/TO/6/mark visit/visit/VERB/VB/2/xcomp Oslo/Oslo/PROPN/NNP/6/obj ././PUNCT/./2/punct`,
			map[string]string{"times": "asked obl:unmarked"},
		},
		{
			"the second object is what the first is called",
			`He/he/PRON/PRP/2/nsubj called/call/VERB/VBD/0/root the/the/DET/DT/4/det claim/claim/NOUN/NN/2/obj a/a/DET/DT/6/det lie/lie/NOUN/NN/2/obj ././PUNCT/./2/punct`,
			map[string]string{"claim": "called obj", "lie": "called xcomp"},
		},
		{
			"what has an object is in no passive",
			`It/it/PRON/PRP/2/nsubj said/say/VERB/VBD/0/root it/it/PRON/PRP/7/nsubj:pass had/have/AUX/VBD/7/aux not/not/PART/RB/7/advmod been/be/AUX/VBN/7/aux:pass consulted/consult/VERB/VBN/2/ccomp and/and/CCONJ/CC/9/cc called/call/VERB/VBN/7/conj the/the/DET/DT/11/det plan/plan/NOUN/NN/9/obj "/"/PUNCT/''/14/punct a/a/DET/DT/14/det lie/lie/NOUN/NN/11/appos ././PUNCT/./14/punct "/"/PUNCT/''/14/punct`,
			map[string]string{"called": "said conj", "consulted": "said ccomp"},
		},
		{
			"a hyphen makes one office",
			`Shah/Shah/PROPN/NNP/10/nsubj ,/,/PUNCT/,/3/punct director/director/NOUN/NN/1/appos -/-/PUNCT/HYPH/5/punct general/general/NOUN/NN/1/appos of/of/ADP/IN/8/case the/the/DET/DT/8/det BBC/BBC/PROPN/NNP/5/nmod ,/,/PUNCT/,/1/punct resigned/resign/VERB/VBD/0/root ././PUNCT/./10/punct`,
			map[string]string{"director": "general compound", "general": "Shah appos"},
		},
		{
			"a sentence has a verb",
			`Senator/Senator/PROPN/NNP/2/nmod:desc Ruth/Ruth/PROPN/NNP/0/root Calloway/Calloway/PROPN/NNP/2/flat ,/,/PUNCT/,/6/punct a/a/DET/DT/6/det Democrat/Democrat/PROPN/NNP/2/appos ,/,/PUNCT/,/8/punct called/call/VERB/VBN/2/acl on/on/ADP/IN/10/case Congress/Congress/PROPN/NNP/8/obl to/to/PART/TO/12/mark act/act/VERB/VB/8/advcl ././PUNCT/./2/punct`,
			map[string]string{"called": " root", "Ruth": "called nsubj"},
		},
		{
			"and a clause a subject",
			`President/President/PROPN/NNP/2/nmod:desc Julian/Julian/PROPN/NNP/4/nsubj Ortega/Ortega/PROPN/NNP/2/flat insisted/insist/VERB/VBD/0/root that/that/SCONJ/IN/6/mark talks/talk/VERB/VBZ/4/ccomp with/with/ADP/IN/9/case the/the/DET/DT/9/det FNL/FNL/PROPN/NNP/6/obl ,/,/PUNCT/,/12/punct which/which/PRON/WDT/12/nsubj resumed/resume/VERB/VBD/9/acl:relcl in/in/ADP/IN/14/case Havana/Havana/PROPN/NNP/12/obl last/last/ADJ/JJ/16/amod month/month/NOUN/NN/12/obl:unmarked ,/,/PUNCT/,/19/punct would/would/AUX/MD/19/aux continue/continue/VERB/VB/4/ccomp ././PUNCT/./4/punct`,
			map[string]string{"talks": "continue nsubj", "that": "continue mark", "FNL": "talks nmod"},
		},
		{
			"what found it is its subject",
			`The/the/DET/DT/3/det chief/chief/ADJ/JJ/3/amod executive/executive/NOUN/NN/8/nsubj of/of/ADP/IN/6/case Harrow/Harrow/PROPN/NNP/6/compound Water/Water/PROPN/NNP/3/nmod has/have/AUX/VBZ/8/aux resigned/resign/VERB/VBN/0/root after/after/SCONJ/IN/11/case a/a/DET/DT/11/det report/report/NOUN/NN/8/obl found/find/VERB/VBD/8/advcl that/that/SCONJ/IN/17/mark the/the/DET/DT/15/det company/company/NOUN/NN/17/nsubj illegally/illegally/ADV/RB/17/advmod dumped/dump/VERB/VBD/12/ccomp sewage/sewage/NOUN/NN/17/obj into/into/ADP/IN/20/case rivers/river/NOUN/NNS/17/obl for/for/ADP/IN/22/case years/year/NOUN/NNS/17/obl ././PUNCT/./8/punct`,
			map[string]string{"report": "found nsubj", "after": "found mark", "found": "resigned advcl"},
		},
		{
			"a bare verb is no clause",
			`Novalis/Novalis/PROPN/NNP/2/nsubj disputes/dispute/VERB/VBZ/0/root that/that/PRON/DT/4/nsubj figure/figure/VERB/VB/2/ccomp ././PUNCT/./2/punct`,
			map[string]string{"figure": "disputes obj", "that": "figure det"},
		},
		{
			"what is known is not about the years",
			`Novalis/Novalis/PROPN/NNP/2/nsubj knew/know/VERB/VBD/0/root for/for/ADP/IN/5/case three/three/NUM/CD/5/nummod years/year/NOUN/NNS/2/obl that/that/PRON/WDT/10/obj the/the/DET/DT/8/det pill/pill/NOUN/NN/10/nsubj could/could/AUX/MD/10/aux damage/damage/VERB/VB/5/acl:relcl the/the/DET/DT/12/det liver/liver/NOUN/NN/10/obj ././PUNCT/./2/punct`,
			map[string]string{"damage": "knew ccomp", "that": "damage mark"},
		},
		{
			"won is a currency",
			`Sales/sale/NOUN/NNS/2/nsubj rose/rise/VERB/VBD/0/root to/to/ADP/IN/5/case 41/41/NUM/CD/5/compound trillion/trillion/NUM/CD/6/nummod won/win/VERB/VBN/2/advcl from/from/ADP/IN/10/case 37/37/NUM/CD/9/compound trillion/trillion/NUM/CD/10/nummod won/win/VERB/VBN/6/obl ././PUNCT/./2/punct`,
			map[string]string{"won": "rose obl", "trillion": "won nummod", "to": "won case"},
		},
		{
			"a title stands before a name",
			`"/"/PUNCT/''/4/punct We/we/PRON/PRP/4/nsubj will/will/AUX/MD/4/aux walk/walk/VERB/VB/12/ccomp out/out/ADV/RB/4/advmod ,/,/PUNCT/,/4/punct "/"/PUNCT/''/4/punct union/union/NOUN/NN/9/compound leader/leader/NOUN/NN/12/nsubj/person Choi/Choi/PROPN/NNP/12/nsubj Min-seo/Min-seo/PROPN/NNP/10/flat said/say/VERB/VBD/0/root ././PUNCT/./12/punct`,
			map[string]string{"leader": "Choi nmod:desc", "Choi": "said nsubj"},
		},
		{
			"all of it",
			`"/"/PUNCT/''/5/punct We/we/PRON/PRP/5/nsubj have/have/AUX/VBP/5/aux never/never/ADV/RB/5/advmod seen/see/VERB/VBN/16/ccomp demand/demand/NOUN/NN/5/obj ,/,/PUNCT/,/5/punct "/"/PUNCT/''/5/punct Chief/Chief/ADJ/NNP/12/amod Financial/Financial/ADJ/NNP/11/amod Officer/Officer/PROPN/NNP/12/nmod:desc Park/Park/PROPN/NNP/16/nsubj Ji/Ji/PROPN/NNP/12/flat -/-/PUNCT/HYPH/15/punct hoon/hoon/PROPN/NNP/13/flat told/tell/VERB/VBD/0/root analysts/analyst/NOUN/NNS/16/iobj ././PUNCT/./16/punct`,
			map[string]string{"Chief": "Officer amod", "Officer": "Park nmod:desc"},
		},
		{
			"and all of several",
			`Chairwoman/Chairwoman/PROPN/NNP/2/nmod:desc Dame/Dame/PROPN/NNP/3/nmod:desc Lucy/Lucy/PROPN/NNP/6/nsubj Ward/Ward/PROPN/NNP/3/flat will/will/AUX/MD/6/aux take/take/VERB/VB/0/root over/over/ADP/RP/6/compound:prt ././PUNCT/./6/punct`,
			map[string]string{"Chairwoman": "Lucy nmod:desc", "Dame": "Lucy nmod:desc"},
		},
		{
			"a law sides with nobody",
			`The/the/DET/DT/2/det court/court/NOUN/NN/3/nsubj suspended/suspend/VERB/VBD/0/root a/a/DET/DT/5/det law/law/NOUN/NN/3/obj that/that/PRON/WDT/8/nsubj would/would/AUX/MD/8/aux double/double/VERB/VB/5/acl:relcl the/the/DET/DT/10/det tax/tax/NOUN/NN/8/obj ,/,/PUNCT/,/12/punct siding/side/VERB/VBG/8/advcl with/with/ADP/IN/14/case activists/activist/NOUN/NNS/12/obl ././PUNCT/./3/punct`,
			map[string]string{"siding": "suspended advcl"},
		},
		{
			"who speaks declines to",
			`They/they/PRON/PRP/2/nsubj confirmed/confirm/VERB/VBD/0/root that/that/SCONJ/IN/6/mark they/they/PRON/PRP/6/nsubj had/have/AUX/VBD/6/aux opened/open/VERB/VBN/2/ccomp an/a/DET/DT/8/det inquiry/inquiry/NOUN/NN/6/obj but/but/CCONJ/CC/10/cc declined/decline/VERB/VBD/6/conj to/to/PART/TO/12/mark say/say/VERB/VB/10/xcomp more/more/ADJ/JJR/12/obj ././PUNCT/./2/punct`,
			map[string]string{"declined": "confirmed conj"},
		},
		{
			"a motive is that of asking",
			`She/she/PRON/PRP/2/nsubj asked/ask/VERB/VBD/0/root not/not/PART/RB/6/advmod to/to/PART/TO/6/mark be/be/AUX/VB/6/aux:pass named/name/VERB/VBN/2/xcomp because/because/SCONJ/IN/9/mark she/she/PRON/PRP/9/nsubj feared/fear/VERB/VBD/6/advcl reprisals/reprisal/NOUN/NNS/9/obj ././PUNCT/./2/punct`,
			map[string]string{"feared": "asked advcl"},
		},
		{
			"what follows a comma is no part of a claim",
			`The/the/DET/DT/2/det firm/firm/NOUN/NN/3/nsubj paid/pay/VERB/VBD/0/root him/he/PRON/PRP/3/iobj to/to/PART/TO/6/mark settle/settle/VERB/VB/3/xcomp claims/claim/NOUN/NNS/6/obj that/that/SCONJ/IN/11/mark it/it/PRON/PRP/11/nsubj had/have/AUX/VBD/11/aux bribed/bribe/VERB/VBN/7/acl doctors/doctor/NOUN/NNS/11/obj ,/,/PUNCT/,/15/punct without/without/SCONJ/IN/15/mark admitting/admit/VERB/VBG/11/advcl wrongdoing/wrongdoing/NOUN/NN/15/obj ././PUNCT/./3/punct`,
			map[string]string{"admitting": "paid advcl"},
		},
		{
			"so do two",
			`Diaz/Diaz/PROPN/NNP/12/nsubj ,/,/PUNCT/,/3/punct editor/editor/NOUN/NN/1/appos -/-/PUNCT/HYPH/7/punct in/in/ADP/IN/7/case -/-/PUNCT/HYPH/5/punct chief/chief/NOUN/NN/3/nmod of/of/ADP/IN/10/case the/the/DET/DT/10/det Post/Post/PROPN/NNP/7/nmod ,/,/PUNCT/,/1/punct left/leave/VERB/VBN/0/root ././PUNCT/./12/punct`,
			map[string]string{"Post": "editor nmod", "chief": "editor nmod"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := sentenceOf(t, test.sentence)
			mendTree(&s)
			for i := range s.Tokens {
				tok := &s.Tokens[i]
				head := ""
				if tok.Head >= 0 {
					head = s.Tokens[tok.Head].Form
				}
				if want, ok := test.want[tok.Form]; ok && head+" "+tok.Rel != want {
					t.Errorf("%s hangs on %s %s, want %s", tok.Form, head, tok.Rel, want)
				}
			}
		})
	}
}

func TestMendTreesCorrectsLemmas(t *testing.T) {
	s := sentenceOf(t, "owed/ow/VERB/VBD/0/root low/low/ADJ/JJ/3/amod rents/rent/NOUN/NNS/1/obj")
	mendTree(&s)
	if got := s.Tokens[0].Lemma + " " + s.Tokens[1].Lemma; got != "owe low" {
		t.Errorf("lemmas %s", got)
	}
}

// TestMendedTreesAreTrees gives the mends random trees over words that set
// them off.
func TestMendedTreesAreTrees(t *testing.T) {
	words := strings.Fields(`had/have/VERB/VBD it/it/PRON/PRP says/say/VERB/VBZ how/how/ADV/WRB guilty/guilty/NOUN/NN found/find/VERB/VBD
		reported/report/VERB/VBD Times/Times/PROPN/NNP to/to/PART/TO supply/supply/VERB/VB chains/chain/NOUN/NNS governing/govern/VERB/VBG
		lent/lend/VERB/VBD am/be/AUX/VBP not/not/PART/RB its/its/PRON/PRP$ suspect/suspect/NOUN/VBP accused/accuse/VERB/VBD by/by/ADP/IN in/in/ADP/IN manner/manner/NOUN/NN as/as/ADP/IN ,/,/PUNCT/, won/win/VERB/VBN`)
	rels := strings.Fields("obj nsubj conj ccomp xcomp expl csubj advmod case nmod obl acl advcl parataxis aux:pass compound nummod amod appos det")
	r := rand.New(rand.NewPCG(4, 4))
	changed := 0
	for range 20000 {
		drawn := make([]string, 3+r.IntN(8))
		for i := range drawn {
			drawn[i] = words[r.IntN(len(words))]
		}
		changed += mendRandomTree(t, r, drawn, rels)
	}
	if changed < 1000 {
		t.Errorf("only %d trees were mended", changed)
	}
}

// TestMendedAsidesAreTrees does the same with what interrupts clauses, in its
// order.
func TestMendedAsidesAreTrees(t *testing.T) {
	words := strings.Fields(`plan/plan/NOUN/NN would/would/AUX/MD ,/,/PUNCT/, critics/critic/NOUN/NNS said/say/VERB/VBD ,/,/PUNCT/, harm/harm/NOUN/NN
		farmers/farmer/NOUN/NNS ,/,/PUNCT/, a/a/DET/DT claim/claim/NOUN/NN that/that/SCONJ/IN called/call/VERB/VBN up/up/ADP/RP to/to/ADP/IN ten/ten/NUM/CD times/time/NOUN/NNS`)
	rels := strings.Fields("nsubj nsubj aux ccomp ccomp parataxis parataxis compound obj obj appos conj mark obl acl:relcl nummod")
	r := rand.New(rand.NewPCG(7, 7))
	changed := 0
	for range 20000 {
		changed += mendRandomTree(t, r, words, rels)
	}
	if changed < 1000 {
		t.Errorf("only %d trees were mended", changed)
	}
}

// TestMendedClausesAreTrees does the same with subjects and verbs.
func TestMendedClausesAreTrees(t *testing.T) {
	words := strings.Fields(`union/union/NOUN/NN leader/leader/NOUN/NN Dame/Dame/PROPN/NNP Roe/Roe/PROPN/NNP ,/,/PUNCT/, called/call/VERB/VBN that/that/DET/DT talks/talk/VERB/VBZ
		after/after/ADP/IN report/report/NOUN/NN found/find/VERB/VBD trillion/trillion/NUM/CD won/win/VERB/VBN ,/,/PUNCT/, siding/side/VERB/VBG figure/figure/VERB/VB ././PUNCT/.`)
	rels := strings.Fields("nsubj nsubj nmod:desc nmod:desc acl acl:relcl ccomp ccomp mark case obl advcl advcl nummod det conj")
	r := rand.New(rand.NewPCG(8, 8))
	changed := 0
	for range 20000 {
		changed += mendRandomTree(t, r, words, rels)
	}
	if changed < 1000 {
		t.Errorf("only %d trees were mended", changed)
	}
}

// TestMendedNamesAreTrees does the same with the words of names in their order.
func TestMendedNamesAreTrees(t *testing.T) {
	words := strings.Fields(`the/the/DET/DT Competition/Competition/PROPN/NNP and/and/CCONJ/CC Markets/Market/PROPN/NNPS
		Authority/Authority/PROPN/NNP to/to/PART/TO Call/call/VERB/VB of/of/ADP/IN Duty/Duty/PROPN/NNP`)
	rels := strings.Fields("conj cc compound nmod case obl nsubj mark appos acl")
	r := rand.New(rand.NewPCG(5, 5))
	changed := 0
	for range 20000 {
		changed += mendRandomTree(t, r, words, rels)
	}
	if changed < 1000 {
		t.Errorf("only %d trees were mended", changed)
	}
}

// TestJoinedNamesAreTrees does the same with names that are joined.
func TestJoinedNamesAreTrees(t *testing.T) {
	words := strings.Fields(`Ada/Ada/PROPN/NNP "/"/PUNCT/'' Bo/Bo/PROPN/NNP "/"/PUNCT/'' Roe/Roe/PROPN/NNP &/&/CCONJ/CC Poe/Poe/PROPN/NNP
		Trinidad/Trinidad/PROPN/NNP and/and/CCONJ/CC Tobago/Tobago/PROPN/NNP Workers/Worker/PROPN/NNPS '/'s/PART/POS Union/Union/PROPN/NNP
		of/of/ADP/IN the/the/DET/DT old/old/ADJ/JJ and/and/CCONJ/CC the/the/DET/DT new/new/ADJ/JJ or/or/CCONJ/CC all/all/DET/DT in/in/ADP/IN
		by/by/ADP/IN Heaven/Heaven/PROPN/NNP Sent/send/VERB/VBD Gaming/Gaming/PROPN/NNP Title/title/NOUN/NN IV/IV/PROPN/NNP law/law/NOUN/NN`)
	rels := strings.Fields("conj cc flat flat appos compound nmod:poss nmod:poss punct nsubj")
	r := rand.New(rand.NewPCG(6, 6))
	changed := 0
	for range 20000 {
		changed += mendRandomTree(t, r, words, rels)
	}
	if changed < 1000 {
		t.Errorf("only %d trees were mended", changed)
	}
}

// What is a pronoun by its letters names the organization in running text.
func TestMendTreesTagsHealthOrganization(t *testing.T) {
	for sentence, want := range map[string]string{
		"WHO/who/PRON/WP/2/nsubj says/say/VERB/VBZ/0/root so/so/ADV/RB/2/advmod": "PROPN organization",
		"WHO/who/PRON/WP/2/nsubj SAYS/say/VERB/VBZ/0/root SO/so/ADV/RB/2/advmod": "PRON ",
		"Who/who/PRON/WP/2/nsubj says/say/VERB/VBZ/0/root so/so/ADV/RB/2/advmod": "PRON ",
	} {
		s := sentenceOf(t, sentence)
		mendTree(&s)
		if got := s.Tokens[0].UPOS + " " + s.Tokens[0].Class; got != want {
			t.Errorf("%s is %s, want %s", s.Tokens[0].Form, got, want)
		}
	}
}

// A capital inside a word makes it a name of a company, unless surnames begin so.
func TestIsBrand(t *testing.T) {
	for form, want := range map[string]bool{
		"HydroKor": true, "AstraZeneca": true, "McDonald": false, "DeSantis": false, "FitzGerald": false, "LaRouche": false,
		"Nordbank": false, "iPhone": false, "NATO": false, "CEOs": false, "PhD": false, "K": false, "": false,
	} {
		if got := isBrand(form); got != want {
			t.Errorf("isBrand(%q) = %v", form, got)
		}
	}
}

// mendRandomTree mends a random tree over words, checks that it stays one, and
// returns 1 if it was changed.
func mendRandomTree(t *testing.T, r *rand.Rand, words, rels []string) int {
	t.Helper()
	n := len(words)
	order := r.Perm(n)
	line := make([]string, n)
	for i, k := range order {
		head, rel := 0, "root"
		if i > 0 {
			head, rel = order[r.IntN(i)]+1, rels[r.IntN(len(rels))]
		}
		line[k] = fmt.Sprintf("%s/%d/%s", words[k], head, rel)
	}
	s := sentenceOf(t, strings.Join(line, " "))
	before := fmt.Sprint(s.Tokens)
	mendTree(&s)
	if got := len(NewTree(&s).Subtree(max(NewTree(&s).Root(), 0), nil)); got != n {
		t.Fatalf("%d of %d tokens hang on the root of %v after %v", got, n, s.Tokens, line)
	}
	if fmt.Sprint(s.Tokens) == before {
		return 0
	}
	return 1
}
