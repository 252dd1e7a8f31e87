package eval

import (
	"math"
	"testing"
)

func TestCalibration(t *testing.T) {
	var c Calibration
	for i := range 10 {
		c.Add(0.75, i < 5)  // 0.25 off
		c.Add(0.15, i == 0) // 0.05 off
	}
	c.Add(1, true)
	if want := (10*0.25 + 10*0.05) / 21; math.Abs(c.Error()-want) > 1e-12 {
		t.Errorf("error %.4f, want %.4f", c.Error(), want)
	}
	want := "  probability    pairs    mean   right\n  0.1 to 0.2        10    0.15    0.10\n  0.7 to 0.8        10    0.75    0.50\n" +
		"  0.9 to 1.0         1    1.00    1.00\n  calibration error 0.143\n"
	if got := c.String(); got != want {
		t.Errorf("%q", got)
	}
}
