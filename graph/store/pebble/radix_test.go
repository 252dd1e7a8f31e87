package pebble

import (
	"bytes"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestRadixSortIsTheOrderOfTheIndexes(t *testing.T) {
	number := rapid.Custom(func(t *rapid.T) id {
		return id(rapid.Uint64().Draw(t, "id") >> rapid.IntRange(0, 63).Draw(t, "shift"))
	})
	rapid.Check(t, func(t *rapid.T) {
		quads := rapid.SliceOf(rapid.Custom(func(t *rapid.T) tuple {
			return tuple{number.Draw(t, "s"), number.Draw(t, "p"), number.Draw(t, "o"), number.Draw(t, "l")}
		})).Draw(t, "quads")
		for _, pair := range [][2]*index{{spol, lspo}, {ospl, posl}} {
			var s sorter
			for i, x := range pair {
				if i == 0 {
					s.sort(quads, x)
				} else {
					s.by(x.order[0])
				}
				want := slices.SortedFunc(slices.Values(quads), func(a, b tuple) int {
					return bytes.Compare(x.appendKey(nil, a), x.appendKey(nil, b))
				})
				if !slices.Equal(s.sorted, want) {
					t.Fatalf("%c: %v, want %v", x.table, s.sorted, want)
				}
			}
		}
	})
}
