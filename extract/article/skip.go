package article

import (
	"errors"
	"strings"
)

// ErrSkip is what every [SkipError] is: one thing could not be read as an
// article, and the others can.
var ErrSkip = errors.New("skipped")

// A Reason tells why something was not read.
type Reason string

// The reasons. The first group is about what is not there or cannot be had:
// what was asked for was not done. The second is about what was read and is
// no article that can be used.
const (
	Missing     Reason = "no such file or folder"
	NoArticles  Reason = "no articles in it"
	Unreadable  Reason = "cannot be read"
	Unreachable Reason = "cannot be fetched"
	Refused     Reason = "not allowed by robots.txt"

	Empty      Reason = "empty"
	Binary     Reason = "binary, not text"
	NoText     Reason = "no article text"
	NotEnglish Reason = "not in English"
	TooLong    Reason = "too long"
	Invalid    Reason = "invalid"
)

// Failure reports whether the reason means that something asked for could not
// be had, as opposed to an article that is not fit for use.
func (r Reason) Failure() bool {
	switch r {
	case Missing, NoArticles, Unreadable, Unreachable, Refused:
		return true
	}
	return false
}

// A SkipError names what was skipped and why. It is an [ErrSkip].
type SkipError struct {
	Source string // as the user named it: "news/a.txt", "feed.jsonl:12"
	Reason Reason
	Detail string // "German", "application/pdf", "" when the reason says it all
	Err    error  // the cause, nil mostly
}

// Error gives one line: the thing, the reason and the detail.
func (e *SkipError) Error() string {
	var b strings.Builder
	b.WriteString(oneLine(e.Source) + ": " + string(e.Reason))
	if e.Detail != "" {
		b.WriteString(": " + oneLine(e.Detail))
	}
	if e.Err != nil {
		b.WriteString(": " + oneLine(e.Err.Error()))
	}
	return b.String()
}

// Is makes every SkipError an [ErrSkip].
func (e *SkipError) Is(target error) bool { return target == ErrSkip }

// Unwrap gives the cause.
func (e *SkipError) Unwrap() error { return e.Err }

// oneLine folds white space: a name or a cause may hold line breaks.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
