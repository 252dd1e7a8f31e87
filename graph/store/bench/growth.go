package bench

import (
	"fmt"
	"io"
	"text/tabwriter"
	"time"
)

// WriteGrowth prints what more data costs the first engine: each time with
// little data and with much, and how many times as long it takes. A query
// that goes through more in more data is measured by the time for each step.
func WriteGrowth(w io.Writer, little, much []Result) error {
	if len(little) == 0 || len(much) == 0 {
		return nil
	}
	a, b := little[0], much[0]
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(t, "%s\t%d quads\tsteps\t%d quads\tsteps\tgrowth\tfor each step\t\n", a.Engine, a.Quads, b.Quads)
	for i, qa := range a.Queries {
		qb := b.Queries[i]
		growth := float64(qb.Time) / float64(qa.Time)
		more := float64(max(qb.Steps, 1)) / float64(max(qa.Steps, 1))
		fmt.Fprintf(t, "%s\t%s\t%d\t%s\t%d\t%.2f×\t%.2f×\t\n", qa.Name,
			duration(float64(qa.Time)), qa.Steps, duration(float64(qb.Time)), qb.Steps, growth, growth/more)
	}
	for _, step := range []struct {
		name string
		a, b time.Duration
	}{{"open", a.Open, b.Open}, {"write article", a.Write, b.Write}, {"remove article", a.Remove, b.Remove}} {
		if step.a > 0 {
			fmt.Fprintf(t, "%s\t%s\t\t%s\t\t%.2f×\t\t\n", step.name,
				duration(float64(step.a)), duration(float64(step.b)), float64(step.b)/float64(step.a))
		}
	}
	return t.Flush()
}
