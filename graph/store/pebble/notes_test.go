package pebble

import (
	"iter"
	"slices"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/graph/store/backend"
	"github.com/sayso-graph/sayso/graph/store/storetest"
)

// A note stays as long as the quads of its label do, whoever changes them.
func TestNotesGoWithTheirLabels(t *testing.T) {
	article := func(n, version, quads int) backend.Batch { return storetest.Article(n, version, quads) }
	replace := func(b backend.Batch) func(*DB) error {
		return func(d *DB) error {
			return d.ReplaceAll(t.Context(), func(yield func(backend.Batch, error) bool) { yield(b, nil) })
		}
	}
	some := func(label quad.Value, n int) iter.Seq2[quad.Quad, error] {
		return func(yield func(quad.Quad, error) bool) {
			for i := range n {
				if !yield(quad.Quad{Subject: quad.IRI("s"), Predicate: quad.IRI("p"), Object: quad.Int(i), Label: label}, nil) {
					return
				}
			}
		}
	}
	one, two := storetest.Label(1), storetest.Label(2)
	for _, test := range []struct {
		name   string
		change func(*DB) error
		want   []string // the notes that stay, sorted
	}{
		{"nothing", func(*DB) error { return nil }, []string{"note 1", "note 2"}},
		{"the same article", replace(article(1, 1, 5)), []string{"note 1", "note 2"}},
		{"another version", replace(article(1, 2, 5)), []string{"note 2"}},
		{"a new article", replace(article(3, 1, 5)), []string{"note 1", "note 2"}},
		{"removal", func(d *DB) error { _, err := d.Remove(t.Context(), two); return err }, []string{"note 1"}},
		{"a small import", func(d *DB) error { _, err := d.Import(t.Context(), some(two, 3)); return err }, []string{"note 1"}},
		{"a large import", func(d *DB) error { _, err := d.Import(t.Context(), some(one, aboveBatch)); return err }, []string{"note 2"}},
		{"a large import of other labels", func(d *DB) error { _, err := d.Import(t.Context(), some(storetest.Label(9), aboveBatch)); return err }, []string{"note 1", "note 2"}},
		{"a delta", func(d *DB) error {
			q := quad.Quad{Subject: quad.IRI("s"), Predicate: quad.IRI("p"), Object: quad.IRI("o"), Label: one}
			return d.ApplyDeltas([]graph.Delta{{Quad: q, Action: graph.Add}}, graph.IgnoreOpts{})
		}, []string{"note 2"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			d, err := OpenMemory()
			if err != nil {
				t.Fatal(err)
			}
			defer d.Close()
			for _, b := range []backend.Batch{article(1, 1, 5), article(2, 1, 5)} {
				if err := replace(b)(d); err != nil {
					t.Fatal(err)
				}
			}
			before := d.Snapshot()
			notes := map[quad.IRI][]byte{one: []byte("note 1"), two: []byte("note 2")}
			if err := d.SetNotes(t.Context(), before, notes); err != nil {
				t.Fatal(err)
			}
			if err := test.change(d); err != nil {
				t.Fatal(err)
			}
			if got := notesOf(t, d); !slices.Equal(got, test.want) {
				t.Errorf("notes %q, want %q", got, test.want)
			}
			if r, err := d.Verify(t.Context()); err != nil || len(r.Problems) > 0 {
				t.Error(r, err)
			}
			// What was found out before the last change is not believed.
			if err := d.SetNotes(t.Context(), before, notes); err != nil || !slices.Equal(notesOf(t, d), test.want) {
				t.Errorf("notes of an old snapshot were kept: %q, %v", notesOf(t, d), err)
			}
		})
	}
}

func notesOf(t *testing.T, d *DB) (list []string) {
	t.Helper()
	for note, err := range d.Notes(t.Context(), d.Snapshot()) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, string(note))
	}
	slices.Sort(list)
	return list
}
