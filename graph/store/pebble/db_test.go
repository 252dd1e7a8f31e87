package pebble

import (
	"encoding/binary"
	"errors"
	"strings"
	"testing"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"

	"github.com/sayso-graph/sayso/graph/store/backend"
	"github.com/sayso-graph/sayso/graph/store/storetest"
)

// aboveBatch is the least import that goes the way of large ones.
const aboveBatch = importBatch + 10

func TestContractInMemory(t *testing.T) {
	storetest.Run(t, storetest.Subject{
		Open: func(t testing.TB) backend.Backend {
			db, err := OpenMemory()
			if err != nil {
				t.Fatal(err)
			}
			return db
		},
		Large: aboveBatch,
	})
}

// mixed has an import of aboveBatch quads hold two chunks in memory and write
// two.
var mixed = Options{chunk: 6000, held: 12_500}

func TestContractOnDisk(t *testing.T) {
	dirs := map[backend.Backend]string{}
	fs := vfs.NewMem() // with its log, unlike a store in memory
	n := 0
	open := func(t testing.TB, dir string) backend.Backend {
		opts := mixed
		opts.Create, opts.FS = true, fs
		db, err := Open(dir, opts)
		if err != nil {
			t.Fatal(err)
		}
		dirs[db] = dir
		return db
	}
	storetest.Run(t, storetest.Subject{
		Open: func(t testing.TB) backend.Backend {
			n++
			return open(t, string(rune('a'+n%26))+string(rune('a'+n/26)))
		},
		Reopen: func(t testing.TB, b backend.Backend) backend.Backend {
			if err := b.Close(); err != nil {
				t.Fatal(err)
			}
			return open(t, dirs[b])
		},
		Large: aboveBatch,
	})
}

// TestOlderFormatIsRefused opens a store as version 1 wrote it: with tables of
// pebble's own columns.
func TestOlderFormatIsRefused(t *testing.T) {
	fs := vfs.NewMem()
	old, err := pebble.Open("old", &pebble.Options{FS: fs, FormatMajorVersion: pebble.FormatNewest, Logger: logger{}})
	if err != nil {
		t.Fatal(err)
	}
	err = errors.Join(
		old.Set(metaKey("version"), binary.AppendVarint(nil, 1), pebble.Sync), old.Flush(), old.Close())
	if err != nil {
		t.Fatal(err)
	}
	_, err = Open("old", Options{FS: fs})
	if !errors.Is(err, backend.ErrFormat) || !strings.Contains(err.Error(), "format 1, this program reads 2") {
		t.Errorf("error is %v", err)
	}
}
