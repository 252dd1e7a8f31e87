package coref

// A personRanker scores the persons that a pronoun may stand for, by the sum
// of the models' scores.
type personRanker struct {
	ranker
	voters []*Model
	people *people
}

// rank fills r.choices for pronoun i.
func (r *personRanker) rank(i int) {
	p := r.people
	cs := p.candidates(i)
	n := len(cs) + 1
	for len(r.choices) < n {
		r.choices = append(r.choices, choice{})
	}
	r.choices = r.choices[:n]
	for k := range r.choices {
		c := &r.choices[k]
		if k == 0 {
			c.entity, c.features = -1, p.newPersonFeatures(i, cs, c.features)
		} else {
			c.entity, c.features = cs[k-1].id, p.personFeatures(i, &cs[k-1], cs, c.features)
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

// resolve gives each "he" and "she" to a person.
func (p *people) resolve(voters []*Model) {
	r := personRanker{voters: voters, people: p}
	for i := range p.ts {
		if p.ts[i].he() {
			r.rank(i)
			p.put(i, r.choices[r.best()].entity)
		}
	}
}

// learn learns from one document and returns the sum of its losses.
func (tr *trainer) learnPeople(p *people, gold []int) (loss float64, n int) {
	r := personRanker{ranker: ranker{drop: tr.dropped}, voters: []*Model{tr.m}, people: p}
	for i := range p.ts {
		if !p.ts[i].he() {
			continue
		}
		r.rank(i)
		pick := r.best()
		if gold[i] != Unknown {
			right, known := tr.personTarget(&r, gold, i)
			loss += tr.step(&r.ranker, known)
			n++
			if known && tr.rng.Float32() >= tr.own {
				pick = right
			}
		}
		p.put(i, r.choices[pick].entity)
	}
	return loss, n
}

// personTarget marks the right choices for pronoun i.
func (tr *trainer) personTarget(r *personRanker, gold []int, i int) (first int, known bool) {
	tr.tgt = tr.tgt[:0]
	for k := range r.choices {
		right := float32(0)
		if k > 0 && gold[i] >= 0 && r.people.holds(r.choices[k].entity, gold, gold[i]) {
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
		tr.tgt[k] = float32(flag(k == 0 || tr.partial && !r.people.clashes(r.choices[k].entity, gold, gold[i])))
	}
	return 0, false
}

// holds reports whether person id has a mention of the gold cluster, in the
// main.
func (p *people) holds(id int, gold []int, cluster int) bool {
	n, known := 0, 0
	for _, k := range p.list[id].mentions {
		if gold[k] != Unknown {
			known++
		}
		if gold[k] == cluster {
			n++
		}
	}
	return n > 0 && 2*n >= known
}

// clashes reports whether person id has a mention of another gold cluster.
func (p *people) clashes(id int, gold []int, cluster int) bool {
	for _, k := range p.list[id].mentions {
		if gold[k] >= 0 && gold[k] != cluster {
			return true
		}
	}
	return false
}
