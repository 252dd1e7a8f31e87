package eval

import "math"

// A clustering is the chains of a document; where tells the chain of a
// mention.
type clustering struct {
	clusters [][][2]int
	where    map[[2]int]int
}

func newClustering(mentions []keyedMention, singletons bool) clustering {
	at := make(map[string]int)
	var all [][][2]int
	for _, m := range mentions {
		k, ok := at[m.Cluster]
		if !ok {
			k = len(all)
			at[m.Cluster] = k
			all = append(all, nil)
		}
		all[k] = append(all[k], m.key)
	}
	c := clustering{where: make(map[[2]int]int)}
	for _, cluster := range all {
		if len(cluster) == 1 && !singletons {
			continue
		}
		for _, key := range cluster {
			c.where[key] = len(c.clusters)
		}
		c.clusters = append(c.clusters, cluster)
	}
	return c
}

// fraction is a sum of numerators over a sum of denominators.
type fraction struct{ num, den float64 }

func (f *fraction) add(num, den float64) {
	f.num += num
	f.den += den
}

func (f fraction) value() float64 { return ratio(f.num, f.den, 0) }

// clusterScores sums the metrics over documents. Each metric is a recall;
// precision is the same with the sides exchanged.
func clusterScores(pairs []corefPair, singletons bool) ClusterScores {
	type sides struct{ r, p fraction }
	var mentions, links, b3, entities sides
	for _, pair := range pairs {
		key, response := newClustering(pair.gold, singletons), newClustering(pair.system, singletons)
		both := 0
		for m := range key.where {
			if _, ok := response.where[m]; ok {
				both++
			}
		}
		mentions.r.add(float64(both), float64(len(key.where)))
		mentions.p.add(float64(both), float64(len(response.where)))
		links.r.add(muc(key, response))
		links.p.add(muc(response, key))
		b3.r.add(bCubed(key, response))
		b3.p.add(bCubed(response, key))
		phi := ceafe(key, response)
		entities.r.add(phi, float64(len(key.clusters)))
		entities.p.add(phi, float64(len(response.clusters)))
	}
	prf := func(s sides) PRF { return newPRF(s.p.value(), s.r.value()) }
	return ClusterScores{Mentions: prf(mentions), MUC: prf(links), B3: prf(b3), CEAFe: prf(entities)}
}

// muc returns the links of c that other keeps, and all links of c.
func muc(c, other clustering) (kept, total float64) {
	for _, cluster := range c.clusters {
		parts := make(map[int]bool)
		lost := 0
		for _, m := range cluster {
			if k, ok := other.where[m]; ok {
				parts[k] = true
			} else {
				lost++
			}
		}
		kept += float64(len(cluster) - len(parts) - lost)
		total += float64(len(cluster) - 1)
	}
	return kept, total
}

// bCubed returns, summed over the mentions of c, the share of a mention's
// cluster that other puts together with it, and the number of mentions.
func bCubed(c, other clustering) (sum, total float64) {
	for _, cluster := range c.clusters {
		shared := make(map[int]int)
		for _, m := range cluster {
			if k, ok := other.where[m]; ok {
				shared[k]++
			}
		}
		squares := 0
		for _, n := range shared {
			squares += n * n
		}
		sum += float64(squares) / float64(len(cluster))
		total += float64(len(cluster))
	}
	return sum, total
}

// ceafe returns the total φ4 similarity, 2|G∩S|/(|G|+|S|), of the best
// one-to-one alignment of the clusters. Clusters that share no mention add
// nothing, so each connected component is solved alone.
func ceafe(gold, system clustering) float64 {
	shared := make([]map[int]int, len(gold.clusters))
	back := make([][]int, len(system.clusters))
	for g, cluster := range gold.clusters {
		shared[g] = make(map[int]int)
		for _, m := range cluster {
			if s, ok := system.where[m]; ok {
				if shared[g][s] == 0 {
					back[s] = append(back[s], g)
				}
				shared[g][s]++
			}
		}
	}
	total := 0.0
	done := make([]bool, len(gold.clusters))
	for g := range gold.clusters {
		if done[g] {
			continue
		}
		rows, cols := component(g, gold, system, back, done)
		gain := make([][]float64, len(rows))
		for i, r := range rows {
			gain[i] = make([]float64, len(cols))
			for j, c := range cols {
				gain[i][j] = 2 * float64(shared[r][c]) / float64(len(gold.clusters[r])+len(system.clusters[c]))
			}
		}
		total += assignment(gain)
	}
	return total
}

// component returns the gold and system clusters that hang together with gold
// cluster g by shared mentions, in the order of discovery.
func component(g int, gold, system clustering, back [][]int, done []bool) (rows, cols []int) {
	seen := make(map[int]bool)
	done[g] = true
	for rows = []int{g}; ; {
		n := len(cols)
		for _, r := range rows {
			for _, m := range gold.clusters[r] {
				if s, ok := system.where[m]; ok && !seen[s] {
					seen[s] = true
					cols = append(cols, s)
				}
			}
		}
		if len(cols) == n {
			return rows, cols
		}
		for _, s := range cols[n:] {
			for _, r := range back[s] {
				if !done[r] {
					done[r] = true
					rows = append(rows, r)
				}
			}
		}
	}
}

// assignment returns the largest total of a one-to-one assignment of rows to
// columns (the Hungarian method with potentials); gain is rectangular and >= 0.
func assignment(gain [][]float64) float64 {
	if len(gain) == 0 || len(gain[0]) == 0 {
		return 0
	}
	if len(gain) > len(gain[0]) {
		gain = transpose(gain)
	}
	n, m := len(gain), len(gain[0])
	u, v := make([]float64, n+1), make([]float64, m+1)
	match, way := make([]int, m+1), make([]int, m+1) // 0: free; row and column numbers from 1
	for i := 1; i <= n; i++ {
		match[0] = i
		j0 := augment(gain, u, v, match, way)
		for j0 != 0 {
			match[j0] = match[way[j0]]
			j0 = way[j0]
		}
	}
	total := 0.0
	for j := 1; j <= m; j++ {
		if match[j] != 0 {
			total += gain[match[j]-1][j-1]
		}
	}
	return total
}

// augment finds the cheapest alternating path from the row in match[0] to a
// free column, which it returns.
func augment(gain [][]float64, u, v []float64, match, way []int) int {
	m := len(v) - 1
	best := make([]float64, m+1)
	for j := range best {
		best[j] = math.Inf(1)
	}
	used := make([]bool, m+1)
	j0 := 0
	for match[j0] != 0 {
		used[j0] = true
		i0, delta, j1 := match[j0], math.Inf(1), 0
		for j := 1; j <= m; j++ {
			if used[j] {
				continue
			}
			if cost := -gain[i0-1][j-1] - u[i0] - v[j]; cost < best[j] {
				best[j], way[j] = cost, j0
			}
			if best[j] < delta {
				delta, j1 = best[j], j
			}
		}
		for j := range used {
			if used[j] {
				u[match[j]] += delta
				v[j] -= delta
			} else {
				best[j] -= delta
			}
		}
		j0 = j1
	}
	return j0
}

func transpose(a [][]float64) [][]float64 {
	t := make([][]float64, len(a[0]))
	for j := range t {
		t[j] = make([]float64, len(a))
		for i := range a {
			t[j][i] = a[i][j]
		}
	}
	return t
}
