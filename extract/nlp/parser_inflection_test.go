package nlp

import "testing"

func TestIrregular(t *testing.T) {
	for _, c := range []struct{ upos, form, want string }{
		{"VERB", "told", "tell"},
		{"VERB", "Said", "say"},
		{"AUX", "was", "be"},
		{"NOUN", "children", "child"},
		{"NOUN", "left", ""},
		{"VERB", "walked", ""},
	} {
		if got := irregular(c.upos, c.form); got != c.want {
			t.Errorf("%s %s: lemma %q, want %q", c.upos, c.form, got, c.want)
		}
	}
}

func TestUndouble(t *testing.T) {
	for _, c := range []struct{ form, lemma, want string }{
		{"begged", "begg", "beg"}, {"Planning", "plann", "plan"}, {"boycotted", "boycott", "boycott"}, {"called", "call", "call"}, {"added", "add", "add"},
	} {
		if got := undouble(c.form, c.lemma); got != c.want {
			t.Errorf("%s: %q, want %q", c.form, got, c.want)
		}
	}
}
