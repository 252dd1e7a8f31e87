package nlp

import (
	"strconv"
	"strings"
)

var months = map[string]int{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
	"october": 10, "november": 11, "december": 12,
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
	"jan.": 1, "feb.": 2, "mar.": 3, "apr.": 4, "jun.": 6, "jul.": 7, "aug.": 8, "sep.": 9, "sept.": 9, "oct.": 10, "nov.": 11, "dec.": 12,
}

// weekdays count from Sunday, as package time does.
var weekdays = map[string]int{
	"sunday": 0, "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6,
	"sun.": 0, "mon.": 1, "tue.": 2, "tues.": 2, "wed.": 3, "thu.": 4, "thur.": 4, "thurs.": 4, "fri.": 5, "sat.": 6,
}

// seasons are the meteorological ones of the northern half: first month.
var seasons = map[string]int{"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}

var timeUnits = map[string]string{
	"day": "day", "days": "day", "week": "week", "weeks": "week", "month": "month", "months": "month", "year": "year",
	"years": "year", "decade": "decade", "decades": "decade", "century": "century", "centuries": "century",
	"fortnight": "fortnight", "fortnights": "fortnight", "hour": "hour", "hours": "hour", "minute": "minute",
	"minutes": "minute", "seconds": "second",
}

var decadeWords = map[string]int{
	"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90,
}

// holidays have the same day each year.
var holidays = map[string][2]int{
	"christmas day": {12, 25}, "christmas eve": {12, 24}, "christmas": {12, 25}, "new year 's eve": {12, 31},
	"new year 's day": {1, 1}, "new year ’s eve": {12, 31}, "new year ’s day": {1, 1}, "valentine 's day": {2, 14},
	"valentine ’s day": {2, 14}, "independence day": {7, 4}, "halloween": {10, 31}, "may day": {5, 1},
	"international women 's day": {3, 8}, "international women ’s day": {3, 8}, "boxing day": {12, 26},
}

// dashes stand between the ends of an interval.
func (w words) dash(i int) bool {
	return w.is(i, "-", "–", "—", "‐", "‑", "to", "through", "until", "till")
}

// weekday reads a day of the week.
func (w words) weekday(i int) (int, bool) {
	d, ok := weekdays[w.at(i)]
	return d, ok
}

// month reads the name of a month. "may" and "march" in lower case are verbs;
// the caller gives the forms.
func (d *dates) month(i int) (int, bool) {
	m, ok := months[d.at(i)]
	if ok && (m == 3 || m == 5) && d.forms[i].Form[0] >= 'a' {
		return 0, false
	}
	if ok && m == 5 && (d.forms[i].UPOS == "AUX" || d.forms[i].UPOS == "VERB") {
		return 0, false
	}
	return m, ok
}

// year reads a year of four digits.
func (w words) year(i int) (int, bool) {
	s := w.at(i)
	if len(s) != 4 {
		return 0, false
	}
	y, err := strconv.Atoi(s)
	return y, err == nil && y >= 1000 && y < 2200 && s[0] != '+'
}

// shortYear reads "’25" or "'25", in one token or two.
func (w words) shortYear(i int) (year, end int, ok bool) {
	s := w.at(i)
	end = i + 1
	if s == "'" || s == "’" || s == "‘" {
		s = "’" + w.at(i+1)
		end++
	}
	s = strings.TrimPrefix(s, "’")
	s = strings.TrimPrefix(s, "'")
	if len(s) != 2 || end == i+1 && len(w.at(i)) == 2 {
		return 0, 0, false
	}
	y, err := strconv.Atoi(s)
	if err != nil || y < 0 {
		return 0, 0, false
	}
	return centuryOf(y), end, true
}

// centuryOf completes a year of two digits.
func centuryOf(y int) int {
	if y < 50 {
		return 2000 + y
	}
	return 1900 + y
}

// dayNumber reads the day of a month: "3", "3rd", "third", "21st".
func (w words) dayNumber(i int) (day, end int, ok bool) {
	s := strings.TrimSuffix(w.at(i), ".")
	for _, suffix := range []string{"st", "nd", "rd", "th"} {
		s = strings.TrimSuffix(s, suffix)
	}
	if len(s) > 0 && len(s) <= 2 {
		if day, err := strconv.Atoi(s); err == nil && day >= 1 && day <= 31 {
			return day, i + 1, true
		}
	}
	if n, ok := w.spelled(i); ok && n.ordinal && n.value >= 1 && n.value <= 31 {
		return int(n.value), n.end, true
	}
	return 0, 0, false
}

// decade reads "1990s", "'90s", "90s", "nineties"; the first year of it.
func (w words) decade(i int) (year, end int, ok bool) {
	s, end := w.at(i), i+1
	if (s == "'" || s == "’" || s == "‘") && i+1 < len(w) {
		s, end = s+w[i+1], i+2
	}
	if y, ok := decadeWords[s]; ok {
		return 1900 + y, end, true
	}
	if w.is(end, "'s", "’s") && len(s) == 4 {
		s, end = s+"s", end+1
	}
	digits, ok := strings.CutSuffix(s, "s")
	if !ok {
		return 0, 0, false
	}
	digits = strings.Trim(digits, "'’‘")
	if len(digits) != 4 && len(digits) != 2 || digits[len(digits)-1] != '0' {
		return 0, 0, false
	}
	y, err := strconv.Atoi(digits)
	if err != nil || y < 0 {
		return 0, 0, false
	}
	if len(digits) == 2 {
		if y < 20 {
			return 0, 0, false
		}
		y += 1900
		if y == 1920 {
			y = 2020
		}
	}
	return y, end, y >= 1000 && y < 2200
}

// clock reads a time of day: "5:30 p.m.", "10 a.m.", "17:30".
func (w words) clock(i int) (hhmm string, end int, ok bool) {
	h, m, minutes := strings.Cut(w.at(i), ":")
	hour, err1 := strconv.Atoi(h)
	minute := 0
	var err2 error
	if minutes {
		minute, err2 = strconv.Atoi(m)
		minutes = len(m) == 2
	}
	if err1 != nil || err2 != nil || hour < 0 || hour > 24 || minute < 0 || minute > 59 || len(h) > 2 {
		return "", 0, false
	}
	end = i + 1
	switch {
	case w.is(end, "a.m.", "am", "a.m"):
		end++
		hour %= 12
	case w.is(end, "p.m.", "pm", "p.m"):
		end++
		hour = hour%12 + 12
	case !minutes:
		return "", 0, false
	}
	if hour == 24 {
		hour = 0
	}
	return pad2(hour) + ":" + pad2(minute), end, true
}

func pad2(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
