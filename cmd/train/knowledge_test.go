package main

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// wheel writes a package of the given files.
func wheel(t *testing.T, files map[string][]byte) string {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for name, data := range files {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "p.whl")
	if err := os.WriteFile(path, buf.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestMurmur64 compares with hashes by which spaCy's vocabulary knows words.
func TestMurmur64(t *testing.T) {
	for word, want := range map[string]uint64{"coffee": 3197928453018144401, "hello": 5983625672228268878, "I": 4690420944186131903} {
		if got := murmur64([]byte(word), 1); got != want {
			t.Errorf("%s: %d, want %d", word, got, want)
		}
	}
}

func TestSpacyVectors(t *testing.T) {
	keys := []byte{0x82, 0xcf}
	keys = append(binary.BigEndian.AppendUint64(keys, murmur64([]byte("coffee"), 1)), 0x01, 0xcf)
	keys = append(binary.BigEndian.AppendUint64(keys, murmur64([]byte("tea"), 1)), 0xcc, 0x00)
	head := "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 4), }"
	array := append([]byte("\x93NUMPY\x01\x00"), byte(len(head)), 0)
	array = append(array, head...)
	for _, x := range []float32{1, 2, 3, 4, 5, 6, 7, 8} {
		array, _ = binary.Append(array, binary.LittleEndian, x)
	}
	path := wheel(t, map[string][]byte{"m/vocab/key2row": keys, "m/vocab/vectors": array})
	v, err := spacyVectors(path, []string{"tea", "beer", "coffee"}, parserOptions{})
	if err != nil {
		t.Fatal(err)
	}
	tea, coffee := make([]float32, 4), make([]float32, 4)
	if !v.Lookup(nlp.HashWord("tea"), tea) || !v.Lookup(nlp.HashWord("coffee"), coffee) || v.Has(nlp.HashWord("beer")) {
		t.Fatal("the wrong words have vectors")
	}
	if r := coffee[0] / tea[0]; r < 4.9 || r > 5.1 {
		t.Errorf("coffee %v, tea %v", coffee, tea)
	}
	for name, files := range map[string]map[string][]byte{
		"no map":     {"vocab/key2row": {0xc0}, "vocab/vectors": array},
		"keys cut":   {"vocab/key2row": keys[:15], "vocab/vectors": array},
		"no array":   {"vocab/key2row": keys, "vocab/vectors": []byte("\x93NUMPY\x01\x00\x02\x00{}")},
		"values cut": {"vocab/key2row": keys, "vocab/vectors": array[:len(array)-1]},
		"no vectors": {"vocab/key2row": keys},
	} {
		if _, err := spacyVectors(wheel(t, files), []string{"tea"}, parserOptions{}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestWordClusters(t *testing.T) {
	packed := func(s string) []byte {
		var buf bytes.Buffer
		z := gzip.NewWriter(&buf)
		z.Write([]byte(s))
		z.Close()
		return buf.Bytes()
	}
	path := wheel(t, map[string][]byte{
		"d/en_lexeme_cluster.json.gz": packed(`{"the": 11, "a": 11, "China": 1446}`),
		"d/en_lexeme_prob.json.gz":    packed(`{"the": -3, "China": -9, "a": -4}`),
	})
	table, n, err := wordClusters(path)
	if err != nil || n != 2 {
		t.Fatal(n, err)
	}
	var got []uint16
	for _, w := range []string{"the", "a", "China"} {
		c, ok := table.Find(nlp.HashWord(w))
		if !ok {
			t.Errorf("%s is in no cluster", w)
		}
		got = append(got, c)
	}
	if !slices.Equal(got, []uint16{0, 0, 1}) {
		t.Errorf("clusters %v", got)
	}
}
