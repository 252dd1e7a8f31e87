package article

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-graph/sayso/schema"
)

// bodyOf returns the paragraphs of an article's body.
func bodyOf(a *schema.Article) []string {
	var out []string
	for _, p := range a.Body {
		out = append(out, p.In(a.Text))
	}
	return out
}

func TestParagraphs(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"an empty line parts", "One is here.\n\nTwo is here.\n", []string{"One is here.", "Two is here."}},
		{"so does one of blanks, and CRLF", "One.\r\n \u00a0\t\r\nTwo.", []string{"One.", "Two."}},
		{"a break alone parts long lines", "One is here.\nTwo is here.", []string{"One is here.", "Two is here."}},
		{"a sentence goes on", "The minister said that\nhe would go.", []string{"The minister said that\nhe would go."}},
		{
			"lines wrapped at a margin are one",
			"The council of the town met on Monday and voted.\nThe mayor opened the session. Then he left it and\nwent home. Nobody was surprised.",
			[]string{"The council of the town met on Monday and voted.\nThe mayor opened the session. Then he left it and\nwent home. Nobody was surprised."},
		},
		{
			"a byline stands alone, though its lines have one width",
			"Dockers walk out in Rotterdam as pay talks collapse\nBy Anna de Wit\nThe union said that it would not go back.",
			[]string{"Dockers walk out in Rotterdam as pay talks collapse", "By Anna de Wit", "The union said that it would not go back."},
		},
		{"edges are trimmed", "  \u200b One. \u00ad\n", []string{"One."}},
		{"separators of Unicode", "One.\u2028Two.\u2029Three.", []string{"One.", "Two.", "Three."}},
		{"nothing", " \n\t\n", nil},
	}
	for _, tt := range tests {
		var got []string
		for _, p := range paragraphs(tt.text) {
			got = append(got, p.In(tt.text))
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", tt.name, diff)
		}
	}
}

func TestReadText(t *testing.T) {
	tests := []struct {
		name, text string
		want       schema.Article // Text and Body are not compared
		body       []string
	}{
		{
			"headline, byline, dateline",
			"Strike ends at port\n\nBy Jane Roe and Omar Diaz, Associated Press\n\nNEW YORK, Oct. 3, 2024 (AP) — Dockers went back.\n\nThey won.\n",
			schema.Article{Title: "Strike ends at port", Author: "Jane Roe; Omar Diaz", Agency: "Associated Press", Place: "NEW YORK", Published: "2024-10-03"},
			[]string{"Dockers went back.", "They won."},
		},
		{
			"a byline in capitals, the agency below it",
			"Strike ends\n\nBY JANE McROE\nAssociated Press\n\nDockers went back.",
			schema.Article{Title: "Strike ends", Author: "JANE McROE", Agency: "Associated Press"},
			[]string{"Dockers went back."},
		},
		{
			"a shouted name",
			"Strike ends\n\nBy JANE ROE\n\nDockers went back.",
			schema.Article{Title: "Strike ends", Author: "Jane Roe"},
			[]string{"Dockers went back."},
		},
		{
			"labels",
			"Title: Strike ends\nSource: Harbour News\nDate: 3 October 2024\nURL: https://h.example/a\n\nDockers went back.",
			schema.Article{Title: "Strike ends", Publisher: "Harbour News", Published: "2024-10-03", URL: "https://h.example/a"},
			[]string{"Dockers went back."},
		},
		{
			"the year of the date line completes the dateline",
			"Strike ends at port\n\nOctober 2024\n\nNEW YORK, Oct. 3 (AP) — Dockers went back.",
			schema.Article{Title: "Strike ends at port", Published: "2024-10-03", Agency: "AP", Place: "NEW YORK"},
			[]string{"Dockers went back."},
		},
		{
			"without a year there is no date",
			"NEW YORK, Oct. 3 (AP) — Dockers went back.",
			schema.Article{Agency: "AP", Place: "NEW YORK"},
			[]string{"Dockers went back."},
		},
		{
			"a dateline alone on its line",
			"Strike ends at port\n\nNEW YORK, Oct. 3, 2024 (AP)\n\nDockers went back.",
			schema.Article{Title: "Strike ends at port", Published: "2024-10-03", Agency: "AP", Place: "NEW YORK"},
			[]string{"Dockers went back."},
		},
		{
			"a date in brackets, with the time",
			"Strike ends at port\n\n[Friday, February 14, 2025 14:30]\n\nDockers went back.",
			schema.Article{Title: "Strike ends at port", Published: "2025-02-14"},
			[]string{"Dockers went back."},
		},
		{
			"one line without a full stop is text",
			"Liu Pengyu called the report baseless",
			schema.Article{},
			[]string{"Liu Pengyu called the report baseless"},
		},
		{
			"a sentence is no headline, and a name in it no byline",
			"Dockers went back.\n\nBy Tuesday all ships had left the port.\n",
			schema.Article{},
			[]string{"Dockers went back.", "By Tuesday all ships had left the port."},
		},
		{
			"boilerplate goes",
			"Dockers went back.\n\n* * *\n\nThey won.\n\n(Reporting by Jane Roe; Editing by Omar Diaz)\n\n© 2024 Harbour News. All rights reserved.\n",
			schema.Article{},
			[]string{"Dockers went back.", "They won."},
		},
		{
			"headings between paragraphs and credits of pictures go",
			"Dockers went back.\n\nWhat comes next\n\nPhoto: Jane Roe/AFP\n\nThey won. The list:\n\n- more pay\n\n- less work\n\nIt is over.",
			schema.Article{},
			[]string{"Dockers went back.", "They won. The list:", "- more pay", "- less work", "It is over."},
		},
		{
			"without full stops nothing is a heading",
			"Dockers went back\n\nThey won\n\nIt is over\n\nAll is well",
			schema.Article{Title: "Dockers went back"},
			[]string{"They won", "It is over", "All is well"},
		},
		{
			"an agency's note on the version goes",
			"Strike ends at port\n\n(Adds quote, background)\n\nNEW YORK (Reuters) - Dockers went back.",
			schema.Article{Title: "Strike ends at port", Place: "NEW YORK", Agency: "Reuters"},
			[]string{"Dockers went back."},
		},
		{
			"a headline with a full stop stays, the dateline behind it goes",
			"Strike ends at port.\n\nNEW YORK (AP) — Dockers went back.",
			schema.Article{Place: "NEW YORK", Agency: "AP"},
			[]string{"Strike ends at port.", "Dockers went back."},
		},
	}
	for _, tt := range tests {
		var got schema.Article
		readText(tt.text, &got)
		body := bodyOf(&got)
		if got.Text != tt.text {
			t.Errorf("%s: the text was changed", tt.name)
		}
		got.Text, got.Body = "", nil
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", tt.name, diff)
		}
		if diff := cmp.Diff(tt.body, body); diff != "" {
			t.Errorf("%s: body (-want +got)\n%s", tt.name, diff)
		}
	}
}

func TestLanguage(t *testing.T) {
	tests := map[string]string{
		"The ILO requested China to explain.": "English",
		"Profit up 3%":                        "English",
		"Liu Pengyu called it baseless.":      "English",
		"Die Regierung hat den Bericht zurückgewiesen und will ihn nicht kommentieren.":      "German",
		"Le gouvernement chinois a rejeté les conclusions du rapport des experts.":           "French",
		"El gobierno de China rechazó el informe de los expertos.":                           "Spanish",
		"De regering heeft het rapport van de deskundigen afgewezen.":                        "Dutch",
		"O governo da China rejeitou o relatório dos peritos e não quis comentar.":           "Portuguese",
		"Il governo della Cina ha respinto il rapporto degli esperti.":                       "Italian",
		"Rząd Chin odrzucił raport ekspertów i nie chce się do niego odnosić.":               "Polish",
		"Pemerintah Tiongkok menolak laporan tersebut dan tidak akan memberikan penjelasan.": "Indonesian or Malay",
		"中国政府拒绝了专家委员会的报告。":                                                                   "Chinese",
		"中国政府は専門家の報告を拒否した。":                                                                  "Japanese",
		"Правительство Китая отвергло доклад экспертов.":                                     "Cyrillic script",
		"رفضت الحكومة الصينية تقرير الخبراء.":                                                "Arabic script",
		"The minister met 习近平 in Beijing on Monday, and the two spoke of trade.":             "English",
		"":        "English",
		"123 456": "English",
	}
	for text, want := range tests {
		if got := language(text); got != want {
			t.Errorf("language(%q) = %s, want %s", text, got, want)
		}
	}
}

func TestBodyKeepsOffsetsBesideOddCharacters(t *testing.T) {
	text := "\u00a0Strike\u00adends at\u00a0port\n\nThe un\u00adion — “the dockers’” — won.\r\n\r\nIt is over."
	var a schema.Article
	readText(text, &a)
	want := []string{"The un\u00adion — “the dockers’” — won.", "It is over."}
	if diff := cmp.Diff(want, bodyOf(&a)); diff != "" {
		t.Error(diff)
	}
	if !strings.HasPrefix(a.Text, "\u00a0Strike") {
		t.Error("the text was changed")
	}
}
