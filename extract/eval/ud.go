package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// UDMetrics names the figures of the CoNLL 2018 shared task (Zeman et al.
// 2018), in the order in which they are printed.
var UDMetrics = []string{"Tokens", "Sentences", "Words", "UPOS", "XPOS", "UFeats", "Lemmas", "UAS", "LAS", "CLAS"}

// A UDScore counts one metric over two analyses of one text.
type UDScore struct {
	Gold, System, Correct int
	// Aligned counts the words that both sides agree on, -1 for Tokens,
	// Sentences and Words.
	Aligned int
}

// PRF returns precision, recall and F1, each 0 where it is not defined.
func (s UDScore) PRF() PRF {
	return PRF{
		Precision: ratio(float64(s.Correct), float64(s.System), 0),
		Recall:    ratio(float64(s.Correct), float64(s.Gold), 0),
		F1:        ratio(2*float64(s.Correct), float64(s.System+s.Gold), 0),
	}
}

// A UDTable holds a score for each of UDMetrics, in their order.
type UDTable []UDScore

// Get returns the score of a metric, the zero value for an unknown one.
func (t UDTable) Get(metric string) UDScore {
	if i := slices.Index(UDMetrics, metric); i >= 0 && i < len(t) {
		return t[i]
	}
	return UDScore{}
}

// String returns the table in percent, as the shared task prints it.
func (t UDTable) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-10s %9s %9s %9s %9s\n", "Metric", "Precision", "Recall", "F1", "AligndAcc")
	for i, s := range t {
		m := s.PRF()
		acc := ""
		if s.Aligned >= 0 {
			acc = fmt.Sprintf("%9.2f", 100*ratio(float64(s.Correct), float64(s.Aligned), 0))
		}
		fmt.Fprintf(&b, "%-10s %9.2f %9.2f %9.2f %9s\n", UDMetrics[i], 100*m.Precision, 100*m.Recall, 100*m.F1, acc)
	}
	return b.String()
}

// MarshalJSON writes an object with a member for each metric.
func (t UDTable) MarshalJSON() ([]byte, error) {
	type row struct {
		P          float64  `json:"p"`
		R          float64  `json:"r"`
		F1         float64  `json:"f1"`
		AlignedAcc *float64 `json:"aligned_acc"`
		Gold       int      `json:"gold"`
		System     int      `json:"system"`
		Correct    int      `json:"correct"`
	}
	rows := make(map[string]row, len(t)) // encoding/json sorts the keys
	for i, s := range t {
		m := s.PRF()
		r := row{P: m.Precision, R: m.Recall, F1: m.F1, Gold: s.Gold, System: s.System, Correct: s.Correct}
		if s.Aligned >= 0 {
			acc := ratio(float64(s.Correct), float64(s.Aligned), 0)
			r.AlignedAcc = &acc
		}
		rows[UDMetrics[i]] = r
	}
	return json.Marshal(rows)
}

// UD compares a system's analysis of documents with the gold one. Texts align
// by their characters, white space left out; it is an error when these differ.
func UD(gold, system []*nlp.Doc) (UDTable, error) {
	g, s := newUDText(gold), newUDText(system)
	if g.chars != s.chars {
		return nil, fmt.Errorf("the two texts differ: %s", firstDifference(g.chars, s.chars))
	}
	return g.score(s), nil
}

// UDFiles is UD for two CoNLL-U streams.
func UDFiles(gold, system io.Reader) (UDTable, error) {
	g, err := readDocs(gold)
	if err != nil {
		return nil, fmt.Errorf("gold: %w", err)
	}
	s, err := readDocs(system)
	if err != nil {
		return nil, fmt.Errorf("system: %w", err)
	}
	return UD(g, s)
}

func readDocs(r io.Reader) ([]*nlp.Doc, error) {
	var docs []*nlp.Doc
	for d, err := range nlp.ReadCoNLLU(r) {
		if err != nil {
			return nil, err
		}
		docs = append(docs, &d.Doc)
	}
	return docs, nil
}

func firstDifference(gold, system string) string {
	g, s := []rune(gold), []rune(system)
	i := 0
	for i < len(g) && i < len(s) && g[i] == s[i] {
		i++
	}
	around := func(r []rune) string { return string(r[max(0, i-20):min(len(r), i+20)]) }
	return fmt.Sprintf("at character %d, gold …%q, system …%q", i, around(g), around(s))
}

// udText is an analysis with its spans counted in characters other than white
// space.
type udText struct {
	chars         string
	tokens, sents [][2]int
	words         []udWord
}

// A udWord is a syntactic word. Those of a multiword token all have its span.
type udWord struct {
	start, end int
	multi      bool
	tok        *nlp.Token
	feats      string // the universal features, sorted
	head       int    // index of the head in words, -1 for the root
}

func newUDText(docs []*nlp.Doc) *udText {
	t := &udText{}
	var chars strings.Builder
	at := 0
	for _, d := range docs {
		for i := range d.Sents {
			at = t.sentence(d, &d.Sents[i], at, &chars)
		}
	}
	t.chars = chars.String()
	return t
}

// sentence appends a sentence that begins at character at, and returns where
// it ends.
func (t *udText) sentence(d *nlp.Doc, s *nlp.Sentence, at int, chars *strings.Builder) int {
	begin, base := at, len(t.words)
	for i := 0; i < len(s.Tokens); {
		n := min(max(s.Tokens[i].Multi, 1), len(s.Tokens)-i)
		start := at
		for _, r := range s.Words(i, i+n).In(d.Text) {
			if !blankRune(r) {
				chars.WriteRune(r)
				at++
			}
		}
		t.tokens = append(t.tokens, [2]int{start, at})
		for range n {
			w := udWord{start: start, end: at, multi: n > 1, tok: &s.Tokens[i], head: -1}
			w.feats = universalFeats(w.tok.Feats)
			if w.tok.Head >= 0 {
				w.head = base + w.tok.Head
			}
			t.words = append(t.words, w)
			i++
		}
	}
	t.sents = append(t.sents, [2]int{begin, at})
	return at
}

// udFeats is the list of universal features of the shared task.
var udFeats = func() map[string]bool {
	m := make(map[string]bool)
	for f := range strings.FieldsSeq(`PronType NumType Poss Reflex Foreign Abbr Gender Animacy Number Case Definite
		Degree VerbForm Mood Tense Aspect Voice Evident Polarity Person Polite`) {
		m[f] = true
	}
	return m
}()

func universalFeats(feats string) string {
	var keep []string
	for f := range strings.SplitSeq(feats, "|") {
		if name, _, _ := strings.Cut(f, "="); udFeats[name] {
			keep = append(keep, f)
		}
	}
	slices.Sort(keep)
	return strings.Join(keep, "|")
}

// contentRels are the relations that CLAS counts.
var contentRels = func() map[string]bool {
	m := make(map[string]bool)
	for r := range strings.FieldsSeq(`acl advcl advmod amod appos ccomp compound conj csubj dep discourse dislocated
		expl fixed flat goeswith iobj list nmod nsubj nummod obj obl orphan parataxis reparandum root vocative xcomp`) {
		m[r] = true
	}
	return m
}()

func (w *udWord) rel() string {
	rel, _, _ := strings.Cut(w.tok.Rel, ":")
	return rel
}

// score compares two analyses of the same characters.
func (g *udText) score(s *udText) UDTable {
	pairs := alignWords(g.words, s.words)
	toGold := make([]int, len(s.words))
	for i := range toGold {
		toGold[i] = -1
	}
	for _, p := range pairs {
		toGold[p[1]] = p[0]
	}
	headOK := func(a, b *udWord) bool {
		if a.head < 0 || b.head < 0 {
			return a.head < 0 && b.head < 0
		}
		return toGold[b.head] == a.head
	}
	labelled := func(a, b *udWord) bool { return a.rel() == b.rel() && headOK(a, b) }
	count := func(keep func(*udWord) bool, right func(a, b *udWord) bool) UDScore {
		return g.count(s, pairs, keep, right)
	}
	return UDTable{
		spanScore(g.tokens, s.tokens),
		spanScore(g.sents, s.sents),
		{Gold: len(g.words), System: len(s.words), Correct: len(pairs), Aligned: -1},
		count(nil, func(a, b *udWord) bool { return a.tok.UPOS == b.tok.UPOS }),
		count(nil, func(a, b *udWord) bool { return a.tok.XPOS == b.tok.XPOS }),
		count(nil, func(a, b *udWord) bool { return a.feats == b.feats }),
		count(nil, sameLemma),
		count(nil, headOK),
		count(nil, labelled),
		count(func(w *udWord) bool { return contentRels[w.rel()] }, labelled),
	}
}

// sameLemma accepts any lemma where the gold has none ("_").
func sameLemma(a, b *udWord) bool {
	return a.tok.Lemma == "" || a.tok.Lemma == "_" || a.tok.Lemma == b.tok.Lemma
}

// count scores the words that keep, judged on the gold side for pairs, lets
// through; nil lets all.
func (g *udText) count(s *udText, pairs [][2]int, keep func(*udWord) bool, right func(a, b *udWord) bool) UDScore {
	kept := func(words []udWord) int {
		if keep == nil {
			return len(words)
		}
		n := 0
		for i := range words {
			if keep(&words[i]) {
				n++
			}
		}
		return n
	}
	score := UDScore{Gold: kept(g.words), System: kept(s.words)}
	for _, p := range pairs {
		a, b := &g.words[p[0]], &s.words[p[1]]
		if keep != nil && !keep(a) {
			continue
		}
		score.Aligned++
		if right(a, b) {
			score.Correct++
		}
	}
	return score
}

func spanScore(gold, system [][2]int) UDScore {
	score := UDScore{Gold: len(gold), System: len(system), Aligned: -1}
	for g, s := 0, 0; g < len(gold) && s < len(system); {
		switch a, b := gold[g], system[s]; {
		case a == b:
			score.Correct++
			g++
			s++
		case a[1] < b[1] || a[1] == b[1] && a[0] < b[0]:
			g++
		default:
			s++
		}
	}
	return score
}
