package schema

import (
	"fmt"
	"testing"
)

// large is a reading of a usual size: 30 claims in 30 sentences.
func large() Reading {
	r := seed()
	base := r.Claims
	r.Claims = nil
	for i := range 10 {
		shift := len(r.Article.Text) * i
		for _, c := range base {
			c.Subject.Text = fmt.Sprintf("%s %d", c.Subject.Text, i)
			c.Sentence = Span{c.Sentence.Start + shift, c.Sentence.End + shift}
			c.Evidence = []Span{c.Sentence}
			r.Claims = append(r.Claims, c)
		}
	}
	text := r.Article.Text
	for range 9 {
		r.Article.Text += text
	}
	return r
}

func BenchmarkEncode(b *testing.B) {
	r := large()
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		quads, err := Encode(r)
		if err != nil {
			b.Fatal(err)
		}
		n = len(quads)
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "quads/s")
}

func BenchmarkDecode(b *testing.B) {
	quads, err := Encode(large())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Decode(seq(quads)); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(quads))*float64(b.N)/b.Elapsed().Seconds(), "quads/s")
}
