package nlp

import "testing"

func TestIrregular(t *testing.T) {
	for _, c := range []struct{ upos, form, want string }{
		{"VERB", "told", "tell"}, {"VERB", "Said", "say"}, {"AUX", "was", "be"}, {"NOUN", "children", "child"},
		{"NOUN", "left", ""}, {"VERB", "walked", ""},
	} {
		if got := irregular(c.upos, c.form); got != c.want {
			t.Errorf("%s %s: lemma %q, want %q", c.upos, c.form, got, c.want)
		}
	}
}
