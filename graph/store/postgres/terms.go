package postgres

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5"

	"github.com/sayso-graph/sayso/graph/store/term"
)

// queryer is a pool, a connection or a transaction.
type queryer interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}

// A tuple is a quad in ids: subject, predicate, object, label. The server
// keeps an id as the bigint of the same bits.
type tuple [4]int64

// wanted collects the values of a write, to give them ids in one go.
type wanted struct {
	ids    map[string]int64 // dictionary key -> id; 0 until it is known
	encs   map[string][]byte
	inline []int64
}

func newWanted() *wanted { return &wanted{ids: map[string]int64{}, encs: map[string][]byte{}} }

func (w *wanted) add(v quad.Value) error {
	if v == nil {
		return nil
	}
	v = term.Canonical(v)
	if n, ok := term.Inline(v); ok {
		w.inline = append(w.inline, int64(n))
		return nil
	}
	enc, err := term.Append(nil, v)
	if err != nil {
		return err
	}
	key := string(term.Key(nil, enc))
	if _, seen := w.encs[key]; !seen {
		w.ids[key], w.encs[key] = 0, enc
	}
	return nil
}

func (w *wanted) addQuads(quads []quad.Quad) error {
	for _, q := range quads {
		for _, d := range quad.Directions {
			if err := w.add(q.Get(d)); err != nil {
				return err
			}
		}
	}
	return nil
}

// forget makes find ask again.
func (w *wanted) forget() {
	for key := range w.ids {
		w.ids[key] = 0
	}
}

// find asks the server for the ids of the values, and returns the keys of
// those that it does not have, in order.
func (w *wanted) find(ctx context.Context, tx queryer) (missing []string, err error) {
	keys := make([][]byte, 0, len(w.ids))
	for key, id := range w.ids {
		if id == 0 {
			keys = append(keys, []byte(key))
		}
	}
	rows, err := tx.Query(ctx, `SELECT id, key FROM sayso.terms WHERE key = ANY($1)`, keys)
	if err != nil {
		return nil, err
	}
	var id int64
	var key []byte
	_, err = pgx.ForEachRow(rows, []any{&id, &key}, func() error {
		w.ids[string(key)] = id
		return nil
	})
	for _, key := range keys {
		if w.ids[string(key)] == 0 {
			missing = append(missing, string(key))
		}
	}
	slices.SortFunc(missing, strings.Compare)
	return missing, err
}

// make gives every value an id, on the server too. Values go in in order, so
// that two who add the same ones wait for each other and not in a circle.
func (w *wanted) make(ctx context.Context, tx pgx.Tx) error {
	missing, err := w.find(ctx, tx)
	if err != nil {
		return err
	}
	if len(missing) > 0 {
		keys, encs := make([][]byte, len(missing)), make([][]byte, len(missing))
		for i, key := range missing {
			keys[i], encs[i] = []byte(key), w.encs[key]
		}
		_, err := tx.Exec(ctx, `INSERT INTO sayso.terms (id, key, enc)
			SELECT 4 * nextval('sayso.term_number'), t.key, t.enc
			FROM unnest($1::bytea[], $2::bytea[]) AS t(key, enc)
			ON CONFLICT (key) DO NOTHING`, keys, encs)
		if err != nil {
			return err
		}
		if missing, err = w.find(ctx, tx); err != nil {
			return err
		}
		if len(missing) > 0 {
			return fmt.Errorf("%w: the server did not keep a term", term.ErrCorrupt)
		}
	}
	slices.Sort(w.inline)
	w.inline = slices.Compact(w.inline)
	_, err = tx.Exec(ctx, `INSERT INTO sayso.terms (id) SELECT unnest($1::bigint[]) ON CONFLICT (id) DO NOTHING`, w.inline)
	return err
}

// id is the id of a value that was added; 0 when the server does not have it.
func (w *wanted) id(v quad.Value) int64 {
	if v == nil {
		return 0
	}
	v = term.Canonical(v)
	if n, ok := term.Inline(v); ok {
		return int64(n)
	}
	enc, err := term.Append(nil, v)
	if err != nil {
		return 0
	}
	return w.ids[string(term.Key(nil, enc))]
}

// tuple is a quad in ids; ok is false when a term has none.
func (w *wanted) tuple(q quad.Quad) (t tuple, ok bool) {
	for i, d := range quad.Directions {
		v := q.Get(d)
		if t[i] = w.id(v); t[i] == 0 && v != nil {
			return t, false
		}
	}
	return t, true
}

// names remembers what ids stand for, which never changes.
type names struct {
	mu         sync.RWMutex
	young, old map[int64]quad.Value
}

// maxNames bounds one of the two generations of names.
const maxNames = 200_000

func (n *names) get(id int64) (quad.Value, bool) {
	if v := term.Inlined(term.ID(id)); v != nil {
		return v, true
	}
	n.mu.RLock()
	defer n.mu.RUnlock()
	v, ok := n.young[id]
	if !ok {
		v, ok = n.old[id]
	}
	return v, ok
}

func (n *names) put(id int64, v quad.Value) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.young == nil || len(n.young) >= maxNames {
		n.old, n.young = n.young, map[int64]quad.Value{}
	}
	n.young[id] = v
}

// load makes sure that ids are remembered, asking for all that are not at once.
func (n *names) load(ctx context.Context, conn queryer, ids []int64) error {
	var unknown []int64
	for _, id := range ids {
		if _, ok := n.get(id); !ok && id != 0 {
			unknown = append(unknown, id)
		}
	}
	if len(unknown) == 0 {
		return nil
	}
	slices.Sort(unknown)
	rows, err := conn.Query(ctx, `SELECT id, enc FROM sayso.terms WHERE id = ANY($1)`, slices.Compact(unknown))
	if err != nil {
		return err
	}
	var id int64
	var enc []byte
	_, err = pgx.ForEachRow(rows, []any{&id, &enc}, func() error {
		v, err := term.Read(enc)
		if err == nil {
			n.put(id, v)
		}
		return err
	})
	return err
}
