package nlp

import (
	"strings"
	"time"
)

// decadeOrCentury reads "the 1990s", "the nineties", "the 19th century",
// "the 5th century BC".
func (d *dates) decadeOrCentury(i int) (timespan, int) {
	k := i
	if d.is(k, "the") {
		k++
	}
	if y, end, ok := d.decade(k); ok {
		n := 9
		if y%100 == 0 && len(d.at(k)) == 5 && y < 2000 { // the 1800s
			n = 99
		}
		return between(point{year: y}, point{year: y + n}), end
	}
	num, ok := d.number(k)
	if !ok || !num.ordinal || num.value > 21 {
		return timespan{}, 0
	}
	end := num.end
	if d.hyphen(end) {
		end++
	}
	if !d.is(end, "century", "centuries") {
		return timespan{}, 0
	}
	n := int(num.value)
	if d.is(end+1, "bc", "bce", "b.c.", "b.c.e.") {
		return between(point{year: -100 * n}, point{year: -100*(n-1) - 1}), end + 2
	}
	return between(point{year: 100*(n-1) + 1}, point{year: 100 * n}), end + 1
}

func (d *dates) holiday(i int) (timespan, int) {
	for n := 5; n > 0; n-- {
		if i+n > len(d.words) {
			continue
		}
		day, ok := holidays[strings.Join(d.words[i:i+n], " ")]
		if !ok || d.forms[i].Form[0] >= 'a' || d.forms[i].Rel == "flat" {
			continue
		}
		return d.finishDate(point{month: day[0], day: day[1]}, i+n)
	}
	return timespan{}, 0
}

// season reads "summer 2024", "the winter of 1944", "last spring".
func (d *dates) season(i int) (timespan, int) {
	k := i
	move, moved := 0, false
	if d.is(k, "last", "this", "next") && !d.today.IsZero() {
		moved = true
		switch d.at(k) {
		case "last":
			move = -1
		case "next":
			move = 1
		}
		k++
	} else if d.is(k, "the") {
		k++
	}
	first, ok := seasons[d.at(k)]
	if !ok {
		return timespan{}, 0
	}
	if y, end := d.yearAfter(k + 1); end > 0 {
		return seasonOf(y, first), end
	}
	if !moved {
		return timespan{}, 0
	}
	year := d.today.Year()
	begun := first <= int(d.today.Month())
	switch {
	case move < 0 && (!begun || int(d.today.Month()) < first+3), move == 0 && first == 12 && d.today.Month() < 3:
		year--
	case move > 0 && begun:
		year++
	}
	return seasonOf(year, first), k + 1
}

func seasonOf(year, first int) timespan {
	end := point{year: year, month: first + 2}
	if end.month > 12 {
		end = point{year: year + 1, month: end.month - 12}
	}
	return between(point{year: year, month: first}, end)
}

// bareYear reads "2024", "fiscal 2024", "the year 2024", "44 BC", "AD 70".
func (d *dates) bareYear(i int) (timespan, int) {
	k := i
	sure := d.sure || d.is(i-1, "in", "since", "by", "until", "till", "during", "before", "after", "from", "of", "and", "to", "between", "early", "late", "mid", "-", "–", "(", "circa", "year", "through")
	switch {
	case d.is(k, "the") && d.is(k+1, "year"):
		k += 2
	case d.is(k, "year", "fiscal", "fy"):
		k++
	case d.is(k, "ad", "a.d."):
		if n, ok := d.number(k + 1); ok && n.digits && n.end == k+2 && n.value < 2200 {
			return single(point{year: int(n.value)}), k + 2
		}
	}
	if y, ok := strings.CutPrefix(d.at(k), "fy"); ok {
		if year, ok := (words{y}).year(0); ok {
			return single(point{year: year}), k + 1
		}
	}
	if n, ok := d.number(k); ok && n.digits && n.end == k+1 && n.value < 5000 && d.is(k+1, "bc", "bce", "b.c.", "b.c.e.") {
		return single(point{year: -int(n.value)}), k + 2
	}
	y, ok := d.year(k)
	if !ok || !d.isYear(k, sure || k > i) {
		return timespan{}, 0
	}
	return single(point{year: y}), k + 1
}

// isYear tells a year from a number of four digits by what stands around it
// and by its place in the tree: it counts nothing.
func (d *dates) isYear(i int, sure bool) bool {
	tok := &d.forms[i]
	if d.is(i-1, "$", "£", "€", "no.", "#", "than", "over", "nearly", "about", "some", "least", "approximately", ":",
		"sec.", "section", "article", "§", "page", "p.", "paragraph", "highway", "route", "flight", "resolution", "room", "chapter", "case") ||
		d.is(i+1, "%", "percent", "people", "km", "miles", "meters", "metres", "feet", "million", "billion", "dollars") {
		return false
	}
	if tok.Rel == "nummod" && tok.Head > i && tok.Head < len(d.forms) {
		return !strings.Contains(d.forms[tok.Head].Feats, "Number=Plur") && d.forms[tok.Head].XPOS != "NNS"
	}
	return sure || tok.Rel != "" && tok.UPOS == "NUM"
}

// relative reads what is counted from today: "yesterday", "last Tuesday", "two
// weeks ago", "this year", "the past three months". Without today it reads
// nothing.
func (d *dates) relative(i int) (timespan, int) {
	if d.today.IsZero() {
		return timespan{}, 0
	}
	for _, read := range []func(int) (timespan, int){d.nearDay, d.weekdayNear, d.unitNear, d.monthNear, d.ago, d.pastUnits, d.weekend} {
		if t, end := read(i); end > 0 {
			return d.withClock(t, end)
		}
	}
	return timespan{}, 0
}

// withClock takes the time of day after a day.
func (d *dates) withClock(t timespan, end int) (timespan, int) {
	k := end
	if d.is(k, "at", ",") {
		k++
	}
	if t.from.day > 0 && t.to == (point{}) {
		if clock, e, ok := d.clock(k); ok {
			t.from.clock = clock
			return t, e
		}
	}
	return t, end
}

// dayPart skips "morning", "night" and the like.
func (d *dates) dayPart(i int) int {
	if d.is(i, "morning", "afternoon", "evening", "night", "noon", "midnight") {
		return i + 1
	}
	return i
}

func (d *dates) nearDay(i int) (timespan, int) {
	move := 0
	end := i + 1
	switch {
	case d.is(i, "today", "tonight"):
	case d.is(i, "yesterday"):
		move = -1
	case d.is(i, "tomorrow"):
		move = 1
	case d.is(i, "last") && d.is(i+1, "night", "evening"):
		move, end = -1, i+2
	case d.is(i, "this") && d.dayPart(i+1) > i+1:
		end = i + 2
	case d.is(i, "the") && d.is(i+1, "day") && d.is(i+2, "before", "after") && d.is(i+3, "yesterday", "tomorrow"):
		move, end = -2, i+4
		if d.is(i+3, "tomorrow") {
			move = 2
		}
	default:
		return timespan{}, 0
	}
	return single(dayOf(d.today.AddDate(0, 0, move))), d.dayPart(end)
}

// weekdayNear reads "Monday", "last Tuesday", "next Friday night". A weekday
// alone is the last one, today included, or, in a sentence about the future,
// the next.
func (d *dates) weekdayNear(i int) (timespan, int) {
	k := i
	which := ""
	if d.is(k, "last", "next", "this", "past", "coming", "on") {
		which = d.at(k)
		k++
	}
	if d.is(i, "the") && d.is(i+1, "past", "coming") {
		which, k = d.at(i+1), i+2
	}
	day, ok := d.weekday(k)
	if !ok || which == "on" || which == "next" && d.is(i-1, "the") {
		return timespan{}, 0
	}
	if f := d.forms[k].Form; f[0] >= 'a' || f[0] == '.' {
		return timespan{}, 0
	}
	back := (int(d.today.Weekday()) - day + 7) % 7
	move := -back
	switch {
	case which == "last", which == "past":
		if back == 0 {
			move = -7
		}
	case which == "next", which == "coming":
		move = 7 - back
	case which == "this": // of this week, Monday to Sunday
		move = (day+6)%7 - (int(d.today.Weekday())+6)%7
	case d.tense > 0 && back > 0:
		move = 7 - back
	}
	end := d.dayPart(k + 1)
	if d.is(end, "last", "next") && d.is(end+1, "week") { // Monday last week
		monday := d.today.AddDate(0, 0, -(int(d.today.Weekday())+6)%7)
		move = (day+6)%7 - 7
		if d.is(end, "next") {
			move += 14
		}
		return single(dayOf(monday.AddDate(0, 0, move))), end + 2
	}
	return single(dayOf(d.today.AddDate(0, 0, move))), end
}

// unitNear reads "last week", "this year", "next month", "the current
// decade".
func (d *dates) unitNear(i int) (timespan, int) {
	k := i
	if d.is(k, "the") && d.is(k+1, "current", "coming") {
		k++
	}
	move := 0
	switch d.at(k) {
	case "last":
		move = -1
	case "next", "coming":
		move = 1
	case "this", "current":
	default:
		return timespan{}, 0
	}
	k++
	if d.is(k, "calendar", "fiscal", "past", "coming") {
		k++
	}
	unit := d.at(k)
	if unit != timeUnits[unit] || unit == "day" || unit == "hour" || unit == "minute" {
		return timespan{}, 0
	}
	p, ok := shift(d.today, move, unit)
	if !ok {
		return timespan{}, 0
	}
	switch unit {
	case "decade":
		y := p.year / 10 * 10
		return between(point{year: y}, point{year: y + 9}), k + 1
	case "century":
		y := (p.year-1)/100*100 + 1
		return between(point{year: y}, point{year: y + 99}), k + 1
	}
	return single(p), k + 1
}

// monthNear reads "last March", "next June", "this May".
func (d *dates) monthNear(i int) (timespan, int) {
	if !d.is(i, "last", "next", "this", "past") {
		return timespan{}, 0
	}
	m, ok := d.month(i + 1)
	if !ok {
		return timespan{}, 0
	}
	p := point{month: m, year: d.today.Year()}
	now := int(d.today.Month())
	switch {
	case d.is(i, "last", "past") && m >= now:
		p.year--
	case d.is(i, "next") && m <= now:
		p.year++
	}
	end := i + 2
	if day, e, ok := d.dayNumber(end); ok && !d.unitAfter(e) {
		p.day, end = day, e
	}
	return single(p), end
}

// ago reads "two weeks ago", "a year ago", "three days earlier", "in two
// weeks", "five years from now".
func (d *dates) ago(i int) (timespan, int) {
	k := i
	future := d.is(k, "in")
	if future {
		k++
	}
	count, k := d.count(k)
	if k == 0 {
		return timespan{}, 0
	}
	if d.hyphen(k) {
		k++
	}
	unit, ok := timeUnits[d.at(k)]
	if !ok {
		return timespan{}, 0
	}
	k++
	switch {
	case d.is(k, "ago"):
		count, k = -count, k+1
	case d.is(k, "from") && d.is(k+1, "now", "today"):
		k += 2
	case d.is(k, "'", "’", "'s", "’s") && future && d.is(k+1, "time"):
		k += 2
	case future && d.tense > 0:
	default:
		return timespan{}, 0
	}
	p, ok := shift(d.today, count, unit)
	return single(p), endIf(ok, k)
}

func endIf(ok bool, end int) int {
	if ok {
		return end
	}
	return 0
}

// count reads the number before a unit of time; "a" is one, "a few" and
// "several" are none. End 0: nothing read.
func (d *dates) count(i int) (n, end int) {
	if num, ok := d.number(i); ok && !num.ordinal && !num.vague && num.value == float64(int(num.value)) && num.value > 0 && num.value < 10000 {
		return int(num.value), num.end
	}
	switch {
	case d.is(i, "a", "an") && timeUnits[d.at(i+1)] != "":
		return 1, i + 1
	case d.is(i, "a") && d.is(i+1, "couple") && d.is(i+2, "of"):
		return 2, i + 3
	}
	return 0, 0
}

// pastUnits reads "the past two weeks", "the last three years", "the next five
// days", "the past year".
func (d *dates) pastUnits(i int) (timespan, int) {
	k := i
	if d.is(k, "the", "these", "over") {
		k++
	}
	sign := 0
	switch d.at(k) {
	case "past", "last", "previous":
		sign = -1
	case "next", "coming":
		sign = 1
	default:
		return timespan{}, 0
	}
	n, end := d.count(k + 1)
	if end == 0 {
		if d.at(k) == "last" || d.at(k) == "next" || d.at(k) == "previous" || k == i {
			return timespan{}, 0
		}
		n, end = 1, k+1 // the past year
	}
	unit, ok := timeUnits[d.at(end)]
	if !ok {
		return timespan{}, 0
	}
	t, ok := stretch(d.today, sign*n, unit)
	return t, endIf(ok, end+1)
}

// weekend reads "last weekend", "this weekend", "the weekend".
func (d *dates) weekend(i int) (timespan, int) {
	if !d.is(i, "last", "this", "next", "the", "past") || !d.is(i+1, "weekend") {
		return timespan{}, 0
	}
	saturday := d.today.AddDate(0, 0, 5-(int(d.today.Weekday())+6)%7) // of this week
	on := d.today.Weekday() == time.Saturday || d.today.Weekday() == time.Sunday
	switch {
	case d.is(i, "next"):
		saturday = saturday.AddDate(0, 0, 7)
	case d.is(i, "last", "past"), !on && d.tense <= 0 && d.is(i, "the"):
		saturday = saturday.AddDate(0, 0, -7)
	}
	return between(dayOf(saturday), dayOf(saturday.AddDate(0, 0, 1))), i + 2
}
