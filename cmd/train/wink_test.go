package main

import (
	"bufio"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// vectorJSON writes words as the npm package does: each with its numbers, the
// norm and the rank.
func vectorJSON(words ...string) string {
	var b strings.Builder
	b.WriteString(`{"precision":8,"words":["vectors"],"vectors":{`)
	for rank, w := range words {
		if rank > 0 {
			b.WriteString(",")
		}
		fmt.Fprintf(&b, "%q:[%s1.5,%d]", w, strings.Repeat(fmt.Sprintf("%d.5,", rank), winkDim), rank)
	}
	b.WriteString(`},"unkVector":[0]}`)
	return b.String()
}

func TestParseVectors(t *testing.T) {
	words, vectors, err := parseVectors(bufio.NewReaderSize(strings.NewReader(vectorJSON("the", ":", `"`, "::", "last")), 1<<16), 4)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"the", ":", `"`, "::"}; !slices.Equal(words, want) {
		t.Errorf("words %q, want %q", words, want)
	}
	for rank := range words {
		if got := vectors[(rank+1)*winkDim-1]; got != float32(rank)+0.5 {
			t.Errorf("word %d has %v", rank, got)
		}
	}
}

func TestParseVectorsBroken(t *testing.T) {
	whole := vectorJSON("the", "of")
	for _, s := range []string{"", "{}", whole[:len(whole)/2], strings.Replace(whole, "1.5,1]", "1.5]", 1), strings.Replace(whole, "0.5", "x", 1)} {
		if _, _, err := parseVectors(bufio.NewReaderSize(strings.NewReader(s), 1<<16), 4); err == nil {
			t.Errorf("no error for %.40q", s)
		}
	}
}

func TestCommand(t *testing.T) {
	o := parserDefaults()
	if got := o.command(append([]int{o.epochs}, o.more...)); got != "go run ./cmd/train parser" {
		t.Error(got)
	}
	o.members, o.plan.Rate = 3, 0.001
	if got := o.command([]int{7, 3, 2}); got != "go run ./cmd/train parser --epochs 7 --more 3,2 --members 3 --rate 0.001" {
		t.Error(got)
	}
}

func TestTrainingLog(t *testing.T) {
	var b strings.Builder
	l := newTrainingLog(&b, 2)
	l.progress(0, 0.5)
	l.point("net-1", curvePoint{Epoch: 3, Seconds: 10})
	l.close()
	if want := "net-1 epoch 3, 10 s: loss of arcs 0.000, relations 0.000, tags []\n"; b.String() != want {
		t.Errorf("%q", b.String())
	}
	if got := bar(0.5, 4); got != "[==  ]" {
		t.Error(got)
	}
}
