package eval

import (
	"fmt"
	"strings"
)

// String is a table of the figures, as the public scorer names them.
func (s CaRBScore) String() string {
	return table("precision", s.Precision, "recall", s.Recall, "f1", s.F1, "threshold", s.Threshold, "auc", s.AUC,
		"last_precision", s.All.Precision, "last_recall", s.All.Recall, "last_f1", s.All.F1,
		"references", s.References, "gold_sentences", s.Sentences, "predictions", s.Extracted)
}

// String is a table of the figures.
func (s BenchIEScore) String() string {
	return table("precision", s.Precision, "recall", s.Recall, "f1", s.F1,
		"facts", s.Facts, "facts_found", s.Found, "triples", s.Triples, "wrong_triples", s.Wrong)
}

// String is a table of the figures.
func (s WiRe57Score) String() string {
	return table("precision", s.Precision, "recall", s.Recall, "f1", s.F1,
		"matched_precision", s.OfMatches.Precision, "matched_recall", s.OfMatches.Recall,
		"references", s.References, "matches", s.Matches, "predictions", s.Extracted)
}

// table lays out names and numbers, a pair a line.
func table(pairs ...any) string {
	var b strings.Builder
	for i := 0; i+1 < len(pairs); i += 2 {
		format := "%-18s %d\n"
		if _, ok := pairs[i+1].(float64); ok {
			format = "%-18s %.4f\n"
		}
		fmt.Fprintf(&b, format, pairs[i], pairs[i+1])
	}
	return b.String()
}
