package query

import (
	"errors"
	"strings"
	"testing"
)

// TestExamplesAnswer runs every named query on a small world in which each has
// an answer.
func TestExamplesAnswer(t *testing.T) {
	st := load(t, readingsOfWorld()...)
	list, err := Examples()
	if err != nil || len(list) < 10 {
		t.Fatalf("%d examples, %v", len(list), err)
	}
	for _, e := range list {
		t.Run(e.Name, func(t *testing.T) {
			if !strings.HasSuffix(e.About, "?") {
				t.Errorf("its first line is no question: %q", e.About)
			}
			got, err := answers(t, NewSession(st.QuadStore(), Options{}), e.Text)
			if err != nil {
				t.Fatal(err)
			}
			if got == "" {
				t.Error("no answer")
			}
			t.Logf("%s\n%s", e.About, got)
		})
	}
}

func TestUnknownExample(t *testing.T) {
	if _, err := ExampleNamed("nonsense"); !errors.Is(err, ErrNoExample) {
		t.Error(err)
	}
}
