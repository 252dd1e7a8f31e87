package eval

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// A GAPExample is one line of GAP (Webster et al. 2018): a pronoun and two
// names in a passage, and which of them it refers to. Offsets count code
// points.
type GAPExample struct {
	ID, Text, URL                   string
	Pronoun, A, B                   string
	PronounOffset, AOffset, BOffset int
	ACoref, BCoref                  bool
}

// ReadGAP reads the tab-separated file of GAP.
func ReadGAP(r io.Reader) ([]GAPExample, error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	var out []GAPExample
	for n := 1; lines.Scan(); n++ {
		cols := strings.Split(lines.Text(), "\t")
		if cols[0] == "ID" {
			continue
		}
		if len(cols) != 11 {
			return nil, fmt.Errorf("line %d: %d columns instead of 11", n, len(cols))
		}
		e := GAPExample{ID: cols[0], Text: cols[1], Pronoun: cols[2], A: cols[4], B: cols[7], URL: cols[10]}
		for i, to := range map[int]*int{3: &e.PronounOffset, 5: &e.AOffset, 8: &e.BOffset} {
			if _, err := fmt.Sscan(cols[i], to); err != nil {
				return nil, fmt.Errorf("line %d: offset %q", n, cols[i])
			}
		}
		e.ACoref, e.BCoref = strings.EqualFold(cols[6], "TRUE"), strings.EqualFold(cols[9], "TRUE")
		out = append(out, e)
	}
	return out, lines.Err()
}

// GAPAnswer says which names a system takes the pronoun for.
type GAPAnswer struct{ A, B bool }

// GAPScores are the figures of GAP.
type GAPScores struct {
	Examples, Missing            int // Missing have no answer, which counts as none of both
	Overall, Masculine, Feminine PRF
}

// Bias returns feminine over masculine F1.
func (s GAPScores) Bias() float64 { return ratio(s.Feminine.F1, s.Masculine.F1, 0) }

// GAP scores answers by the ID of their example.
func GAP(gold []GAPExample, answers map[string]GAPAnswer) GAPScores {
	var masculine, feminine tally
	s := GAPScores{Examples: len(gold)}
	for _, e := range gold {
		answer, ok := answers[e.ID]
		if !ok {
			s.Missing++
		}
		side := &masculine
		switch strings.ToLower(e.Pronoun) {
		case "she", "her", "hers":
			side = &feminine
		}
		side.add(e.ACoref, answer.A)
		side.add(e.BCoref, answer.B)
	}
	s.Masculine, s.Feminine = masculine.prf(), feminine.prf()
	s.Overall = tally{
		gold:   masculine.gold + feminine.gold,
		system: masculine.system + feminine.system,
		hit:    masculine.hit + feminine.hit,
	}.prf()
	return s
}

func (t *tally) add(gold, system bool) {
	if gold {
		t.gold++
	}
	if system {
		t.system++
	}
	if gold && system {
		t.hit++
	}
}

// String returns the scores in percent.
func (s GAPScores) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "  examples %d, without an answer %d\n", s.Examples, s.Missing)
	writePRF(&b, "overall", s.Overall)
	writePRF(&b, "masculine", s.Masculine)
	writePRF(&b, "feminine", s.Feminine)
	fmt.Fprintf(&b, "  bias (F/M) %.2f\n", s.Bias())
	return b.String()
}
