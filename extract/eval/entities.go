package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/sayso-graph/sayso/schema"
)

// A GoldEntity is a thing that articles name, and the names that each of them
// uses. Another entity may bear the same name.
type GoldEntity struct {
	Name     string              `json:"name"`
	Type     schema.EntityType   `json:"type"`
	Note     string              `json:"note"`
	Mentions map[string][]string `json:"mentions"` // names by article, "file#id" in JSON Lines
}

// ReadEntities reads gold entities, a JSON array.
func ReadEntities(r io.Reader) ([]GoldEntity, error) {
	var out []GoldEntity
	if err := json.NewDecoder(r).Decode(&out); err != nil {
		return nil, fmt.Errorf("gold entities: %w", err)
	}
	for _, e := range out {
		if e.Name == "" || len(e.Mentions) == 0 {
			return nil, fmt.Errorf("gold entities: %q has no name or no mention", e.Name)
		}
	}
	return out, nil
}

// An EntityScore tells how well readings keep things together and apart.
type EntityScore struct {
	Names, NamesFound int // names in articles; those that some entity there bears
	Whole, WholeFound int // things in articles; those whose names are one entity's
	Types             int // of WholeFound, with the type of the gold
	Links, LinksFound int // pairs of articles that name a thing; those with one IRI for it

	Unfound  []string // "article: name"
	Split    []string // "article: thing" with several entities there
	Unlinked []string // "thing: article, article"
	Merged   []string // "thing = thing": one IRI for two
}

// String is a table of the figures, with what went wrong below it.
func (s *EntityScore) String() string {
	var b strings.Builder
	line := func(name string, part, whole int) {
		fmt.Fprintf(&b, "%-8s %.4f  (%d of %d)\n", name, ratio(float64(part), float64(whole), 0), part, whole)
	}
	line("names", s.NamesFound, s.Names)
	line("whole", s.WholeFound, s.Whole)
	line("types", s.Types, s.WholeFound)
	line("links", s.LinksFound, s.Links)
	fmt.Fprintf(&b, "%-8s %d\n", "merged", len(s.Merged))
	for _, list := range []struct {
		title string
		items []string
	}{{"not found", s.Unfound}, {"split", s.Split}, {"not linked", s.Unlinked}, {"merged", s.Merged}} {
		for _, item := range list.items {
			fmt.Fprintf(&b, "%s: %s\n", list.title, item)
		}
	}
	return b.String()
}

// ScoreEntities compares readings with gold entities, by names. The canonical
// function gives the IRI that stands for an entity after merging across
// articles; nil: each IRI stands for itself.
func ScoreEntities(gold []GoldEntity, readings []schema.Reading, canonical func(iri string) string) EntityScore {
	if canonical == nil {
		canonical = func(iri string) string { return iri }
	}
	byName := map[string]*schema.Reading{}
	for i := range readings {
		byName[filepath.Base(readings[i].Article.Source)] = &readings[i]
	}
	var s EntityScore
	owners := map[string]string{} // gold name by IRI
	for i := range gold {
		g := &gold[i]
		iris := s.articles(g, byName, canonical)
		s.links(g, iris)
		s.merges(g, iris, owners)
	}
	return s
}

// articles finds g in each article that names it, and returns the IRIs there,
// by article.
func (s *EntityScore) articles(g *GoldEntity, readings map[string]*schema.Reading, canonical func(string) string) map[string][]string {
	iris := map[string][]string{}
	for _, article := range sortedKeys(g.Mentions) {
		names := g.Mentions[article]
		s.Names += len(names)
		s.Whole++
		found, missing := []*schema.Entity(nil), 0
		for _, name := range names {
			e := bearer(readings[article], name)
			if e == nil {
				s.Unfound = append(s.Unfound, article+": "+name)
				missing++
				continue
			}
			s.NamesFound++
			if iri := canonical(e.IRI); !slices.Contains(iris[article], iri) {
				iris[article] = append(iris[article], iri)
				found = append(found, e)
			}
		}
		switch {
		case len(found) > 1:
			s.Split = append(s.Split, fmt.Sprintf("%s: %s = %s", article, g.Name, strings.Join(iris[article], " ")))
		case len(found) == 1 && missing == 0:
			s.WholeFound++
			s.Types += b2i(found[0].Type == g.Type)
		}
	}
	return iris
}

// links counts the pairs of articles in which g is one node.
func (s *EntityScore) links(g *GoldEntity, iris map[string][]string) {
	articles := sortedKeys(g.Mentions)
	for i, a := range articles {
		for _, b := range articles[i+1:] {
			s.Links++
			if slices.ContainsFunc(iris[a], func(iri string) bool { return slices.Contains(iris[b], iri) }) {
				s.LinksFound++
				continue
			}
			s.Unlinked = append(s.Unlinked, fmt.Sprintf("%s: %s %v, %s %v", g.Name, a, iris[a], b, iris[b]))
		}
	}
}

// merges notes the IRIs of g that stand for another thing already.
func (s *EntityScore) merges(g *GoldEntity, iris map[string][]string, owners map[string]string) {
	for _, article := range sortedKeys(iris) {
		for _, iri := range iris[article] {
			owner, taken := owners[iri]
			if taken && owner != g.Name {
				s.Merged = append(s.Merged, fmt.Sprintf("%s = %s: %s in %s", owner, g.Name, iri, article))
			}
			owners[iri] = g.Name
		}
	}
}

// bearer returns the entity of a reading that bears a name, nil if none does.
// A thing with a proper name comes before one that is only described.
func bearer(r *schema.Reading, name string) *schema.Entity {
	var out *schema.Entity
	if r == nil {
		return nil
	}
	for i := range r.Entities {
		e := &r.Entities[i]
		if (e.Name == name || slices.Contains(e.Aliases, name)) && (out == nil || e.Named && !out.Named) {
			out = e
		}
	}
	return out
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
