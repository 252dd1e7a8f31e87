package query

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/sayso-graph/sayso/graph/store"
	"github.com/sayso-graph/sayso/schema"
)

// A Meant is an entity for which a person gave another name than its own.
type Meant struct {
	Name   string
	Entity EntityRow
}

// An AmbiguousError is a name that several entities fit equally well.
type AmbiguousError struct {
	Name string
	Fits []EntityRow
}

// maxFits bounds how many entities an [AmbiguousError] names.
const maxFits = 10

func (e *AmbiguousError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s may be one of %d; name it by its IRI:", e.Name, len(e.Fits))
	for i, fit := range e.Fits {
		if i == maxFits {
			fmt.Fprintf(&b, "\n  and %d more", len(e.Fits)-i)
			break
		}
		fmt.Fprintf(&b, "\n  %s (%s)", fit.Name, fit.IRI)
	}
	return b.String()
}

// Find returns the entity that a person means by a name: one that [Entity]
// finds, or else the one that a surname, an acronym or an alias fits, which is
// told then. A name that fits nothing is [ErrNoEntity], one that fits several an
// [AmbiguousError].
func Find(ctx context.Context, st *store.Store, name string) (row EntityRow, fitted bool, err error) {
	// An entity's own name is found without reading the whole store.
	if row, err = Entity(ctx, st, name); !errors.Is(err, ErrNoEntity) {
		return row, false, err
	}
	e, err := NewCatalog(st).edition(ctx)
	if err != nil {
		return EntityRow{}, false, err
	}
	row, err = e.meant(name)
	return row, err == nil, err
}

// Resolve names the entities of a filter by their IRIs where [Find] takes
// another name for them, and returns these.
func Resolve(ctx context.Context, st *store.Store, f Filter) (Filter, []Meant, error) {
	c := NewCatalog(st)
	for _, name := range []string{f.About, f.By} {
		if name == "" {
			continue
		}
		if _, err := Entity(ctx, st, name); errors.Is(err, ErrNoEntity) {
			e, err := c.edition(ctx)
			if err != nil {
				return f, nil, err
			}
			return e.resolve(f)
		} else if err != nil {
			return f, nil, err
		}
	}
	return f, nil, nil
}

// resolve is [Resolve] in a catalog. By may also be the words of a source that
// is no entity.
func (e *edition) resolve(f Filter) (Filter, []Meant, error) {
	var meant []Meant
	find := func(name *string, facts postings) error {
		iri := e.ids.Canonical(iriOf(*name, schema.EntityIRI))
		if _, known := e.byIRI[iri]; *name == "" || known || len(facts[iri])+len(facts[voiceKey(*name)]) > 0 {
			return nil
		}
		entity, err := e.meant(*name)
		if err == nil {
			meant = append(meant, Meant{*name, entity})
			*name = entity.IRI
		}
		return err
	}
	err := errors.Join(find(&f.About, e.about), find(&f.By, e.by))
	return f, meant, err
}

// meant returns the one entity that a name fits: one that is called so, or else
// one with these words in a name, people and organizations before other things.
func (e *edition) meant(name string) (EntityRow, error) {
	var exact, agents, others []EntityRow
	words := strings.TrimSpace(fold(name))
	for _, i := range e.names().find(words) {
		row, names := e.entities[i].EntityRow, e.names().names[i]
		switch agent := row.Type == schema.Person || row.Type == schema.Organization; {
		case !row.Named:
		case strings.Contains(names, "\n"+words+"\n"):
			exact = append(exact, row)
		case !hasWords(names, words):
		case agent:
			agents = append(agents, row)
		default:
			others = append(others, row)
		}
	}
	for _, fits := range [][]EntityRow{exact, agents, others} {
		switch len(fits) {
		case 0:
			continue
		case 1:
			return fits[0], nil
		}
		return EntityRow{}, &AmbiguousError{name, fits}
	}
	return EntityRow{}, fmt.Errorf("%s: %w", name, ErrNoEntity)
}

// hasWords reports whether one of the names, which stand between line ends,
// has these words as they are.
func hasWords(names, words string) bool {
	return strings.Contains(strings.ReplaceAll(names, "\n", " \n "), " "+words+" ")
}
