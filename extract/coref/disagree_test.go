package coref

import (
	"strings"
	"testing"
)

// named returns the traits of a name; "org: Acme Bank" is no person's, and the
// head is marked where it is not the first word: "Home Secretary *Suella Braverman".
func named(s string) traits {
	t := traits{form: name, class: "person", gender: anyGender, number: singular, appos: -1, predRel: -1}
	if rest, ok := strings.CutPrefix(s, "org: "); ok {
		t.class, s = "organization", rest
	}
	_, head, ok := strings.Cut(s, "*")
	if !ok {
		head = s
	}
	t.word, _, _ = strings.Cut(strings.ToLower(head), " ")
	s = strings.ReplaceAll(s, "*", "")
	t.name = strings.Fields(strings.ToLower(s))
	t.text = strings.ToLower(s)
	t.firstName = loadWords().beginsFirst(t.name)
	if s == strings.ToUpper(s) {
		t.acronym, t.isShort = strings.ToLower(s), true
	}
	return t
}

func TestDisagreeingNames(t *testing.T) {
	tests := []struct {
		why    string
		entity string // its names, "he" for a pronoun
		name   string
		want   bool
	}{
		{"two full names", "Joe Biden", "Donald Trump", true},
		{"a surname that another full name lacks", "Joe Biden, he", "Trump", true},
		{"a full name without the surname known so far", "he, Biden", "Donald Trump", true},
		{"two surnames", "Biden, he", "Trump", true},
		{"the surname", "Joe Biden", "Biden", false},
		{"a middle name more", "Joe Biden", "Joe R. Biden", false},
		{"a first name for one known by both", "Daniel Montalvo, Montalvo", "Daniel", false},
		{"a first name behind a surname", "Montalvo", "Daniel", false},
		{"the short form of a first name", "Robert Kennedy", "Rob Kennedy", false},
		{"another of the family", "Joe Biden", "Hunter Biden", true},
		{"one initial for two first names", "Narendra Modi", "Nirav Modi", true},
		{"a first name cut short", "Joseph Biden", "Joe Biden", false},
		{"an office with capitals", "Suella Braverman", "Home Secretary", false},
		{"an office before a full name", "Simon Voss, he", "District Attorney *Mark Bell", true},
		{"an office before the same name", "Mark Bell", "District Attorney *Mark Bell", false},
		{"a nickname cut from the name", "Barbara Jean", "Barb", false},
		{"two things in the lexicon", "org: Microsoft", "org: Google", true},
		{"one thing by two names", "org: World Health Organization", "org: WHO", false},
		{"names that the lexicon does not know", "org: Acme Bank", "org: Delmar Roads", false},
	}
	for _, tt := range tests {
		t.Run(tt.why, func(t *testing.T) {
			var ts []traits
			for n := range strings.SplitSeq(tt.entity, ", ") {
				if n == "he" {
					ts = append(ts, traits{form: pronounHe, gender: male, number: singular})
				} else {
					ts = append(ts, named(n))
				}
			}
			ts = append(ts, named(tt.name))
			s := newState(ts)
			s.put(0, -1)
			for i := 1; i < len(ts)-1; i++ {
				s.put(i, 0)
			}
			if got := s.disagrees(&ts[len(ts)-1], &s.entities[0]); got != tt.want {
				t.Errorf("%s with %s: disagrees %v, want %v", tt.name, tt.entity, got, tt.want)
			}
		})
	}
}
