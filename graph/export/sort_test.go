package export

import (
	"bytes"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestSortedLinesAreTheSameInAnyMemory(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOf(rapid.StringMatching(`[ -c]{0,12}`)).Draw(t, "lines")
		s := sorter{memory: rapid.IntRange(1, 200).Draw(t, "memory"), dir: dir}
		for _, l := range lines {
			if err := s.add([]byte(l + "\n")); err != nil {
				t.Fatal(err)
			}
		}
		var got bytes.Buffer
		if err := errors.Join(s.writeTo(&got), s.close()); err != nil {
			t.Fatal(err)
		}
		slices.Sort(lines)
		want := ""
		if lines = slices.Compact(lines); len(lines) > 0 {
			want = strings.Join(lines, "\n") + "\n"
		}
		if got.String() != want {
			t.Fatalf("got %q, want %q", got.String(), want)
		}
	})
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("temporary files are left: %v %v", left, err)
	}
}

func TestSortedLinesLongerThanABuffer(t *testing.T) {
	s := sorter{memory: 1, dir: t.TempDir()}
	long := strings.Repeat("x", 1<<20) + "\n"
	for _, l := range []string{long, "a\n", long} {
		if err := s.add([]byte(l)); err != nil {
			t.Fatal(err)
		}
	}
	var got bytes.Buffer
	if err := errors.Join(s.writeTo(&got), s.close()); err != nil || got.String() != "a\n"+long {
		t.Errorf("%d bytes, %v", got.Len(), err)
	}
}
