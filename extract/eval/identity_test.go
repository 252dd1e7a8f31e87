package eval

import (
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// identities makes a document of letters; each word is a node or a class.
func identities(id string, entities ...string) CorefDoc {
	d := chains("a b c d")
	d.ID = id
	for i := range d.Mentions {
		d.Mentions[i].Entity = entities[i]
	}
	return d
}

func TestIdentityByHand(t *testing.T) {
	gold := []CorefDoc{identities("1", "X", "X", "Y", ""), identities("2", "x", "Z", "Z", "Y")}
	system := []CorefDoc{identities("1", "n", "n", "m", "n"), identities("2", "n", "m", "", "m")}
	system[1].Mentions = system[1].Mentions[:3] // the last is not found
	s, err := Identity(gold, system, map[string]string{"x": "X"}, MatchExact)
	if err != nil {
		t.Fatal(err)
	}
	if s.Mentions != 7 || s.Found != 6 || s.Entities != 3 || s.InSeveral != 2 || s.OneNode != 1 || s.Nodes != 3 || s.MixedNodes != 1 {
		t.Errorf("counts %+v", s)
	}
	// X is n three times; Y and Z share m; the other Z is a chain without node.
	recall := (3*1. + 1./2 + 2*1./2) / 7
	precision := (3*1. + 2*1./2 + 1) / 6
	if math.Abs(s.B3.Recall-recall) > 1e-12 || math.Abs(s.B3.Precision-precision) > 1e-12 {
		t.Errorf("B3 %+v, want P %.4f R %.4f", s.B3, precision, recall)
	}
	if s.Pairs != newPRF(3./4, 3./5) || s.Across != newPRF(2./3, 2./3) {
		t.Errorf("pairs %+v, across %+v", s.Pairs, s.Across)
	}
	if _, err := Identity(gold, system[:1], nil, MatchExact); err == nil {
		t.Error("a document that is missing is no error")
	}
}

// The public scorer and Identity agree on a treebank and spoilt nodes.
func TestIdentityAgreesWithThePublicScorer(t *testing.T) {
	if testing.Short() {
		t.Skip("runs Python")
	}
	docs := readTrees(t, "gum-dev")
	rng := rand.New(rand.NewPCG(7, 7))
	conllu := writeTrees(t, "system", docs, func(i int) []nlp.EntityTag {
		gold := entityTags(t, docs[i], rng)
		for k := range gold {
			if nodes := []string{"A", "B", "C", "", ""}; rng.IntN(3) > 0 {
				gold[k].Entity = nodes[rng.IntN(len(nodes))]
			}
		}
		return gold
	})
	path := filepath.Join(t.TempDir(), "system.json")
	script(t, "gum_coref.py", conllu, path)
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	system, err := ReadCorefJSON(f)
	if err != nil {
		t.Fatal(err)
	}
	var corpus IdentityCorpus
	if err := corpus.Read(openShared(t, "coref", "gum-dev.json.gz")); err != nil {
		t.Fatal(err)
	}
	goldPath := filepath.Join("..", "..", "..", "shared", "coref", "gum-dev.json.gz")
	for name, match := range map[string]CorefMatch{"exact": MatchExact, "head": MatchHead} {
		got, err := Identity(corpus.Docs, system, corpus.Wikidata, match)
		if err != nil {
			t.Fatal(err)
		}
		want := string(script(t, "coref_score.py", "identity", goldPath, path, "--match", name))
		if got.String() != want {
			t.Errorf("%s:\n%swant\n%s", name, got.String(), want)
		}
	}
}

func TestIdentityCorpusRefuses(t *testing.T) {
	for _, bad := range []string{"[", `{"docs":[{"id":"x","mentions":[[0]]}]}`} {
		var c IdentityCorpus
		if c.Read(strings.NewReader(bad)) == nil {
			t.Errorf("%s was read", bad)
		}
	}
}
