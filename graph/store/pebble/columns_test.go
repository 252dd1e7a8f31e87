package pebble

import (
	"bytes"
	"runtime"
	"slices"
	"sort"
	"testing"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/sstable/block"
	"github.com/cockroachdb/pebble/v2/sstable/colblk"
	"pgregory.net/rapid"
)

// someKey draws a key of an index, of another table, or of neither.
func someKey(t *rapid.T) []byte {
	n := rapid.Custom(func(t *rapid.T) id {
		return id(rapid.Uint64().Draw(t, "id") >> rapid.IntRange(0, 63).Draw(t, "shift"))
	})
	switch rapid.IntRange(0, 9).Draw(t, "kind") {
	case 0:
		return nameKey(nil, n.Draw(t, "id"))
	case 1:
		return valueKey(nil, rapid.SliceOfN(rapid.Byte(), 1, 20).Draw(t, "value"))
	case 2: // no key that we write
		return append([]byte{tableSPOL}, rapid.SliceOfN(rapid.Byte(), 0, 100).Draw(t, "bytes")...)
	}
	x := rapid.SampledFrom(indexes[:2]).Draw(t, "index")
	return x.appendKey(nil, tuple{n.Draw(t, "s"), n.Draw(t, "p"), n.Draw(t, "o"), n.Draw(t, "l")})
}

func TestBlocksGiveTheirKeysBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		keys := rapid.SliceOfN(rapid.Custom(someKey), 2, 50).Draw(t, "keys")
		slices.SortFunc(keys, bytes.Compare)
		keys = slices.CompactFunc(keys, bytes.Equal)
		rows := len(keys)
		if rows > 1 && rapid.Bool().Draw(t, "without the last") {
			rows--
		}
		data := writeBlock(keys, rows)
		defer runtime.KeepAlive(data) // the seeker hides its pointers
		seeker := readBlock(data)
		keys = keys[:rows]
		var it colblk.PrefixBytesIter
		it.Init(256, block.NoTransforms.SyntheticPrefix())
		for i, key := range keys {
			if got := seeker.MaterializeUserKey(&it, i-1, i); !bytes.Equal(got, key) {
				t.Fatalf("row %d is %x, want %x", i, got, key)
			}
		}
		for range 10 {
			key := someKey(t)
			if rapid.Bool().Draw(t, "known") {
				key = rapid.SampledFrom(keys).Draw(t, "key")
				key = key[:rapid.IntRange(1, len(key)).Draw(t, "length")]
			}
			want := sort.Search(rows, func(i int) bool { return bytes.Compare(keys[i], key) >= 0 })
			got, equal := seeker.SeekGE(key, -1, 0)
			if got != want || want < rows && equal != bytes.Equal(key, keys[want]) {
				t.Fatalf("%x found in row %d, %v, want %d of %x", key, got, equal, want, keys)
			}
			if got := seeker.IsLowerBound(key, nil); got != (want == 0) {
				t.Fatalf("%x is no lower bound: %v, found in row %d", key, got, want)
			}
		}
	})
}

func writeBlock(keys [][]byte, rows int) []byte {
	var w colblk.DataBlockEncoder
	w.Init(&keySchema)
	size := 0
	for i, key := range keys {
		w.Add(pebble.MakeInternalKey(key, 0, pebble.InternalKeyKindSet), nil, block.InPlaceValuePrefix(false), w.KeyWriter.ComparePrev(key), false)
		if i < rows {
			size = w.Size()
		}
	}
	data, _ := w.Finish(rows, size)
	return data
}

func readBlock(data []byte) colblk.KeySeeker {
	var d colblk.DataBlockDecoder
	d.Init(&keySchema, data)
	meta := new(colblk.KeySeekerMetadata)
	keySchema.InitKeySeekerMetadata(meta, &d)
	return keySchema.KeySeeker(meta)
}
