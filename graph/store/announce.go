package store

import (
	"os"
	"path/filepath"
	"strings"
)

// announcement is the file in an embedded store that tells where it is served.
const announcement = "SERVER"

// Announce leaves word of the address where the store is served, for those who
// find it locked; withdraw takes it back. Where nobody may write, or the store
// is no directory, nothing is left.
func (s *Store) Announce(address string) (withdraw func()) {
	if !isDir(s.spec) {
		return func() {}
	}
	name := filepath.Join(s.spec, announcement)
	if err := os.WriteFile(name, []byte(address+"\n"), 0o644); err != nil {
		return func() {}
	}
	return func() { _ = os.Remove(name) } // what is left is found to be out of date
}

// Announced returns the address where a store was said to be served, "" when
// nobody said so. Who said so may be gone.
func Announced(spec string) string {
	if !isDir(spec) {
		return ""
	}
	data, err := os.ReadFile(filepath.Join(spec, announcement))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(data))
}
