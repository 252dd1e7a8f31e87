package neural

import "math"

var bagScales = func() (s [64]float32) {
	for i := range s {
		s[i] = float32(1 / math.Sqrt(float64(max(i, 1))))
	}
	return s
}()

// bagScale is the factor of each of n summed vectors.
func bagScale(n int) float32 { return bagScales[min(n, len(bagScales)-1)] }
