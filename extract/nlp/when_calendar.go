package nlp

import (
	"strconv"
	"strings"
	"time"
)

// numeric reads "2024-02-10", "02/10/2024", "10.02.2024", "2024/02", "9/11".
func (d *dates) numeric(i int) (timespan, int) {
	s := d.at(i)
	if s == "9/11" {
		return single(point{year: 2001, month: 9, day: 11}), i + 1
	}
	if day, _, ok := strings.Cut(s, "t"); ok && strings.Count(day, "-") == 2 { // 2024-02-10T17:30
		s = day
	}
	end := i + 1
	sep := ""
	if s == "" || s[0] < '0' || s[0] > '9' {
		return timespan{}, 0
	}
	for _, c := range []string{"-", "/", "."} {
		if strings.Count(s, c) == 2 {
			sep = c
		}
	}
	if sep == "" && d.dashOrSlash(i+1) && d.at(i+1) == d.at(i+3) { // split by the tokenizer
		sep, s, end = d.at(i+1), strings.Join(d.words[i:min(i+5, len(d.words))], ""), i+5
	}
	parts := strings.Split(s, sep)
	if sep == "" || len(parts) != 3 {
		return timespan{}, 0
	}
	var n [3]int
	for k, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil || v <= 0 || len(p) > 4 || len(p) == 3 {
			return timespan{}, 0
		}
		n[k] = v
	}
	p := numericDate(n, parts, sep)
	if !p.valid() || p.year < 1000 || p.year > 2199 {
		return timespan{}, 0
	}
	return single(p), end
}

func (d *dates) dashOrSlash(i int) bool { return d.is(i, "-", "/", ".") }

// numericDate puts the parts in order: the year is where four digits are;
// between points the day comes first, else, as in America, the month, unless
// it cannot be one.
func numericDate(n [3]int, parts []string, sep string) point {
	if len(parts[0]) == 4 {
		return point{year: n[0], month: n[1], day: n[2]}
	}
	year := n[2]
	if len(parts[2]) == 2 {
		year = centuryOf(year)
	}
	month, day := n[0], n[1]
	if sep == "." || month > 12 {
		month, day = day, month
	}
	return point{year: year, month: month, day: day}
}

// dayMonthYear reads what has a month in it, with a day, a weekday, a year and
// a time of day as far as they are there: "Monday, Feb. 10, 2025", "3rd of
// March", "March 2021", "Feb14’25", "5 p.m. on March 3".
func (d *dates) dayMonthYear(i int) (timespan, int) {
	k := i
	if _, ok := d.weekday(k); ok {
		k++
		if d.is(k, ",") {
			k++
		}
		if d.is(k, "the") {
			k++
		}
		if t, end := d.dayMonth(k); end > 0 && t.from.day > 0 {
			return t, end
		}
		return timespan{}, 0
	}
	if clock, end, ok := d.clock(k); ok {
		if d.is(end, "on", ",") {
			end++
		}
		if t, e := d.dayMonthYear(end); e > 0 && t.from.day > 0 {
			t.from.clock = clock
			return t, e
		}
		return timespan{}, 0
	}
	return d.dayMonth(k)
}

func (d *dates) dayMonth(i int) (timespan, int) {
	if p, ok := joinedDate(d.at(i)); ok { // one token
		return d.finishDate(p, i+1)
	}
	k := i
	if m, ok := d.month(k); ok {
		p := point{month: m}
		k++
		if day, end, ok := d.dayNumber(k); ok && !d.unitAfter(end) {
			p.day, k = day, end
		} else if d.is(k, "the") {
			if day, end, ok := d.dayNumber(k + 1); ok {
				p.day, k = day, end
			}
		}
		if p.day == 0 && d.inName(i) && d.at(k) != "," {
			if _, end := d.yearAfter(k); end == 0 {
				return timespan{}, 0
			}
		}
		return d.finishDate(p, k)
	}
	if d.is(k, "the") {
		k++
	}
	day, end, ok := d.dayNumber(k)
	if !ok {
		return timespan{}, 0
	}
	if d.is(end, "day") && d.is(end+1, "of") { // the 1st day of Feb.
		end++
	}
	if d.is(end, "of", "-") {
		end++
	}
	if m, ok := d.month(end); ok {
		end++
		if d.is(end, "-") {
			if _, ok := d.year(end + 1); ok {
				end++
			}
		}
		return d.finishDate(point{month: m, day: day}, end)
	}
	return timespan{}, 0
}

// inName reports whether the month at token i is part of a name: Long March,
// April Smith, Theresa May.
func (d *dates) inName(i int) bool {
	if d.forms[i].Rel == "flat" {
		return true
	}
	if i > 0 && d.forms[i-1].UPOS == "PROPN" && !d.datePart(i-1) {
		return true
	}
	return i+1 < len(d.forms) && d.forms[i+1].Rel == "flat" && d.forms[i+1].Head == i && !d.datePart(i+1)
}

func (d *dates) datePart(i int) bool {
	_, weekday := d.weekday(i)
	_, year := d.year(i)
	return weekday || year || months[d.at(i)] > 0
}

// unitAfter reports whether the number before token i counts something.
func (d *dates) unitAfter(i int) bool {
	return d.is(i, "%", "percent", "million", "billion", "thousand", "people", ":")
}

// finishDate takes the year after a month or day, or finds it.
func (d *dates) finishDate(p point, i int) (timespan, int) {
	if p.year == 0 {
		if y, end := d.yearAfter(i); end > 0 {
			p.year, i = y, end
		}
	}
	if p.year == 0 {
		p.year = d.hint
	}
	if p.year == 0 {
		p.year = d.nearYear(p)
	}
	if p.day > 0 {
		k := i
		if d.is(k, ",", "at") {
			k++
		}
		if clock, end, ok := d.clock(k); ok {
			p.clock, i = clock, end
		}
	}
	if !p.valid() {
		return timespan{}, 0
	}
	return single(p), i
}

// yearAfter reads the year after a month or day: "2021", ", 2021", "of 2021",
// "’25", "last year".
func (d *dates) yearAfter(i int) (year, end int) {
	k := i
	if d.is(k, ",", "of", "in", "/") {
		k++
	}
	if y, ok := d.year(k); ok {
		return y, k + 1
	}
	if k == i || d.at(i) == "," {
		if y, end, ok := d.shortYear(k); ok {
			return y, end
		}
	}
	if !d.today.IsZero() && d.is(k+1, "year") {
		switch d.at(k) {
		case "last":
			return d.today.Year() - 1, k + 2
		case "this":
			return d.today.Year(), k + 2
		case "next":
			return d.today.Year() + 1, k + 2
		}
	}
	return 0, 0
}

// nearYear finds the year of a month or day that stands without one: the last
// one before today or, in a sentence about the future, the first after it. A
// sentence whose tense is not known may look three months ahead.
func (d *dates) nearYear(p point) int {
	if d.today.IsZero() {
		return 0
	}
	y := d.today.Year()
	at := func(year int) time.Time {
		day := max(p.day, 1)
		if p.day == 0 && year*12+p.month <= d.today.Year()*12+int(d.today.Month()) && d.tense <= 0 {
			return time.Date(year, time.Month(p.month), 1, 0, 0, 0, 0, time.UTC)
		}
		return time.Date(year, time.Month(p.month), day, 0, 0, 0, 0, time.UTC)
	}
	today := time.Date(y, d.today.Month(), d.today.Day(), 0, 0, 0, 0, time.UTC)
	if p.day == 0 {
		today = today.AddDate(0, 0, 1-today.Day()) // a month is past when it has begun
	}
	ahead := 0
	switch d.tense {
	case 0:
		ahead = 90
	case 1:
		ahead = 364
	}
	limit := today.AddDate(0, 0, ahead)
	for year := y + 1; year > y-9; year-- { // 29 February may be eight years away
		if t := at(year); !t.After(limit) && int(t.Month()) == p.month {
			if d.tense > 0 && t.Before(today) {
				return year + 1
			}
			return year
		}
	}
	return y
}

// joinedDate reads "feb14’25", "10feb2025", "14feb".
func joinedDate(s string) (point, bool) {
	letters := strings.IndexFunc(s, func(r rune) bool { return r >= 'a' && r <= 'z' })
	if letters < 0 || len(s) < 4 {
		return point{}, false
	}
	end := letters
	for end < len(s) && s[end] >= 'a' && s[end] <= 'z' {
		end++
	}
	month := months[s[letters:end]]
	before, after := s[:letters], strings.TrimLeft(s[end:], "’'.")
	if month == 0 || before == "" && after == "" {
		return point{}, false
	}
	p := point{month: month}
	day, err := strconv.Atoi(before)
	if before == "" {
		cut := min(len(after), 2)
		if day, err = strconv.Atoi(after[:cut]); err != nil {
			return point{}, false
		}
		after = strings.TrimLeft(after[cut:], "’',")
	}
	if err != nil || day < 1 || day > 31 {
		return point{}, false
	}
	p.day = day
	if after != "" {
		year, err := strconv.Atoi(after)
		if err != nil || len(after) != 2 && len(after) != 4 {
			return point{}, false
		}
		if len(after) == 2 {
			year = centuryOf(year)
		}
		p.year = year
	}
	return p, true
}
