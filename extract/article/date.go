package article

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A day is a date of the Gregorian calendar of which parts may be missing: a
// zero field is not known.
type day struct{ year, month, day int }

// iso writes the date in ISO 8601 to the precision known: "2025", "2025-02",
// "2025-02-14". Without a year there is no such form, and it returns "".
func (d day) iso() string {
	switch {
	case d.year == 0:
		return ""
	case d.month == 0:
		return fmt.Sprintf("%04d", d.year)
	case d.day == 0:
		return fmt.Sprintf("%04d-%02d", d.year, d.month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day)
}

// valid reports whether the calendar has such a day. Without a year, February
// has 29.
func (d day) valid() bool {
	if d.month < 1 || d.month > 12 || d.day < 0 || d.day > 31 {
		return false
	}
	year := d.year
	if year == 0 {
		year = 2000
	}
	t := time.Date(year, time.Month(d.month), max(d.day, 1), 0, 0, 0, 0, time.UTC)
	return int(t.Month()) == d.month
}

const (
	monthPattern   = `(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?`
	dayPattern     = `(?P<day>\d{1,2})(?:st|nd|rd|th)?`
	yearPattern    = `(?P<year>\d{4}|[’'‘]\s?\d{2})`
	weekdayPattern = `(?:(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s*(?:the\s+)?)?`
)

// dayForms are the ways news writes a day; each matches a whole string.
var dayForms = []*regexp.Regexp{
	regexp.MustCompile(`(?i)^` + weekdayPattern + monthPattern + `\s*` + dayPattern + `(?:(?:\s*,\s*|\s+)?` + yearPattern + `)?$`),
	regexp.MustCompile(`(?i)^` + weekdayPattern + dayPattern + `(?:\s+of)?\s*[-/ ]?\s*` + monthPattern + `(?:[-/, ]?\s*` + yearPattern + `)?$`),
	regexp.MustCompile(`^(?P<year>\d{4})[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})$`),
	regexp.MustCompile(`(?i)^` + monthPattern + `\s*,?\s*(?P<year>\d{4})$`),
	regexp.MustCompile(`^(?P<year>\d{4})-(?P<number>\d{2})$`),
	regexp.MustCompile(`^(?P<year>(?:19|20)\d{2})$`),
}

// parseDay reads a day as news writes it: "Feb14’25", "Sept. 26", "3 March
// 2025", "Friday, March 7", "2025-03-03". Forms such as 3/4/2025, which two
// continents read differently, are left alone.
func parseDay(s string) (day, bool) {
	s = strings.Join(strings.Fields(s), " ")
	for _, form := range dayForms {
		m := form.FindStringSubmatch(s)
		if m == nil {
			continue
		}
		d := day{}
		for i, name := range form.SubexpNames() {
			switch name {
			case "year":
				d.year = parseYear(m[i])
			case "month":
				d.month = monthNumber(m[i])
			case "number":
				d.month, _ = strconv.Atoi(m[i])
			case "day":
				d.day, _ = strconv.Atoi(m[i])
			}
		}
		return d, d.month == 0 && d.day == 0 || d.valid()
	}
	return day{}, false
}

// parseYear reads "2025" and "’25". Two figures are of this century up to 69,
// as POSIX has it.
func parseYear(s string) int {
	s = strings.TrimLeft(s, "’'‘ ")
	y, err := strconv.Atoi(s)
	switch {
	case err != nil || s == "":
		return 0
	case len(s) > 2:
		return y
	case y < 69:
		return 2000 + y
	}
	return 1900 + y
}

func monthNumber(s string) int {
	const names = "janfebmaraprmayjunjulaugsepoctnovdec"
	return strings.Index(names, strings.ToLower(s[:3]))/3 + 1
}

// timeLayouts are the forms of metadata. Those with a zone keep it.
var timeLayouts = []string{
	time.RFC3339Nano, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05.999999999Z0700", "2006-01-02 15:04:05Z07:00",
	"2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 -0700 MST",
	time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST",
}

// localLayouts have a time of day without a zone.
var localLayouts = []string{
	"2006-01-02T15:04:05.999999999", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04",
	"January 2, 2006 3:04 PM", "Jan 2, 2006 3:04 PM", "January 2, 2006, 3:04 PM", "2 January 2006 15:04", "2 Jan 2006 15:04",
	"January 2, 2006 at 3:04 PM", "2 January 2006, 15:04",
}

// parsePublished normalises a date or a time of metadata to ISO 8601 with the
// precision and the zone that it has. It returns "" for what it cannot read.
func parsePublished(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > 64 {
		return ""
	}
	for _, layout := range timeLayouts {
		if t, err := time.Parse(layout, s); err == nil && t.Year() > 0 {
			return t.Format(time.RFC3339)
		}
	}
	for _, layout := range localLayouts {
		if t, err := time.Parse(layout, s); err == nil && t.Year() > 0 {
			return t.Format("2006-01-02T15:04:05")
		}
	}
	if d, ok := parseDay(s); ok {
		return d.iso()
	}
	return ""
}

// urlDay finds the day that many outlets put into the path of an address.
var urlDay = regexp.MustCompile(`/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)`)

// publishedInURL returns the day in the path of an address, "" without one.
func publishedInURL(address string) string {
	m := urlDay.FindStringSubmatch(address)
	if m == nil {
		return ""
	}
	d := day{}
	d.year, _ = strconv.Atoi(m[1])
	d.month, _ = strconv.Atoi(m[2])
	d.day, _ = strconv.Atoi(m[3])
	if d.day == 0 || !d.valid() {
		return ""
	}
	return d.iso()
}
