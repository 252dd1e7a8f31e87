package nlp

import "strings"

// abbrClass is the kind of a word with a final full stop.
type abbrClass uint8

const (
	abbrNone    abbrClass = iota
	abbrTitle             // a name follows: no sentence ends here
	abbrMonth             // also days of the week: a number mostly follows
	abbrNumber            // "No.", "p.": a number follows
	abbrCompany           // "Inc.": may end a sentence
	abbrPlace             // "St.", "Calif."
	abbrLatin             // "etc.": may end a sentence
	abbrLink              // "e.g.": no sentence ends here
	abbrUnit              // "ft.", "a.m."
	abbrInitial           // one capital letter
	abbrDotted            // "U.S.", "Ph.D."
	abbrOther
)

// abbreviations lists the words of each class, without the full stop.
var abbreviations = func() map[string]abbrClass {
	lists := map[abbrClass]string{
		abbrTitle: `mr mrs ms mx messrs mmes dr drs prof gen sen sens rep reps gov govs lt col cols sgt capt cpl cmdr cdr
			maj brig adm rev fr sr hon amb pres sec supt det insp msgr pvt pfc cpt ltc ltcol lieut const atty asst
			assoc dep treas chmn ald gens`,
		abbrMonth: `jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun`,
		abbrNumber: `no nos art arts sec secs fig figs p pp pg vol vols ch chap eq eqs ref refs para paras cl
			approx est c ca circa`,
		abbrCompany: `inc corp co ltd llc plc bros cos mfg intl assn jr sr esq dept univ inst`,
		abbrPlace: `st ste mt mts ft ave blvd rd hwy sq pl bldg apt ala ariz ark calif cal colo conn del fla ga ill ind
			kan ky la md mass mich minn miss mo mont neb nev okla ore pa penn tenn tex va vt wash wis wyo ont que`,
		abbrLink:  `e.g i.e cf viz vs`,
		abbrLatin: `al v etc et`,
		abbrUnit:  `a.m p.m am pm lb lbs oz in yd yds mi km kg cm mm sq hr hrs min mins tel ext`,
		abbrOther: `a.k.a aka d.b.a misc govt admin ed eds trans rev hist natl lib dem ind prep vocab tbsp tsp`,
	}
	m := make(map[string]abbrClass)
	for class := abbrOther; class > abbrNone; class-- { // the first class of a word stands
		for w := range strings.FieldsSeq(lists[class]) {
			m[w] = class
		}
	}
	return m
}()

// abbreviation returns the class of a word that begins with a letter and ends
// in a full stop.
func abbreviation(word string) abbrClass {
	var buf [12]byte
	word = word[:len(word)-1]
	if len(word) > len(buf) || len(word) == 0 {
		return abbrNone
	}
	if len(word) == 1 && 'A' <= word[0] && word[0] <= 'Z' {
		return abbrInitial
	}
	for i := range len(word) {
		c := word[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		buf[i] = c
	}
	if class := abbreviations[string(buf[:len(word)])]; class != abbrNone {
		return class
	}
	if strings.IndexByte(word, '.') > 0 {
		return abbrDotted
	}
	return abbrNone
}

// treebank maps what the Penn Treebank writes for signs to the signs.
var treebank = map[string]string{
	"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}",
	"-lrb-": "(", "-rrb-": ")", "-lsb-": "[", "-rsb-": "]", "-lcb-": "{", "-rcb-": "}",
	"``": `"`, "''": `"`, "`": "'",
}

func untreebank(form string) string {
	if s, ok := treebank[form]; ok {
		return s
	}
	return form
}

// clitics are tokens of text that is already tokenised.
var clitics = map[string]bool{
	"n't": true, "'s": true, "'m": true, "'re": true, "'ve": true, "'ll": true, "'d": true,
	"N'T": true, "'S": true, "'M": true, "'RE": true, "'VE": true, "'LL": true, "'D": true,
	"n’t": true, "’s": true, "’m": true, "’re": true, "’ve": true, "’ll": true, "’d": true,
	"s'": true, "...": true, "--": true,
}

func treebankToken(chunk string) bool {
	return clitics[chunk] || treebank[chunk] != ""
}

// looksTokenised reports whether text is tokenised by blanks: a clitic or a
// sign that never stands between blanks in running text does so here.
func looksTokenised(text string) bool {
	for f := range strings.FieldsSeq(text) {
		switch f {
		case ",", ".", ";", ":", "?", "!", "%", "(", ")":
			return true
		case "...", "--", "s'":
			continue
		}
		if treebankToken(f) {
			return true
		}
	}
	return false
}

// starters are words that have a capital for no other reason than to start a
// sentence, by the id of their atom.
var starters = wordIDs(`the a an this that these those there here he she it we they you my your his her its
	our their who what when where why how which while if as at by for from in into of on to with without within under
	over after before since until during despite although though because but and or nor so yet however meanwhile
	moreover then thus also not no yes both each every some many most few several all any another other such one
	instead according among about between through even still now today yesterday once only just perhaps maybe
	is are was were do does did has have had can could would should will may might let please thanks`)

// subjects are starters that no title or headline has after an abbreviation.
var subjects = wordIDs(`the he she it they this that these those there his her their but however meanwhile`)

// exclaiming are verbs behind a question or a call in quotation marks, besides
// words that may follow them in the same sentence.
var (
	exclaiming = wordIDs(`asked said wondered inquired enquired replied answered demanded shouted cried yelled exclaimed added wrote tweeted asks says`)
	besides    = wordIDs(`on in at during after before as when to from with by of through via last this`)
)

// calendarNames follow the time of day.
var calendarNames = wordIDs(`monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri
	sat sun january february march april may june july august september october november december jan feb mar apr jun
	jul aug sep sept oct nov dec et est edt pt pst pdt ct cst gmt utc bst eastern pacific central local`)

func wordIDs(words string) map[uint32]struct{} {
	m := make(map[uint32]struct{})
	for w := range strings.FieldsSeq(words) {
		m[nextAtom(w+" ").id] = struct{}{}
	}
	return m
}
