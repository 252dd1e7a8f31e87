package openie

import "github.com/sayso-graph/sayso/extract/attribution"

// speakers finds whose words a clause is.
type speakers struct {
	all    []attribution.Attribution
	depths []int         // of each, how many speakers stand around it
	bySent map[int][]int // attributions that have content in a sentence
}

func newSpeakers(all []attribution.Attribution) speakers {
	s := speakers{all: all, depths: make([]int, len(all)), bySent: map[int][]int{}}
	for i := range all {
		for _, part := range all[i].Content {
			s.bySent[part.Sent] = append(s.bySent[part.Sent], i)
		}
		for v := all[i].Via; v >= 0 && v < len(all) && s.depths[i] <= len(all); v = all[v].Via {
			s.depths[i]++
		}
	}
	return s
}

// innermost returns the attribution that token tok of sentence sent is claimed
// in and no other inside it is, or -1. What is claimed in the complement of
// verb frame ("called it baseless") belongs to that verb's attribution. What
// projects ("agreed to sell to Acme, a rival") is claimed by who speaks, not
// by who plans, asks or thinks.
func (s *speakers) innermost(sent, tok, frame int, projects bool) int {
	best := -1
	for _, i := range s.bySent[sent] {
		a := &s.all[i]
		if frame >= 0 && a.Cue.Sent == sent && a.Verb == frame {
			return i
		}
		if projects && !a.Quoted && a.Kind != attribution.Say && a.Kind != attribution.Show {
			continue
		}
		if !a.Clausal || a.Cue.Sent == sent && a.Verb == tok || !a.Holds(sent, tok) {
			continue
		}
		if best < 0 || s.depths[i] > s.depths[best] {
			best = i
		}
	}
	return best
}

// content returns the tokens of sentence sent that the verb reports as a
// clause, none when they stand elsewhere.
func (s *speakers) content(sent, verb int) []int {
	for _, i := range s.bySent[sent] {
		a := &s.all[i]
		if !a.Clausal || a.Cue.Sent != sent || a.Verb != verb {
			continue
		}
		for _, part := range a.Content {
			if part.Sent == sent {
				return part.Tokens
			}
		}
	}
	return nil
}
