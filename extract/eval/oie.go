package eval

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/sayso-graph/sayso/extract/openie"
)

// An Extraction is one proposition of a system as the benchmarks of open
// information extraction see it: text in slots, one object of a JSON Lines
// file.
type Extraction struct {
	Sentence   string   `json:"sentence"`
	Subject    string   `json:"subject"`
	Predicate  string   `json:"predicate"`
	Object     string   `json:"object"`
	Arguments  []string `json:"arguments"`
	Confidence *float64 `json:"confidence"` // nil counts as 1
}

// NewExtraction is a proposition of sentence as the benchmarks see it.
func NewExtraction(sentence string, p *openie.Proposition) Extraction {
	e := Extraction{
		Sentence: sentence, Subject: p.Subject.Text, Predicate: p.Predicate.Text, Object: p.Object.Text,
		Confidence: &p.Confidence,
	}
	for i := range p.Arguments {
		e.Arguments = append(e.Arguments, p.Arguments[i].Text)
	}
	e.tidy()
	return e
}

// objects returns what stands behind the predicate, without empty slots.
func (e *Extraction) objects() []string {
	var out []string
	for _, a := range append([]string{e.Object}, e.Arguments...) {
		if a != "" {
			out = append(out, a)
		}
	}
	return out
}

func (e *Extraction) confidence() float64 {
	if e.Confidence == nil {
		return 1
	}
	return *e.Confidence
}

// ReadExtractions reads JSON Lines, one extraction a line. White space in the
// slots is made single blanks.
func ReadExtractions(r io.Reader) ([]Extraction, error) {
	var out []Extraction
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxGoldLine)
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var e Extraction
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		e.tidy()
		out = append(out, e)
	}
	return out, lines.Err()
}

// maxGoldLine bounds a line of gold or of predictions.
const maxGoldLine = 64 << 20

func (e *Extraction) tidy() {
	for _, s := range []*string{&e.Subject, &e.Predicate, &e.Object} {
		*s = squeeze(*s)
	}
	for i := range e.Arguments {
		e.Arguments[i] = squeeze(e.Arguments[i])
	}
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// SentenceKey is what a sentence is known by: itself without blanks and ASCII
// punctuation, so that two tokenisations of it are one.
func SentenceKey(sentence string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r > ' ' && r < 0x7f && !isAlphanumeric(r) {
			return -1
		}
		return r
	}, strings.TrimSpace(bracketEscapes.Replace(sentence)))
}

func isAlphanumeric(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
}

var bracketEscapes = strings.NewReplacer(
	"-LRB-", "(", "-RRB-", ")", "-LSB-", "[", "-RSB-", "]", "-LCB-", "{", "-RCB-", "}")

// bySentence groups extractions by their sentence, in the order given.
func bySentence(all []Extraction) map[string][]Extraction {
	out := map[string][]Extraction{}
	for _, e := range all {
		key := SentenceKey(e.Sentence)
		out[key] = append(out[key], e)
	}
	return out
}

// PRF is precision, recall and their harmonic mean, each between 0 and 1.
type PRF struct{ Precision, Recall, F1 float64 }

func newPRF(precision, recall float64) PRF {
	return PRF{precision, recall, f1(precision, recall)}
}

func f1(precision, recall float64) float64 {
	return ratio(2*precision*recall, precision+recall, 0)
}

// ratio returns part/whole, or empty where the whole is zero.
func ratio(part, whole, empty float64) float64 {
	if whole == 0 {
		return empty
	}
	return part / whole
}
