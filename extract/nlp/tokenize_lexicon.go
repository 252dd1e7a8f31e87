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
	abbrLatin             // "e.g.": no sentence ends here
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
		abbrLatin: `e.g i.e eg ie cf viz al vs v etc et`,
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
