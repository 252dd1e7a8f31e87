package nlp

// rule decides the places that the treebanks decide always or too rarely to
// learn from; ok is false where the model is to decide. labels are those of the
// places before.
func (c *chunkContext) rule(i int, labels []uint8) (label uint8, ok bool) {
	a, b := &c.atoms[i], &c.atoms[i+1]
	p, q := c.at(i-1), c.at(i+2)
	before := apart
	if i > 0 {
		before = labels[i-1]
	}
	switch {
	case c.kind != chunkPlain && c.first <= i && i < c.tail: // https://a.b/c?d=e
		return together, true
	case c.handle && i < c.tail && handlePart(b): // @sayso_news, #audiobooks
		return together, i == 0 || before == together
	case apostrophe(b) && c.cliticAt(i+1): // Alphabet|’s, U.N.|’s
		return clitic, a.first.letter() || a.first == classPeriod && p.first.letter()
	case apostrophe(b) && i+2 == len(c.atoms) && !c.quoted && a.first.letter() && c.text[a.end-1] == 's' && c.next.letter(): // workers|’ rights
		return clitic, true
	case apostrophe(a) && before == clitic: // ’s
		return together, true
	case apostrophe(a) && b.first.letter() && p.first.letter() && a.end-a.start <= 3: // O'Brien
		return together, before == together
	case apostrophe(b) && a.first.letter() && q.first.letter():
		return together, a.shape == shapeLetter && q.shape == shapeTitle
	case hyphen(a) && wordPart(p) && wordPart(b): // co|-|author: both or neither
		return together, before == together
	case b.first == classPeriod:
		return c.period(i)
	case a.first == classPeriod && oneLetter(p) && oneLetter(b): // J.R.
		return together, true
	case underscore(b) && wordPart(a) && wordPart(q): // codice_13
		return together, true
	case underscore(a) && before == together:
		return together, true
	case a.first == classSlash && lowerLetter(p) && lowerLetter(b), b.first == classSlash && lowerLetter(a) && lowerLetter(q): // b/c
		return together, true
	case b.first == classDigit && (a.shape == shapeLetter || a.shape == shapeUpper): // G7, SX40
		return together, !wordPart(p)
	case a.first == classDigit && a.end-a.start <= 2 && b.shape == shapeLetter && i == 0: // 5G
		return together, !q.first.letter()
	case ampersand(b) && capitals(a) && capitals(q), ampersand(a) && capitals(p) && capitals(b): // S&P, AT&T
		return together, true
	case b.first == classCurrency && a.shape == shapeUpper: // US$
		return together, i == 0
	case digitSign(a) && p.first == classDigit && b.first == classDigit: // 1,000.5
		return together, before == together
	case digitSign(b) && a.first == classDigit && q.first == classDigit:
		return together, true
	}
	return 0, false
}

// period decides whether a full stop goes on the word before it.
func (c *chunkContext) period(i int) (uint8, bool) {
	a, b, q := &c.atoms[i], &c.atoms[i+1], c.at(i+2)
	from := i
	for from > max(0, i-maxRun) && c.joined(from-1) {
		from--
	}
	if !a.first.letter() || b.end-b.start != 1 {
		return 0, false
	}
	last := i+2 == len(c.atoms)
	switch abbreviation(c.text[c.atoms[from].start:b.end]) {
	case abbrTitle:
		return together, last && c.next == classUpper
	case abbrLink: // e.g.
		return together, last
	case abbrUnit, abbrDotted: // p.m., U.S.
		return together, from < i && last || q.first == classComma || q.first == classCloseBracket
	case abbrLatin:
		return together, last && c.next != classUpper && c.next != classNone
	case abbrNumber, abbrMonth:
		return together, last && c.next == classDigit
	case abbrInitial: // J. Smith
		return together, last && c.next == classUpper || oneLetter(q)
	case abbrNone:
		return 0, false
	}
	return together, q.first == classComma || last && (c.next == classLower || c.next == classComma) // Calif.,
}

// joined reports whether atom i+1 belongs to an abbreviation with atom i: all
// that period needs to know of the labels before.
func (c *chunkContext) joined(i int) bool {
	a, b := &c.atoms[i], &c.atoms[i+1]
	return a.first == classPeriod && a.end-a.start == 1 && b.first.letter() || a.first.letter() && b.first == classPeriod && b.end-b.start == 1
}

// cliticAt reports whether the atoms from the apostrophe at i are a clitic:
// 's, 're, n't's end and the like.
func (c *chunkContext) cliticAt(i int) bool {
	if i+1 >= len(c.atoms) || i+2 < len(c.atoms) && wordPart(&c.atoms[i+2]) {
		return false
	}
	switch b := &c.atoms[i+1]; c.text[b.start:b.end] {
	case "s", "m", "re", "ve", "ll", "d", "S", "M", "RE", "VE", "LL", "D":
		return true
	}
	return false
}

var noAtom atom

// at returns atom i, or an empty one outside the chunk.
func (c *chunkContext) at(i int) *atom {
	if i < 0 || i >= len(c.atoms) {
		return &noAtom
	}
	return &c.atoms[i]
}

func apostrophe(a *atom) bool { return a.first == classApostrophe || a.first == classCloseSingle }

func hyphen(a *atom) bool { return a.first == classHyphen && a.end-a.start <= 3 }

func capitals(a *atom) bool { return a.shape == shapeLetter || a.shape == shapeUpper }

func ampersand(a *atom) bool { return a.id == ampersandID }

func underscore(a *atom) bool { return a.id == underscoreID }

var underscoreID, ampersandID = nextAtom("_ ").id, nextAtom("& ").id

func wordPart(a *atom) bool { return a.first.letter() || a.first == classDigit }

func handlePart(a *atom) bool { return wordPart(a) || a.first == classLine }

func oneLetter(a *atom) bool { return a.first.letter() && a.end-a.start == 1 }

func lowerLetter(a *atom) bool { return a.first == classLower && a.end-a.start == 1 }

// digitSign reports whether a is a sign that stands inside numbers.
func digitSign(a *atom) bool {
	return a.end-a.start == 1 && (a.first == classPeriod || a.first == classComma || a.first == classColon)
}
