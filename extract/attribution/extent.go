package attribution

import (
	"slices"
	"strings"
)

// extent completes the tree's idea of what is reported by the surface. A
// direct quotation beside the cue is all there is; gaps are filled; what
// follows without punctuation belongs to it.
func (f *finder) extent(v int, c complement, outside []int) []int {
	clause := c.frame == "clause" || c.frame == "beside"
	block := f.block(v, outside)
	if clause {
		if speech := f.speechBeside(block); len(speech) > 0 {
			return union(speech, f.opening(block, speech))
		}
	}
	content := c.content
	if !c.clausal {
		content = f.restrict(content)
	}
	if c.frame == "np" {
		content = f.promote(v, content)
	}
	if len(content) == 0 {
		return nil
	}
	if clause {
		content = f.withoutComments(content)
	}
	if content = f.trim(subtract(content, outside)); len(content) == 0 {
		return nil
	}
	content = f.undated(v, content)
	in := f.mask(content)
	f.fill(in, f.mask(outside), content[0], content[len(content)-1])
	if clause && !f.passive(v) {
		f.arrange(v, block, in)
	}
	if last := content[len(content)-1]; last > block[1] {
		f.goOn(v, c, in, f.mask(outside))
		f.coordinate(v, c, in)
		if c.frame == "np" {
			f.examples(in)
		}
	}
	var out []int
	for i := range in {
		if in[i] {
			out = append(out, i)
		}
	}
	return out
}

func (f *finder) mask(tokens []int) []bool {
	in := make([]bool, len(f.toks))
	for _, t := range tokens {
		in[t] = true
	}
	return in
}

// block is the stretch, [first, last], of cue and source around v: tokens of
// them with nothing but punctuation and small words between.
func (f *finder) block(v int, outside []int) [2]int {
	at := slices.Index(outside, v)
	first, last := at, at
	for first > 0 && f.joined(outside[first-1], outside[first]) {
		first--
	}
	for last+1 < len(outside) && f.joined(outside[last], outside[last+1]) {
		last++
	}
	return [2]int{outside[first], outside[last]}
}

// joined reports whether tokens i and j are close and no verb or quotation
// mark is between them.
func (f *finder) joined(i, j int) bool {
	if j-i > 3 {
		return false
	}
	for k := i + 1; k < j; k++ {
		if f.toks[k].UPOS == "VERB" || f.quote[k] != f.quote[i] {
			return false
		}
	}
	return true
}

// skipPunct moves from i over punctuation outside quotations.
func (f *finder) skipPunct(i, step int) int {
	for i >= 0 && i < len(f.toks) && f.toks[i].UPOS == "PUNCT" && f.quote[i] < 0 {
		i += step
	}
	if i >= len(f.toks) {
		return -1
	}
	return i
}

// arrange puts the sides of a reported clause right. Between commas the cue
// interrupts ("The museum, he said, would open"): what is left of it belongs
// to the clause. At the end of a sentence nothing behind it does. Before the
// clause, what stands between is its subject, when the tree made it an object.
func (f *finder) arrange(v int, block [2]int, in []bool) {
	block[1] = f.pastDate(v, block[1])
	left, right := f.anyIn(in, 0, block[0]), f.anyIn(in, block[1]+1, len(in))
	interposed := f.isComma(block[0]-1) && f.isComma(block[1]+1)
	switch {
	case interposed && !left && right && (!f.clauseIn(0, block[0]-1) || f.subordinate(f.skipPunct(0, 1))):
		f.set(in, f.pastConnective(f.skipPunct(0, 1)), block[0]-1)
	case interposed && left && !right && f.clauseIn(block[1]+2, len(in)):
		f.set(in, block[1]+2, f.endOfSentence())
	case interposed && left && !f.clauseIn(0, block[0]-1):
		f.set(in, f.skipPunct(0, 1), block[0]-1)
	case left && !interposed:
		for i := block[1] + 1; i < len(in); i++ {
			in[i] = in[i] && f.quote[i] >= 0
		}
	case right:
		f.takeSubject(v, block[1]+1, in)
	}
}

// pastDate steps from the last token of cue and source over the date that
// stands between them and the rest of what is said: "The union, she announced
// on Monday, will strike".
func (f *finder) pastDate(v, last int) int {
	for _, k := range f.tree.Children(v) {
		date := f.subtree(k)
		end := date[len(date)-1]
		if isTime(&f.toks[k]) && date[0] == last+1 && f.isComma(end+1) && end+2 < len(f.toks) && (f.toks[end+2].UPOS == "AUX" || f.toks[end+2].UPOS == "VERB") {
			return end
		}
	}
	return last
}

// pastConnective steps over a word that ties the sentence to the one before.
func (f *finder) pastConnective(i int) int {
	if connectives[strings.ToLower(f.toks[i].Form)] && f.isComma(i+1) {
		return i + 2
	}
	return i
}

var connectives = words("however still yet meanwhile moreover furthermore nevertheless nonetheless therefore thus instead besides additionally likewise finally later")

func (f *finder) anyIn(in []bool, first, end int) bool {
	return first < end && slices.Contains(in[first:end], true)
}

func (f *finder) set(in []bool, first, end int) {
	for i := max(first, 0); i < end; i++ {
		in[i] = true
	}
}

func (f *finder) isComma(i int) bool {
	return i >= 0 && i < len(f.toks) && f.toks[i].Form == ","
}

// clauseIn reports whether a finite verb stands among tokens [first, end).
func (f *finder) clauseIn(first, end int) bool {
	for i := first; i < end; i++ {
		switch f.toks[i].XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			return true
		}
	}
	return false
}

// endOfSentence is the index behind the last token that is no punctuation.
func (f *finder) endOfSentence() int {
	end := len(f.toks)
	for end > 0 && f.toks[end-1].UPOS == "PUNCT" && f.quote[end-1] < 0 {
		end--
	}
	return end
}

// takeSubject adds the words between the cue and its clause when they are a
// noun phrase without preposition that is neither a hearer nor a time.
func (f *finder) takeSubject(v, first int, in []bool) {
	start := first
	for start < len(in) && !in[start] {
		start++
	}
	if start == len(in) || start == first || lower(&f.toks[start]) == "that" || start-first > 15 {
		return
	}
	if _, hears := f.lex.kind("verb", "whom", f.names(v)...); hears {
		return
	}
	n := f.topNoun(first, start)
	if n < 0 || f.tree.Child(n, "case") >= 0 || f.subtree(n)[0] != first {
		return
	}
	f.set(in, first, start)
}

// fill closes the gaps between first and last that hold no token of the cue
// and its source.
func (f *finder) fill(in, barred []bool, first, last int) {
	for i := first; i <= last; i++ {
		if in[i] {
			continue
		}
		end, free := i, true
		for ; end <= last && !in[end]; end++ {
			free = free && !barred[end]
		}
		for ; free && i < end; i++ {
			in[i] = true
		}
		i = end
	}
}
