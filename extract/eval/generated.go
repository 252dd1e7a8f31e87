package eval

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/sayso-graph/sayso/schema"
)

// Generated makes n records of invented persons, and tells which person each
// is: of three persons one has a second record under another spelling, with
// the company that it keeps mostly the same, and one has a namesake with other
// company. Spellings differ by a typing error, by the transliteration of a
// sound, by an initial or by the order of the names. The same n gives the same
// records.
func Generated(n int) (records []schema.Record, person map[string]int) {
	g := generator{rng: rand.New(rand.NewPCG(uint64(n), 1)), person: map[string]int{}}
	for i := 0; len(g.records) < n; i++ {
		first, last := g.word(), g.word()
		company := []string{fmt.Sprint("ent:a", i), fmt.Sprint("ent:b", i), fmt.Sprint("ent:city", i%97)}
		g.add(first+" "+last, i, company)
		switch i % 3 {
		case 0:
			company[0] = fmt.Sprint("ent:c", i)
			g.add(g.spelling(first, last), i, company)
		case 1:
			g.add(first+" "+g.word(), -1-i, []string{fmt.Sprint("ent:d", i), fmt.Sprint("ent:city", i%89)})
		}
	}
	return g.records[:n], g.person
}

type generator struct {
	rng     *rand.Rand
	records []schema.Record
	person  map[string]int // by IRI
}

// add adds a record, unless its name has one: two persons of one full name
// share an IRI.
func (g *generator) add(name string, person int, company []string) {
	iri := schema.EntityIRI(name)
	if _, taken := g.person[iri]; taken {
		return
	}
	g.person[iri] = person
	company = slices.Clone(company)
	slices.Sort(company)
	g.records = append(g.records, schema.Record{IRI: iri, Type: schema.Person, Names: []string{name}, Neighbours: company, Articles: 1})
}

const syllables = "ka ro mi ta ne lu so vi ban der gor chev stein ham wal pet dov ric tam bel khan zhi yev tsov"

func (g *generator) word() string {
	all := strings.Fields(syllables)
	var b strings.Builder
	for range 2 + g.rng.IntN(3) {
		b.WriteString(all[g.rng.IntN(len(all))])
	}
	return strings.ToUpper(b.String()[:1]) + b.String()[1:]
}

// transliterations are sounds that languages spell in several ways.
var transliterations = [][2]string{{"kh", "h"}, {"zh", "j"}, {"ts", "tz"}, {"v", "w"}, {"k", "c"}, {"ch", "tch"}, {"y", "i"}, {"ei", "ai"}, {"ov", "off"}}

// spelling puts a name as somebody else might.
func (g *generator) spelling(first, last string) string {
	switch g.rng.IntN(6) {
	case 0:
		return last + " " + first
	case 1:
		return first[:1] + ". " + last
	case 2, 3:
		for _, k := range g.rng.Perm(len(transliterations)) {
			t := transliterations[k]
			if other := strings.Replace(last, t[0], t[1], 1); other != last {
				return first + " " + other
			}
		}
	}
	return g.typo(first + " " + last)
}

// typo leaves a letter or a blank out, doubles it, replaces it or exchanges it
// with the next; never the first letter of all.
func (g *generator) typo(name string) string {
	at := 1 + g.rng.IntN(len(name)-2)
	switch g.rng.IntN(4) {
	case 0:
		return name[:at] + name[at+1:]
	case 1:
		return name[:at] + name[at:at+1] + name[at:]
	case 2:
		return name[:at] + string(rune('a'+g.rng.IntN(26))) + name[at+1:]
	}
	return name[:at] + name[at+1:at+2] + name[at:at+1] + name[at+2:]
}

// ScorePairs compares judgements with the persons that records are of: pairs
// of records in one cluster against pairs of one person.
func ScorePairs(records []schema.Record, person map[string]int, judgements []schema.Judgement) PRF {
	ids := schema.NewIdentities(judgements)
	gold, system, both := map[int]int{}, map[string]int{}, map[string]int{}
	for i := range records {
		iri := records[i].IRI
		gold[person[iri]]++
		system[ids.Canonical(iri)]++
		both[fmt.Sprint(person[iri], ids.Canonical(iri))]++
	}
	t := tally{gold: pairsIn(gold), system: pairsIn(system), hit: pairsIn(both)}
	return t.prf()
}

func pairsIn[K comparable](sizes map[K]int) int {
	n := 0
	for _, size := range sizes {
		n += size * (size - 1) / 2
	}
	return n
}
