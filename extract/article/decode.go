package article

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// errBinary is returned for content that is not text in any encoding.
type errBinary struct{ mediaType string }

func (e errBinary) Error() string { return e.mediaType }

// decode turns content of any encoding into valid UTF-8. In this order:
//
//   - a byte order mark, or the zero bytes that UTF-16 gives to English, decide;
//   - what is valid UTF-8 is UTF-8, whatever was declared;
//   - else what is declared holds: the charset of the media type or, in HTML,
//     of a meta element;
//   - else text with a good multi-byte sequence for every three bad bytes is
//     damaged UTF-8, whose bad sequences become U+FFFD each (as the Unicode
//     standard recommends, §3.9, and Python and browsers do);
//   - else it is Windows-1252.
//
// The byte order mark is dropped; nothing else is changed.
func decode(data []byte, mediaType string) (string, error) {
	if enc := utf16(data); enc != nil {
		return decodeAs(enc, data)
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if kind := binaryKind(data); kind != "" {
		return "", errBinary{kind}
	}
	if utf8.Valid(data) {
		return string(data), nil
	}
	if enc := declared(data, mediaType); enc != nil {
		return decodeAs(enc, data)
	}
	if damagedUTF8(data) {
		return decodeAs(unicode.UTF8, data)
	}
	return decodeAs(charmap.Windows1252, data)
}

func decodeAs(enc encoding.Encoding, data []byte) (string, error) {
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return "", fmt.Errorf("decode text: %w", err)
	}
	return strings.ToValidUTF8(string(out), "\uFFFD"), nil
}

// declared returns the encoding that the media type or an HTML meta element
// names, nil when none does.
func declared(data []byte, mediaType string) encoding.Encoding {
	if bytes.HasPrefix(data, []byte{0xff, 0xfe}) || bytes.HasPrefix(data, []byte{0xfe, 0xff}) {
		data = data[2:] // it was not believed in utf16, and must not be here
	}
	enc, name, _ := charset.DetermineEncoding(data, mediaType)
	// Without a declaration the answer is a guess of the HTML standard:
	// Windows-1252, which decode tries last.
	if name == "windows-1252" || name == "utf-8" {
		return nil
	}
	return enc
}

// utf16 recognises UTF-16 by its byte order mark or, since the letters of
// English have a zero byte each, by zeros on one side of the pairs. A mark
// without any zero byte is not believed, as it is two stray bytes, unless it is
// all there is.
func utf16(data []byte) encoding.Encoding {
	var zeros [2]int
	sample := data[:min(len(data), 4096)]
	for i, b := range sample {
		if b == 0 {
			zeros[i%2]++
		}
	}
	pairs := len(sample) / 2
	switch {
	case zeros[0]+zeros[1] == 0 && len(data) != 2:
		return nil
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}), zeros[1] > pairs/2 && zeros[0] <= pairs/20:
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}), zeros[0] > pairs/2 && zeros[1] <= pairs/20:
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	return nil
}

// binaryKind returns the media type of content that is no text, else "". The
// signatures of http.DetectContentType alone do not do: "BMW" and "OTTO" begin
// a picture and a font.
func binaryKind(data []byte) string {
	sample := data[:min(len(data), 4096)]
	zeros, control := 0, 0
	for _, b := range sample {
		switch {
		case b == 0:
			zeros++
		case b < ' ' && !strings.ContainsRune("\t\n\v\f\r\x1b", rune(b)):
			control++
		}
	}
	if bytes.HasPrefix(data, []byte("%PDF-")) {
		return "application/pdf"
	}
	if zeros == 0 && control <= len(sample)/20 {
		return ""
	}
	kind, _, _ := strings.Cut(http.DetectContentType(sample), ";")
	if strings.HasPrefix(kind, "text/") {
		return "application/octet-stream"
	}
	return kind
}

// damagedUTF8 reports whether data has a good multi-byte sequence for every
// three bytes that belong to none. Text in a one-byte encoding has almost none:
// a capital with an accent and a sign in a row.
func damagedUTF8(data []byte) bool {
	good, bad := 0, 0
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		data = data[n:]
	}
	return 3*good > bad
}
