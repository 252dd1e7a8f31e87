package nlp

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// dates reads the date expressions of one sentence by recursive descent over
// its tokens. Every method takes the index of the first token and returns what
// it read and the index after it; end 0 means that nothing was read.
type dates struct {
	words
	forms []Token
	today time.Time // zero when it is not known
	tense int       // of the verb above the expression: -1 past, 1 future, 0 unknown
	sure  bool      // a number of four digits is a year here
	hint  int       // the year of a month or day without one, when not 0
}

// expression reads the longest date expression at token i.
func (d *dates) expression(i int) (t timespan, end int) {
	if d.is(i-1, "every", "each", "per") {
		return timespan{}, 0
	}
	for _, read := range []func(int) (timespan, int){d.rangeOf, d.modified, d.simple, d.relative} {
		if s, e := read(i); e > end && s.valid() {
			t, end = s, e
		}
	}
	return t, end
}

func (t timespan) valid() bool { return t.from.valid() && t.to.valid() }

// rangeOf reads "from March to May 2024", "between 2010 and 2012", "2010-12",
// "March 3-5", "Jan. 3 to Feb. 5, 2024".
func (d *dates) rangeOf(i int) (timespan, int) {
	k, and := i, false
	if d.is(i, "from") {
		k++
	} else if d.is(i, "between") {
		k, and = k+1, true
	}
	for read, f := range []func(int) (timespan, int){d.modified, d.simple, d.relative} {
		a, end := f(k)
		if end == 0 {
			continue
		}
		if !d.dash(end) && !(and && d.is(end, "and")) {
			continue
		}
		if k == i && d.is(end, "until", "till") {
			continue
		}
		b, e := d.upper(a, end+1)
		if e == 0 {
			continue
		}
		if year := b.last().year; year > 0 { // March to May 2024; December to March 2024
			for _, hint := range []int{year, year - 1} {
				c := *d
				c.hint = hint
				switch read {
				case 0:
					a, _ = c.modified(k)
				case 1:
					a, _ = c.simple(k)
				}
				if !a.from.after(b.last()) {
					break
				}
			}
		}
		r := between(a.from, b.last())
		if r.from.valid() && r.to.valid() && (k > i || a.from.precision() == b.last().precision()) {
			return r, e
		}
	}
	return timespan{}, 0
}

// upper reads the end of an interval that began with a: a date of its own, the
// day of a's month ("March 3-5"), or the last digits of its year ("2010-12").
func (d *dates) upper(a timespan, i int) (timespan, int) {
	p := a.last()
	if day, end, ok := d.dayNumber(i); ok && p.day > 0 && day > p.day && d.at(end) != "%" {
		if _, isMonth := d.month(end); !isMonth {
			p.day = day
			if y, e := d.yearAfter(end); e > 0 {
				p.year, end = y, e
			}
			return single(p), end
		}
	}
	if s := d.at(i); len(s) == 2 && p.year > 0 && p.month == 0 && p.week == 0 {
		if y, err := strconv.Atoi(s); err == nil && y > p.year%100 {
			return single(point{year: p.year/100*100 + y}), i + 1
		}
	}
	for _, read := range []func(int) (timespan, int){d.modified, d.simple, d.relative} {
		if b, end := read(i); end > 0 {
			return b, end
		}
	}
	return timespan{}, 0
}

// modified reads "early March", "mid-2020", "the end of 2024", "the first half
// of 2023", "the third quarter", "later this year".
func (d *dates) modified(i int) (timespan, int) {
	k := i
	if d.is(k, "the") {
		k++
	}
	if d.is(k, "earlier", "later") && d.is(k+1, "this", "in") {
		k++
		if d.is(k, "in") {
			k++
		}
		return d.plain(k)
	}
	if p, end := d.portionWord(k); end > 0 {
		if t, e := d.surely().plain(end); e > 0 {
			return t.portion(p), e
		}
	}
	if t, end := d.prefixed(k); end > 0 {
		return t, end
	}
	return d.subYear(i)
}

// surely returns a copy that takes any number of four digits for a year.
func (d *dates) surely() *dates {
	c := *d
	c.sure = true
	return &c
}

// prefixed reads "mid-March", "late-2024" where they are one token.
func (d *dates) prefixed(i int) (timespan, int) {
	prefix, rest, ok := strings.Cut(d.at(i), "-")
	if !ok || rest == "" {
		return timespan{}, 0
	}
	p, ok := map[string]part{"mid": mid, "early": early, "late": late}[prefix]
	if !ok {
		return timespan{}, 0
	}
	c := d.surely()
	c.words, c.forms = slices.Clone(d.words), slices.Clone(d.forms)
	c.words[i] = rest
	c.forms[i].Form = d.forms[i].Form[len(d.forms[i].Form)-len(rest):]
	t, end := c.simple(i)
	return t.portion(p), end
}

func (d *dates) portionWord(i int) (part, int) {
	k := i + 1
	var p part
	switch d.at(i) {
	case "early":
		p = early
	case "mid", "middle":
		p = mid
	case "late":
		p = late
	case "beginning", "start":
		p = start
	case "end":
		p = finish
	default:
		return 0, 0
	}
	if p >= start || d.is(i, "middle") {
		if !d.is(k, "of") {
			return 0, 0
		}
		return p, k + 1
	}
	if d.hyphen(k) || d.is(k, "in", "of") {
		k++
	}
	return p, k
}

// subYear reads quarters and halves: "the third quarter of 2024", "Q3 2024",
// "the first half of last year", "H1 2024".
func (d *dates) subYear(i int) (timespan, int) {
	k := i
	if d.is(k, "the") {
		k++
	}
	n, size, k := d.partOfYear(k)
	if size == 0 || n*size > 12 {
		return timespan{}, 0
	}
	year, end := d.yearOfPart(k)
	if end == 0 && size == 3 && !d.today.IsZero() { // the last quarter that is over or under way
		year, end = d.today.Year(), k
		if (n-1)*3+1 > int(d.today.Month()) && d.tense <= 0 {
			year--
		}
	}
	if end == 0 {
		return timespan{}, 0
	}
	return between(point{year: year, month: (n-1)*size + 1}, point{year: year, month: n * size}), end
}

// partOfYear reads "third quarter", "Q3", "first half", "H1": which part, of
// how many months.
func (d *dates) partOfYear(i int) (n, size, end int) {
	if s := d.at(i); len(s) == 2 && (s[0] == 'q' || s[0] == 'h') && s[1] >= '1' && s[1] <= '4' {
		if s[0] == 'h' {
			return int(s[1] - '0'), 6, i + 1
		}
		return int(s[1] - '0'), 3, i + 1
	}
	k := i + 1
	if num, ok := d.number(i); ok && num.ordinal && num.value >= 1 && num.value <= 4 {
		n, k = int(num.value), num.end
	} else if d.is(i, "final", "last") && d.is(k, "quarter") {
		n = 4
	} else {
		return 0, 0, 0
	}
	if d.hyphen(k) {
		k++
	}
	switch {
	case d.is(k, "quarter"):
		size = 3
	case d.is(k, "half"):
		size = 6
	}
	return n, size, k + 1
}

// yearOfPart reads the year after a quarter or half: "of 2024", "of the year".
func (d *dates) yearOfPart(i int) (year, end int) {
	if d.is(i, "of", "in", ",") {
		i++
	}
	if d.is(i, "the") && d.is(i+1, "year") && !d.today.IsZero() {
		return d.today.Year(), i + 2
	}
	t, end := d.surely().plain(i)
	if end == 0 || t.to != (point{}) || t.from.precision() > 1 {
		return 0, 0
	}
	return t.from.year, end
}

// plain reads a date without a modifier.
func (d *dates) plain(i int) (timespan, int) {
	if t, end := d.simple(i); end > 0 {
		return t, end
	}
	return d.relative(i)
}

// simple reads a date of the calendar: days, months, years, decades,
// centuries, holidays.
func (d *dates) simple(i int) (timespan, int) {
	for _, read := range []func(int) (timespan, int){d.numeric, d.dayMonthYear, d.decadeOrCentury, d.holiday, d.season, d.bareYear} {
		if t, end := read(i); end > 0 {
			return t, end
		}
	}
	return timespan{}, 0
}
