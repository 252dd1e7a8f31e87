package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/sayso-graph/sayso/schema"
)

// An IdentityScore tells whether the mentions of one real thing get one node
// across documents, over the gold mentions that have an identity.
type IdentityScore struct {
	Mentions, Found    int // gold mentions; those that the system has too
	Entities           int // gold classes
	InSeveral, OneNode int // classes in several documents; those of them that are one node, whole
	Nodes, MixedNodes  int // nodes of gold mentions; those of several classes

	B3 PRF // B³ (Bagga and Baldwin 1998) over all documents as one
	// Pairs scores the pairs of mentions on one node, Across those of them in
	// two documents.
	Pairs, Across PRF
}

// Identity scores a system's documents against gold ones, paired by ID. The
// class of a gold mention is its Entity, or what wikidata has for it. The
// system's node of a mention is its Entity, or where it has none its chain. A
// span that stands twice in a document counts once, as it first stands.
func Identity(gold, system []CorefDoc, wikidata map[string]string, match CorefMatch) (IdentityScore, error) {
	items, err := identifiedMentions(gold, system, wikidata, match)
	if err != nil {
		return IdentityScore{}, err
	}
	return scoreIdentity(items), nil
}

// identifiedMentions pairs the gold mentions with the system's nodes.
func identifiedMentions(gold, system []CorefDoc, wikidata map[string]string, match CorefMatch) ([]identified, error) {
	pairs, err := corefPairs(gold, system, match)
	if err != nil {
		return nil, err
	}
	var items []identified
	for doc, p := range pairs {
		nodes := map[[2]int]string{}
		for _, m := range p.system {
			nodes[m.key] = nodeOf(doc, m)
		}
		for _, m := range p.gold {
			if m.Entity == "" {
				continue
			}
			class := m.Entity
			if id := wikidata[class]; id != "" {
				class = id
			}
			items = append(items, identified{class, nodes[m.key], doc})
		}
	}
	return items, nil
}

// NodeClasses returns the class that most gold mentions of each of the system's
// nodes have; nodes without one are left out (see Identity for classes).
func NodeClasses(gold, system []CorefDoc, wikidata map[string]string, match CorefMatch) (map[string]string, error) {
	items, err := identifiedMentions(gold, system, wikidata, match)
	if err != nil {
		return nil, err
	}
	counts, best := map[classNode]int{}, map[string]string{}
	for _, it := range items {
		if it.node != "" {
			counts[classNode{it.class, it.node}]++
		}
	}
	for k, n := range counts {
		top, ok := best[k.node]
		if m := counts[classNode{top, k.node}]; !ok || n > m || n == m && k.class < top {
			best[k.node] = k.class
		}
	}
	return best, nil
}

func nodeOf(doc int, m keyedMention) string {
	if m.Entity != "" {
		return m.Entity
	}
	return fmt.Sprintf("%d chain %s", doc, m.Cluster)
}

// identified is a gold mention with its class and the system's node, "" when
// the system has no such mention.
type identified struct {
	class, node string
	doc         int
}

// classNode is what a mention is and what it is taken for.
type classNode struct{ class, node string }

func scoreIdentity(items []identified) IdentityScore {
	var found []identified
	nodes, docs := map[string]map[string]bool{}, map[string]map[int]bool{} // by class
	classes := map[string]map[string]bool{}                                // by node
	for _, it := range items {
		put(nodes, it.class, it.node)
		put(docs, it.class, it.doc)
		if it.node != "" {
			found = append(found, it)
			put(classes, it.node, it.class)
		}
	}
	s := IdentityScore{Mentions: len(items), Found: len(found), Entities: len(docs), Nodes: len(classes)}
	for class, in := range docs {
		if len(in) > 1 {
			s.InSeveral++
			s.OneNode += b2i(len(nodes[class]) == 1 && !nodes[class][""])
		}
	}
	for _, of := range classes {
		s.MixedNodes += b2i(len(of) > 1)
	}
	s.B3 = identityB3(items, found)
	s.pairs(items, found)
	return s
}

func put[K, V comparable](m map[K]map[V]bool, k K, v V) {
	if m[k] == nil {
		m[k] = map[V]bool{}
	}
	m[k][v] = true
}

// sizes counts the items of each group.
func sizes[K comparable](items []identified, key func(identified) K) map[K]int {
	n := map[K]int{}
	for _, it := range items {
		n[key(it)]++
	}
	return n
}

func identityB3(items, found []identified) PRF {
	gold := sizes(items, func(it identified) string { return it.class })
	node := sizes(found, func(it identified) string { return it.node })
	both := sizes(found, func(it identified) classNode { return classNode{it.class, it.node} })
	var recall, precision []float64
	for _, it := range found { // one term a mention, in order: sums of floats must not depend on that of a map
		n := float64(both[classNode{it.class, it.node}])
		recall = append(recall, n/float64(gold[it.class]))
		precision = append(precision, n/float64(node[it.node]))
	}
	return newPRF(ratio(total(precision), float64(len(found)), 0), ratio(total(recall), float64(len(items)), 0))
}

func total(list []float64) float64 {
	sum := 0.0
	for _, x := range list {
		sum += x
	}
	return sum
}

// pairs counts pairs of mentions on one node, and those of two documents as
// all pairs but for the ones inside of a document.
func (s *IdentityScore) pairs(items, found []identified) {
	type in struct {
		classNode
		doc int
	}
	key := func(class, node, doc bool) func(identified) in {
		return func(it identified) (k in) {
			if class {
				k.class = it.class
			}
			if node {
				k.node = it.node
			}
			if doc {
				k.doc = it.doc
			}
			return k
		}
	}
	all := func(items []identified, class, node, doc bool) int {
		n := 0
		for _, size := range sizes(items, key(class, node, doc)) {
			n += size * (size - 1) / 2
		}
		return n
	}
	pairs := tally{all(items, true, false, false), all(found, false, true, false), all(found, true, true, false)}
	inside := tally{all(items, true, false, true), all(found, false, true, true), all(found, true, true, true)}
	s.Pairs = pairs.prf()
	s.Across = tally{pairs.gold - inside.gold, pairs.system - inside.system, pairs.hit - inside.hit}.prf()
}

// String is a table of the figures, shares in percent.
func (s *IdentityScore) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "  %-30s %d\n", "mentions", s.Mentions)
	fmt.Fprintf(&b, "  %-30s %.2f\n", "found", 100*ratio(float64(s.Found), float64(s.Mentions), 0))
	for _, row := range []struct {
		name string
		n    int
	}{
		{"entities", s.Entities},
		{"entities_in_several_documents", s.InSeveral},
		{"of_these_on_one_node", s.OneNode},
		{"nodes", s.Nodes},
		{"nodes_with_several_entities", s.MixedNodes},
	} {
		fmt.Fprintf(&b, "  %-30s %d\n", row.name, row.n)
	}
	writePRF(&b, "b3", s.B3)
	writePRF(&b, "pairs", s.Pairs)
	writePRF(&b, "pairs_across_documents", s.Across)
	return b.String()
}

// An IdentityCorpus is documents whose mentions have identities.
type IdentityCorpus struct {
	Docs     []CorefDoc
	Texts    []schema.Article  // of each document: its ID, title and text
	Wikidata map[string]string // Wikidata id by identity
}

// Read adds the documents of a JSON file (see [ReadCorefJSON]).
func (c *IdentityCorpus) Read(r io.Reader) error {
	var file corefFile
	if err := json.NewDecoder(r).Decode(&file); err != nil {
		return fmt.Errorf("coreference JSON: %w", err)
	}
	docs, err := file.docs()
	if err != nil {
		return err
	}
	c.Docs = append(c.Docs, docs...)
	for _, d := range file.Docs {
		c.Texts = append(c.Texts, schema.Article{
			IRI: schema.ArticleIRI("", d.ID, d.Text), ID: d.ID, Title: d.Title, Language: "en", Text: d.Text,
		})
	}
	if c.Wikidata == nil {
		c.Wikidata = map[string]string{}
	}
	for title, id := range file.Wikidata {
		c.Wikidata[title] = id
	}
	return nil
}
