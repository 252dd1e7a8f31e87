package coref

import "slices"

// A reviser scores the referents that a pronoun may have, by the sum of the
// models' scores.
type reviser struct {
	ranker
	voters []*Model
	rev    *revision
}

// rank fills r.choices for pronoun i.
func (r *reviser) rank(i int) {
	v := r.rev
	cs := v.candidates(i)
	n := len(cs) + 1
	for len(r.choices) < n {
		r.choices = append(r.choices, choice{})
	}
	r.choices = r.choices[:n]
	for k := range r.choices {
		c := &r.choices[k]
		if k == 0 {
			c.entity, c.features = -1, v.nobodyFeatures(i, cs, c.features)
		} else {
			c.entity, c.features = cs[k-1].id, v.referentFeatures(i, &cs[k-1], cs, c.features)
		}
		if r.drop != nil {
			c.features = r.drop(c.features)
		}
		c.score = 0
		for _, m := range r.voters {
			c.sum = [hidden + 1]float32{}
			m.add(&c.sum, c.features)
			c.score += m.score(&c.sum)
		}
	}
}

// revise judges the pronouns of one kind again and returns the entities.
func revise(ts []traits, entities [][]int, takes func(*traits) bool, voters []*Model) [][]int {
	v := newRevision(ts, entities, takes)
	r := reviser{voters: voters, rev: v}
	for i := range ts {
		if takes(&ts[i]) {
			r.rank(i)
			v.put(i, r.choices[r.best()].entity)
		}
	}
	return v.entities()
}

// learnRevision learns from one document and returns the sum of its losses.
func (tr *trainer) learnRevision(v *revision, gold []int) (loss float64, n int) {
	r := reviser{ranker: ranker{drop: tr.dropped}, voters: []*Model{tr.m}, rev: v}
	tr.partial = slices.Contains(gold, Unknown)
	for i := range v.ts {
		if !v.takes(&v.ts[i]) {
			continue
		}
		r.rank(i)
		pick := r.best()
		if gold[i] != Unknown {
			right, known := tr.referentTarget(&r, gold, i)
			loss += tr.step(&r.ranker, known)
			n++
			if known && tr.rng.Float32() >= tr.own {
				pick = right
			}
		}
		v.put(i, r.choices[pick].entity)
	}
	return loss, n
}

// referentTarget marks the right choices for pronoun i.
func (tr *trainer) referentTarget(r *reviser, gold []int, i int) (first int, known bool) {
	tr.tgt = tr.tgt[:0]
	for k := range r.choices {
		right := float32(0)
		if k > 0 && gold[i] >= 0 && r.rev.holds(r.choices[k].entity, gold, gold[i]) {
			right = 1
			if !known {
				first, known = k, true
			}
		}
		tr.tgt = append(tr.tgt, right)
	}
	if known {
		return first, known
	}
	for k := range r.choices {
		tr.tgt[k] = float32(flag(k == 0 || tr.partial && !r.rev.clashes(r.choices[k].entity, gold, gold[i])))
	}
	return 0, false
}

// holds reports whether referent id has a mention of the gold cluster, in the
// main.
func (v *revision) holds(id int, gold []int, cluster int) bool {
	n, known := 0, 0
	for _, k := range v.list[id].mentions {
		if gold[k] != Unknown {
			known++
		}
		if gold[k] == cluster {
			n++
		}
	}
	return n > 0 && 2*n >= known
}

// clashes reports whether referent id has a mention of another gold cluster.
func (v *revision) clashes(id int, gold []int, cluster int) bool {
	for _, k := range v.list[id].mentions {
		if gold[k] >= 0 && gold[k] != cluster {
			return true
		}
	}
	return false
}
