package openie

import "testing"

func TestPastIsTheSimplePast(t *testing.T) {
	for lemma, want := range map[string]string{
		"request": "requested", "accuse": "accused", "deny": "denied", "play": "played", "stop": "stopped",
		"visit": "visited", "refer": "referred", "offer": "offered", "take": "took", "overtake": "overtook",
		"rebuild": "rebuilt", "be": "was", "have": "had", "fix": "fixed", "show": "showed", "panic": "panicked",
		"equip": "equipped", "wait": "waited", "agree": "agreed", "co-write": "co-wrote", "withdraw": "withdrew",
		"die": "died", "tie": "tied", "quit": "quit", "put": "put", "commit": "committed", "x": "xed", "": "ed",
		"say": "said", "undergo": "underwent", "plan": "planned", "sue": "sued", "free": "freed", "need": "needed",
		"open": "opened", "happen": "happened", "occur": "occurred", "admit": "admitted", "edit": "edited", "would": "would", "lie": "lay",
	} {
		if got := past(lemma); got != want {
			t.Errorf("past(%q) = %q, want %q", lemma, got, want)
		}
	}
}
