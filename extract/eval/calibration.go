package eval

import (
	"fmt"
	"math"
	"strings"
)

// A Calibration compares probabilities with what is true, in ten ranges.
type Calibration struct {
	bins [10]struct {
		n, right int
		sum      float64
	}
}

// Add counts a probability and whether it was right.
func (c *Calibration) Add(probability float64, right bool) {
	b := &c.bins[min(9, int(10*probability))]
	b.n++
	b.right += b2i(right)
	b.sum += probability
}

// Error is the expected calibration error: how far the mean probability of a
// range is from the share that is right, over all that was added.
func (c *Calibration) Error() float64 {
	off, n := 0.0, 0
	for _, b := range c.bins {
		off += math.Abs(b.sum - float64(b.right))
		n += b.n
	}
	return ratio(off, float64(n), 0)
}

// String is a table of the ranges that hold anything.
func (c *Calibration) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "  %-12s %7s %7s %7s\n", "probability", "pairs", "mean", "right")
	for i, bin := range c.bins {
		if bin.n > 0 {
			fmt.Fprintf(&b, "  %.1f to %.1f   %7d %7.2f %7.2f\n", float64(i)/10, float64(i+1)/10, bin.n,
				bin.sum/float64(bin.n), float64(bin.right)/float64(bin.n))
		}
	}
	fmt.Fprintf(&b, "  calibration error %.3f\n", c.Error())
	return b.String()
}
