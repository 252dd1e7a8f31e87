package nlp

// sentences ends the sentences of the paragraph whose tokens begin at from.
func (sc *scratch) sentences(from int) {
	c := newStopContext(sc.toks, from)
	var feats [stopFeatures]uint32
	for i := from; i+1 < len(sc.toks); i++ {
		c.pass(i)
		if !c.candidate(i) {
			continue
		}
		ends, ok := c.rule(i)
		if !ok {
			c.features(i, &feats)
			ends = sc.t.stop.best(feats[:]) == 1
		}
		if ends {
			sc.stops = append(sc.stops, stop{i + 1, sc.par})
			c.begin(i + 1)
		}
	}
	sc.stops = append(sc.stops, stop{len(sc.toks), sc.par})
}

// stopContext is what the features of a sentence boundary look at, and what
// it remembers of the sentence so far.
type stopContext struct {
	toks     []token // of the whole text
	from     int     // first token of the paragraph
	start    int     // first token of the sentence
	quote    uint32  // a double quotation is open: 1 straight, 2 typographic
	bracket  uint32  // brackets open, at most 3
	quoteAge int     // tokens since it opened
	ended    bool    // the paragraph has had a sentence with final punctuation
	enders   uint32  // tokens of final punctuation in the paragraph, at most 7
}

func newStopContext(toks []token, from int) stopContext {
	c := stopContext{toks: toks, from: from, start: from}
	for i := from; i < len(toks) && c.enders < 7; i++ {
		if final(toks[i].last) && toks[i].shape == shapeOther {
			c.enders++
		}
	}
	return c
}

func final(class charClass) bool {
	return class == classPeriod || class == classQuestion || class == classBang || class == classEllipsis
}

func closer(class charClass) bool {
	switch class {
	case classQuote, classCloseQuote, classCloseSingle, classApostrophe, classCloseBracket:
		return true
	}
	return false
}

// pass takes notice of token i.
func (c *stopContext) pass(i int) {
	t := &c.toks[i]
	c.quoteAge++
	switch t.first {
	case classQuote:
		c.quote ^= 1
		c.quoteAge = 0
	case classOpenQuote:
		c.quote, c.quoteAge = 2, 0
	case classCloseQuote:
		c.quote = 0
	case classOpenBracket:
		c.bracket = min(c.bracket+1, 3)
	case classCloseBracket:
		c.bracket = max(c.bracket, 1) - 1
	}
}

// begin starts a sentence at token i.
func (c *stopContext) begin(i int) {
	c.start = i
	c.bracket = 0
	c.ended = true
}

// candidate reports whether a sentence may end after token i: before white
// space that does not stand in running lower-case text, or where somebody
// forgot the blank after a full stop.
func (c *stopContext) candidate(i int) bool {
	a, b := &c.toks[i], &c.toks[i+1]
	if b.clitic {
		return false
	}
	if !b.space {
		return b.shape == shapeTitle && (final(a.last) && a.shape == shapeOther || closer(a.last) && i > c.from && final(c.toks[i-1].last))
	}
	return b.first != classLower || !(a.first.letter() && a.abbr == abbrNone || a.first == classComma || a.first == classHyphen)
}

// rule decides the places after token i that edited text decides always, but
// the treebanks too rarely; ok is false where the model is to decide.
func (c *stopContext) rule(i int) (ends, ok bool) {
	a, b := &c.toks[i], &c.toks[i+1]
	if !b.space || b.line {
		return false, false
	}
	before := c.at(i - 1)
	switch {
	case a.abbr == abbrLink: // e.g. Smith
		return false, true
	case a.first == classUpper && a.abbr == abbrNone && b.first == classUpper && c.enders > 0 && c.quote == 0: // United Nations International Labor Organization
		return false, true
	case closingQuote(a) && endsPlainly(before) && before.first != classPeriod && c.asks(i+1): // did he?” Anna Berg asked.
		return false, true
	case a.abbr == abbrTitle && b.first == classUpper: // Gen. Milley
		return false, true
	case (a.abbr == abbrUnit || a.abbr == abbrDotted) && calendar(b.id): // 5 p.m. Sunday
		return false, true
	case a.abbr >= abbrCompany && a.abbr != abbrInitial && subject(b): // at 10 a.m. The party
		return true, true
	case c.quote == 0 && c.bracket == 0 && endsPlainly(a) && a.first == classPeriod && before.shape == shapeLower && b.first == classUpper: // rose. Smith & Co.
		return true, true
	case c.quote == 0 && closingQuote(a) && before.first == classPeriod && b.first == classUpper: // left.” ILO Convention
		return true, true
	case c.quote == 0 && endsPlainly(a) && opensQuote(b): // say? “No”
		return true, true
	case c.quote == 0 && closingQuote(a) && endsPlainly(before) && opensQuote(b): // .” “We
		return true, true
	}
	return false, false
}

// asks reports whether, from token i on, a name and a verb of saying follow, and
// nothing that is said.
func (c *stopContext) asks(i int) bool {
	end := i
	for end < i+maxNameWords && c.at(end).shape == shapeTitle && !c.at(end).starter {
		end++
	}
	_, says := exclaiming[c.at(end).id]
	_, goesOn := besides[c.at(end+1).id]
	return end > i && says && (goesOn || c.at(end+1).first == classPeriod || c.at(end+1).first == classComma)
}

// maxNameWords bounds the name of who asks.
const maxNameWords = 3

func subject(t *token) bool {
	_, ok := subjects[t.id]
	return ok && t.shape == shapeTitle
}

func calendar(id uint32) bool {
	_, ok := calendarNames[id]
	return ok
}

func endsPlainly(t *token) bool { return final(t.first) && t.shape == shapeOther }

func closingQuote(t *token) bool { return t.first == classQuote || t.first == classCloseQuote }

func opensQuote(t *token) bool {
	return t.opens && (t.first == classQuote || t.first == classOpenQuote || t.first == classOpenSingle)
}

// at returns token i, or a zero one outside the paragraph.
func (c *stopContext) at(i int) *token {
	if i < c.from || i >= len(c.toks) {
		return &noToken
	}
	return &c.toks[i]
}

var noToken token

const stopFeatures = 42

func (c *stopContext) features(i int, out *[stopFeatures]uint32) {
	a, b := &c.toks[i], &c.toks[i+1]
	p, q, q2 := c.at(i-1), c.at(i+2), c.at(i+3)
	// What the closing quotes and brackets at the end enclose.
	e := i
	for e > c.start && e > i-3 && closer(c.toks[e].last) {
		e--
	}
	ender := c.at(e)
	core := c.at(e - 1)
	var space uint32 = 1
	if !b.space {
		space = 0
	} else if b.line {
		space = 2
	}
	length := lengthClass(i + 1 - c.start)
	open := c.quote<<4 | min(uint32(lengthClass(c.quoteAge)), 3)
	ahead := c.ahead(i + 1)
	left := lengthClass(len(c.toks) - i - 1)
	as, bs, ps, qs := shapeOf(a), shapeOf(b), shapeOf(p), shapeOf(q)
	es := shapeOf(ender)
	abbr := uint32(a.abbr)
	ends, begins := ending(ender, i-e, a), beginning(b, q)
	*out = [stopFeatures]uint32{
		mix(100, space),
		mix(101, mix(a.id, space)),
		mix(102, mix(b.id, space)),
		mix(103, mix(a.id, b.id)),
		mix(104, mix(a.id, bs)),
		mix(105, mix(p.id, a.id)),
		mix(106, mix(b.id, q.id)),
		mix(107, mix(as, bs)),
		mix(108, mix(mix(ps, as), bs)),
		mix(109, mix(mix(a.id, bs), qs)),
		mix(110, mix(mix(p.id, a.id), bs)),
		mix(111, mix(mix(a.id, open), bs)),
		mix(112, mix(mix(a.id, c.bracket), mix(bs, c.quote))),
		mix(113, mix(mix(length, as), bs)),
		mix(114, mix(mix(length, a.id), bs)),
		mix(115, mix(mix(abbr, space), b.id)),
		mix(116, mix(mix(abbr, ps), mix(bs, qs))),
		mix(117, mix(mix(ender.id, uint32(i-e)), mix(a.id, b.id))),
		mix(118, mix(mix(ender.id, uint32(i-e)), mix(bs, open))),
		mix(119, mix(mix(core.id, ender.id), mix(uint32(i-e), bs))),
		mix(120, mix(mix(es, uint32(i-e)), mix(bs, qs))),
		mix(121, mix(mix(ahead, as), bs)),
		mix(122, mix(mix(ahead, c.enders), mix(as, bs))),
		mix(123, mix(mix(left, as), bs)),
		mix(124, mix(mix(c.at(c.start).id, length), mix(a.id, bs))),
		mix(125, mix(mix(ps, as), mix(bs, qs))),
		mix(126, mix(mix(mix(ps, as), mix(bs, qs)), mix(shapeOf(q2), length))),
		mix(127, mix(mix(a.id, bs), q.id)),
		mix(128, mix(p.id, mix(as, bs))),
		mix(129, mix(b.id, mix(as, ps))),
		mix(130, mix(mix(b.id, a.id), mix(c.quote, length))),
		mix(131, mix(shapeOf(c.at(i-2)), mix(mix(ps, as), bs))),
		mix(132, mix(mix(c.enders, b2u(c.ended)), mix(a.id, bs))),
		mix(133, mix(mix(b.id, q.id), mix(as, q2.id))),
		mix(134, mix(ends, begins)),
		mix(135, mix(mix(ends, begins), mix(c.quote, space))),
		mix(136, mix(mix(ends, begins), mix(length, c.bracket))),
		mix(137, mix(mix(ends, begins), mix(open, qs))),
		mix(138, mix(mix(ends, begins), core.id)),
		mix(139, mix(mix(ends, begins), mix(shapeOf(core), ahead))),
		mix(140, mix(ends, b.id)),
		mix(141, mix(a.id, begins)),
	}
}

// ending sums up what stands before a boundary: the token that may end the
// sentence and what closes after it.
func ending(ender *token, closers int, last *token) uint32 {
	what := uint32(ender.abbr)
	if ender.abbr == abbrNone {
		what = uint32(ender.last) + 32
		if ender.shape != shapeOther {
			what = 16
		}
	}
	return what<<8 | uint32(min(closers, 2))<<6 | b2u(closers > 0 && last.last == classCloseBracket)
}

// beginning sums up what stands after it.
func beginning(b, next *token) uint32 {
	what := func(t *token) uint32 {
		if t.starter {
			return 63
		}
		if t.first.letter() || t.first == classDigit {
			return uint32(t.shape) + 32
		}
		return uint32(t.first)
	}
	n := what(b)
	if b.first.letter() || b.first == classDigit {
		return n
	}
	return n<<6 | what(next)
}

// ahead tells how far off the next final punctuation is.
func (c *stopContext) ahead(i int) uint32 {
	for k := i; k < len(c.toks) && k < i+24; k++ {
		if final(c.toks[k].last) && c.toks[k].shape == shapeOther {
			return lengthClass(k - i)
		}
	}
	if i+24 >= len(c.toks) {
		return 30 // none in the paragraph
	}
	return 31
}

func shapeOf(t *token) uint32 {
	return uint32(t.first)<<16 | uint32(t.last)<<8 | uint32(t.shape)
}

// lengthClass puts counts into eight classes.
func lengthClass(n int) uint32 {
	switch {
	case n < 4:
		return uint32(max(n, 0))
	case n < 7:
		return 4
	case n < 12:
		return 5
	case n < 25:
		return 6
	}
	return 7
}

func b2u(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}
