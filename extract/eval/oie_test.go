package eval

import (
	"math"
	"strings"
	"testing"
)

// The figures of these tests are those of the benchmarks' reference scorer on
// the same rows.

const carbGold = `Roe , a judge , left Oslo in 1990 .	left	Roe	Oslo	in 1990
Roe , a judge , left Oslo in 1990 .	is	Roe	a judge
He said it was late .	said	He	it was late	C: he said
Snow fell .	fell	Snow
`

const carbPredictions = `{"sentence":"Roe, a judge, left Oslo in 1990.","subject":"Roe","predicate":"left","object":"Oslo","confidence":0.9}
{"sentence":"Roe , a judge , left Oslo in 1990 .","subject":"Roe","predicate":"be","object":"judge","arguments":["in 1990"],"confidence":0.3}

{"sentence":"He said it was late .","subject":"it was late","predicate":"said","object":"He","confidence":0.6}
{"sentence":"Snow fell .","subject":"Snow","predicate":"melted","object":""}
{"sentence":"Nobody knows this one .","subject":"a","predicate":"b","object":"c"}
`

func extractions(t *testing.T, rows string) []Extraction {
	t.Helper()
	out, err := ReadExtractions(strings.NewReader(rows))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func check(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 5e-5 {
		t.Errorf("%s = %.4f, want %.4f", what, got, want)
	}
}

func TestCaRBAgreesWithTheReference(t *testing.T) {
	g, err := ReadCaRB(strings.NewReader(carbGold))
	if err != nil {
		t.Fatal(err)
	}
	s := g.Score(extractions(t, carbPredictions))
	check(t, "precision", s.Precision, 0.6500)
	check(t, "recall", s.Recall, 0.5875)
	check(t, "F1", s.F1, 0.6172)
	check(t, "threshold", s.Threshold, 0.3000)
	check(t, "AUC", s.AUC, 0.3068)
	check(t, "last F1", s.All.F1, 0.6172)
	if s.References != 4 || s.Sentences != 3 || s.Extracted != 4 {
		t.Errorf("counts %+v", s)
	}
}

func TestCaRBOfNothingIsZero(t *testing.T) {
	g, err := ReadCaRB(strings.NewReader(carbGold))
	if err != nil {
		t.Fatal(err)
	}
	if s := g.Score(nil); s.F1 != 0 || s.AUC != 0 || s.All.F1 != 0 {
		t.Errorf("score %+v", s)
	}
}

func TestLaterSpellingOfASentenceReplacesTheEarlier(t *testing.T) {
	g, err := ReadCaRB(strings.NewReader("A b .\tx\tA\tb\nA b.\ty\tA\tb\nA b.\tz\tA\tb\n"))
	if err != nil {
		t.Fatal(err)
	}
	if s := g.Score(nil); s.References != 2 {
		t.Errorf("%d references, want 2", s.References)
	}
}

const benchGold = `sent_id:1	Mr. Li, a judge, did n't leave Oslo in 1990.
1--> Cluster 1:
[the] [Mr.] Li --> did n't leave --> Oslo
Mr. Li --> did n't leave Oslo --> [in] 1990
1--> Cluster 2:
Mr. Li --> is --> a judge

sent_id:2	Acme's boss said: "we won't go" -- ever, 3,000 times.
2--> Cluster 1:
Acme 's boss --> said --> we [wo n't] go
`

const twoSentences = `{"sentence":"Mr. Li, a judge, did n't leave Oslo in 1990.","subject":"Mr. Li","predicate":"did n't leave","object":"Oslo","arguments":["in 1990."]}
{"sentence":"Mr. Li, a judge, did n't leave Oslo in 1990.","subject":"Mr. Li","predicate":"is","object":"a judge"}
{"sentence":"Acme's boss said: \"we won't go\" -- ever, 3,000 times.","subject":"Acme's boss","predicate":"said","object":"we won't go","arguments":["3,000 times."]}
{"sentence":"Acme's boss said: \"we won't go\" -- ever, 3,000 times.","subject":"boss","predicate":"said:","object":"","arguments":["ever,"]}
{"sentence":"Mr. Li, a judge, did n't leave Oslo in 1990.","subject":"Li","predicate":"did n't leave","object":"Oslo"}
{"sentence":"Mr. Li, a judge, did n't leave Oslo in 1990.","subject":"Li","predicate":"left","object":""}
`

func TestBenchIEAgreesWithTheReference(t *testing.T) {
	g, err := ReadBenchIE(strings.NewReader(benchGold))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		flat           Flattening
		triples, wrong int
		precision      float64
	}{{Star, 7, 4, 0.3333}, {Chain, 7, 4, 0.3333}, {Joined, 5, 3, 0.4}, {First, 5, 2, 0.5}} {
		s := g.Score(extractions(t, twoSentences), c.flat)
		if s.Facts != 3 || s.Found != 2 || s.Triples != c.triples || s.Wrong != c.wrong {
			t.Errorf("%s: %+v", c.flat, s)
		}
		check(t, string(c.flat)+" precision", s.Precision, c.precision)
		check(t, string(c.flat)+" recall", s.Recall, 0.6667)
	}
}

const wireGold = `{"d":[{"sent":"Mr. Li, a judge, did n't leave Oslo in 1990.",
"tokens":["Mr.","Li",",","a","judge",",","did","n't","leave","Oslo","in","1990","."],
"tuples":[{"arg1":{"words":["Mr.","Li"],"words_indexes":[0,1]},"rel":{"words":["is"],"words_indexes":["inf"]},
"arg2":{"words":["a","judge"],"words_indexes":[3,4]},"arg3+":[]},
{"arg1":{"words":["Mr.","Li"],"words_indexes":[0,1]},"rel":{"words":["did","n't","leave"],"words_indexes":[6,7,8]},
"arg2":{"words":["Oslo"],"words_indexes":[9]},"arg3+":[{"words":["in","1990"],"words_indexes":[10,11]}]}]},
{"sent":"Acme's boss said: \"we won't go\" -- ever, 3,000 times.",
"tokens":["Acme","'s","boss","said",":","\"","we","wo","n't","go","\"","--","ever",",","3,000","times","."],
"tuples":[{"arg1":{"words":["Acme","'s","boss"],"words_indexes":[0,1,2]},"rel":{"words":["said"],"words_indexes":[3]},
"arg2":{"words":["we","wo","n't","go"],"words_indexes":[6,7,8,9]},"arg3+":[]}]}]}`

func TestWiRe57AgreesWithTheReference(t *testing.T) {
	g, err := ReadWiRe57(strings.NewReader(wireGold))
	if err != nil {
		t.Fatal(err)
	}
	raw := g.Score(extractions(t, twoSentences), false)
	check(t, "precision", raw.Precision, 0.4236)
	check(t, "recall", raw.Recall, 0.8750)
	check(t, "F1", raw.F1, 0.5709)
	split := g.Score(extractions(t, twoSentences), true)
	check(t, "retokenised precision", split.Precision, 0.4815)
	check(t, "retokenised recall", split.Recall, 1.0833)
	if raw.Matches != 3 || raw.References != 3 || raw.Extracted != 6 {
		t.Errorf("counts %+v", raw)
	}
}

func TestSentenceKeyIsBlindToTokenisation(t *testing.T) {
	a := SentenceKey(" Roe ( a judge ) is n't here . ")
	if b := SentenceKey("Roe -LRB-a judge-RRB- isn't here."); a != b {
		t.Errorf("%q and %q", a, b)
	}
}

func TestExtractionsThatAreNoJSONNameTheirLine(t *testing.T) {
	if _, err := ReadExtractions(strings.NewReader("{}\n{")); err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("error %v", err)
	}
}

// Readers refuse or read: what they read is scored between 0 and 1 against
// predictions that are the gold's own.
func FuzzBenchIE(f *testing.F) {
	f.Add(benchGold)
	f.Fuzz(func(t *testing.T, gold string) {
		g, err := ReadBenchIE(strings.NewReader(gold))
		if err != nil {
			return
		}
		if s := g.Score(nil, Star); s.Found != 0 || s.Facts < 0 || s.F1 != 0 {
			t.Fatalf("%+v", s)
		}
	})
}

func FuzzCaRB(f *testing.F) {
	f.Add(carbGold, carbPredictions)
	f.Fuzz(func(t *testing.T, gold, rows string) {
		g, err := ReadCaRB(strings.NewReader(gold))
		if err != nil {
			return
		}
		predictions, err := ReadExtractions(strings.NewReader(rows))
		if err != nil {
			return
		}
		s := g.Score(predictions)
		if !(s.Precision >= 0 && s.Precision <= 1 && s.Recall >= 0 && s.Recall <= 1 && s.AUC <= 1) {
			t.Fatalf("%+v", s)
		}
	})
}
