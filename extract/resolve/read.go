package resolve

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/sayso-graph/sayso/schema"
)

// ErrEntry: a line of a lexicon names nothing.
var ErrEntry = errors.New("an entry needs an id, a known type and names")

// maxLine bounds a line of JSON.
const maxLine = 1 << 20

// ReadJSONL adds the entries of a file of JSON Lines, an object a line with
// "id", "type", "names" (a list) and, if known, "wikidata". Empty lines are
// skipped. An error tells the line.
func (l *Lexicon) ReadJSONL(r io.Reader) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxLine)
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var row struct {
			ID, Type, Wikidata string
			Names              []string
		}
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
		if err := l.addUser(Entry{row.ID, schema.EntityType(row.Type), row.Wikidata, row.Names}); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	return lines.Err()
}

// ReadCSV adds the entries of a file of comma-separated values: id, type and
// one or more names a row. A first row of the words "id,type" is a heading.
func (l *Lexicon) ReadCSV(r io.Reader) error {
	rows := csv.NewReader(r)
	rows.FieldsPerRecord = -1
	for n := 0; ; n++ {
		row, err := rows.Read()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case len(row) < 2:
			line, _ := rows.FieldPos(0)
			return fmt.Errorf("line %d: %w", line, ErrEntry)
		case n == 0 && strings.EqualFold(row[0], "id") && strings.EqualFold(row[1], "type"):
			continue
		}
		if err := l.addUser(Entry{ID: row[0], Type: schema.EntityType(row[1]), Names: row[2:]}); err != nil {
			line, _ := rows.FieldPos(0)
			return fmt.Errorf("line %d: %w", line, err)
		}
	}
}

// addUser adds an entry of a user, which takes the place of what the lexicon
// knew under its names.
func (l *Lexicon) addUser(e Entry) error {
	switch e.Type {
	case schema.Person, schema.Organization, schema.Place, schema.Event, schema.Work, schema.Other:
	default:
		return fmt.Errorf("%w: type %q", ErrEntry, e.Type)
	}
	if schema.EntityIRI(e.ID) == "" {
		return fmt.Errorf("%w: id %q", ErrEntry, e.ID)
	}
	for _, n := range append([]string{e.ID}, e.Names...) {
		delete(l.byName, fold(n))
	}
	l.Add(e)
	return nil
}

// ReadJudgements reads a file of judgements, one JSON object a line, as
// [WriteJudgements] writes them: what people decided, to be versioned and
// replayed on any store.
func ReadJudgements(r io.Reader) ([]schema.Judgement, error) {
	var out []schema.Judgement
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxLine)
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var j schema.Judgement
		if err := json.Unmarshal(lines.Bytes(), &j); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		if j.From == "" || j.Into == "" || j.From == j.Into {
			return nil, fmt.Errorf("line %d: %w", n, schema.ErrJudgement)
		}
		out = append(out, j)
	}
	return out, lines.Err()
}

// WriteJudgements writes judgements, one JSON object a line, in their order.
func WriteJudgements(w io.Writer, list []schema.Judgement) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for i := range list {
		if err := enc.Encode(&list[i]); err != nil {
			return fmt.Errorf("write judgement: %w", err)
		}
	}
	return nil
}
