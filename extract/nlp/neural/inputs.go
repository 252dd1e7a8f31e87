package neural

import "slices"

// inputs says which words a batch consists of. The first layer's product is
// made once for each of them, not for each token: in running text half of the
// tokens repeat a word of the same batch.
type inputs struct {
	words  []int32   // the distinct words, numbers of the runner
	of     []int     // of each row of the layout, the place of its word in words
	styles []float32 // the distinct styles
	style  []int     // of each sentence, the place of its style in styles
	place  []int32   // of each word of the runner, its place in words plus 1, or 0
}

// collect finds the words of sents, laid out by o; known is how many words
// there are.
func (in *inputs) collect(o *layout, sents [][]int32, styles []float32, known int) {
	for _, w := range in.words {
		in.place[w] = 0
	}
	in.words, in.of = in.words[:0], grow(in.of, o.tokens)
	for len(in.place) < known {
		in.place = append(in.place, 0)
	}
	for t := range o.steps {
		for s := range o.active[t] {
			w := sents[s][t]
			if in.place[w] == 0 {
				in.words = append(in.words, w)
				in.place[w] = int32(len(in.words))
			}
			in.of[o.row(s, t)] = int(in.place[w] - 1)
		}
	}
	in.styles, in.style = in.styles[:0], in.style[:0]
	for _, x := range styles {
		i := slices.Index(in.styles, x)
		if i < 0 {
			i, in.styles = len(in.styles), append(in.styles, x)
		}
		in.style = append(in.style, i)
	}
}
