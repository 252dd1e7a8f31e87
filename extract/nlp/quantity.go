package nlp

import (
	"strings"
)

// A quantity is a number with what it counts, and how exactly it is known.
type quantity struct {
	bound  string // "", "<", "<=", ">", ">=" or "~"
	value  float64
	upper  float64 // of an interval, 0 for none
	unit   string
	isUnit bool // the unit measures (km, USD, %); else it is a counted noun
	head   int  // token that heads the phrase
	dashed bool // the interval is written with a dash
}

// String returns the normal form: bound, decimal number, unit: "<=630000
// worker", "2500000 USD", "10 %", "5..10 km".
func (q quantity) String() string {
	s := q.bound + formatNumber(q.value)
	if q.upper > 0 {
		s += ".." + formatNumber(q.upper)
	}
	if q.unit != "" {
		s += " " + q.unit
	}
	return s
}

// bounds are the words before a number that bound it.
var bounds = map[string]string{
	"no more than": "<=", "not more than": "<=", "no fewer than": ">=", "no less than": ">=", "not less than": ">=",
	"as many as": "<=", "as much as": "<=", "as few as": ">=", "as little as": ">=", "as high as": "<=",
	"a maximum of": "<=", "a minimum of": ">=", "a total of": "", "in excess of": ">", "upwards of": ">", "upward of": ">",
	"more than": ">", "greater than": ">", "higher than": ">", "larger than": ">", "better than": ">",
	"less than": "<", "fewer than": "<", "lower than": "<", "smaller than": "<", "close to": "~", "an estimated": "~",
	"at least": ">=", "at most": "<=", "up to": "<=", "at minimum": ">=", "well over": ">", "just over": ">", "just under": "<",
	"over": ">", "above": ">", "beyond": ">", "under": "<", "below": "<", "exceeding": ">", "minimum": ">=", "maximum": "<=",
	"nearly": "~", "almost": "~", "about": "~", "around": "~", "approximately": "~", "roughly": "~", "some": "~",
	"circa": "~", "estimated": "~", "approx.": "~", "~": "~", "exactly": "", ">": ">", "<": "<",
}

// boundBefore returns the bound that ends before token i, and its first token.
func (w words) boundBefore(i int) (bound string, first int) {
	for n := min(3, i); n > 0; n-- {
		phrase := w[i-1]
		if n > 1 {
			phrase = strings.Join(w[i-n:i], " ")
		}
		if b, ok := bounds[phrase]; ok {
			return b, i - n
		}
	}
	return "", i
}

// currencies by sign or word; words are singular.
var currencies = map[string]string{
	"$": "USD", "us$": "USD", "usd": "USD", "a$": "AUD", "au$": "AUD", "aud": "AUD", "c$": "CAD", "ca$": "CAD", "cad": "CAD", "hk$": "HKD", "hkd": "HKD",
	"nt$": "TWD", "s$": "SGD", "nz$": "NZD", "r$": "BRL", "€": "EUR", "eur": "EUR", "euro": "EUR", "£": "GBP", "gbp": "GBP",
	"¥": "JPY", "jpy": "JPY", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rmb": "CNY", "cny": "CNY", "₹": "INR", "inr": "INR", "rs": "INR", "rs.": "INR",
	"rupee": "INR", "dollar": "USD", "ruble": "RUB", "rouble": "RUB", "₽": "RUB", "rub": "RUB", "chf": "CHF", "₩": "KRW", "krw": "KRW", "₪": "ILS",
	"shekel": "ILS", "₺": "TRY", "lira": "TRY", "₴": "UAH", "hryvnia": "UAH", "₦": "NGN", "naira": "NGN", "peso": "MXN", "zloty": "PLN",
}

// dollars are the nations of "Australian dollars".
var dollars = map[string]string{
	"us": "USD", "u.s.": "USD", "american": "USD", "australian": "AUD", "canadian": "CAD", "singapore": "SGD", "taiwan": "TWD", "kong": "HKD", "zealand": "NZD", "nz": "NZD", "hk": "HKD", "nt": "TWD", "s": "SGD",
}

// units by their names; plurals lose their s before.
var units = map[string]string{
	"%": "%", "percent": "%", "pct": "%", "kilometer": "km", "kilometre": "km", "km": "km", "meter": "m", "metre": "m", "centimeter": "cm", "centimetre": "cm", "cm": "cm",
	"millimeter": "mm", "millimetre": "mm", "mm": "mm", "mile": "mile", "foot": "foot", "feet": "foot", "ft": "foot", "inch": "inch", "inche": "inch", "yard": "yard", "acre": "acre", "hectare": "ha", "ha": "ha",
	"kilogram": "kg", "kilogramme": "kg", "kg": "kg", "kilo": "kg", "gram": "g", "gramme": "g", "ton": "t", "tonne": "t", "pound": "pound", "lb": "pound", "lbs": "pound", "ounce": "ounce", "oz": "ounce",
	"liter": "l", "litre": "l", "gallon": "gallon", "barrel": "barrel", "bpd": "barrel/day", "second": "second", "minute": "minute", "hour": "hour", "day": "day", "week": "week",
	"month": "month", "year": "year", "decade": "decade", "century": "century", "centurie": "century", "degree": "degree", "watt": "W", "kilowatt": "kW", "megawatt": "MW", "mw": "MW", "gigawatt": "GW", "gw": "GW", "mph": "mile/hour", "kph": "km/hour",
	"byte": "byte", "gb": "GB", "mb": "MB", "tb": "TB", "point": "point", "fortnight": "fortnight", "sqm": "m²", "km²": "km²",
}

func singular(word string) string {
	if len(word) > 3 && strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") {
		return word[:len(word)-1]
	}
	return word
}

// quantities reads the quantity expressions of one sentence.
type quantities struct {
	words
	toks []Token
}

// expression reads the quantity whose number begins at token i. first and end
// are the phrase with bound and unit.
func (q *quantities) expression(i int) (out quantity, first, end int) {
	k := i
	money := ""
	if q.money(i) {
		money, k = currencies[q.at(i)], i+1
		if c, ok := dollars[q.at(i-1)]; ok && q.is(i, "$") { // NZ $ 26 million
			money = c
		}
	}
	n, ok := q.number(k)
	if !ok || n.ordinal || q.is(k, "one") && !q.counts(k, n.end) {
		return quantity{}, 0, 0
	}
	out = quantity{value: n.value, head: n.end - 1, unit: money, isUnit: money != ""}
	if n.vague {
		out.bound = ">="
	}
	end = n.end
	if hi, e, hiMoney := q.upperEnd(end); e > 0 {
		if hi.value > out.value {
			if m, ok := multipliers[q.at(e-1)]; ok && n.end-k == 1 && n.value*m < hi.value { // 2 to 3 million
				out.value = n.value * m
			}
			out.dashed = !q.is(end, "to", "and")
			out.upper, end, out.head = hi.value, e, e-1
			if money == "" {
				money, out.unit, out.isUnit = hiMoney, hiMoney, hiMoney != ""
			}
		}
	}
	first = i
	if bound, from := q.boundBefore(i); from < i {
		first = from
		if out.bound == "" {
			out.bound = bound
		}
	}
	if q.is(first-1, "the") && n.value < 1 && !n.digits {
		first--
	}
	if b, e := q.boundAfter(end); e > end { // 20 or more guests
		out.bound, end = b, e
	}
	if money == "" {
		end = q.unitAfter(&out, i, end)
	}
	if b, e := q.boundAfter(end); e > end { // 20 guests or more
		out.bound, end = b, e
	}
	return out, first, end
}

// money reports whether token i is the sign of a currency before its number.
func (q *quantities) money(i int) bool {
	_, ok := currencies[q.at(i)]
	return ok && (!isWord(q.at(i)) || q.is(i, "rs", "rs.", "rmb", "usd", "eur", "gbp"))
}

func isWord(s string) bool { return nextAtom(s+" ").first.letter() && !strings.HasSuffix(s, "$") }

// counts reports whether "one" at i counts something: "one million", "one
// kilometre", not "one of them" or "no one".
func (q *quantities) counts(i, end int) bool {
	if end > i+1 {
		return true
	}
	_, unit := units[singular(q.at(end))]
	return unit
}

// upperEnd reads the rest of an interval, "-2,000", "to 10", "and 10" after
// "between".
func (q *quantities) upperEnd(i int) (hi number, end int, money string) {
	k := i + 1
	if !q.is(i, "-", "–", "—", "to", "and", "or") || q.is(i, "and") && !q.betweenBefore(i) {
		return number{}, 0, ""
	}
	if c, ok := currencies[q.at(k)]; ok && !isWord(q.at(k)) {
		money, k = c, k+1
	}
	hi, ok := q.number(k)
	if !ok || hi.ordinal || hi.vague {
		return number{}, 0, ""
	}
	return hi, hi.end, money
}

// betweenBefore reports whether "between" stands shortly before token i.
func (q *quantities) betweenBefore(i int) bool {
	for k := i - 1; k >= max(0, i-6); k-- {
		if q.is(k, "between") {
			return true
		}
	}
	return false
}

// unitAfter finds what a number counts: a unit after it, else the noun that it
// modifies in the tree ("630,000 Uyghur workers"), else the noun after "of"
// ("tens of thousands of Uyghurs"). It returns the end of the phrase.
func (q *quantities) unitAfter(out *quantity, i, end int) int {
	k := end
	if q.hyphen(k) { // 15-year term
		k++
	}
	if q.is(i-1, "aged", "age") || q.is(i-1, "of") && q.is(i-2, "age") { // aged 14
		out.unit, out.isUnit = "year", true
		return end
	}
	if q.is(k, "a", "an") && out.value == 0.5 { // half an hour
		k++
	}
	if u, n := q.unit(k); n > 0 {
		out.unit, out.isUnit, out.head = u, true, k+n-1
		if k > end && q.hyphen(k+n) && q.is(k+n+1, "old", "long", "wide", "high", "tall") {
			return k + n + 2
		}
		return k + n
	}
	if q.is(end, "of") {
		k = end + 1
		for q.is(k, "the", "its", "their", "all", "these", "those", "his", "her", "our") {
			k++
		}
		if c, ok := currencies[singular(q.at(k))]; ok { // billions of dollars
			out.unit, out.isUnit, out.head = c, true, k
			return k + 1
		}
		if noun, e := q.noun(k); e > 0 {
			out.unit = noun
			return e
		}
		return end
	}
	if head := q.counted(i, end); head >= end {
		out.unit, out.head = unitLemma(&q.toks[head]), head
		return head + 1
	}
	if q.parsed() {
		return end
	}
	if noun, e := q.noun(end); e > 0 {
		out.unit, out.head = noun, e-1
		return e
	}
	return end
}

// counted returns the noun that the number in tokens [i, end) modifies in the
// tree, -1 for none.
func (q *quantities) counted(i, end int) int {
	for k := i; k < min(end, len(q.toks)); k++ {
		head := q.toks[k].Head
		if head >= i && head < end {
			continue // inside the number
		}
		switch q.toks[k].Rel {
		case "nummod", "advmod", "det", "amod", "compound":
			if head >= 0 && head < len(q.toks) && countable(&q.toks[head]) {
				return head
			}
		}
		return -1
	}
	return -1
}

// unit reads a unit of measure or money at token i, and its length.
func (q *quantities) unit(i int) (string, int) {
	w := q.at(i)
	if w == "" {
		return "", 0
	}
	if q.is(i, "per") && q.is(i+1, "cent") {
		return "%", 2
	}
	if q.is(i, "percentage") && q.is(i+1, "points", "point") {
		return "percentage point", 2
	}
	if q.is(i, "square", "cubic") {
		if u, ok := units[singular(q.at(i+1))]; ok {
			return w + " " + u, 2
		}
	}
	if q.is(i, "cents", "cent") {
		return "cent", 1
	}
	if c, ok := dollars[w]; ok && q.is(i+1, "dollars", "dollar") {
		return c, 2
	}
	if q.is(i, "hong", "new") && dollars[q.at(i+1)] != "" && q.is(i+2, "dollars", "dollar") {
		return dollars[q.at(i+1)], 3
	}
	if q.is(i, "pounds", "pound") && q.is(i+1, "sterling") {
		return "GBP", 2
	}
	if c, ok := currencies[singular(w)]; ok {
		return c, 1
	}
	if u, ok := units[singular(w)]; ok && (w != "second" && w != "point" || q.parsed()) {
		return u, 1
	}
	if u, ok := units[w]; ok {
		return u, 1
	}
	return "", 0
}

// parsed reports whether the sentence has a tree.
func (q *quantities) parsed() bool { return len(q.toks) > 0 && q.toks[0].Rel != "" }

// noun returns the noun phrase's head at token i, over its adjectives and
// compounds.
func (q *quantities) noun(i int) (string, int) {
	for k := i; k < min(len(q.toks), i+5); k++ {
		t := &q.toks[k]
		if !q.parsed() {
			if !isWord(q.words[k]) || q.is(k, "of", "in", "and", "or", "to", "the", "were", "was", "have", "has", "are", "is", "people's") {
				return "", 0
			}
			return singularLemma(t), k + 1
		}
		if !countable(t) && t.UPOS != "ADJ" && t.UPOS != "NUM" && t.UPOS != "DET" && t.UPOS != "PUNCT" {
			return "", 0
		}
		if countable(t) && !strings.HasPrefix(t.Rel, "compound") && t.Rel != "nmod:poss" && t.Rel != "amod" {
			return unitLemma(t), k + 1
		}
	}
	return "", 0
}

func countable(t *Token) bool { return t.UPOS == "NOUN" || t.UPOS == "PROPN" }

func unitLemma(t *Token) string {
	if t.Lemma == "" || t.Lemma == "_" {
		return singularLemma(t)
	}
	return strings.ReplaceAll(t.Lemma, " ", "_")
}

func singularLemma(t *Token) string {
	if t.Form == "people" {
		return "person"
	}
	if w := singular(t.Form); w != t.Form {
		return w
	}
	return t.Form
}

// boundAfter reads "or more", "or fewer", "+".
func (q *quantities) boundAfter(i int) (string, int) {
	switch {
	case q.is(i, "or") && q.is(i+1, "more", "above", "higher", "over"), q.is(i, "and") && q.is(i+1, "above", "more", "over"):
		return ">=", i + 2
	case q.is(i, "or") && q.is(i+1, "less", "fewer", "below", "under"):
		return "<=", i + 2
	case q.is(i, "+"):
		return ">=", i + 1
	}
	return "", i
}
