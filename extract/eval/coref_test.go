package eval

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// chains makes a document of letters: "abc defg" has two chains.
func chains(s string) CorefDoc {
	d := CorefDoc{ID: "d", Chars: "abcdefghijklmn"}
	for k, cluster := range strings.Fields(s) {
		for _, r := range cluster {
			at := [2]int{int(r - 'a'), int(r-'a') + 1}
			d.Mentions = append(d.Mentions, CorefMention{Span: at, Head: at, Cluster: fmt.Sprint(k)})
		}
	}
	return d
}

// The running example of Pradhan et al. 2014, section 4.
func TestCorefByHand(t *testing.T) {
	s, err := Coref([]CorefDoc{chains("abc defg")}, []CorefDoc{chains("ab cd fghi")}, MatchExact)
	if err != nil {
		t.Fatal(err)
	}
	got := s.WithoutSingletons
	for _, c := range []struct {
		name string
		got  PRF
		r, p float64
	}{
		{"mentions", got.Mentions, 6. / 7, 6. / 8},
		{"MUC", got.MUC, 2. / 5, 2. / 5},
		{"B3", got.B3, (5./3 + 5./4) / 7, 4. / 8},
		{"CEAFe", got.CEAFe, 1.3 / 2, 1.3 / 3},
	} {
		if math.Abs(c.got.Recall-c.r) > 1e-12 || math.Abs(c.got.Precision-c.p) > 1e-12 {
			t.Errorf("%s: %+v, want R %.4f P %.4f", c.name, c.got, c.r, c.p)
		}
	}
}

func TestCorefSingletons(t *testing.T) {
	s, err := Coref([]CorefDoc{chains("ab c")}, []CorefDoc{chains("ab c d")}, MatchExact)
	if err != nil {
		t.Fatal(err)
	}
	if s.WithoutSingletons.CoNLL() != 1 {
		t.Errorf("without singletons %+v, want all right", s.WithoutSingletons)
	}
	if p := s.WithSingletons.B3.Precision; p != 0.75 {
		t.Errorf("B3 precision with singletons %.3f, want 0.75", p)
	}
}

// The best assignment is not the greedy one.
func TestAssignment(t *testing.T) {
	gain := [][]float64{{0.9, 0.8, 0}, {0.8, 0.1, 0}}
	if got := assignment(gain); math.Abs(got-1.6) > 1e-12 {
		t.Errorf("total %.3f, want 1.6", got)
	}
}

func TestGAPByHand(t *testing.T) {
	file := "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL\n" +
		"1\tAnn saw Bea. She left.\tShe\t13\tAnn\t0\tTRUE\tBea\t8\tFALSE\tu\n" +
		"2\tBob saw Cal. He left.\the\t13\tBob\t0\tFALSE\tCal\t8\tTRUE\tu\n" +
		"3\tBob saw Cal. He left.\this\t13\tBob\t0\tTRUE\tCal\t8\tFALSE\tu\n"
	gold, err := ReadGAP(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	s := GAP(gold, map[string]GAPAnswer{"1": {A: true}, "2": {A: true, B: true}})
	want := GAPScores{
		Examples: 3, Missing: 1,
		Overall:   newPRF(2./3, 2./3),
		Masculine: newPRF(1./2, 1./2),
		Feminine:  newPRF(1, 1),
	}
	if diff := cmp.Diff(want, s); diff != "" {
		t.Error(diff)
	}
}

// entityTags returns the gold tags of a document, spoilt by rng: some lost,
// some chains merged, some types wrong.
func entityTags(t *testing.T, d *nlp.TreeDoc, rng *rand.Rand) []nlp.EntityTag {
	t.Helper()
	var out []nlp.EntityTag
	for i := range d.Sents {
		tags, err := d.Entities(i)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range tags {
			if rng != nil {
				switch rng.IntN(10) {
				case 0:
					continue
				case 1:
					e.Group = fmt.Sprint(rng.IntN(40))
				case 2:
					e.Class = "object"
				}
			}
			out = append(out, nlp.EntityTag{Phrase: e.Phrase, Group: e.Group, Class: e.Class})
		}
	}
	return out
}

// The public scorer and Coref agree on a treebank and spoilt chains.
func TestCorefAgreesWithThePublicScorer(t *testing.T) {
	if testing.Short() {
		t.Skip("runs Python")
	}
	docs := readTrees(t, "gum-dev")
	rng := rand.New(rand.NewPCG(3, 3))
	var paths [2]string // JSON
	var sides [2][]CorefDoc
	for k, spoil := range []*rand.Rand{nil, rng} {
		conllu := writeTrees(t, "side", docs, func(i int) []nlp.EntityTag { return entityTags(t, docs[i], spoil) })
		paths[k] = filepath.Join(t.TempDir(), "side.json")
		script(t, "gum_coref.py", conllu, paths[k])
		f, err := os.Open(conllu)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		var trees []*nlp.TreeDoc
		for d, err := range nlp.ReadCoNLLU(f) {
			if err != nil {
				t.Fatal(err)
			}
			trees = append(trees, d)
		}
		if sides[k], err = CorefDocs(trees); err != nil {
			t.Fatal(err)
		}
		j, err := os.Open(paths[k])
		if err != nil {
			t.Fatal(err)
		}
		defer j.Close()
		fromJSON, err := ReadCorefJSON(j)
		if err != nil {
			t.Fatal(err)
		}
		sameMentions(t, sides[k], fromJSON)
	}
	for name, match := range map[string]CorefMatch{"exact": MatchExact, "head": MatchHead} {
		got, err := Coref(sides[0], sides[1], match)
		if err != nil {
			t.Fatal(err)
		}
		compareCoref(t, name, got, script(t, "coref_score.py", "coref", paths[0], paths[1], "--json", "--match", name))
	}
}

func sameMentions(t *testing.T, a, b []CorefDoc) {
	t.Helper()
	for i := range a {
		if len(a[i].Mentions) != len(b[i].Mentions) || a[i].Chars != b[i].Chars {
			t.Fatalf("%s: CoNLL-U and JSON differ", a[i].ID)
		}
		spans := make(map[[2]int]string)
		for _, m := range a[i].Mentions {
			spans[m.Span] = m.Type
		}
		for _, m := range b[i].Mentions {
			if kind, ok := spans[m.Span]; !ok || kind != m.Type {
				t.Fatalf("%s: mention %v of the JSON is not in the CoNLL-U", a[i].ID, m.Span)
			}
		}
	}
}

func compareCoref(t *testing.T, name string, got CorefScores, public []byte) {
	t.Helper()
	type prf struct{ P, R, F1 float64 }
	type clusters struct {
		Mentions, MUC, B3, CEAFe prf
		CoNLL                    float64
	}
	var want struct {
		Without  clusters `json:"without_singletons"`
		With     clusters `json:"with_singletons"`
		Entities map[string]prf
	}
	if err := json.Unmarshal(public, &want); err != nil {
		t.Fatal(err)
	}
	near := func(what string, a PRF, b prf) {
		if math.Abs(a.Precision-b.P)+math.Abs(a.Recall-b.R)+math.Abs(a.F1-b.F1) > 1e-9 {
			t.Errorf("%s, %s: %+v, the public scorer has %+v", name, what, a, b)
		}
	}
	for what, pair := range map[string]struct {
		ClusterScores
		clusters
	}{"without singletons": {got.WithoutSingletons, want.Without}, "with singletons": {got.WithSingletons, want.With}} {
		near(what+" mentions", pair.ClusterScores.Mentions, pair.clusters.Mentions)
		near(what+" MUC", pair.ClusterScores.MUC, pair.clusters.MUC)
		near(what+" B3", pair.ClusterScores.B3, pair.clusters.B3)
		near(what+" CEAFe", pair.ClusterScores.CEAFe, pair.clusters.CEAFe)
		if math.Abs(pair.ClusterScores.CoNLL()-pair.clusters.CoNLL) > 1e-9 {
			t.Errorf("%s, %s: CoNLL mean %.6f, the public scorer has %.6f", name, what, pair.ClusterScores.CoNLL(), pair.clusters.CoNLL)
		}
	}
	near("untyped", got.Untyped, want.Entities["untyped"])
	near("typed", got.Typed, want.Entities["typed"])
	for _, ts := range got.Types {
		near("type "+ts.Type, ts.PRF, want.Entities["type "+ts.Type])
	}
}

func TestGAPAgreesWithThePublicScorer(t *testing.T) {
	if testing.Short() {
		t.Skip("runs Python")
	}
	gold, err := ReadGAP(openShared(t, "coref", "gap-development.tsv.gz"))
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(5, 5))
	answers := make(map[string]GAPAnswer)
	var lines strings.Builder
	for _, e := range gold {
		if rng.IntN(20) == 0 {
			continue
		}
		a := GAPAnswer{A: e.ACoref != (rng.IntN(4) == 0), B: e.BCoref != (rng.IntN(5) == 0)}
		answers[e.ID] = a
		fmt.Fprintf(&lines, "%s\t%t\t%t\n", e.ID, a.A, a.B)
	}
	path := filepath.Join(t.TempDir(), "answers.tsv")
	if err := os.WriteFile(path, []byte(lines.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	got := GAP(gold, answers).String()
	want := string(script(t, "coref_score.py", "gap", filepath.Join("..", "..", "..", "shared", "coref", "gap-development.tsv.gz"), path))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
