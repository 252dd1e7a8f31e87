package lexicon

import (
	"bufio"
	"iter"
	"strings"
)

// Rows yields the rows of one of the embedded lists, split at tabs, without
// its comments and empty lines. A list that does not exist has no rows: the
// names are constants of the code that asks.
func Rows(name string) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		f, err := FS.Open(name)
		if err != nil {
			return
		}
		defer f.Close()
		for lines := bufio.NewScanner(f); lines.Scan(); {
			line := lines.Text()
			if line == "" || line[0] == '#' {
				continue
			}
			if !yield(strings.Split(line, "\t")) {
				return
			}
		}
	}
}
