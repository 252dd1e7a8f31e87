package schema

import (
	"crypto/sha256"
	"encoding/base32"
	"hash"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The beginnings of the IRIs that are hashes of content.
const (
	ArticlePrefix     = "urn:sayso:article:"
	ClaimPrefix       = "urn:sayso:claim:"
	AttributionPrefix = "urn:sayso:attribution:"
)

// ArticleIRI names an article: by its URL when it has one, so that a corrected
// article keeps its IRI; else by its id and text, else by its text alone.
func ArticleIRI(url, id, text string) string {
	h := newHasher()
	switch {
	case url != "":
		h.add("url", url)
	case id != "":
		h.add("id", id, text)
	default:
		h.add("text", text)
	}
	return ArticlePrefix + h.sum()
}

// ClaimIRI names a claim of an article by its passage, its words and its
// speaker. What the engine concludes from them (entities, polarity, modality,
// time, confidence) is not part of it: a better engine keeps the IRI.
func ClaimIRI(article string, c *Claim) string {
	h := newHasher()
	h.add(article)
	h.spans(c.Evidence)
	h.add(c.Subject.Text, c.Predicate.Text, c.Object.Text)
	h.spans(c.Subject.Spans)
	h.spans(c.Predicate.Spans)
	h.spans(c.Object.Spans)
	for i := range c.Arguments {
		h.add("argument", c.Arguments[i].Text)
	}
	for a := c.Attribution; a != nil; a = a.Via {
		h.add("speaker", a.Source.Text)
		h.spans(a.Source.Spans)
	}
	return ClaimPrefix + h.sum()
}

// attributionIRI names an attribution of an article by all that it holds:
// claims from one quotation share it.
func attributionIRI(article string, a *Attribution) string {
	h := newHasher()
	h.add(article)
	for ; a != nil; a = a.Via {
		h.add("attribution", a.Source.Text, a.Source.Literal, a.Source.Entity, a.Cue)
		h.spans(a.Source.Spans)
		h.spans([]Span{a.CueSpan})
		h.spans(a.Content)
		for _, manner := range manners(a) {
			h.add(string(manner))
		}
	}
	return AttributionPrefix + h.sum()
}

// PassageIRI names the passage of an article between two code points, with
// the text fragment of RFC 5147: urn:sayso:article:…#char=12,345.
func PassageIRI(article string, start, end int) string {
	return article + "#char=" + strconv.Itoa(start) + "," + strconv.Itoa(end)
}

// EntityIRI makes a readable IRI of a name: "Liu Pengyu" is ent:Liu_Pengyu.
// Letters of every script stay; what an IRI may not hold is percent-encoded.
// A name without a visible character gives "".
func EntityIRI(name string) string { return localIRI("ent:", name) }

// RelIRI makes the IRI of a predicate from its name in the simple past:
// "accused of" is rel:accused_of.
func RelIRI(name string) string { return localIRI("rel:", name) }

func localIRI(prefix, name string) string {
	words := strings.Fields(name)
	if len(words) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString(prefix)
	for i, word := range words {
		if i > 0 {
			b.WriteByte('_')
		}
		for _, r := range word {
			writeLocal(&b, r)
		}
	}
	if b.Len() == len(prefix) {
		return ""
	}
	return b.String()
}

// writeLocal writes one character of a local name.
func writeLocal(b *strings.Builder, r rune) {
	switch r {
	case '\u2018', '\u2019', '\u02bc': // one spelling for one name
		r = '\''
	case '\u2010', '\u2011':
		r = '-'
	case '\u00ad', '\u200b', utf8.RuneError: // soft hyphens, broken text
		return
	}
	if localRune(r) {
		b.WriteRune(r)
		return
	}
	var buf [utf8.UTFMax]byte
	for _, c := range buf[:utf8.EncodeRune(buf[:], r)] {
		const hex = "0123456789ABCDEF"
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
}

// localRune reports whether a local name holds r as it is: the unreserved
// characters of RFC 3987 and the reserved ones that names need.
func localRune(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' ||
			strings.ContainsRune("-._~'(),&!+", r)
	}
	return r >= 0xa0 && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r))
}

// LocalName returns the readable part of a prefixed or absolute IRI: "Liu
// Pengyu" for ent:Liu_Pengyu. Percent-encoding is undone where it is valid.
func LocalName(iri string) string {
	local := iri[strings.LastIndexAny(iri, "/#")+1:]
	if i := strings.IndexByte(local, ':'); i >= 0 {
		local = local[i+1:]
	}
	return strings.ReplaceAll(unescape(local), "_", " ")
}

func unescape(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if c, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				b.WriteByte(byte(c))
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	if !utf8.ValidString(b.String()) {
		return s
	}
	return b.String()
}

// A hasher hashes a sequence of strings and spans without ambiguity: each
// stands behind its length.
type hasher struct {
	h   hash.Hash
	buf []byte
}

func newHasher() *hasher { return &hasher{h: sha256.New()} }

func (h *hasher) add(parts ...string) {
	for _, part := range parts {
		h.buf = strconv.AppendInt(h.buf[:0], int64(len(part)), 10)
		h.buf = append(append(h.buf, ':'), part...)
		h.h.Write(h.buf)
	}
}

func (h *hasher) spans(spans []Span) {
	h.buf = strconv.AppendInt(h.buf[:0], int64(len(spans)), 10)
	for _, s := range spans {
		h.buf = strconv.AppendInt(append(h.buf, '['), int64(s.Start), 10)
		h.buf = strconv.AppendInt(append(h.buf, ','), int64(s.End), 10)
	}
	h.h.Write(append(h.buf, ';'))
}

// sum returns 128 bits of the hash in 26 letters and digits: no collision is
// to be expected below 2^60 articles or claims.
func (h *hasher) sum() string {
	return hashEncoding.EncodeToString(h.h.Sum(nil)[:16])
}

var hashEncoding = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)
