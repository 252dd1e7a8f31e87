package nlp

import "testing"

func TestIrregular(t *testing.T) {
	for _, c := range []struct{ upos, form, want string }{
		{"VERB", "told", "tell"},
		{"VERB", "Said", "say"},
		{"AUX", "was", "be"},
		{"NOUN", "children", "child"},
		{"NOUN", "left", ""},
		{"PROPN", "Sept.", "September"},
		{"VERB", "lies", ""},
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

func TestRestoreE(t *testing.T) {
	for _, c := range []struct{ form, lemma, want string }{
		{"faded", "fad", "fade"},
		{"Scraping", "scrap", "scrape"},
		{"used", "us", "use"},
		{"closest", "clos", "close"},
		{"begged", "beg", "beg"},
		{"fixed", "fix", "fix"},
		{"visited", "visit", "visit"},
		{"eating", "eat", "eat"},
		{"scraps", "scrap", "scrap"},
		{"é", "é", "é"},
	} {
		if got := restoreE(c.form, c.lemma); got != c.want {
			t.Errorf("%s: %q, want %q", c.form, got, c.want)
		}
	}
}

func TestPlainLemma(t *testing.T) {
	for _, c := range []struct{ upos, form, want string }{
		{"X", "https://example.org/A", "https://example.org/A"},
		{"PROPN", "Ann.Roe@Example.org", "Ann.Roe@Example.org"},
		{"PROPN", "www.Example.org", "www.Example.org"},
		{"PROPN", "YouTube", "YouTube"},
		{"NOUN", "YouTube", ""},
		{"PROPN", "YOUTUBE", ""},
		{"PROPN", "@Ann", ""},
		{"NUM", "1,250,000", "1250000"},
		{"NUM", "£3,400.50", "£3400.50"},
		{"NUM", "3,40", ""},
		{"NUM", "12", ""},
	} {
		if got := plainLemma(c.upos, c.form); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.upos, c.form, got, c.want)
		}
	}
}

func TestUndrawl(t *testing.T) {
	p := defaultParser(t)
	for in, want := range map[string]string{"sooooo": "so", "veryyy": "very", "too": "too", "zzzqqq": "zzzqqq"} {
		if got := p.forms.undrawl(in); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}
