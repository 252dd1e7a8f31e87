package eval

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// BenchIE is the gold of the benchmark of that name: Gashteovski et al.,
// BenchIE: A Framework for Multi-Faceted Fact-Based Open Information
// Extraction Evaluation, ACL 2022. Each sentence has facts, each fact all the
// triples that state it.
type BenchIE struct {
	gold  map[string][]benchFact
	facts int
}

type benchFact []*regexp.Regexp

// BenchIEScore is the outcome: facts found against wrong triples.
type BenchIEScore struct {
	PRF
	Facts, Found, Triples, Wrong int
}

// A Flattening tells how a proposition with several arguments becomes triples.
type Flattening string

// The flattenings, for subject s, predicate p, object o and arguments a, b:
// star gives (s; p; o), (s; p o; a), (s; p o; b); chain (s; p; o), (s; p o;
// a), (s; p o a; b); joined (s; p; o a b); first (s; p; o).
const (
	Star   Flattening = "star"
	Chain  Flattening = "chain"
	Joined Flattening = "joined"
	First  Flattening = "first"
)

var benchCluster = regexp.MustCompile(`^\S+-->\s*Cluster`)

// ReadBenchIE reads the benchmark's own text format.
func ReadBenchIE(r io.Reader) (*BenchIE, error) {
	g := &BenchIE{gold: map[string][]benchFact{}}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxGoldLine)
	key := ""
	for n := 1; lines.Scan(); n++ {
		switch line := strings.TrimSpace(lines.Text()); {
		case strings.HasPrefix(line, "sent_id:"):
			_, sentence, ok := strings.Cut(line, "\t")
			if !ok {
				return nil, fmt.Errorf("line %d: sentence without text", n)
			}
			sentence, _, _ = strings.Cut(sentence, "\t")
			key = SentenceKey(sentence)
			if _, seen := g.gold[key]; !seen {
				g.gold[key] = nil
			}
		case benchCluster.MatchString(line):
			g.gold[key] = append(g.gold[key], nil)
			g.facts++
		case strings.Contains(line, " --> "):
			facts := g.gold[key]
			if len(facts) == 0 {
				return nil, fmt.Errorf("line %d: triple outside a cluster", n)
			}
			pattern, err := benchPattern(line)
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", n, err)
			}
			facts[len(facts)-1] = append(facts[len(facts)-1], pattern)
		}
	}
	return g, lines.Err()
}

// benchPattern compiles "[the] ILO --> asked --> China": what stands in
// brackets may be absent. It matches a triple whose words each have a blank
// before them and whose slots are split by tabs.
func benchPattern(line string) (*regexp.Regexp, error) {
	slots := strings.Split(line, " --> ")
	if len(slots) > 3 {
		slots = slots[:3]
	}
	for i := range slots {
		slots[i] = slotPattern(slots[i])
	}
	return regexp.Compile("^(?:" + strings.Join(slots, "\t") + ")$")
}

func slotPattern(slot string) string {
	var out strings.Builder
	var inside []string // the words of an open bracket
	open := false
	for _, word := range strings.Fields(slot) {
		switch {
		case open:
			inside = append(inside, word)
		case strings.Contains(word, "["):
			open, inside = true, []string{word}
		case !strings.Contains(word, "]"):
			out.WriteString(regexp.QuoteMeta(" " + word))
		}
		if open && strings.Contains(word, "]") {
			words := strings.NewReplacer("[", "", "]", "").Replace(strings.Join(inside, " "))
			out.WriteString("(?:" + regexp.QuoteMeta(" "+words) + ")?")
			open = false
		}
	}
	return out.String()
}

// Score compares extractions with the gold. A triple is right when it equals
// one of the forms of a fact, word for word.
func (g *BenchIE) Score(extractions []Extraction, flat Flattening) BenchIEScore {
	score := BenchIEScore{Facts: g.facts}
	type fact struct {
		key string
		n   int
	}
	found := map[fact]bool{}
	for i := range extractions {
		key := SentenceKey(extractions[i].Sentence)
		facts, known := g.gold[key]
		if !known {
			continue
		}
		for _, triple := range extractions[i].triples(flat) {
			score.Triples++
			if n := findFact(facts, triple); n >= 0 {
				found[fact{key, n}] = true
			} else {
				score.Wrong++
			}
		}
	}
	score.Found = len(found)
	score.PRF = newPRF(ratio(float64(score.Found), float64(score.Found+score.Wrong), 0),
		ratio(float64(score.Found), float64(score.Facts), 0))
	return score
}

// findFact returns the first fact that a triple states, or -1.
func findFact(facts []benchFact, triple [3]string) int {
	var surface [3]string
	for i, slot := range triple {
		for _, w := range strings.Fields(slot) {
			surface[i] += " " + w
		}
	}
	text := strings.Join(surface[:], "\t")
	for n, fact := range facts {
		for _, pattern := range fact {
			if pattern.MatchString(text) {
				return n
			}
		}
	}
	return -1
}

// triples casts an extraction into triples.
func (e *Extraction) triples(flat Flattening) [][3]string {
	objects := e.objects()
	if len(objects) == 0 {
		return nil
	}
	switch flat {
	case Joined:
		return [][3]string{{e.Subject, e.Predicate, strings.Join(objects, " ")}}
	case First:
		return [][3]string{{e.Subject, e.Predicate, objects[0]}}
	}
	var out [][3]string
	for i, o := range objects {
		relation := append([]string{e.Predicate}, objects[:i]...)
		if flat == Star {
			relation = []string{e.Predicate}
			if e.Object != "" && i > 0 {
				relation = append(relation, e.Object)
			}
		}
		out = append(out, [3]string{e.Subject, strings.Join(relation, " "), o})
	}
	return out
}
