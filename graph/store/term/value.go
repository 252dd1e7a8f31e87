package term

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strconv"
	"time"

	"github.com/cayleygraph/quad"
)

// Types of dictionary values, the first byte of their encoding. They are
// part of the format on disk.
const (
	typeIRI    = 'i'
	typeBNode  = 'n'
	typeString = 's'
	typeLang   = 'l' // language, 0, text
	typeTyped  = 't' // datatype, 0, text
	typeInt    = 'z' // eight bytes; only what KindInt cannot hold
	typeFloat  = 'f' // the eight bytes of IEEE 754
	typeTime   = 'm' // Unix seconds, nanoseconds; only what KindTime cannot hold
)

// ErrValue is a value that the store has no encoding for.
var ErrValue = errors.New("value of unknown type")

// Inline gives the identifier of a value that needs no dictionary.
func Inline(v quad.Value) (ID, bool) {
	switch v := v.(type) {
	case quad.Int:
		if z := zigzag(int64(v)); z < 1<<62 {
			return MakeID(z, KindInt), true
		}
	case quad.Bool:
		if v {
			return MakeID(1, KindBool), true
		}
		return MakeID(0, KindBool), true
	case quad.Time:
		t := time.Time(v)
		if z := zigzag(t.Unix()); t.Nanosecond() == 0 && z < 1<<62 {
			return MakeID(z, KindTime), true
		}
	}
	return None, false
}

// Inlined is the value that an inline identifier stands for; nil for another.
func Inlined(v ID) quad.Value {
	switch v.Kind() {
	case KindInt:
		return quad.Int(unzigzag(v.Payload()))
	case KindBool:
		return quad.Bool(v.Payload() == 1)
	case KindTime:
		return quad.Time(time.Unix(unzigzag(v.Payload()), 0).UTC())
	}
	return nil
}

// Append appends the encoding of a value.
func Append(b []byte, v quad.Value) ([]byte, error) {
	switch v := v.(type) {
	case quad.IRI:
		return append(append(b, typeIRI), v...), nil
	case quad.BNode:
		return append(append(b, typeBNode), v...), nil
	case quad.String:
		return append(append(b, typeString), v...), nil
	case quad.LangString:
		return appendPair(append(b, typeLang), v.Lang, string(v.Value))
	case quad.TypedString:
		return appendPair(append(b, typeTyped), string(v.Type), string(v.Value))
	case quad.Int:
		return binary.BigEndian.AppendUint64(append(b, typeInt), uint64(v)), nil
	case quad.Float:
		return binary.BigEndian.AppendUint64(append(b, typeFloat), math.Float64bits(float64(v))), nil
	case quad.Time:
		t := time.Time(v)
		b = binary.BigEndian.AppendUint64(append(b, typeTime), uint64(t.Unix()))
		return binary.BigEndian.AppendUint32(b, uint32(t.Nanosecond())), nil
	}
	return b, fmt.Errorf("%w: %T", ErrValue, v)
}

func appendPair(b []byte, first, second string) ([]byte, error) {
	if bytes.IndexByte([]byte(first), 0) >= 0 {
		return b, fmt.Errorf("%w: zero byte in %q", ErrValue, first)
	}
	b = append(b, first...)
	return append(append(b, 0), second...), nil
}

// Read decodes what Append wrote; the value is of Canonical's form only when
// what was written was.
func Read(b []byte) (quad.Value, error) {
	if len(b) == 0 {
		return nil, ErrCorrupt
	}
	typ, b := b[0], b[1:]
	switch typ {
	case typeIRI:
		return quad.IRI(b), nil
	case typeBNode:
		return quad.BNode(b), nil
	case typeString:
		return quad.String(b), nil
	case typeLang, typeTyped:
		return readPair(typ, b)
	}
	return readNumber(typ, b)
}

func readPair(typ byte, b []byte) (quad.Value, error) {
	first, second, ok := bytes.Cut(b, []byte{0})
	switch {
	case !ok:
		return nil, ErrCorrupt
	case typ == typeLang:
		return quad.LangString{Value: quad.String(second), Lang: string(first)}, nil
	}
	return quad.TypedString{Value: quad.String(second), Type: quad.IRI(first)}, nil
}

func readNumber(typ byte, b []byte) (quad.Value, error) {
	switch {
	case typ == typeInt && len(b) == 8:
		return quad.Int(binary.BigEndian.Uint64(b)), nil
	case typ == typeFloat && len(b) == 8:
		return quad.Float(math.Float64frombits(binary.BigEndian.Uint64(b))), nil
	case typ == typeTime && len(b) == 12:
		sec, nsec := binary.BigEndian.Uint64(b), binary.BigEndian.Uint32(b[8:])
		return quad.Time(time.Unix(int64(sec), int64(nsec)).UTC()), nil
	}
	return nil, ErrCorrupt
}

// Canonical gives the one form under which a value is stored. A typed string
// that spells a native value in its Canonical form is that value: a query
// asks for quad.TypedString "7"^^xsd:integer where an article said quad.Int(7).
// Other spellings ("007") are RDF terms of their own and stay as they are.
func Canonical(v quad.Value) quad.Value {
	ts, ok := v.(quad.TypedString)
	if !ok {
		return v
	}
	switch ts.Type {
	case "xsd:integer", "http://www.w3.org/2001/XMLSchema#integer":
		n, err := strconv.ParseInt(string(ts.Value), 10, 64)
		if err == nil && strconv.FormatInt(n, 10) == string(ts.Value) {
			return quad.Int(n)
		}
	case "xsd:boolean", "http://www.w3.org/2001/XMLSchema#boolean":
		if ts.Value == "true" || ts.Value == "false" {
			return quad.Bool(ts.Value == "true")
		}
	case "xsd:string", "http://www.w3.org/2001/XMLSchema#string":
		return ts.Value
	case "xsd:dateTime", "http://www.w3.org/2001/XMLSchema#dateTime":
		t, err := time.Parse(time.RFC3339Nano, string(ts.Value))
		if err == nil && t.UTC().Format(time.RFC3339Nano) == string(ts.Value) {
			return quad.Time(t.UTC())
		}
	}
	return v
}

// MaxKey is the longest encoding that is its own key.
const MaxKey = 64

// Key appends the key under which a dictionary finds a value by its encoding:
// the encoding itself, or, so that long passages are stored once, its first
// byte with the high bit set and 128 bits of SHA-256.
func Key(b, enc []byte) []byte {
	if len(enc) <= MaxKey {
		return append(b, enc...)
	}
	sum := sha256.Sum256(enc)
	return append(append(b, enc[0]|0x80), sum[:16]...)
}
