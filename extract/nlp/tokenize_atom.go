package nlp

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// An atom is what no token boundary falls into: a run of letters, of digits,
// or of one repeated sign; an apostrophe contraction's n stands alone (do|n|'|t).
type atom struct {
	start, end int
	id         uint32 // hash of lower-case letters; digits by length, signs by rune and length
	shape      uint8
	first      charClass
	hidden     bool
}

// charClass groups characters that behave alike.
type charClass uint8

const (
	classNone charClass = iota // end of paragraph
	classLower
	classUpper
	classLetter // without case
	classDigit
	classPeriod
	classComma
	classSemicolon
	classColon
	classQuestion
	classBang
	classEllipsis
	classQuote // "
	classOpenQuote
	classCloseQuote
	classApostrophe // '
	classOpenSingle
	classCloseSingle
	classOpenBracket
	classCloseBracket
	classHyphen
	classDash
	classSlash
	classCurrency
	classPercent
	classAt
	classHash
	classBullet
	classLine // _ = ~ + |
	classSymbol
	classHidden // soft hyphen, zero-width
	classSpace
)

var asciiClass = func() (t [utf8.RuneSelf]charClass) {
	for c := range t {
		t[c] = classSymbol
	}
	for c := 'a'; c <= 'z'; c++ {
		t[c], t[c-'a'+'A'] = classLower, classUpper
	}
	for c := '0'; c <= '9'; c++ {
		t[c] = classDigit
	}
	for class, chars := range map[charClass]string{
		classPeriod: ".", classComma: ",", classSemicolon: ";", classColon: ":", classQuestion: "?", classBang: "!",
		classQuote: `"`, classApostrophe: "'`", classOpenBracket: "([{<", classCloseBracket: ")]}>", classHyphen: "-",
		classSlash: `/\`, classCurrency: "$", classPercent: "%", classAt: "@", classHash: "#", classBullet: "*",
		classLine: "_=~+|", classSpace: " \t\n\v\f\r\x1c\x1d\x1e\x1f",
	} {
		for _, c := range chars {
			t[c] = class
		}
	}
	return t
}()

// classOf returns the class of the first character of s, and its width.
func classOf(s string) (charClass, rune, int) {
	if c := s[0]; c < utf8.RuneSelf {
		return asciiClass[c], rune(c), 1
	}
	r, n := utf8.DecodeRuneInString(s)
	return wideClass(r), r, n
}

func wideClass(r rune) charClass {
	switch r {
	case '\u00ad', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u2060', '\ufeff', '\ufe0e', '\ufe0f':
		return classHidden
	case '“', '„', '‟':
		return classOpenQuote
	case '”':
		return classCloseQuote
	case '«', '»', '″':
		return classQuote
	case '‘', '‚', '‛':
		return classOpenSingle
	case '’', 'ʼ', '＇':
		return classCloseSingle
	case '´', '′':
		return classApostrophe
	case '…':
		return classEllipsis
	case '–', '—', '―', '‒', '⸺':
		return classDash
	case '‐', '‑', '−':
		return classHyphen
	case '•', '·', '▪', '●', '■', '►', '‣', '◦', '★':
		return classBullet
	case '。', '．':
		return classPeriod
	}
	switch {
	case unicode.IsSpace(r):
		return classSpace
	case unicode.IsLower(r):
		return classLower
	case unicode.IsUpper(r):
		return classUpper
	case unicode.IsLetter(r), unicode.IsMark(r):
		return classLetter
	case unicode.IsDigit(r):
		return classDigit
	case unicode.Is(unicode.Sc, r):
		return classCurrency
	case unicode.Is(unicode.Ps, r), unicode.Is(unicode.Pi, r):
		return classOpenBracket
	case unicode.Is(unicode.Pe, r), unicode.Is(unicode.Pf, r):
		return classCloseBracket
	}
	return classSymbol
}

func (c charClass) letter() bool { return classLower <= c && c <= classLetter }

// single reports whether each sign of the class is an atom of its own.
func (c charClass) single() bool { return c == classOpenBracket || c == classCloseBracket }

// Shapes of atoms and tokens.
const (
	shapeOther  uint8 = iota
	shapeLower        // word
	shapeTitle        // Word
	shapeUpper        // WORD
	shapeLetter       // A
	shapeMixed        // mcDonald
	shapeDigit1
	shapeDigit2
	shapeDigit4 // three or four digits
	shapeDigits
	shapeNumber // 1,000.5 and other tokens that begin with a digit
)

// nextAtom reads the atom at the start of s, which does not begin with white
// space.
func nextAtom(s string) atom {
	class, r, n := classOf(s)
	switch {
	case class.letter():
		return letterAtom(s)
	case class == classDigit:
		return digitAtom(s)
	}
	a := atom{end: n, first: class, hidden: class == classHidden}
	count := uint32(1)
	for !class.single() && a.end < len(s) && strings.HasPrefix(s[a.end:], s[:n]) && count < 1<<20 {
		a.end += n
		count++
	}
	if count == 2 && r == '.' {
		a.end, count = 1, 1 // "Inc..": an abbreviation and a full stop, or a short ellipsis
	}
	a.id = mix(uint32(baseSign(r, class)), min(count, 4))
	a.end += hiddenPrefix(s[a.end:], &a)
	return a
}

// baseSign folds typographic variants together; the class still differs.
func baseSign(r rune, class charClass) rune {
	switch class {
	case classOpenQuote, classCloseQuote, classQuote:
		return '"'
	case classOpenSingle, classCloseSingle, classApostrophe:
		return '\''
	case classHyphen:
		return '-'
	case classDash:
		return '–'
	case classCurrency:
		return '$'
	}
	return r
}

// hiddenPrefix returns the length of the hidden characters at the start of s,
// which belong to the atom before.
func hiddenPrefix(s string, a *atom) int {
	n := 0
	for n < len(s) && s[n] >= utf8.RuneSelf {
		class, _, w := classOf(s[n:])
		if class != classHidden {
			break
		}
		n += w
		a.hidden = true
	}
	return n
}

func letterAtom(s string) atom {
	a := atom{id: offset32}
	upper, lower, runes := 0, 0, 0
	for a.end < len(s) {
		class, r, n := classOf(s[a.end:])
		if class == classHidden {
			a.hidden = true
			a.end += n
			continue
		}
		if !class.letter() {
			break
		}
		if runes == 0 {
			a.first = class
		}
		switch class {
		case classUpper:
			upper++
			r = unicode.ToLower(r)
		case classLower:
			lower++
		}
		a.id = (a.id ^ uint32(r)) * prime32
		runes++
		a.end += n
	}
	a.shape = letterShape(a.first, upper, lower, runes)
	return a
}

func letterShape(first charClass, upper, lower, runes int) uint8 {
	switch {
	case runes == 1 && upper == 1:
		return shapeLetter
	case upper == 0:
		return shapeLower
	case lower == 0:
		return shapeUpper
	case upper == 1 && first == classUpper:
		return shapeTitle
	}
	return shapeMixed
}

func digitAtom(s string) atom {
	a := atom{first: classDigit}
	digits := 0
	for a.end < len(s) {
		class, _, n := classOf(s[a.end:])
		if class == classHidden {
			a.hidden = true
		} else if class != classDigit {
			break
		} else {
			digits++
		}
		a.end += n
	}
	switch {
	case digits <= 1:
		a.shape = shapeDigit1
	case digits == 2:
		a.shape = shapeDigit2
	case digits <= 4:
		a.shape = shapeDigit4
	default:
		a.shape = shapeDigits
	}
	a.id = mix('0', min(uint32(digits), 8))
	return a
}

// visible drops the hidden characters of a form, unless nothing would remain.
func visible(form string) string {
	s := strings.Map(func(r rune) rune {
		if r >= utf8.RuneSelf && wideClass(r) == classHidden {
			return -1
		}
		return r
	}, form)
	if s == "" {
		return form
	}
	return s
}
