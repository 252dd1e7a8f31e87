package attribution

import (
	"strings"
	"testing"
)

func TestLexiconIsWellFormed(t *testing.T) {
	lex, err := load()
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[Kind]bool{Say: true, Show: true, Ask: true, Plan: true, Think: true, Stance: true, Doubt: true, Lie: true}
	for key, frames := range lex {
		switch key.pos {
		case "verb", "noun", "adj", "adv":
		default:
			t.Errorf("%v: unknown part of speech", key)
		}
		for frame, kind := range frames {
			if !kinds[kind] {
				t.Errorf("%v %s: unknown kind %q", key, frame, kind)
			}
		}
	}
	if kind, _ := lex.kind("verb", "clause", "point_out", "point"); kind != Say {
		t.Errorf("point out reports %q", kind)
	}
}

func TestReadLexiconNamesTheLine(t *testing.T) {
	_, err := readLexicon(strings.NewReader("# comment\nsay\tverb\tclause\n"))
	if err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("got %v", err)
	}
}
