package load

import (
	"encoding/binary"

	"github.com/sayso-graph/sayso/schema"
)

// noteForm begins a note; notes of another form are not read. It changes with
// what a sketch holds.
const noteForm = 1

// appendNote writes what a sketch holds of an article: its IRI, its entities,
// and by their numbers those that stand in one claim.
func appendNote(b []byte, r *schema.Reading) []byte {
	b = append(b, noteForm)
	b = appendText(b, r.Article.IRI)
	b = binary.AppendUvarint(b, uint64(len(r.Entities)))
	at := map[string]uint64{}
	for i := range r.Entities {
		e := &r.Entities[i]
		at[e.IRI] = uint64(i)
		b = appendText(appendText(appendText(b, e.IRI), string(e.Type)), e.Name)
		b = binary.AppendUvarint(b, uint64(len(e.Aliases)))
		for _, alias := range e.Aliases {
			b = appendText(b, alias)
		}
	}
	b = binary.AppendUvarint(b, uint64(len(r.Claims)))
	for i := range r.Claims {
		args := r.Claims[i].Arguments
		b = binary.AppendUvarint(b, uint64(len(args)))
		for k := range args {
			b = binary.AppendUvarint(b, at[args[k].Entity])
		}
	}
	return b
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// readNote is the inverse of appendNote; false when b is no note of this form.
func readNote(b []byte) (schema.Reading, bool) {
	var r schema.Reading
	if len(b) == 0 || b[0] != noteForm {
		return r, false
	}
	d := noteReader{b: b[1:]}
	r.Article.IRI = d.text()
	for range d.count() {
		e := schema.Entity{IRI: d.text(), Type: schema.EntityType(d.text()), Name: d.text(), Named: true}
		for range d.count() {
			e.Aliases = append(e.Aliases, d.text())
		}
		r.Entities = append(r.Entities, e)
	}
	for range d.count() {
		var c schema.Claim
		for range d.count() {
			if n := d.number(); 0 <= n && n < len(r.Entities) {
				c.Arguments = append(c.Arguments, schema.Argument{Term: schema.Term{Entity: r.Entities[n].IRI}})
			}
		}
		r.Claims = append(r.Claims, c)
	}
	return r, !d.bad && len(d.b) == 0
}

// A noteReader takes a note apart; bad tells that it is damaged.
type noteReader struct {
	b   []byte
	bad bool
}

func (d *noteReader) number() int {
	n, used := binary.Uvarint(d.b)
	if used <= 0 {
		d.bad, d.b = true, nil
		return 0
	}
	d.b = d.b[used:]
	return int(n)
}

// count is the number of things that follow, each of a byte or more.
func (d *noteReader) count() int {
	n := d.number()
	if n < 0 || n > len(d.b) {
		d.bad, d.b = true, nil
		return 0
	}
	return n
}

func (d *noteReader) text() string {
	n := d.count()
	s := string(d.b[:n])
	d.b = d.b[n:]
	return s
}
