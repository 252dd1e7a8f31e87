package article

import (
	"strings"
	"testing"
)

func TestAsides(t *testing.T) {
	for _, s := range []string{
		"Most read: Ten bridges you must see",
		"MOST READ: Ten bridges you must see",
		"Also read: The mayor's bad week",
		"Read more: Why the bridge was closed",
		"Related: Bridges of the north",
		"Related story » Bridges of the north",
		"See also: A history of bridges.",
		"Watch: The bridge from above",
		"READ MORE",
		"More from News",
		"Share this article",
		"Article continues below advertisement",
		"5 min read",
		"You may also like: Cheap flights",
		"Support independent journalism: donate today.",
		"Support our journalism for as little as $1.",
		"Please consider making a donation to keep our journalism free.",
		"Donate now to support our reporting.",
		"Help us keep our journalism free for all.",
		"Sign up to our newsletter to get the best stories in your inbox every morning.",
		"Sign up for the Morning Briefing and get it in your inbox.",
		"Subscribe to the Morning Briefing and never miss a story.",
		"Get the day's top stories in your inbox.",
		"Become a member today and help our newsroom.",
		"Enjoyed this article? Please consider making a donation.",
		"If you value this story, please support our work.",
		"Already a subscriber? Log in here.",
		"To continue reading this article, register for your free account.",
		"You have read 3 of 5 free articles this month.",
		"You’ve reached your limit of free articles.",
	} {
		if !isAside(s) {
			t.Errorf("%q is text", s)
		}
	}
	for _, s := range []string{
		"Support for independent journalism has fallen in our country, a survey found.",
		"“Subscribe to our newsletter today,” the sign over the door read.",
		"Join the army today, our fathers were told.",
		"Get vaccinated now, doctors told your neighbours.",
		"Sign up fees rose by a tenth this year.",
		"Subscribe to our newsletter now, the minister said as a joke.",
		"Most read the report on the train.",
		"Most read books: a survey",
		"Related industries were hit too, and our exports fell.",
		"More from the fund went to Oslo than to Bergen.",
		"Share prices fell",
		"Share this burden, the bishop asked of all.",
		"Watch makers in Geneva dismissed 300 workers.",
		"Read more than one newspaper, she advises.",
		"Donations to the newsletter fell by half.",
		"Register offices now close at noon.",
		"Follow the money, our editors used to tell us.",
		"Want to leave? The union asks its members to vote today.",
		"You have read about the fire; this is what followed.",
		"Become a nurse, she tells girls, and you will always be needed.",
		"Listen: there is no plan B.",
	} {
		if isAside(s) {
			t.Errorf("%q is an aside", s)
		}
	}
}

// The text of a page has neither its byline nor asides, and its body is where
// it says.
func TestTextOfAPageIsClean(t *testing.T) {
	const page = `<html lang="en"><title>Strike</title><article><h1>Strike ends</h1><p>By Jane Doe, Staff Writer</p><p>4 March 2025</p>
		<p>OSLO, March 4 (Reuters) — The dockers of the port went back to their work on Tuesday.</p><h2>The deal</h2><p>Most read: Ten ports</p>
		<p>They had asked for more pay, and they got half of what they wanted, the union said.</p></article></html>`
	for a, err := range Read(t.Context(), FromReader("page", "text/html", strings.NewReader(page), Options{})) {
		if err != nil {
			t.Fatal(err)
		}
		want := "OSLO, March 4 (Reuters) — The dockers of the port went back to their work on Tuesday.\n\nThe deal\n\n" +
			"They had asked for more pay, and they got half of what they wanted, the union said."
		if a.Text != want {
			t.Errorf("text %q", a.Text)
		}
		if got := bodyOf(&a); len(got) != 2 || got[0] != "The dockers of the port went back to their work on Tuesday." || !strings.HasPrefix(got[1], "They had") {
			t.Errorf("body %q", got)
		}
		if a.Author != "Jane Doe" || a.Published != "2025-03-04" {
			t.Errorf("author %q, published %q", a.Author, a.Published)
		}
	}
}

// Who wrote a page may be said anywhere above its text, in any way.
func TestBylineBesideTheText(t *testing.T) {
	const text = `<article><p>The dockers of the port went back to their work on Tuesday, after a strike of nine days that closed it.</p>
		<p>They had asked for more pay, and they got half of what they wanted, the union said on Monday after a vote.</p></article>`
	tests := []struct{ name, above, want string }{
		{"a line", `<h1>Strike ends</h1><div>By Jane Doe and Omar Diaz</div>`, "Jane Doe; Omar Diaz"},
		{"a class", `<header><h1>Strike ends</h1><div class="byline">By Jane Doe</div></header>`, "Jane Doe"},
		{"a link", `<div><a rel="author" href="/doe">Jane Doe</a></div><h1>Strike ends</h1>`, "Jane Doe"},
		{"microdata", `<div itemprop="author" itemscope><span itemprop="name">Jane Doe</span> Reporter</div>`, "Jane Doe"},
		{"meta", `<meta name="author" content="Jane Doe"><h1>Strike ends</h1><div>By Omar Diaz</div>`, "Jane Doe"},
		{"JSON-LD that points at it", `<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","author":{"@id":"#a"}},
			{"@type":"Person","@id":"#a","name":"Jane Doe"}]}</script>`, "Jane Doe"},
		{"none", `<h1>Strike ends</h1><div>By the sea</div>`, ""},
	}
	for _, tt := range tests {
		page := "<html><title>Strike</title><body>" + tt.above + text + "</body></html>"
		for a, err := range Read(t.Context(), FromReader("page", "text/html", strings.NewReader(page), Options{})) {
			if err != nil {
				t.Fatalf("%s: %v", tt.name, err)
			}
			if a.Author != tt.want {
				t.Errorf("%s: author %q, want %q", tt.name, a.Author, tt.want)
			}
		}
	}
}
