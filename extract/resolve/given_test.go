package resolve

import (
	"strings"
	"testing"

	"github.com/sayso-graph/sayso/data/lexicon"
	"github.com/sayso-graph/sayso/schema"
)

// Two records of the same company are one person, or are kept apart by what
// their names tell.
func TestMatchOfPersons(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		// forms of a given name
		{"Bill Clinton", "William Clinton", true},
		{"Bill Clinton", "William Jefferson Clinton", true},
		{"Bob Dole", "Robert Dole", true},
		{"Liz Cheney", "Elizabeth Cheney", true},
		{"Sasha Petrov", "Alexander Petrov", true},
		{"Pepe Mujica", "José Mujica", true},
		{"Serhiy Lavrov", "Sergei Lavrov", true},
		{"Joe Biden", "Joseph R. Biden", true},
		// persons of one family
		{"Bill Clinton", "Hillary Clinton", false},
		{"Robert Kennedy", "John Kennedy", false},
		{"Bob Kennedy", "Ted Kennedy", false},
		{"Raul Castro", "Fidel Castro", false},
		{"Mario Rossi", "Maria Rossi", false},
		{"Paul Keller", "Paula Keller", false},
		{"Jane Roberts", "John Roberts", false},
		{"George W. Bush", "George H. W. Bush", false},
		{"Maria Garcia Lopez", "Maria Perez Lopez", false},
		{"Bill Roe", "William Poe", false},
		// one name in several spellings
		{"Mohammed Salah", "Muhammad Salah", true},
		{"Mohamed Morsi", "Mohammed Mursi", true},
		{"Muammar Gaddafi", "Muammar Qaddafi", true},
		{"Muammar Gaddafi", "Moammar Gadhafi", true},
		{"Muammar Gaddafi", "Moammar Kadhafi", true},
		{"Muammar Gaddafi", "Muammar al-Qaddafi", true},
		{"Bashar al-Assad", "Bashar Al Assad", true},
		{"Bashar al-Assad", "Bashar Assad", true},
		{"Volodymyr Zelensky", "Volodymyr Zelenskyy", true},
		{"Volodymyr Zelensky", "Vladimir Zelenskiy", true},
		{"Boris Yeltsin", "Boris Eltsin", true},
		{"Alexander Lukashenko", "Alyaksandr Lukashenka", true},
		{"Saddam Hussein", "Saddam Hussain", true},
		{"Pyotr Tchaikovsky", "Pyotr Chaikovsky", true},
		{"Kim Jong Un", "Kim Jong-un", true},
		{"Xi Jinping", "Xi Jin-ping", true},
		{"Lech Wałęsa", "Lech Walesa", true},
		{"Jens Sørensen", "Jens Sorensen", true},
		{"Recep Tayyip Erdoğan", "Recep Tayyip Erdogan", true},
		{"Kim Jong Un", "Kim Jong Il", false},
		{"Bruno Larsen", "Bruno Lorenz", false},
	} {
		records := []schema.Record{person(c.a, 1, "a", "b"), person(c.b, 2, "a", "b")}
		if got := len(Match(records)) == 1; got != c.same {
			t.Errorf("%s, %s: one person %v", c.a, c.b, got)
		}
	}
}

// A company's name is the same without what it is before the law.
func TestMatchOfCompanies(t *testing.T) {
	company := func(name string) schema.Record {
		r := person(name, 1)
		r.Type = schema.Organization
		return r
	}
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"Pharmaline", "Pharmaline Inc.", true},
		{"Pharmaline, Inc.", "Pharmaline Corp.", true},
		{"Pharmaline Inc.", "Pharmaline Research Inc.", false},
	} {
		if got := len(Match([]schema.Record{company(c.a), company(c.b)})) == 1; got != c.same {
			t.Errorf("%s, %s: one company %v", c.a, c.b, got)
		}
	}
}

// Within an article, too, middle names tell two persons apart, and else do not.
func TestMiddleNamesInAnArticle(t *testing.T) {
	for _, c := range []struct {
		names []string
		same  bool
	}{
		{[]string{"George H. Calder", "George W. Calder"}, false},
		{[]string{"George H. Calder", "George Calder"}, true},
		{[]string{"Robert J. Roe", "Bob Roe"}, true},
	} {
		inv := &inventory{}
		var keys []map[string]bool
		for _, name := range c.names {
			th := &thing{counts: map[string]int{}, votes: map[schema.EntityType]int{schema.Person: 1}}
			th.add(name)
			inv.things = append(inv.things, th)
		}
		for _, th := range inv.things {
			set := map[string]bool{}
			for _, key := range th.keys(inv.bearers()) {
				set[key] = true
			}
			keys = append(keys, set)
		}
		same := false
		for key := range keys[0] {
			same = same || keys[1][key]
		}
		if same != c.same {
			t.Errorf("%q: one person %v", c.names, same)
		}
	}
}

// Places that sound alike are two, whatever they have to do with.
func TestMatchOfPlaces(t *testing.T) {
	for _, pair := range [][2]string{
		{"Georgia", "Greece"}, {"Austin", "Houston"}, {"Tennessee", "Tunisia"}, {"Cannes", "Kansas"},
	} {
		var records []schema.Record
		for _, name := range pair {
			r := person(name, 1, "a", "b")
			r.Type = schema.Place
			records = append(records, r)
		}
		if got := Match(records); len(got) > 0 {
			t.Errorf("%v", got)
		}
	}
}

// A short name that two persons may have is given to neither.
func TestMatchLeavesAmbiguousNames(t *testing.T) {
	for short, full := range map[string][]string{
		"George Bush": {"George W. Bush", "George H. W. Bush"},
		"J. Roberts":  {"Jane Roberts", "John Roberts"},
		"Roberts":     {"Jane Roberts", "John Roberts"},
	} {
		records := []schema.Record{person(short, 1, "a", "b")}
		for _, name := range full {
			records = append(records, person(name, 1, "a", "b"))
		}
		if got := Match(records); len(got) > 0 {
			t.Errorf("%s: %v", short, got)
		}
	}
	records := []schema.Record{
		person("Trump", 1, "a", "b"), person("Donald Trump", 3, "a", "b"),
		person("Donald J. Trump", 1, "a", "b"), person("D. Trump", 1, "a", "b"),
	}
	if ids := schema.NewIdentities(Match(records)); len(ids.Members("ent:Trump")) != 4 {
		t.Errorf("one person's names: %v", ids.Members("ent:Trump"))
	}
}

// Each given name of the list stands once, and none is its own form.
func TestListOfGivenNames(t *testing.T) {
	seen := map[string]bool{}
	for cols := range lexicon.Rows("given_names.tsv") {
		if len(cols) != 2 || seen[cols[0]] || strings.Contains(cols[0], " ") {
			t.Errorf("%q is not one new name with its forms", cols)
			continue
		}
		seen[cols[0]] = true
		forms := map[string]bool{fold(cols[0]): true}
		for form := range strings.FieldsSeq(cols[1]) {
			if forms[fold(form)] {
				t.Errorf("%s: %s stands twice", cols[0], form)
			}
			forms[fold(form)] = true
		}
	}
}
