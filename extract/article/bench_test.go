package article

import (
	"context"
	"os"
	"strings"
	"testing"
)

func benchmarkRead(b *testing.B, mediaType, content string) {
	b.SetBytes(int64(len(content)))
	for b.Loop() {
		for _, err := range Read(context.Background(), FromReader("bench", mediaType, strings.NewReader(content), Options{})) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkText(b *testing.B) {
	const para = "The council of the town voted on Monday for the bridge, and the mayor said that it would be built. "
	benchmarkRead(b, "text/plain", "NEW YORK, Oct. 3 (AP) — "+strings.Repeat(strings.Repeat(para, 4)+"\n\n", 10))
}

func BenchmarkHTML(b *testing.B) {
	page, err := os.ReadFile("testdata/pages/opengraph/source.html")
	if err != nil {
		b.Fatal(err)
	}
	benchmarkRead(b, "text/html", string(page))
}
