package nlp

import (
	"fmt"
	"time"
)

// A point is a date to the precision known: a year, a month of it, a day of
// that; or an ISO week of the year. A year of 0 is not known.
type point struct {
	year, month, day int
	week             int // 1–53, with month and day 0
	clock            string
}

// A span of time is one point, or an interval from one to another.
type timespan struct{ from, to point }

func single(p point) timespan { return timespan{from: p} }

// String returns ISO 8601: "2025", "2025-02", "2025-02-10", "2025-W07",
// "2025-02-10T17:30"; "--02-10" for a day of a year that is not known; years
// before Christ are astronomical, "-0043" for 44 BC.
func (p point) String() string {
	var s string
	switch {
	case p.year == 0 && p.month == 0:
		return ""
	case p.year == 0 && p.day == 0:
		return fmt.Sprintf("--%02d", p.month)
	case p.year == 0:
		return fmt.Sprintf("--%02d-%02d", p.month, p.day)
	case p.year < 0:
		s = fmt.Sprintf("-%04d", -p.year-1)
		if p.year == -1 {
			s = "0000"
		}
	default:
		s = fmt.Sprintf("%04d", p.year)
	}
	if p.week > 0 {
		return s + fmt.Sprintf("-W%02d", p.week)
	}
	if p.month > 0 {
		s += fmt.Sprintf("-%02d", p.month)
		if p.day > 0 {
			s += fmt.Sprintf("-%02d", p.day)
			if p.clock != "" {
				s += "T" + p.clock
			}
		}
	}
	return s
}

// String returns the point, or the interval as "from/to".
func (t timespan) String() string {
	if t.to == (point{}) {
		return t.from.String()
	}
	a, b := t.from.String(), t.to.String()
	if a == "" || b == "" {
		return ""
	}
	return a + "/" + b
}

// precision is 1 for a year, 2 for a month, 3 for a week or a day.
func (p point) precision() int {
	switch {
	case p.day > 0 || p.week > 0:
		return 3
	case p.month > 0:
		return 2
	}
	return 1
}

// after reports whether p begins after q does.
func (p point) after(q point) bool {
	if p.year != q.year {
		return p.year > q.year
	}
	if p.month != q.month {
		return p.month > q.month
	}
	return p.day > q.day
}

func dayOf(t time.Time) point {
	return point{year: t.Year(), month: int(t.Month()), day: t.Day()}
}

func monthOf(t time.Time) point { return point{year: t.Year(), month: int(t.Month())} }

func weekOf(t time.Time) point {
	y, w := t.ISOWeek()
	return point{year: y, week: w}
}

// valid reports whether the parts are a date of the calendar.
func (p point) valid() bool {
	if p.month < 0 || p.month > 12 || p.day < 0 {
		return false
	}
	if p.day == 0 {
		return true
	}
	year := p.year
	if year == 0 {
		year = 2000 // 29 February may be
	}
	return p.month > 0 && p.day <= daysIn(year, p.month)
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// part is early, mid or late.
type part int

const (
	early part = iota
	mid
	late
	start
	finish
)

// portion returns the third of a month or year, or the first or last day or
// month; an interval of years (a decade, a century) gives way likewise.
func (t timespan) portion(p part) timespan {
	a, b := t.from, t.to
	switch {
	case b != (point{}) && a.month == 0:
		return yearsPortion(a.year, b.year, p)
	case b != (point{}) || a.day > 0 || a.week > 0 || a.year == 0:
		return t
	case a.month > 0:
		last := daysIn(a.year, a.month)
		days := [...][2]int{early: {1, 10}, mid: {11, 20}, late: {21, last}, start: {1, 1}, finish: {last, last}}[p]
		return between(point{year: a.year, month: a.month, day: days[0]}, point{year: a.year, month: a.month, day: days[1]})
	}
	months := [...][2]int{early: {1, 4}, mid: {5, 8}, late: {9, 12}, start: {1, 1}, finish: {12, 12}}[p]
	return between(point{year: a.year, month: months[0]}, point{year: a.year, month: months[1]})
}

func yearsPortion(from, to int, p part) timespan {
	n := to - from + 1
	switch p {
	case early:
		return between(point{year: from}, point{year: from + n/3})
	case mid:
		return between(point{year: from + n/3 + 1}, point{year: to - n/3})
	case late:
		return between(point{year: to - n/3 + 1}, point{year: to})
	case start:
		return single(point{year: from})
	}
	return single(point{year: to})
}

func between(a, b point) timespan {
	if a == b {
		return single(a)
	}
	return timespan{from: a, to: b}
}

// last returns the point that ends t.
func (t timespan) last() point {
	if t.to == (point{}) {
		return t.from
	}
	return t.to
}

// shift moves a day by n units, and keeps no more precision than the unit
// has: a week, a month, a year.
func shift(date time.Time, n int, unit string) (point, bool) {
	switch unit {
	case "day":
		return dayOf(date.AddDate(0, 0, n)), true
	case "fortnight":
		return weekOf(date.AddDate(0, 0, 14*n)), true
	case "week":
		return weekOf(date.AddDate(0, 0, 7*n)), true
	case "month":
		first := time.Date(date.Year(), date.Month(), 1, 0, 0, 0, 0, time.UTC)
		return monthOf(first.AddDate(0, n, 0)), true
	case "year":
		return point{year: date.Year() + n}, true
	case "decade":
		return point{year: date.Year() + 10*n}, true
	case "century":
		return point{year: date.Year() + 100*n}, true
	case "hour", "minute", "second":
		return dayOf(date), true
	}
	return point{}, false
}

// stretch returns the n units before (n < 0) or after date, to the day.
func stretch(date time.Time, n int, unit string) (timespan, bool) {
	var other time.Time
	switch unit {
	case "day":
		other = date.AddDate(0, 0, n)
	case "week":
		other = date.AddDate(0, 0, 7*n)
	case "fortnight":
		other = date.AddDate(0, 0, 14*n)
	case "month":
		other = date.AddDate(0, n, 0)
	case "year":
		other = date.AddDate(n, 0, 0)
	case "decade":
		other = date.AddDate(10*n, 0, 0)
	case "century":
		other = date.AddDate(100*n, 0, 0)
	default:
		return timespan{}, false
	}
	if n < 0 {
		return between(dayOf(other), dayOf(date)), true
	}
	return between(dayOf(date), dayOf(other)), true
}
