package load

import (
	"context"
	"maps"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"pgregory.net/rapid"

	"github.com/sayso-graph/sayso/schema"
)

// model is what loads and removals should leave, kept in the simplest way.
type model struct {
	texts   map[string]string // by label
	sources map[string]string // label by source
}

func (m *model) load(r schema.Reading) {
	a := r.Article
	label := schema.ArticleIRI(a.URL, a.ID, a.Text)
	old, ok := m.sources[a.Source]
	delete(m.sources, a.Source)
	if ok && old != label && !slices.Contains(slices.Collect(maps.Values(m.sources)), old) {
		delete(m.texts, old)
	}
	m.texts[label], m.sources[a.Source] = a.Text, label
}

func (m *model) remove(label string) {
	delete(m.texts, label)
	maps.DeleteFunc(m.sources, func(_, l string) bool { return l == label })
}

// TestLoadsAgainstModel loads and removes at random.
func TestLoadsAgainstModel(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		st := open(t)
		m := model{map[string]string{}, map[string]string{}}
		for range rapid.IntRange(1, 6).Draw(rt, "steps") {
			if labels := slices.Sorted(maps.Keys(m.texts)); len(labels) > 0 && rapid.IntRange(0, 4).Draw(rt, "what") == 0 {
				label := rapid.SampledFrom(labels).Draw(rt, "label")
				m.remove(label)
				if _, err := Remove(context.Background(), st, label); err != nil {
					rt.Fatal(err)
				}
				continue
			}
			var list []schema.Reading
			for range rapid.IntRange(1, 3).Draw(rt, "readings") {
				r := reading(
					rapid.SampledFrom([]string{"", "", "https://e.org/1"}).Draw(rt, "url"),
					rapid.SampledFrom([]string{"a.txt", "b.txt", "c.txt"}).Draw(rt, "source"),
					rapid.SampledFrom([]string{"one", "two"}).Draw(rt, "text"),
				)
				list = append(list, r)
				m.load(r)
			}
			if _, err := Load(context.Background(), st, readings(list...), Options{}); err != nil {
				rt.Fatal(err)
			}
		}
		got := map[string]string{}
		for label, err := range st.Labels(context.Background()) {
			r, err2 := schema.Decode(st.Label(context.Background(), label))
			if err != nil || err2 != nil {
				rt.Fatal(err, err2)
			}
			got[string(label.(quad.IRI))] = r.Article.Text
		}
		if !maps.Equal(got, m.texts) {
			rt.Fatalf("the store has %v, want %v", got, m.texts)
		}
	})
}
