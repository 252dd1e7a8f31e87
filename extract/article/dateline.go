package article

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A dateline is what stands before the first sentence of a report: where and
// when it was written, and by whom.
type dateline struct {
	place     string // "GENEVA", "FLINT, Mich.", as written
	agency    string // "Reuters"
	publisher string // "TibetanReview.net"
	date      day
	end       int // bytes up to the first sentence
}

const (
	maxDateline   = 140 // bytes; the longest kept by hand are about 90
	maxPlaceWord  = 6
	maxSeparators = 6
)

// parseDateline reads the dateline at the start of a paragraph. The forms are
// two: words in brackets and a dash, "(TibetanReview.net, Feb14’25) –", and a
// head of place, date and agency up to a dash or colon, "FLINT, Mich., Oct. 4
// (UPI) —", each part optional. What follows must look like the start of a
// sentence, for "The ILO – the UN agency – said" has a dash too.
func parseDateline(s string) (dateline, bool) {
	lead := len(s) - len(strings.TrimLeftFunc(s, isBlank))
	body := s[lead:]
	if d, ok := bracketDateline(body); ok {
		d.end += lead
		return d, true
	}
	// The last separator that will do: "SAN JOSE, Calif.--(BUSINESS WIRE)--".
	var last dateline
	for _, sep := range separators(body) {
		d, ok := headDateline(body[:sep.start])
		if ok && d.accepts(body[:sep.start], body[sep.start:sep.end], body[sep.end:]) {
			d.end = lead + sep.end
			last = d
		}
	}
	return last, last.end > 0
}

// domainForm is the name of a site.
var domainForm = regexp.MustCompile(`(?i)^(?:[a-z0-9-]+\.)+[a-z]{2,}$`)

// bracketForm is "(words) –", with the rest of the sentence behind it.
var bracketForm = regexp.MustCompile(`^[(\[]([^()\[\]\n]{2,90})[)\]][\s\p{Zs}]*(?:—|–|―|−|‒|--?-?|:)[\s\p{Zs}]*`)

func bracketDateline(s string) (dateline, bool) {
	m := bracketForm.FindStringSubmatchIndex(s)
	if m == nil || !startsSentence(s[m[1]:]) {
		return dateline{}, false
	}
	d := dateline{end: m[1]}
	name, date := splitDate(s[m[2]:m[3]])
	d.date = date
	switch {
	case name == "" && date == (day{}):
		return dateline{}, false
	case name == "":
	case isAgency(name):
		d.agency = name
	case isOutlet(name):
		d.publisher = name
	case isPlace(name): // Human Rights Watch: "(Geneva, February 14, 2025) –"
		d.place = name
	default:
		return dateline{}, false
	}
	return d, true
}

type byteRange struct{ start, end int }

// separatorForm finds what may close a head: a dash with space around it, a
// long dash without, a colon, or nothing behind an agency. A hyphen inside a
// word is none.
var separatorForm = regexp.MustCompile(`[\s\p{Zs}]*(?:—|―|--)[\s\p{Zs}]*|[\s\p{Zs}]+(?:–|−|‒|-|_)[\s\p{Zs}]+` +
	`|[)][\s\p{Zs}]*(?:–|−|‒|--?|_)[\s\p{Zs}]*|[\s\p{Zs}]*:[\s\p{Zs}]+|/\.[\s\p{Zs}]+|[)][\s\p{Zs}]+`)

// separators returns the candidates in the first bytes of s, a closing bracket
// left to the head.
func separators(s string) []byteRange {
	limit := min(len(s), maxDateline)
	for limit > 0 && limit < len(s) && !utf8.RuneStart(s[limit]) {
		limit--
	}
	var out []byteRange
	for _, m := range separatorForm.FindAllStringIndex(s[:limit], maxSeparators) {
		if s[m[0]] == ')' || s[m[0]] == '/' {
			m[0]++
		}
		out = append(out, byteRange{m[0], m[1]})
	}
	return out
}

// creditForm is the agency at the end of a head: "(Reuters)", "/PRNewswire/".
var creditForm = regexp.MustCompile(`[\s\p{Zs}]*(?:\(([^()]{2,60})\)|/([\p{L} -]{3,40})/)[\s\p{Zs}]*`)

// headDateline takes a head apart: place, date, credit, in this order, or with
// the date behind or inside the credit. With several brackets the last one is
// the credit: "Mumbai (Maharashtra) [India], February 14 (ANI)".
func headDateline(head string) (dateline, bool) {
	d := dateline{}
	rest := head
	if all := creditForm.FindAllStringSubmatchIndex(head, -1); all != nil {
		m := all[len(all)-1]
		if !d.credit(submatch(head, m, 1)+submatch(head, m, 2), head[m[1]:]) {
			return d, false
		}
		rest = head[:m[0]]
	}
	place, date := splitDate(rest)
	if date != (day{}) {
		d.date = date
	}
	d.setPlace(place)
	return d, place == "" || isPlace(place)
}

// setPlace records the place. An agency may stand behind it ("DAMASCUS, SANA"),
// and a full stop that is no abbreviation's ("MOSCOW.").
func (d *dateline) setPlace(s string) {
	if place, name, ok := cutLast(s, ","); ok && isAgency(name) && d.agency == "" {
		s, d.agency = place, name
	}
	if isShouted(s) && strings.Count(s, ".") == 1 && utf8.RuneCountInString(s) > 4 {
		s = strings.TrimSuffix(s, ".")
	}
	d.place = s
}

// cutLast cuts s around the last sep, white space trimmed.
func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+len(sep):]), true
}

// credit records who a report is from, and when it says so as well: "(Reuters,
// Feb 14)", "(14 February 2025)", "(Xinhua) Feb 14". It reports whether it could
// make sense of all.
func (d *dateline) credit(s, tail string) bool {
	name, date := splitDate(s)
	d.date = date
	if tail = strings.Trim(tail, " ,"); tail != "" {
		date, ok := parseDay(tail)
		if !ok {
			return false
		}
		d.date = date
	}
	switch {
	case name == "":
		return date != (day{})
	case !startsUpper(name):
		return false
	case strings.Contains(name, ".") && !isAgency(name):
		d.publisher = name
	default:
		d.agency = name
	}
	return true
}

// accepts decides whether a head that could be taken apart is a dateline. The
// more of it there is, the less else is asked for.
func (d *dateline) accepts(head, sep, next string) bool {
	dated := d.date != (day{})
	credited := d.agency != "" || d.publisher != ""
	colon := strings.Contains(sep, ":")
	if !startsSentence(next) || colon && labels[strings.ToUpper(strings.TrimSpace(head))] {
		return false
	}
	switch {
	case strings.TrimSpace(sep) == "": // "Taipei, Feb. 14 (CNA) The president"
		return d.place != "" && dated && isAgency(d.agency)
	case d.place == "":
		return dated && (credited || !colon || d.date.year > 0 && d.date.day > 0)
	case credited:
		return true
	case dated:
		return d.date.day > 0
	}
	return d.placeAlone(colon)
}

// placeAlone decides on a head that is a place and nothing else.
func (d *dateline) placeAlone(colon bool) bool {
	city, region, hasRegion := strings.Cut(d.place, ",")
	letters := strings.Count(city, "") - 1 - strings.Count(city, ".") - strings.Count(city, " ")
	switch {
	case isShouted(city):
		return letters >= 4 && !(colon && hasRegion) // "ILO – The agency" is none
	case hasRegion: // "Islamabad, Pakistan –" but not "Trump, Biden –"
		return !colon && len(strings.Fields(city)) <= 3 && regions[strings.TrimSpace(region)]
	}
	return cities[city]
}

// labels stand in capitals before a colon without being places.
var labels = map[string]bool{
	"UPDATE": true, "BREAKING": true, "WATCH": true, "NOTE": true, "EXCLUSIVE": true, "ANALYSIS": true, "OPINION": true,
	"CORRECTION": true, "EDITORIAL": true, "INTERVIEW": true, "EXPLAINER": true, "QUESTION": true, "ANSWER": true,
	"READ MORE": true, "MORE": true, "SUMMARY": true, "SOURCE": true, "PHOTO": true, "PHOTOS": true, "VIDEO": true,
	"FACTBOX": true, "TIMELINE": true, "WARNING": true, "BREAKING NEWS": true, "LIVE": true, "FACT CHECK": true,
	"ABSTRACT": true, "FULL TEXT": true, "HIGHLIGHTS": true, "TRANSCRIPT": true, "MODERATOR": true,
}

// placeEdge may stand around a place: "NEW YORK -(Dow Jones)-".
const placeEdge = " ,\u00a0\t-–"

// splitDate cuts a date off the end of s: "GENEVA, March 3" gives the place and
// the day. It tries the longest date first, so that a year stays with its day.
func splitDate(s string) (string, day) {
	s = strings.Trim(s, placeEdge)
	starts := []int{0}
	for i, r := range s {
		if i > 0 && (r == ',' || unicode.IsSpace(r)) {
			starts = append(starts, i+utf8.RuneLen(r))
		}
	}
	for _, i := range starts {
		if d, ok := parseDay(strings.Trim(s[i:], " ,.")); ok && (d.day > 0 || d.month > 0) {
			return strings.Trim(s[:i], placeEdge), d
		}
	}
	return s, day{}
}

// smallWords may stand in the name of a place without a capital.
var smallWords = map[string]bool{
	"of": true, "the": true, "and": true, "upon": true, "on": true, "de": true, "la": true, "le": true, "del": true,
	"al": true, "el": true, "in": true, "d'Ivoire": true, "sur": true, "am": true, "an": true, "der": true, "du": true,
}

// bracketed is a district or country behind a place: "Mumbai (Maharashtra)".
var bracketed = regexp.MustCompile(`\s*(?:\([\p{L} ]+\)|\[[\p{L} ]+\])`)

// isPlace reports whether s could be the place of a dateline by its form: a few
// capitalised words, no digits.
func isPlace(s string) bool {
	s = bracketed.ReplaceAllString(s, "")
	words := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == '/' || unicode.IsSpace(r) })
	if len(words) == 0 || len(words) > maxPlaceWord || !startsUpper(words[0]) {
		return false
	}
	for _, w := range words {
		if !startsUpper(w) && !smallWords[w] {
			return false
		}
		for _, r := range w {
			if !unicode.IsLetter(r) && !unicode.IsMark(r) && !strings.ContainsRune(".'’-ʼ", r) {
				return false
			}
		}
	}
	return true
}

// isShouted reports whether every letter of s is a capital: "PORT-AU-PRINCE".
func isShouted(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters > 1
}

// startsSentence reports whether s begins as a sentence does: with a capital, a
// digit or an opening mark.
func startsSentence(s string) bool {
	s = strings.TrimLeftFunc(s, isBlank)
	r, _ := utf8.DecodeRuneInString(s)
	return s != "" && (unicode.IsUpper(r) || unicode.IsDigit(r) || strings.ContainsRune("\"“‘'`«„([$€£¥", r))
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsTitle(r)
}

// isBlank reports white space and the invisible characters that web pages
// leave at the edges of paragraphs.
func isBlank(r rune) bool {
	return unicode.IsSpace(r) || r == '\u00ad' || r == '\u200b' || r == '\ufeff' || r == '\u2060'
}

func submatch(s string, m []int, group int) string {
	if m[2*group] < 0 {
		return ""
	}
	return s[m[2*group]:m[2*group+1]]
}
