package nlp

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// An EntityTag is a mention as Entity= brackets write it in the MISC column of
// CoNLL-U, in the form of GUM (Zeldes 2017, https://gucorpling.org/gum/).
type EntityTag struct {
	Phrase
	Group   string // GRP: mentions of one document that corefer share it
	Class   string // etype: GUM's ten types
	Entity  string // identity (GUM: a Wikipedia title) or our node, decoded
	Infstat string // GUM's information status: new, giv:act, …
	Link    string // ana, appos, coref, sgl, …
	MinSpan string // 1-based words of the phrase that a lenient match needs
}

// Entities returns the mentions of sentence i, sorted by first token, and
// longer before shorter. It fails on brackets that do not match.
func (d *TreeDoc) Entities(i int) ([]EntityTag, error) {
	var open, done []EntityTag
	for tok, misc := range d.Misc[i] {
		value := miscValue(misc, "Entity")
		for value != "" {
			if value[0] != '(' {
				group, rest, ok := strings.Cut(value, ")")
				k := lastOfGroup(open, group)
				if !ok || k < 0 {
					return nil, fmt.Errorf("sentence %s: %q closes no entity", d.Sents[i].ID, value)
				}
				open[k].End = tok + 1
				done, open = append(done, open[k]), slices.Delete(open, k, k+1)
				value = rest
				continue
			}
			n := strings.IndexAny(value[1:], "()") + 1
			if n == 0 {
				n = len(value)
			}
			tag := d.entityTag(value[1:n])
			tag.Phrase = Phrase{Sent: i, First: tok, End: tok + 1}
			if n < len(value) && value[n] == ')' {
				done = append(done, tag)
				n++
			} else {
				open = append(open, tag)
			}
			value = value[n:]
		}
	}
	if len(open) > 0 {
		return nil, fmt.Errorf("sentence %s: entity %s is never closed", d.Sents[i].ID, open[0].Group)
	}
	slices.SortStableFunc(done, func(a, b EntityTag) int { return comparePhrases(a.Phrase, b.Phrase) })
	return done, nil
}

func lastOfGroup(open []EntityTag, group string) int {
	group, _, _ = strings.Cut(group, "-")
	for k := len(open) - 1; k >= 0; k-- {
		if open[k].Group == group {
			return k
		}
	}
	return -1
}

// comparePhrases orders by sentence, first token, and longer before shorter.
func comparePhrases(a, b Phrase) int {
	switch {
	case a.Sent != b.Sent:
		return a.Sent - b.Sent
	case a.First != b.First:
		return a.First - b.First
	}
	return b.End - a.End
}

// entityTag reads the inside of an opening bracket by the names of
// global.Entity.
func (d *TreeDoc) entityTag(bracket string) EntityTag {
	var tag EntityTag
	values := strings.SplitN(bracket, "-", max(len(d.EntityFields), 1))
	tag.Group = values[0]
	for i := 1; i < len(values); i++ {
		switch d.EntityFields[i] {
		case "etype":
			tag.Class = values[i]
		case "infstat":
			tag.Infstat = values[i]
		case "link":
			tag.Link = values[i]
		case "minspan":
			tag.MinSpan = values[i]
		case "identity", "entity", "node":
			tag.Entity = decodeEntity(values[i])
		}
	}
	return tag
}

func decodeEntity(s string) string {
	if t, err := url.PathUnescape(s); err == nil {
		return t
	}
	return s
}

// entityFields is the global.Entity that the writer declares.
const entityFields = "GRP-etype-entity"

// encodeEntity percent-encodes what would end a field, a bracket or the MISC
// value, and white space, which MISC may not hold.
func encodeEntity(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '%', '-', '(', ')', ',', '|', '=', ' ', '\t', '\n', '\r', '\v', '\f':
			fmt.Fprintf(&b, "%%%02X", c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// brackets returns the Entity= value of each token of a sentence. The tags
// must be of that sentence, sorted as Entities does. On a token, what ends
// stands after what begins and ends there, as in GUM; where phrases cross it
// stands first, for "(2-place1)" could not be read.
func brackets(tags []EntityTag, tokens int) []string {
	type value struct{ opens, singles, closes string }
	values := make([]value, tokens)
	for _, t := range tags {
		open := "(" + encodeEntity(t.Group) + "-" + encodeEntity(t.Class)
		if t.Entity != "" {
			open += "-" + encodeEntity(t.Entity)
		}
		if t.End == t.First+1 {
			values[t.First].singles += open + ")"
		} else {
			values[t.First].opens += open
		}
	}
	for k := len(tags) - 1; k >= 0; k-- { // what opened last closes first
		if t := tags[k]; t.End > t.First+1 {
			values[t.End-1].closes += encodeEntity(t.Group) + ")"
		}
	}
	out := make([]string, tokens)
	for i, v := range values {
		if v.opens != "" {
			out[i] = v.closes + v.opens + v.singles
		} else {
			out[i] = v.singles + v.closes
		}
	}
	return out
}
