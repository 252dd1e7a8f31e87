package eval_test

import (
	"context"
	"iter"
	"testing"

	"github.com/sayso-graph/sayso/data/gold"
	"github.com/sayso-graph/sayso/extract"
	"github.com/sayso-graph/sayso/extract/article"
	"github.com/sayso-graph/sayso/extract/eval"
	"github.com/sayso-graph/sayso/schema"
)

// sampleArticles reads the articles of the sample.
func sampleArticles(ctx context.Context) iter.Seq2[schema.Article, error] {
	return func(yield func(schema.Article, error) bool) {
		for src, err := range article.Sources(ctx, []string{"../../data/sample/articles"}, nil, article.Options{}) {
			if err != nil {
				yield(schema.Article{}, err)
				return
			}
			for a, err := range article.Read(ctx, src) {
				if !yield(a, err) || err != nil {
					return
				}
			}
		}
	}
}

// sampleReadings reads the sample by the whole pipeline.
func sampleReadings(t *testing.T) []schema.Reading {
	t.Helper()
	if testing.Short() {
		t.Skip("-short: it reads the whole sample")
	}
	pipeline, err := extract.New(extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var readings []schema.Reading
	for r, err := range pipeline.Read(t.Context(), sampleArticles(t.Context())) {
		if err != nil {
			t.Fatal(err)
		}
		readings = append(readings, r)
	}
	return readings
}

// What the pipeline has reached safely; a change that falls below has broken
// something. Raise them when it gets better.
const (
	recallFloor, precisionFloor = 0.50, 0.68 // of claims
	namesFloor, linksFloor      = 0.85, 0.70 // of entities
)

// TestClaimsOfSample scores the whole pipeline against the claims written by
// hand. With -v it lists what is missed and what is wrong.
func TestClaimsOfSample(t *testing.T) {
	f, err := gold.FS.Open("claims.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	golds, err := eval.ReadClaims(f)
	if err != nil {
		t.Fatal(err)
	}
	s := eval.ScoreClaims(golds, sampleReadings(t))
	for _, g := range s.Missed {
		t.Logf("missed %s: %s\n  %s", g.Article, g.String(), g.Sentence)
	}
	for _, w := range s.Wrong {
		t.Logf("wrong (%s) %s: %s — %s — %s [%s %s]\n  %s", w.Why, w.Article,
			w.Claim.Subject.Literal, w.Claim.Predicate.Lemma, w.Claim.Object.Literal, w.Claim.Polarity, w.Claim.Modality, w.Sentence)
	}
	t.Logf("\n%s", s.String())
	if got := s.PRF(); got.Recall < recallFloor || got.Precision < precisionFloor {
		t.Errorf("recall %.3f and precision %.3f; they have been over %.2f and %.2f", got.Recall, got.Precision, recallFloor, precisionFloor)
	}
}

// TestEntitiesOfSample scores the entities of the pipeline, before any merging
// across articles, against the list made by hand.
func TestEntitiesOfSample(t *testing.T) {
	f, err := gold.FS.Open("entities.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	golds, err := eval.ReadEntities(f)
	if err != nil {
		t.Fatal(err)
	}
	s := eval.ScoreEntities(golds, sampleReadings(t), nil)
	t.Logf("\n%s", s.String())
	if found := float64(s.NamesFound) / float64(s.Names); found < namesFloor {
		t.Errorf("%.3f of the names are found; it has been over %.2f", found, namesFloor)
	}
	if linked := float64(s.LinksFound) / float64(s.Links); linked < linksFloor {
		t.Errorf("%.3f of the links are found; it has been over %.2f", linked, linksFloor)
	}
}
