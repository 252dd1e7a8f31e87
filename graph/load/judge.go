package load

import (
	"context"
	"fmt"
	"slices"

	"github.com/sayso-graph/sayso/graph/store"
	"github.com/sayso-graph/sayso/schema"
)

// Judgements returns what has been judged on the identity of entities, sorted
// by their IRIs.
func Judgements(ctx context.Context, st *store.Store) ([]schema.Judgement, error) {
	return schema.DecodeJudgements(st.Label(ctx, schema.IdentitiesLabel))
}

// Judge adds judgements. A new one on the same two entities takes the place of
// the old one, but no program overrules a user. It returns how many it changed.
func Judge(ctx context.Context, st *store.Store, list ...schema.Judgement) (int, error) {
	return rejudge(ctx, st, func(known map[string]schema.Judgement) int { return judgeAll(known, list) })
}

// judgeAll adds judgements to those that are known, and counts what changes.
func judgeAll(known map[string]schema.Judgement, list []schema.Judgement) (changed int) {
	for _, j := range list {
		j.Normalize()
		iri := schema.JudgementIRI(j.From, j.Into)
		old, ok := known[iri]
		if ok && (old.Judge == schema.User && j.Judge != schema.User || equal(&old, &j)) {
			continue
		}
		known[iri] = j
		changed++
	}
	return changed
}

// Rejudge makes list all that one program judges: what it judged before and
// does not judge again is taken back. It returns how many changed.
func Rejudge(ctx context.Context, st *store.Store, judge string, list []schema.Judgement) (int, error) {
	return rejudge(ctx, st, func(known map[string]schema.Judgement) (changed int) {
		again := make(map[string]bool, len(list))
		for _, j := range list {
			again[schema.JudgementIRI(j.From, j.Into)] = true
		}
		for iri, j := range known {
			if j.Judge == judge && !again[iri] {
				delete(known, iri)
				changed++
			}
		}
		return changed + judgeAll(known, list)
	})
}

// Unjudge takes back what users judged on pairs of entities, in whatever order,
// and returns how many judgements there were. What a program would judge on
// them comes back with the next [Matcher.Match].
func Unjudge(ctx context.Context, st *store.Store, pairs ...[2]string) (int, error) {
	return rejudge(ctx, st, func(known map[string]schema.Judgement) int {
		before := len(known)
		for _, p := range pairs {
			if iri := schema.JudgementIRI(p[0], p[1]); known[iri].Judge == schema.User {
				delete(known, iri)
			}
		}
		return before - len(known)
	})
}

func equal(a, b *schema.Judgement) bool {
	return a.From == b.From && a.Into == b.Into && a.Same == b.Same && a.Judge == b.Judge &&
		a.Score == b.Score && a.Name == b.Name && slices.Equal(a.Reasons, b.Reasons)
}

// rejudge changes the judgements of the store in one step.
func rejudge(ctx context.Context, st *store.Store, change func(map[string]schema.Judgement) int) (int, error) {
	list, err := Judgements(ctx, st)
	if err != nil {
		return 0, err
	}
	known := make(map[string]schema.Judgement, len(list))
	for _, j := range list {
		known[schema.JudgementIRI(j.From, j.Into)] = j
	}
	changed := change(known)
	if changed == 0 {
		return 0, nil
	}
	list = list[:0]
	for _, j := range known {
		list = append(list, j)
	}
	quads, err := schema.EncodeJudgements(list) // which sorts
	if err == nil {
		err = st.Replace(ctx, schema.IdentitiesLabel, quads, "")
	}
	if err != nil {
		return 0, fmt.Errorf("judge: %w", err)
	}
	return changed, nil
}
