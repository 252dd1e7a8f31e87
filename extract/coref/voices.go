package coref

import (
	"strings"

	"github.com/sayso-graph/sayso/extract/nlp"
)

// A voice says in whose words a token stands.
type voice struct {
	quoted  bool
	direct  bool // in a quotation that begins as a sentence does, or goes on with one
	speaker int  // running number of the token that names the speaker, -1
}

// speechVerbs introduce the words of a speaker.
var speechVerbs = map[string]bool{
	"say": true, "tell": true, "ask": true, "add": true, "reply": true, "answer": true, "explain": true, "write": true,
	"note": true, "state": true, "claim": true, "argue": true, "declare": true, "announce": true, "insist": true, "warn": true,
	"admit": true, "comment": true, "remark": true, "report": true, "shout": true, "whisper": true, "continue": true,
	"conclude": true, "recall": true, "suggest": true, "observe": true, "respond": true, "call": true, "describe": true,
	"agree": true, "complain": true, "confirm": true, "deny": true, "joke": true, "acknowledge": true, "tweet": true,
	"label": true, "urge": true, "think": true, "believe": true,
}

// findVoices returns for each token of the document, in running order, in
// whose words it stands. A quotation runs from a mark to its counterpart, over
// sentences of one paragraph; its speaker is the subject of the verb of speech
// beside it.
func findVoices(d *nlp.Doc) []voice {
	var out []voice
	open, direct, paragraph := false, false, -1
	var run []int // sentences of the running quotation
	speaker := -1
	base := 0
	bases := make([]int, len(d.Sents))
	for si := range d.Sents {
		s := &d.Sents[si]
		bases[si] = base
		if s.Paragraph != paragraph {
			open, paragraph, run, speaker = false, s.Paragraph, nil, -1
		}
		start, wasOpen := len(out), open
		direct = direct && wasOpen
		for j := range s.Tokens {
			switch s.Tokens[j].Form {
			case "“", "``":
				open = true
			case "”", "''":
				open = false
			case "\"":
				open = !open
			}
			if open && j > 0 && !out[len(out)-1].quoted || open && j == 0 && !wasOpen {
				direct = direct || j+1 < len(s.Tokens) && startsUpper(s.Tokens[j+1].Form)
			}
			out = append(out, voice{quoted: open, direct: open && direct, speaker: -1})
		}
		if here := speakerOf(s, out[start:]); here >= 0 {
			speaker = base + here
			for _, earlier := range run {
				assign(out[bases[earlier]:bases[earlier]+len(d.Sents[earlier].Tokens)], speaker)
			}
			run = nil
		} else if !wasOpen && !open && !anyQuoted(out[start:]) {
			run, speaker = nil, -1
		}
		if speaker >= 0 {
			assign(out[start:], speaker)
		} else if anyQuoted(out[start:]) {
			run = append(run, si)
		}
		base += len(s.Tokens)
	}
	return out
}

func anyQuoted(vs []voice) bool {
	for i := range vs {
		if vs[i].quoted {
			return true
		}
	}
	return false
}

func assign(vs []voice, speaker int) {
	for i := range vs {
		if vs[i].quoted && vs[i].speaker < 0 {
			vs[i].speaker = speaker
		}
	}
}

// speakerOf returns the token that names who speaks the quoted words of a
// sentence, -1 when it does not tell or quotes nothing.
func speakerOf(s *nlp.Sentence, vs []voice) int {
	if !anyQuoted(vs) {
		return -1
	}
	for j := range s.Tokens {
		tok := &s.Tokens[j]
		if vs[j].quoted || !strings.HasPrefix(tok.Rel, "nsubj") || tok.Head < 0 || vs[tok.Head].quoted {
			continue
		}
		if speechVerbs[strings.ToLower(s.Tokens[tok.Head].Lemma)] {
			return j
		}
	}
	return -1
}
