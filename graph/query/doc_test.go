package query_test

import (
	"context"
	"fmt"
	"os"

	"github.com/sayso-graph/sayso/graph/query"
	"github.com/sayso-graph/sayso/graph/store"
	"github.com/sayso-graph/sayso/schema"
)

// A store of one sentence, and a question about it.
func ExampleRun() {
	ctx := context.Background()
	st, err := store.Open(ctx, "memory:", store.Options{Create: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer st.Close()

	text := "The ILO requested China to explain."
	sentence := schema.Span{Start: 0, End: len(text)}
	quads, err := schema.Encode(schema.Reading{
		Article: schema.Article{URL: "https://example.org/ilo", Text: text},
		Claims: []schema.Claim{{
			Sentence: sentence, Evidence: []schema.Span{sentence}, Confidence: 0.9,
			Subject:   schema.Term{Text: "The ILO", Entity: "ent:ILO"},
			Predicate: schema.Predicate{Text: "requested", IRI: schema.RelIRI("requested"), Lemma: "request"},
			Object:    schema.Term{Text: "China", Entity: "ent:China"},
		}},
	})
	if err == nil {
		err = st.Replace(ctx, quads[0].Label, quads, "")
	}
	if err != nil {
		fmt.Println(err)
		return
	}

	out := query.NewWriter(os.Stdout, query.JSONL)
	for row, err := range query.Run(ctx, st.QuadStore(), `g.V("<ent:ILO>").out("<rel:requested>").all()`, query.Options{Limit: 10}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		if err := out.Write(row); err != nil {
			fmt.Println(err)
		}
	}
	// Output:
	// {"id":"ent:China"}
}
