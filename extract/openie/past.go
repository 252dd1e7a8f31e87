package openie

import "strings"

// past returns the simple past of a verb's lemma: "request" gives
// "requested", "stop" "stopped", "take" "took".
func past(lemma string) string {
	if p, ok := irregularPast[lemma]; ok {
		return p
	}
	if i := strings.LastIndexByte(lemma, '-'); i > 0 { // "re-sell", "co-write"
		return lemma[:i+1] + past(lemma[i+1:])
	}
	for _, prefix := range [...]string{"over", "under", "out", "with", "fore", "mis", "re", "un", "up"} {
		stem, ok := strings.CutPrefix(lemma, prefix)
		if p, irregular := irregularPast[stem]; ok && irregular && len(stem) > 1 && !regularDespitePrefix[lemma] {
			return prefix + p
		}
	}
	return regularPast(lemma)
}

func regularPast(lemma string) string {
	n := len(lemma)
	switch {
	case n < 2:
		return lemma + "ed"
	case strings.HasSuffix(lemma, "e"):
		return lemma + "d"
	case lemma[n-1] == 'y' && !isVowel(lemma[n-2]):
		return lemma[:n-1] + "ied"
	case strings.HasSuffix(lemma, "ic"):
		return lemma + "ked"
	case doubles(lemma):
		return lemma + lemma[n-1:] + "ed"
	}
	return lemma + "ed"
}

// doubles reports whether the last consonant is doubled: after a single
// vowel in a stressed syllable, which spelling shows only for one syllable.
func doubles(lemma string) bool {
	n := len(lemma)
	if stressedLast[lemma] {
		return true
	}
	if n < 3 || isVowel(lemma[n-1]) || strings.IndexByte("wxy", lemma[n-1]) >= 0 || !isVowel(lemma[n-2]) || isVowel(lemma[n-3]) {
		return n > 3 && lemma[n-3:n-1] == "ui" && lemma[n-4] == 'q' // quit, equip
	}
	return syllables(lemma) == 1
}

func syllables(word string) int {
	n := 0
	for i := range len(word) {
		if isVowel(word[i]) && (i == 0 || !isVowel(word[i-1])) {
			n++
		}
	}
	return n
}

func isVowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }

var stressedLast = set(`abet abhor acquit admit allot annul commit compel concur confer control defer deter emit
	equip excel expel extol forbid forget incur infer inter kidnap occur omit outfit patrol permit prefer program
	propel rebel rebut recur refer regret remit repel submit transfer transmit worship`)

var regularDespitePrefix = set(`relay`)

// irregularPast maps lemmas to their simple past.
var irregularPast = pairs(`arise arose awake awoke be was bear bore beat beat become became befall befell begin began
	behold beheld bend bent beset beset bet bet bid bid bind bound bite bit bleed bled blow blew break broke
	breed bred bring brought broadcast broadcast build built burn burned burst burst buy bought can could cast cast
	catch caught choose chose cling clung come came cost cost creep crept cut cut deal dealt dig dug do did draw drew
	dream dreamed drink drank drive drove dwell dwelt eat ate fall fell feed fed feel felt fight fought find found
	flee fled fling flung fly flew forbid forbade forecast forecast forego forewent foresee foresaw forget forgot
	forgive forgave forsake forsook freeze froze get got give gave go went grind ground grow grew hang hung have had
	hear heard hide hid hit hit hold held hurt hurt input input keep kept kneel knelt knit knit know knew lay laid
	lead led leap leapt leave left lend lent let let lie lay light lit lose lost make made may might mean meant
	meet met mistake mistook offset offset output output pay paid plead pleaded put put quit quit read read rend rent
	rid rid ride rode ring rang rise rose run ran saw sawed say said see saw seek sought sell sold send sent set set
	sew sewed shake shook shall should shed shed shine shone shoot shot show showed shrink shrank shut shut sing sang
	sink sank sit sat slay slew sleep slept slide slid sling slung slit slit sow sowed speak spoke speed sped spend spent
	spin spun spit spat split split spoil spoiled spread spread spring sprang stand stood steal stole stick stuck
	sting stung stink stank stride strode strike struck string strung strive strove swear swore sweep swept swell swelled
	swim swam swing swung take took teach taught tear tore tell told think thought thrive thrived throw threw
	thrust thrust tread trod understand understood undertake undertook undo undid upset upset wake woke wear wore
	weave wove weep wept will would win won wind wound withdraw withdrew withhold withheld withstand withstood
	wring wrung write wrote
	must must would would could could might might should should`)

// pairs makes a map of a list of words, each before its value.
func pairs(list string) map[string]string {
	words := strings.Fields(list)
	out := make(map[string]string, len(words)/2)
	for i := 0; i+1 < len(words); i += 2 {
		out[words[i]] = words[i+1]
	}
	return out
}
