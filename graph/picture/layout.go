package picture

import "math"

// A point is a place on the picture, in pixels.
type point struct{ x, y float64 }

// layout places the nodes so that linked ones are near each other, by the
// forces of T. Fruchterman and E. Reingold, "Graph drawing by force-directed
// placement" (1991), from a spiral around the first node, which stays in the
// middle. It takes time in the square of the number of nodes.
func layout(g *Graph) []point {
	const steps = 300
	n := len(g.Nodes)
	places := make([]point, n)
	for i := range places { // the golden angle spreads them evenly
		r, angle := length*math.Sqrt(float64(i)), 2.399963*float64(i)
		places[i] = point{r * math.Cos(angle), r * math.Sin(angle)}
	}
	for step := range steps {
		heat := length * (1 - float64(step)/steps)
		moves := forces(g, places)
		for i := 1; i < n; i++ {
			size := math.Hypot(moves[i].x, moves[i].y)
			if size == 0 {
				continue
			}
			share := math.Min(size, heat) / size
			places[i].x += float64(moves[i].x * share)
			places[i].y += float64(moves[i].y * share)
		}
	}
	return places
}

// length is what a link would like to be long.
const length = 130.0

// forces adds up what pushes and pulls each node. The conversions keep
// compilers from fusing operations, which would place nodes differently on
// different machines.
func forces(g *Graph, places []point) []point {
	moves := make([]point, len(places))
	for i := range places {
		for j := i + 1; j < len(places); j++ {
			dx, dy := places[i].x-places[j].x, places[i].y-places[j].y
			square := math.Max(float64(dx*dx)+float64(dy*dy), 1)
			push(moves, i, j, float64(dx*(length*length/square)), float64(dy*(length*length/square)))
		}
	}
	for _, l := range pairs(g) {
		dx, dy := places[l[0]].x-places[l[1]].x, places[l[0]].y-places[l[1]].y
		pull := math.Hypot(dx, dy) / length
		push(moves, l[0], l[1], float64(-dx*pull), float64(-dy*pull))
	}
	return moves
}

func push(moves []point, i, j int, dx, dy float64) {
	moves[i].x += dx
	moves[i].y += dy
	moves[j].x -= dx
	moves[j].y -= dy
}

// pairs are the nodes that have a link, each pair once. Links are sorted, but
// those of one pair may go in either direction.
func pairs(g *Graph) [][2]int {
	var list [][2]int
	seen := map[[2]int]bool{}
	for _, l := range g.Links {
		p := [2]int{min(l.From, l.To), max(l.From, l.To)}
		if !seen[p] {
			seen[p] = true
			list = append(list, p)
		}
	}
	return list
}
