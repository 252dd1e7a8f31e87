package neural

import "math"

// maxTree returns the maximum spanning tree with exactly one child of the root
// (Chu and Liu 1965; Edmonds 1967). Row i of scores, of n, holds the scores of
// token i's possible heads, the root first; heads receives the choices, 0 for
// the root and j+1 for token j.
func (d *decoder) maxTree(scores []float32, stride, n int, heads []int) {
	roots := 0
	for i := range n {
		row := scores[i*stride:][:n+1]
		best := 0
		for j := 1; j <= n; j++ {
			if j != i+1 && row[j] > row[best] {
				best = j
			}
		}
		if heads[i] = best; best == 0 {
			roots++
		}
	}
	if roots == 1 && d.cycle(heads[:n]) < 0 {
		return
	}
	d.edmonds(scores, stride, n, heads)
}

// A decoder keeps the room that decoding takes.
type decoder struct {
	seen []int // mark of the walk that met a node
	cost []float64
	in   []int // best head of each node
	from []int // head, in the original graph, of an edge of the contracted one
	to   []int // its dependent
	live []bool
	// member is, for a node of the original graph, the node of the contracted
	// one that it is in now.
	member []int
	levels []level
}

// cycle returns a token on a cycle of heads, or -1.
func (d *decoder) cycle(heads []int) int {
	d.seen = grow(d.seen, len(heads)+1)
	clear(d.seen)
	for i := range heads {
		for v := i + 1; v != 0 && d.seen[v] != i+1; v = heads[v-1] {
			if d.seen[v] != 0 {
				break
			}
			d.seen[v] = i + 1
			if next := heads[v-1]; next != 0 && d.seen[next] == i+1 {
				return next - 1
			}
		}
	}
	return -1
}

// edmonds contracts cycles until there is none and expands them again. A large
// toll on every edge from the root leaves exactly one of them.
func (d *decoder) edmonds(scores []float32, stride, n int, heads []int) {
	const limit = 1e4 // of a score
	m := n + 1
	toll := 4 * limit * float64(m)
	size := m * m
	d.cost, d.from, d.to = grow(d.cost, size), grow(d.from, size), grow(d.to, size)
	d.live, d.in, d.member = grow(d.live, m), grow(d.in, m), grow(d.member, m)
	for u := range m { // edge u -> v
		for v := range m {
			c := math.Inf(-1)
			if v > 0 && u != v {
				c = -limit
				if x := float64(scores[(v-1)*stride+u]); x > c { // no number is not, either
					c = min(x, limit)
				}
				if u == 0 {
					c -= toll
				}
			}
			d.cost[u*m+v], d.from[u*m+v], d.to[u*m+v] = c, u, v
		}
		d.live[u], d.in[u], d.member[u] = true, -1, u
	}
	d.contract(m, 0)
	for v := 1; v < m; v++ {
		heads[v-1] = d.in[v]
	}
}

// A level is the room of one contraction.
type level struct {
	best, mark, loop []int
	inner            []edge // the loop's edges
	within           []bool
	member           []int
}

// contract solves the graph of m nodes: in[v] becomes the head of v.
func (d *decoder) contract(m, depth int) {
	if depth == len(d.levels) {
		d.levels = append(d.levels, level{})
	}
	l := &d.levels[depth]
	l.best = grow(l.best, m)
	for v := 1; v < m; v++ {
		if !d.live[v] {
			continue
		}
		l.best[v] = -1
		for u := range m {
			if d.live[u] && u != v && (l.best[v] < 0 || d.cost[u*m+v] > d.cost[l.best[v]*m+v]) {
				l.best[v] = u
			}
		}
	}
	if d.findLoop(l, m) {
		d.merge(m, depth)
		return
	}
	for v := 1; v < m; v++ {
		if d.live[v] {
			e := l.best[v]*m + v
			d.in[d.to[e]] = d.from[e]
		}
	}
}

// An edge of the original graph.
type edge struct{ from, to int }

// merge contracts the loop to its first node, solves the rest, and opens the
// loop at the node where an edge enters it.
func (d *decoder) merge(m, depth int) {
	l := &d.levels[depth]
	l.inner, l.within, l.member = l.inner[:0], grow(l.within, m), grow(l.member, m)
	clear(l.within)
	for _, v := range l.loop {
		e := l.best[v]*m + v
		l.inner = append(l.inner, edge{d.from[e], d.to[e]})
		l.within[v] = true
	}
	for u := range m {
		if d.live[u] && !l.within[u] {
			d.redirect(u, l.loop, l.best, m)
		}
	}
	for _, v := range l.loop[1:] {
		d.live[v] = false
	}
	copy(l.member, d.member)
	for v, in := range d.member {
		if l.within[in] {
			d.member[v] = l.loop[0]
		}
	}
	d.contract(m, depth+1)
	l = &d.levels[depth] // contract may have moved it
	entered := -1
	for v, in := range l.member {
		if l.within[in] && d.in[v] >= 0 {
			entered = in
		}
	}
	for k, v := range l.loop {
		if v != entered {
			d.in[l.inner[k].to] = l.inner[k].from
		}
	}
}

// redirect makes the edges between node u and the loop those of its first node.
func (d *decoder) redirect(u int, loop, best []int, m int) {
	in, out := -1, -1
	var costIn, costOut float64
	for _, v := range loop {
		if x := d.cost[u*m+v] - d.cost[best[v]*m+v]; in < 0 || x > costIn {
			in, costIn = v, x
		}
		if x := d.cost[v*m+u]; out < 0 || x > costOut {
			out, costOut = v, x
		}
	}
	c, i, o := loop[0], u*m+in, out*m+u
	d.cost[u*m+c], d.from[u*m+c], d.to[u*m+c] = costIn, d.from[i], d.to[i]
	d.cost[c*m+u], d.from[c*m+u], d.to[c*m+u] = costOut, d.from[o], d.to[o]
}

// findLoop sets l.loop to a cycle of l.best and reports whether there is one.
func (d *decoder) findLoop(l *level, m int) bool {
	l.mark = grow(l.mark, m)
	clear(l.mark)
	for s := 1; s < m; s++ {
		if !d.live[s] {
			continue
		}
		v := s
		for v != 0 && l.mark[v] == 0 {
			l.mark[v] = s
			v = l.best[v]
		}
		if v == 0 || l.mark[v] != s {
			continue
		}
		l.loop = append(l.loop[:0], v)
		for u := l.best[v]; u != v; u = l.best[u] {
			l.loop = append(l.loop, u)
		}
		return true
	}
	return false
}
