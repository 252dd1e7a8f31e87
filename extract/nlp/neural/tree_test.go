package neural

import (
	"math"
	"math/rand/v2"
	"testing"
)

// bestTree tries all assignments of heads.
func bestTree(scores []float32, n int) float64 {
	best := math.Inf(-1)
	heads := make([]int, n)
	var try func(i int, sum float64)
	try = func(i int, sum float64) {
		if i < n {
			for h := 0; h <= n; h++ {
				if heads[i] = h; h != i+1 {
					try(i+1, sum+float64(scores[i*(n+1)+h]))
				}
			}
			return
		}
		if validTree(heads) {
			best = max(best, sum)
		}
	}
	try(0, 0)
	return best
}

func validTree(heads []int) bool {
	roots := 0
	for i, h := range heads {
		if h == 0 {
			roots++
		}
		v, steps := i+1, 0
		for ; v != 0 && steps <= len(heads); steps++ {
			v = heads[v-1]
		}
		if v != 0 {
			return false
		}
	}
	return roots == 1
}

func TestMaxTree(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	var d decoder
	for range 400 {
		n := 1 + r.IntN(6)
		scores := randomRow(r, n*(n+1))
		heads := make([]int, n)
		d.maxTree(scores, n+1, n, heads)
		if !validTree(heads) {
			t.Fatalf("n=%d: %v is no tree", n, heads)
		}
		var sum float64
		for i, h := range heads {
			sum += float64(scores[i*(n+1)+h])
		}
		if want := bestTree(scores, n); math.Abs(sum-want) > 1e-4 {
			t.Fatalf("n=%d: tree %v scores %v, the best %v", n, heads, sum, want)
		}
	}
}

func TestMaxTreeOfLongSentences(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	var d decoder
	for _, n := range []int{60, 150} {
		heads := make([]int, n)
		d.maxTree(randomRow(r, n*(n+1)), n+1, n, heads)
		if !validTree(heads) {
			t.Fatalf("n=%d: no tree", n)
		}
	}
}
