package bench

import (
	"fmt"
	"io"
	"text/tabwriter"
	"time"
)

// Write prints results as a table: the first engine's figures, and for each
// other engine its own with how many times better the first is. An answer
// that differs from the first engine's is marked.
func Write(w io.Writer, results []Result) error {
	if len(results) == 0 {
		return nil
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(t, "\t")
	for _, r := range results {
		fmt.Fprintf(t, "%s\t\t", r.Engine)
	}
	fmt.Fprintln(t)
	row(t, results, "quads", func(r Result) float64 { return float64(r.Quads) }, count)
	row(t, results, "load, quads/s", func(r Result) float64 {
		return -float64(r.Quads) / r.Load.Seconds() // more is better
	}, count)
	row(t, results, "heap, MB", func(r Result) float64 { return float64(r.Heap) / 1e6 }, tenth)
	row(t, results, "disk, bytes/quad", func(r Result) float64 { return float64(r.Disk) / float64(r.Quads) }, tenth)
	row(t, results, "open", func(r Result) float64 { return float64(r.Open) }, duration)
	for i, q := range results[0].Queries {
		row(t, results, q.Name, func(r Result) float64 { return float64(r.Queries[i].Time) }, duration)
	}
	row(t, results, "write article", func(r Result) float64 { return float64(r.Write) }, duration)
	row(t, results, "remove article", func(r Result) float64 { return float64(r.Remove) }, duration)
	if err := t.Flush(); err != nil {
		return err
	}
	if len(results) > 1 {
		if _, err := fmt.Fprintf(w, "N×: %s is N times as fast, or as small; below 1 it is slower, or larger.\n", results[0].Engine); err != nil {
			return err
		}
	}
	return writeDisagreements(w, results)
}

func row(w io.Writer, results []Result, name string, figure func(Result) float64, format func(float64) string) {
	fmt.Fprintf(w, "%s\t", name)
	first := figure(results[0])
	for i, r := range results {
		f := figure(r)
		if f == 0 {
			fmt.Fprint(w, "-\t\t")
			continue
		}
		ratio := ""
		switch {
		case i == 0 || first == 0:
		case f < 0:
			ratio = fmt.Sprintf("%.3g×", first/f)
		default:
			ratio = fmt.Sprintf("%.3g×", f/first)
		}
		fmt.Fprintf(w, "%s\t%s\t", format(max(f, -f)), ratio)
	}
	fmt.Fprintln(w)
}

func count(f float64) string { return fmt.Sprintf("%.0f", f) }
func tenth(f float64) string { return fmt.Sprintf("%.1f", f) }

func duration(f float64) string {
	d := time.Duration(f)
	switch {
	case d < time.Millisecond:
		return d.Round(100 * time.Nanosecond).String()
	case d < time.Second:
		return d.Round(10 * time.Microsecond).String()
	}
	return d.Round(10 * time.Millisecond).String()
}

// writeDisagreements names the queries whose number of answers differs.
func writeDisagreements(w io.Writer, results []Result) error {
	for _, r := range results[1:] {
		for i, q := range r.Queries {
			if want := results[0].Queries[i].Answers; q.Answers != want {
				_, err := fmt.Fprintf(w, "%s, %s: %d answers, %s has %d\n",
					r.Engine, q.Name, q.Answers, results[0].Engine, want)
				if err != nil {
					return err
				}
			}
		}
	}
	return nil
}
