package eval

import "strings"

// alignWords pairs the words of two analyses of the same characters, as the CoNLL
// 2018 shared task does: outside multiword tokens two words match when their
// spans are equal; in a stretch that multiword tokens of either side cover,
// they match by the longest common subsequence of their lower-case forms.
func alignWords(gold, system []udWord) [][2]int {
	var pairs [][2]int
	g, s := 0, 0
	for g < len(gold) && s < len(system) {
		a, b := &gold[g], &system[s]
		if !a.multi && !b.multi {
			switch {
			case a.start == b.start && a.end == b.end:
				pairs = append(pairs, [2]int{g, s})
				g++
				s++
			case a.start <= b.start:
				g++
			default:
				s++
			}
			continue
		}
		g1, s1, gEnd, sEnd := stretch(gold, system, g, s)
		pairs = appendCommon(pairs, gold[g1:gEnd], system[s1:sEnd], g1, s1)
		g, s = gEnd, sEnd
	}
	return pairs
}

// stretch returns the words [g1, gEnd) and [s1, sEnd) of the stretch of
// multiword tokens that begins at g or s.
func stretch(gold, system []udWord, g, s int) (g1, s1, gEnd, sEnd int) {
	a, b := &gold[g], &system[s]
	end := b.end
	if a.multi {
		end = a.end
		if !b.multi && b.start < a.start {
			s++ // a plain word that began before the token matches nothing
		}
	} else if a.start < b.start {
		g++
	}
	g1, s1 = g, s
	inside := func(words []udWord, i int) bool {
		if i >= len(words) {
			return false
		}
		if words[i].multi {
			return words[i].start < end
		}
		return words[i].end <= end
	}
	for inside(gold, g) || inside(system, s) {
		if g < len(gold) && (s >= len(system) || gold[g].start <= system[s].start) {
			if gold[g].multi {
				end = max(end, gold[g].end)
			}
			g++
		} else {
			if system[s].multi {
				end = max(end, system[s].end)
			}
			s++
		}
	}
	return g1, s1, g, s
}

// appendCommon appends the index pairs of a longest common subsequence,
// earliest first; g1 and s1 are the indices of the first words.
func appendCommon(pairs [][2]int, gold, system []udWord, g1, s1 int) [][2]int {
	rows, cols := len(gold)+1, len(system)+1
	table := make([]int, rows*cols)
	g, s := lowerForms(gold), lowerForms(system)
	same := func(i, j int) bool { return g[i] == s[j] }
	for i := len(gold) - 1; i >= 0; i-- {
		for j := len(system) - 1; j >= 0; j-- {
			if same(i, j) {
				table[i*cols+j] = table[(i+1)*cols+j+1] + 1
			} else {
				table[i*cols+j] = max(table[(i+1)*cols+j], table[i*cols+j+1])
			}
		}
	}
	for i, j := 0, 0; i < len(gold) && j < len(system); {
		switch {
		case same(i, j):
			pairs = append(pairs, [2]int{g1 + i, s1 + j})
			i++
			j++
		case table[(i+1)*cols+j] >= table[i*cols+j+1]:
			i++
		default:
			j++
		}
	}
	return pairs
}

func lowerForms(words []udWord) []string {
	out := make([]string, len(words))
	for i := range words {
		out[i] = strings.ToLower(words[i].tok.Form)
	}
	return out
}
