package main

import (
	"fmt"
	"runtime"
	"strings"
	"time"

	"github.com/sayso-graph/sayso/extract/eval"
	"github.com/sayso-graph/sayso/extract/resolve"
)

// matchGenerated scores the matching of invented records, in sizes up to most,
// with the time and the memory for each record.
func matchGenerated(most int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%10s %10s %10s %12s %12s\n", "records", "precision", "recall", "µs/record", "bytes/record")
	for n := 1000; n <= most; n *= 10 {
		records, person := eval.Generated(n)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		judgements := resolve.Match(records)
		took := time.Since(start)
		runtime.ReadMemStats(&after)
		score := eval.ScorePairs(records, person, judgements)
		fmt.Fprintf(&b, "%10d %10.4f %10.4f %12.1f %12d\n", n, score.Precision, score.Recall,
			float64(took.Microseconds())/float64(n), int(after.TotalAlloc-before.TotalAlloc)/n)
	}
	return b.String()
}
