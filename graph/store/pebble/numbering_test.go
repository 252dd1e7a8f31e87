package pebble

import (
	"testing"

	"pgregory.net/rapid"
)

// TestNumberingIsAMap compares with a map, with so few bytes that strings come
// again, and with enough of them that it grows.
func TestNumberingIsAMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := newNumbering(0)
		want := map[string]uint64{}
		texts := rapid.SliceOfN(rapid.SliceOfN(rapid.Byte(), 0, 2), 0, 1000).Draw(t, "texts")
		for _, text := range texts {
			if _, ok := want[string(text)]; !ok {
				want[string(text)] = uint64(len(want) + 1)
			}
			if got := n.number(text); got != want[string(text)] {
				t.Fatalf("%x has number %d, want %d", text, got, want[string(text)])
			}
		}
		if n.count() != len(want) {
			t.Fatalf("%d strings, want %d", n.count(), len(want))
		}
		for text, number := range want {
			if got := n.at(number); string(got) != text {
				t.Fatalf("number %d is %x, want %x", number, got, text)
			}
		}
	})
}
