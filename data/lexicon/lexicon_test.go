package lexicon_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/sayso-graph/sayso/data/lexicon"
)

var wikidataID = regexp.MustCompile(`^Q[1-9][0-9]*$`)

// An entry has one id, a type and names; two entries are two things of
// Wikidata. A name may stand in several: it is ambiguous then.
func TestEntities(t *testing.T) {
	types := map[string]bool{"person": true, "organization": true, "place": true, "event": true, "work": true, "other": true}
	ids, things := map[string]bool{}, map[string]string{}
	for cols := range lexicon.Rows("entities.tsv") {
		if len(cols) != 5 {
			t.Errorf("%q: five columns are wanted", cols)
			continue
		}
		id, typ, wikidata := cols[0], cols[1], cols[2]
		if ids[id] || id == "" || !types[typ] {
			t.Errorf("%s stands twice, or is of no type: %q", id, typ)
		}
		ids[id] = true
		if wikidata != "" {
			if !wikidataID.MatchString(wikidata) {
				t.Errorf("%s: %q is no id of Wikidata", id, wikidata)
			}
			if other := things[wikidata]; other != "" {
				t.Errorf("%s and %s are both %s", id, other, wikidata)
			}
			things[wikidata] = id
		}
		names := map[string]bool{}
		for name := range strings.SplitSeq(cols[3], "|") {
			if name != strings.TrimSpace(name) || name == "" || names[name] {
				t.Errorf("%s: name %q is empty, has blanks around it, or stands twice", id, name)
			}
			names[name] = true
		}
	}
}

// A name of one type stands for one entry, but for those that are ambiguous in
// English too.
func TestAmbiguousNames(t *testing.T) {
	ambiguous := map[string]bool{"place georgia": true, "place new york": true, "place victoria": true, "place washington": true}
	first := map[string]string{}
	for cols := range lexicon.Rows("entities.tsv") {
		for name := range strings.SplitSeq(cols[3], "|") {
			key := cols[1] + " " + strings.ToLower(name)
			if other, ok := first[key]; ok && other != cols[0] && !ambiguous[key] {
				t.Errorf("%s is %s and %s", key, other, cols[0])
			}
			first[key] = cols[0]
		}
	}
}
