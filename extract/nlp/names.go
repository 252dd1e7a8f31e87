package nlp

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/sayso-graph/sayso/extract/nlp/perceptron"
)

// Verdicts of the name model on a word, after the classes of mentions.
var (
	partOfName = len(mentionClasses)     // a part of a name that another word heads
	noName     = len(mentionClasses) + 1 // a common noun with a capital
)

// A nameReader tells a network what a name looks like and where it stands.
type nameReader struct {
	words *classWords
	known *Knowledge
	doc   *Doc
	sent  int
	tree  *Tree      // of the sentence
	lower [][]string // forms of the document in small letters
	uses  map[string]*wordUse
	in    perceptron.Input

	net       *perceptron.Net // projects the vectors; nil in training
	projected map[slotWord][]float32
}

// A slotWord is a word in a slot.
type slotWord struct {
	slot int
	word string
}

// A wordUse is how a document uses a word.
type wordUse struct {
	capital, small int     // how often with a capital where no sentence begins, and in small letters
	class          string  // what it heads a mention of in small letters, the last time
	places         []place // where it has a capital, as far as they are looked at
}

// A place is a token of a document.
type place struct{ sent, tok int }

// morePlaces is how many other places of a word are looked at.
const morePlaces = 8

// newNameReader returns a reader of the words of d, whose vectors net projects;
// in training there is none.
func newNameReader(d *Doc, known *Knowledge, net *perceptron.Net) *nameReader {
	r := &nameReader{words: loadClassWords(), known: known, doc: d, net: net, projected: map[slotWord][]float32{}}
	r.lower, r.uses = make([][]string, len(d.Sents)), map[string]*wordUse{}
	for i := range d.Sents {
		r.lower[i] = make([]string, 0, len(d.Sents[i].Tokens))
		for j := range d.Sents[i].Tokens {
			t := &d.Sents[i].Tokens[j]
			w := strings.ToLower(t.Form)
			r.lower[i] = append(r.lower[i], w)
			u := r.uses[w]
			if u == nil {
				u = &wordUse{}
				r.uses[w] = u
			}
			u.add(t, w, place{i, j})
		}
	}
	return r
}

// add counts token t at p, whose form in small letters is lower.
func (u *wordUse) add(t *Token, lower string, p place) {
	if t.Form == lower {
		u.small++
		u.class = cmp.Or(t.Class, u.class)
		return
	}
	if p.tok > 0 {
		u.capital++
	}
	if len(u.places) <= morePlaces {
		u.places = append(u.places, p)
	}
}

// candidate reports whether a token may head a name: a proper noun, or a noun
// with a capital.
func candidate(t *Token) bool {
	return t.UPOS == "PROPN" || (t.UPOS == "NOUN" || t.UPOS == "X") && isCapital(t.Form)
}

func isCapital(form string) bool {
	for _, c := range form {
		return unicode.IsUpper(c)
	}
	return false
}

// nameSlots are the places whose words' vectors the network sees: the head,
// the first and the last word, all words, those before and after, the
// governor, and what stands near.
const nameSlots = 8

// A nameExtent is the words of a name proper within its mention, without
// article, title and complements.
type nameExtent struct{ first, end int }

// extent widens a head to the words that stand by it as parts of its name.
func (r *nameReader) extent(h int) nameExtent {
	x := nameExtent{h, h + 1}
	for x.first > 0 && r.part(x.first-1, h) {
		x.first--
	}
	for x.end < len(r.tree.Sent.Tokens) && r.part(x.end, h) {
		x.end++
	}
	return x
}

// part reports whether token i is joined to head h as a part of its name.
func (r *nameReader) part(i, h int) bool {
	toks := r.tree.Sent.Tokens
	if t := &toks[i]; t.UPOS != "PROPN" && t.UPOS != "NUM" && t.Form != "-" && t.Form != "&" && !isCapital(t.Form) {
		return false
	}
	for steps := 0; i != h; steps++ {
		rel, _, _ := strings.Cut(toks[i].Rel, ":")
		if steps == 4 || toks[i].Head < 0 || toks[i].Head >= len(toks) {
			return false
		}
		switch rel {
		case "compound", "flat", "amod", "nummod", "punct", "cc", "conj", "goeswith":
		default:
			return false
		}
		i = toks[i].Head
	}
	return true
}

// read describes the name that h heads, if it does.
func (r *nameReader) read(h int) perceptron.Input {
	r.in.Features = r.in.Features[:0]
	x := r.extent(h)
	r.readWords(x, h)
	r.readNeighbours(x, h)
	r.readTree(h)
	r.readLexicon(x, h)
	r.readClusters(x, h)
	r.readClasses(x, h)
	r.readElsewhere(place{r.sent, h})
	r.readVectors(x, h)
	return r.in
}

func (r *nameReader) add(template int, values ...string) {
	r.in.Features = append(r.in.Features, perceptron.Hash(template, values...))
}

// form returns the lower-cased form of a token, "" outside the sentence.
func (r *nameReader) form(i int) string {
	if words := r.lower[r.sent]; i >= 0 && i < len(words) {
		return words[i]
	}
	return ""
}

func (r *nameReader) readWords(x nameExtent, head int) {
	toks := r.tree.Sent.Tokens
	var whole []string
	for i := x.first; i < x.end; i++ {
		w := r.form(i)
		whole = append(whole, w)
		r.add(0, w)
		r.add(1, wordShape(toks[i].Form))
	}
	r.add(2, strings.Join(whole, " "))
	r.add(3, r.form(head))
	r.add(4, r.form(x.first))
	r.add(5, r.form(x.end-1))
	r.add(6, wordShape(toks[head].Form), few(x.end-x.first))
	r.grams(7, r.form(x.end-1))
	if head != x.end-1 {
		r.grams(8, r.form(head))
	}
	c := r.uses[r.form(head)]
	r.add(9, few(c.capital), few(c.small), few(head))
	r.add(10, r.capitals(), few(head))
}

// capitals codes which share of the sentence's words has a capital.
func (r *nameReader) capitals() string {
	n, all := 0, 0
	for i := range r.tree.Sent.Tokens {
		if form := r.tree.Sent.Tokens[i].Form; form[0] >= 'a' && form[0] <= 'z' {
			all++
		} else if form[0] >= 'A' && form[0] <= 'Z' {
			all, n = all+1, n+1
		}
	}
	return few(5 * n / max(all, 1))
}

// grams adds the ends of a word and its runs of four letters.
func (r *nameReader) grams(template int, word string) {
	s := "^" + clip(word, 24) + "$"
	for n := 3; n <= 5 && n < len(s); n++ {
		r.add(template, s[len(s)-n:])
		r.add(template, s[:n])
	}
	for i := 1; i+5 < len(s); i++ {
		r.add(template, s[i:i+4])
	}
}

// few writes a small number.
func few(n int) string { return string(rune('0' + min(n, 5))) }

func (r *nameReader) readNeighbours(x nameExtent, h int) {
	toks := r.tree.Sent.Tokens
	r.add(20, r.form(x.first-1))
	r.add(21, r.form(x.end))
	r.add(22, r.form(x.first-1), r.form(x.first-2))
	r.add(23, r.form(h+1))
	if x.first > 0 {
		r.add(25, toks[x.first-1].UPOS)
	}
	if x.end < len(toks) {
		r.add(26, toks[x.end].UPOS, few(x.end-h))
	}
}

func (r *nameReader) readTree(h int) {
	toks := r.tree.Sent.Tokens
	t := &toks[h]
	r.add(40, t.Rel)
	r.add(41, t.Feats)
	if t.Head >= 0 && t.Head < len(toks) {
		g := &toks[t.Head]
		r.add(43, strings.ToLower(g.Lemma))
		r.add(44, strings.ToLower(g.Lemma), t.Rel)
		r.add(45, g.UPOS, t.Rel)
		r.add(46, t.Rel, wordShape(g.Form), g.UPOS)
		r.add(50, t.Rel, few(h-t.Head), few(t.Head-h))
	}
	prep := ""
	for _, k := range r.tree.Children(h) {
		c := &toks[k]
		r.add(47, c.Rel, strings.ToLower(c.Lemma))
		r.add(48, c.Rel)
		if c.Rel == "case" && prep == "" {
			prep = strings.ToLower(c.Form)
		}
	}
	r.add(49, prep, t.Rel)
}

func (r *nameReader) readLexicon(x nameExtent, head int) {
	var words []string
	for i := x.first; i < x.end; i++ {
		words = append(words, r.form(i))
	}
	w := r.words
	r.add(60, w.names[strings.Join(words, " ")])
	r.add(61, w.names[r.form(head)], few(len(words)))
	r.add(62, w.names[r.form(x.end-1)])
	r.add(63, w.nouns[r.form(x.end-1)])
	r.add(64, w.nouns[r.form(x.first-1)])
	if w.firstNames[words[0]] {
		r.add(65, few(len(words)))
	}
	for _, k := range r.tree.Children(head) {
		if t := &r.tree.Sent.Tokens[k]; t.Rel == "appos" || IsRel(t.Rel, "nmod") || t.Rel == "conj" {
			r.add(66, t.Rel, w.nouns[strings.ToLower(t.Lemma)], w.names[strings.ToLower(t.Form)])
		}
	}
}

// readClusters adds the clusters of the words, which tell capitals from small
// letters.
func (r *nameReader) readClusters(x nameExtent, h int) {
	toks := r.tree.Sent.Tokens
	for slot, i := range []int{h, x.first, x.end - 1, x.first - 1, x.end, toks[h].Head} {
		if i >= 0 && i < len(toks) {
			r.add(80+slot, strconv.Itoa(int(r.known.cluster(typewriter.Replace(toks[i].Form)))))
		}
	}
	for i := x.first; i < x.end; i++ {
		r.add(86, strconv.Itoa(int(r.known.cluster(typewriter.Replace(toks[i].Form)))))
	}
}

// readClasses adds what the parser takes for what: the governor, what hangs on
// the name, and the words of the name where they are common nouns.
func (r *nameReader) readClasses(x nameExtent, h int) {
	toks := r.tree.Sent.Tokens
	t := &toks[h]
	if g := t.Head; g >= 0 && g < len(toks) && (g < x.first || g >= x.end) {
		r.add(90, t.Rel, toks[g].Class)
	}
	for _, k := range r.tree.Children(h) {
		if k >= x.first && k < x.end {
			continue
		}
		switch rel, _, _ := strings.Cut(toks[k].Rel, ":"); rel {
		case "appos", "conj", "nmod", "compound", "nsubj", "flat", "acl":
			r.add(91, toks[k].Rel, toks[k].Class)
		}
	}
	for i := x.first; i < x.end; i++ {
		if class := r.uses[r.form(i)].class; class != "" {
			r.add(92, class)
			if i == h {
				r.add(93, class)
			}
		}
	}
}

// readElsewhere adds how the word at p is used elsewhere in the document, each
// use once: one place tells what the other hides.
func (r *nameReader) readElsewhere(p place) {
	from, n := len(r.in.Features), 0
	for _, other := range r.uses[r.form(p.tok)].places {
		if other == p || n == morePlaces {
			continue
		}
		n++
		r.readUse(other)
	}
	slices.Sort(r.in.Features[from:])
	r.in.Features = append(r.in.Features[:from], slices.Compact(r.in.Features[from:])...)
	r.add(109, few(n))
}

// readUse adds what stands beside and above the word at p.
func (r *nameReader) readUse(p place) {
	toks := r.doc.Sents[p.sent].Tokens
	t := &toks[p.tok]
	if p.tok > 0 {
		r.readBeside(100, place{p.sent, p.tok - 1})
	}
	if p.tok+1 < len(toks) {
		r.readBeside(103, place{p.sent, p.tok + 1})
	}
	r.add(106, t.Rel)
	if t.Head >= 0 && t.Head < len(toks) {
		g := &toks[t.Head]
		r.add(107, strings.ToLower(g.Lemma), t.Rel)
		r.add(108, t.Rel, g.UPOS, g.Class)
	}
}

// readBeside adds a neighbour, of which more is told if it has a capital.
func (r *nameReader) readBeside(template int, p place) {
	t, word := &r.doc.Sents[p.sent].Tokens[p.tok], r.lower[p.sent][p.tok]
	r.add(template, word)
	if isCapital(t.Form) {
		r.add(template+1, word)
		r.add(template+2, strconv.Itoa(int(r.known.cluster(typewriter.Replace(t.Form)))))
	}
}

// nameVector is the width of the pre-trained vectors.
const nameVector = 100

// readVectors fills the slots.
func (r *nameReader) readVectors(x nameExtent, h int) {
	if r.net != nil {
		r.in.Projected = append(r.in.Projected[:0], make([]float32, r.net.Hidden)...)
	} else {
		r.in.Numbers = make([]float32, nameSlots*nameVector)
	}
	r.put(0, 1, h)
	r.put(1, 1, x.first)
	r.put(2, 1, x.end-1)
	for i := x.first; i < x.end; i++ {
		r.put(3, 1/float32(x.end-x.first), i)
	}
	r.put(4, 1, x.first-1)
	r.put(5, 1, x.end)
	r.put(6, 1, r.tree.Sent.Tokens[h].Head)
	for d := 2; d <= 4; d++ {
		r.put(7, 0.3, x.first-d)
		r.put(7, 0.3, x.end-1+d)
	}
}

// put adds the vector of token i to a slot.
func (r *nameReader) put(slot int, scale float32, i int) {
	toks := r.tree.Sent.Tokens
	if i < 0 || i >= len(toks) {
		return
	}
	var to, add []float32
	if word := r.form(i); r.net != nil {
		to, add = r.in.Projected, r.projection(slotWord{slot, word})
	} else {
		to, add = r.in.Numbers[slot*nameVector:][:nameVector], r.known.narrow(typewriter.Replace(word))
	}
	for k, x := range add {
		to[k] += scale * x
	}
}

// projection returns what a word in a slot gives to the hidden units.
func (r *nameReader) projection(w slotWord) []float32 {
	p, ok := r.projected[w]
	if !ok {
		p = r.net.Project(w.slot*nameVector, r.known.narrow(typewriter.Replace(w.word)))
		r.projected[w] = p
	}
	return p
}
