package pebble

import (
	"bytes"
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestIDsSortAsTheirBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := id(rapid.Uint64().Draw(t, "a")), id(rapid.Uint64().Draw(t, "b"))
		ea, eb := appendID(nil, a), appendID(nil, b)
		if (a < b) != (bytes.Compare(ea, eb) < 0) {
			t.Fatalf("%x as %x, %x as %x", a, ea, b, eb)
		}
		got, rest, err := readID(append(ea, 7))
		if err != nil || got != a || len(rest) != 1 || len(ea) != idLen(a) {
			t.Fatalf("%x read as %x, rest %x, %v", a, got, rest, err)
		}
	})
}

func TestIDLengths(t *testing.T) {
	for _, tt := range []struct {
		v id
		n int
	}{{0, 1}, {127, 1}, {128, 2}, {1<<14 - 1, 2}, {1 << 14, 3}, {1<<56 - 1, 8}, {1 << 56, 9}, {math.MaxUint64, 9}} {
		if got := len(appendID(nil, tt.v)); got != tt.n {
			t.Errorf("%x takes %d bytes, want %d", tt.v, got, tt.n)
		}
	}
}

func FuzzReadID(f *testing.F) {
	f.Add([]byte{0x80, 0x80})
	f.Add([]byte{0xff, 0, 0, 0, 0, 0, 0, 0, 1})
	f.Fuzz(func(t *testing.T, b []byte) {
		v, rest, err := readID(b)
		if err != nil {
			return
		}
		if used := b[:len(b)-len(rest)]; len(used) == idLen(v) && !bytes.Equal(used, appendID(nil, v)) {
			t.Fatalf("%x read as %x and written as %x", used, v, appendID(nil, v))
		}
	})
}

func TestIndexKeysRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var a, b tuple
		for i := range a {
			a[i], b[i] = id(rapid.Uint64().Draw(t, "a")), id(rapid.Uint64().Draw(t, "b"))
		}
		for _, x := range indexes {
			got, err := x.read(x.appendKey(nil, a))
			if err != nil || got != a {
				t.Fatalf("%c: %v read as %v, %v", x.table, a, got, err)
			}
			want := 0
			for _, i := range x.order {
				if want == 0 && a[i] != b[i] {
					want = 1 - 2*btoi(a[i] < b[i])
				}
			}
			if c := bytes.Compare(x.appendKey(nil, a), x.appendKey(nil, b)); c != want {
				t.Fatalf("%c: %v against %v compares as %d", x.table, a, b, c)
			}
		}
	})
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
