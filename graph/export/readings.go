package export

import (
	"context"
	"iter"
	"strings"

	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/schema"
)

// readings yields the articles that are to be exported, in the order of their
// IRIs. Labels that are no articles have no claims and are left out.
func readings(ctx context.Context, st Store, opts Options) iter.Seq2[schema.Reading, error] {
	return func(yield func(schema.Reading, error) bool) {
		list, err := labels(ctx, st, opts)
		if err != nil {
			yield(schema.Reading{}, err)
			return
		}
		for _, label := range list {
			iri, _ := label.(quad.IRI)
			if !strings.HasPrefix(string(iri), schema.ArticlePrefix) {
				continue
			}
			r, err := schema.Decode(st.Label(ctx, label))
			if err == nil {
				err = ctx.Err()
			}
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
}
