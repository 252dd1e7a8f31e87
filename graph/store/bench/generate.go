package bench

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"github.com/sayso-graph/sayso/schema"
)

// The shape of a generated article, near that of a news report of 400 words.
const (
	articleEntities = 8
	articleClaims   = 12
	// QuadsPerArticle is about how many quads an article has.
	QuadsPerArticle = 200
)

// Articles generates count articles. The same seed gives the same articles.
// Entities and relations follow Zipf's law: a few are in most articles, most
// are in one; passages and claims are each article's own.
func Articles(seed uint64, count int) iter.Seq2[quad.Value, []quad.Quad] {
	return func(yield func(quad.Value, []quad.Quad) bool) {
		g := newGenerator(seed, count)
		for n := range count {
			label, quads := g.article(n)
			if !yield(label, quads) {
				return
			}
		}
	}
}

// Quads generates about n quads of articles in a row.
func Quads(seed uint64, n int) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		left := n
		for _, quads := range Articles(seed, n/QuadsPerArticle+1) {
			for _, q := range quads {
				if left--; left < 0 || !yield(q, nil) {
					return
				}
			}
		}
	}
}

type generator struct {
	r         *rand.Rand
	entities  *rand.Zipf
	relations *rand.Zipf
	words     *rand.Zipf

	label quad.Value
	quads []quad.Quad
}

func newGenerator(seed uint64, articles int) *generator {
	r := rand.New(rand.NewPCG(seed, 0))
	return &generator{
		r:         r,
		entities:  rand.NewZipf(r, 1.1, 4, uint64(2*articles+100)),
		relations: rand.NewZipf(r, 1.2, 2, 2000),
		words:     rand.NewZipf(r, 1.1, 10, 20000),
	}
}

func (g *generator) add(s quad.Value, p quad.IRI, o quad.Value) {
	g.quads = append(g.quads, quad.Quad{Subject: s, Predicate: p, Object: o, Label: g.label})
}

// Entity is the name under which the generator knows its nth entity.
func Entity(n int) quad.IRI { return schema.IRI(fmt.Sprintf("ent:Entity_%d", n)) }

// Relation is the nth relation of the generator.
func Relation(n int) quad.IRI { return schema.IRI(fmt.Sprintf("rel:related_%d", n)) }

// Name is the name of the nth entity.
func Name(n int) quad.String { return quad.String(fmt.Sprintf("Entity %d", n)) }

// Label is the label of the nth article.
func Label(n int) quad.IRI {
	return quad.IRI(fmt.Sprintf("urn:sayso:article:%016x", mix(uint64(n))))
}

// mix is the finaliser of SplitMix64: names that look like hashes.
func mix(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

func (g *generator) article(n int) (quad.Value, []quad.Quad) {
	g.label, g.quads = Label(n), make([]quad.Quad, 0, QuadsPerArticle)
	day := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(n) * time.Hour)
	g.add(g.label, schema.RDFType, schema.SchemaNewsArticle)
	g.add(g.label, schema.IRI("schema:headline"), quad.String(g.text(8)))
	g.add(g.label, schema.IRI("schema:datePublished"), quad.Time(day))
	g.add(g.label, schema.IRI("schema:publisher"), Entity(n%50))
	g.add(g.label, schema.SchemaURL, quad.IRI(fmt.Sprintf("https://news.example/%d/%d", day.Year(), n)))
	var cast [articleEntities]int
	for i := range cast {
		cast[i] = int(g.entities.Uint64())
		g.entity(cast[i])
	}
	for i := range articleClaims {
		g.claim(n, i, cast)
	}
	return g.label, g.quads
}

func (g *generator) entity(n int) {
	g.add(g.label, schema.SchemaMentions, Entity(n))
	g.add(Entity(n), schema.RDFType, []quad.IRI{
		schema.SchemaPerson, schema.SchemaOrganization, schema.SchemaPlace,
	}[n%3])
	g.add(Entity(n), schema.SchemaName, Name(n))
}

func (g *generator) claim(article, n int, cast [articleEntities]int) {
	claim := quad.IRI(fmt.Sprintf("urn:sayso:claim:%016x", mix(uint64(article)<<8|uint64(n)+1<<40)))
	subject, object := Entity(cast[g.r.IntN(len(cast))]), quad.Value(Entity(cast[g.r.IntN(len(cast))]))
	if g.r.IntN(2) == 0 {
		object = quad.LangString{Value: quad.String(g.text(4)), Lang: "en"}
	}
	relation := Relation(int(g.relations.Uint64()))
	g.add(subject, relation, object)
	g.add(claim, schema.RDFType, schema.RDFStatement)
	g.add(claim, schema.RDFSubject, subject)
	g.add(claim, schema.RDFPredicate, relation)
	g.add(claim, schema.RDFObject, object)
	g.add(claim, schema.ProvWasAttributedTo, Entity(cast[g.r.IntN(len(cast))]))
	g.add(claim, schema.IRI("sayso:polarity"), schema.IRI("sayso:positive"))
	g.add(claim, schema.IRI("sayso:modality"), schema.IRI([]string{"sayso:asserted", "sayso:reported"}[g.r.IntN(2)]))
	g.add(claim, schema.IRI("sayso:confidence"), quad.Float(float64(50+g.r.IntN(50))/100))
	passage := quad.IRI(fmt.Sprintf("%s#passage-%d", string(Label(article)), n))
	start := 150*n + g.r.IntN(50)
	g.add(claim, schema.ProvWasDerivedFrom, passage)
	g.add(passage, schema.OAStart, quad.Int(start))
	g.add(passage, schema.OAEnd, quad.Int(start+90))
	g.add(passage, schema.OAExact, quad.String(g.text(15)))
}

// text is a run of words, as long as real ones are on average.
func (g *generator) text(words int) string {
	var b strings.Builder
	for i := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(word(g.words.Uint64()))
	}
	return b.String()
}

const syllables = "bacadafagahajakalamanaparasatavaza" +
	"becedefegehejekelemeneperesetevezebobidifigihijikiliminipirisitivizi"

// word spells a number in syllables: 12 is always the same word.
func word(n uint64) string {
	var b []byte
	for n += 60; n > 0; n /= uint64(len(syllables) / 2) {
		i := 2 * (n % uint64(len(syllables)/2))
		b = append(b, syllables[i:i+2]...)
	}
	return string(b)
}
