package nlp

import (
	"testing"
	"time"

	"github.com/sayso-graph/sayso/schema"
)

// A Friday.
var testDay = time.Date(2025, 2, 14, 0, 0, 0, 0, time.UTC)

func TestNormalDate(t *testing.T) {
	tk := tokenizer(t)
	for text, want := range map[string]string{
		// Days of the calendar.
		"March 3, 2021":                "2021-03-03",
		"3 March 2021":                 "2021-03-03",
		"the 3rd of March, 2021":       "2021-03-03",
		"March 3rd, 2021":              "2021-03-03",
		"Mar. 3, 2021":                 "2021-03-03",
		"Monday, February 10, 2025":    "2025-02-10",
		"Monday, Feb. 10":              "2025-02-10",
		"Tuesday 3 March 2020":         "2020-03-03",
		"Feb 10":                       "2025-02-10",
		"on Feb 13":                    "2025-02-13",
		"Nov. 3":                       "2024-11-03",
		"Sept. 11, 2001":               "2001-09-11",
		"the attacks of 9/11":          "2001-09-11",
		"Feb14’25":                     "2025-02-14",
		"Feb 14 '25":                   "2025-02-14",
		"2024-02-10":                   "2024-02-10",
		"02/10/2024":                   "2024-02-10",
		"31/10/2024":                   "2024-10-31",
		"10.02.2024":                   "2024-02-10",
		"July 6th, 2025":               "2025-07-06",
		"February the 3rd":             "2025-02-03",
		"the first of May 2019":        "2019-05-01",
		"Christmas Day 2023":           "2023-12-25",
		"New Year's Eve":               "2024-12-31",
		"February 29, 2023":            "", // there is none
		"Feb. 10 at 5:30 p.m.":         "2025-02-10T17:30",
		"5 p.m. on March 3, 2024":      "2024-03-03T17:00",
		"10 a.m. Monday, Jan. 6, 2025": "2025-01-06T10:00",
		// Months, years and longer.
		"March 2021":               "2021-03",
		"in March of 2021":         "2021-03",
		"Sept. 2019":               "2019-09",
		"in January":               "2025-01",
		"in December":              "2024-12",
		"last March":               "2024-03",
		"next June":                "2025-06",
		"March last year":          "2024-03",
		"in 2019":                  "2019",
		"since 2017":               "2017",
		"fiscal 2024":              "2024",
		"FY2024":                   "2024",
		"the year 2020":            "2020",
		"the 1990s":                "1990/1999",
		"the '90s":                 "1990/1999",
		"the nineties":             "1990/1999",
		"the late 1990s":           "1997/1999",
		"the early 1950s":          "1950/1953",
		"the mid-1980s":            "1984/1986",
		"the 1800s":                "1800/1899",
		"the 19th century":         "1801/1900",
		"the twenty-first century": "2001/2100",
		"the 5th century BC":       "-0499/-0400",
		"in 44 BC":                 "-0043",
		"in AD 70":                 "0070",
		// Parts of months and years.
		"early March":                  "2025-03-01/2025-03-10",
		"mid-March":                    "2025-03-11/2025-03-20",
		"late January":                 "2025-01-21/2025-01-31",
		"early 2024":                   "2024-01/2024-04",
		"mid-2020":                     "2020-05/2020-08",
		"late last year":               "2024-09/2024-12",
		"late-2023":                    "2023-09/2023-12",
		"the end of 2024":              "2024-12",
		"the end of January":           "2025-01-31",
		"the beginning of 2023":        "2023-01",
		"the middle of 2022":           "2022-05/2022-08",
		"later this year":              "2025",
		"earlier this month":           "2025-02",
		"Q3 2024":                      "2024-07/2024-09",
		"the third quarter of 2024":    "2024-07/2024-09",
		"the fourth quarter":           "2024-10/2024-12",
		"the first quarter":            "2025-01/2025-03",
		"the first half of 2023":       "2023-01/2023-06",
		"the second half of last year": "2024-07/2024-12",
		"H1 2024":                      "2024-01/2024-06",
		"summer 2023":                  "2023-06/2023-08",
		"the winter of 1944":           "1944-12/1945-02",
		"last summer":                  "2024-06/2024-08",
		// Intervals.
		"between 2010 and 2012":               "2010/2012",
		"from 2010 to 2012":                   "2010/2012",
		"in 2010-2012":                        "2010/2012",
		"in 2010-12":                          "2010/2012",
		"from March to May 2024":              "2024-03/2024-05",
		"March 3-5, 2024":                     "2024-03-03/2024-03-05",
		"March 3 to 5":                        "2025-03-03/2025-03-05",
		"Jan. 3 to Feb. 5, 2024":              "2024-01-03/2024-02-05",
		"between Feb 10 and Feb 13":           "2025-02-10/2025-02-13",
		"from mid-August to mid-October 2002": "2002-08-11/2002-10-20",
		"from December to March 2024":         "2023-12/2024-03",
		"February 6 - this year":              "2025-02-06",
		"from Monday to Wednesday":            "2025-02-10/2025-02-12",
		"from the 1950s to the 1970s":         "1950/1979",
		// From today.
		"today":                    "2025-02-14",
		"yesterday":                "2025-02-13",
		"tomorrow morning":         "2025-02-15",
		"last night":               "2025-02-13",
		"this morning":             "2025-02-14",
		"the day before yesterday": "2025-02-12",
		"Monday":                   "2025-02-10",
		"on Friday":                "2025-02-14",
		"on Saturday":              "2025-02-08",
		"last Tuesday":             "2025-02-11",
		"next Tuesday":             "2025-02-18",
		"this Thursday":            "2025-02-13",
		"last Friday":              "2025-02-07",
		"Tuesday last week":        "2025-02-04",
		"Thursday night":           "2025-02-13",
		"Monday at 5 p.m.":         "2025-02-10T17:00",
		"last week":                "2025-W06",
		"this week":                "2025-W07",
		"next month":               "2025-03",
		"last year":                "2024",
		"this year":                "2025",
		"two weeks ago":            "2025-W05",
		"three days ago":           "2025-02-11",
		"a year ago":               "2024",
		"two decades ago":          "2005",
		"a couple of months ago":   "2024-12",
		"five years from now":      "2030",
		"in two weeks' time":       "2025-W09",
		"the past two weeks":       "2025-01-31/2025-02-14",
		"the last three years":     "2022-02-14/2025-02-14",
		"over the past year":       "2024-02-14/2025-02-14",
		"the next five days":       "2025-02-14/2025-02-19",
		"last weekend":             "2025-02-08/2025-02-09",
		"next decade":              "2030/2039",
		// No time of the calendar.
		"in recent years":        "",
		"every Monday":           "",
		"the next day":           "",
		"the following year":     "",
		"2,000 people":           "",
		"they may march again":   "",
		"in a few years":         "",
		"sat and sun":            "",
		"the second man":         "",
		"more than 2000 workers": "",
		"daily":                  "",
	} {
		if got := NormalDate(tk, text, testDay); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestNormalDateWithoutToday(t *testing.T) {
	tk := tokenizer(t)
	for text, want := range map[string]string{
		"Feb. 10": "--02-10", "March": "--03", "Monday": "", "last week": "", "in 2019": "2019", "March 3, 2021": "2021-03-03",
		"from March to May 2024": "2024-03/2024-05",
	} {
		if got := NormalDate(tk, text, time.Time{}); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestNormalQuantity(t *testing.T) {
	tk := tokenizer(t)
	for text, want := range map[string]string{
		"as many as 630,000 workers":        "<=630000 worker",
		"more than half":                    ">0.5",
		"half of the workers":               "0.5 worker",
		"a third of the monks":              "0.3333 monk",
		"two-thirds of members":             "0.6667 member",
		"three quarters":                    "0.75",
		"$2.5 million":                      "2500000 USD",
		"$1.2bn":                            "1200000000 USD",
		"US$5":                              "5 USD",
		"£980m":                             "980000000 GBP",
		"€5.50":                             "5.5 EUR",
		"5 million euros":                   "5000000 EUR",
		"20 Australian dollars":             "20 AUD",
		"200 yuan":                          "200 CNY",
		"Rs 500":                            "500 INR",
		"billions of dollars":               ">=2000000000 USD",
		"10%":                               "10 %",
		"3.5 percent":                       "3.5 %",
		"2.1 per cent":                      "2.1 %",
		"two percentage points":             "2 percentage point",
		"tens of thousands of Uyghurs":      ">=20000 Uyghur",
		"hundreds of thousands of people":   ">=200000 person",
		"dozens of monks":                   ">=24 monk",
		"thousands of protesters":           ">=2000 protester",
		"millions":                          ">=2000000",
		"a dozen monks":                     "12 monk",
		"a hundred years":                   "100 year",
		"two hundred and fifty soldiers":    "250 soldier",
		"twenty-one people":                 "21 person",
		"one million tourists":              "1000000 tourist",
		"1.5 million":                       "1500000",
		"30,000 tonnes":                     "30000 t",
		"at least 12 people":                ">=12 person",
		"up to 500 kilometres":              "<=500 km",
		"no fewer than 40 schools":          ">=40 school",
		"no more than 5 days":               "<=5 day",
		"less than 10 miles":                "<10 mile",
		"fewer than 100 families":           "<100 familie",
		"nearly 500 homes":                  "~500 home",
		"about 20 kg":                       "~20 kg",
		"around 3,000 square kilometres":    "~3000 square km",
		"some 300 villages":                 "~300 village",
		"over 1,000 cases":                  ">1000 case",
		"an estimated 1.8 million children": "~1800000 children",
		"between 5 and 10 kilometres":       "5..10 km",
		"1,500-2,000 monks":                 "1500..2000 monk",
		"2 to 3 million visitors":           "2000000..3000000 visitor",
		"20 or more guests":                 ">=20 guest",
		"100 or more":                       ">=100",
		"15-year":                           "15 year",
		"a 33-year-old":                     "33 year",
		"six-month":                         "6 month",
		"two weeks":                         "2 week",
		"20 minutes":                        "20 minute",
		"50 cents":                          "50 cent",
		"5 crore":                           "50000000",
		"NZ$26 million":                     "26000000 NZD",
		"half a trillion dollars":           "500000000000 USD",
		"half an hour":                      "0.5 hour",
		"aged 14":                           "14 year",
		"the second half":                   "",
		"they drew 0-0":                     "",
		"a high-five":                       "",
		"$3,000 to $5,000":                  "3000..5000 USD",
		// Not quantities.
		"the third man":         "",
		"one of them":           "",
		"no one":                "",
		"Article 6":             "",
		"ILO Convention No. 29": "",
		"the second":            "",
	} {
		if got := NormalQuantity(tk, text); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// The tense of the verb decides between the last Tuesday and the next.
func TestDateFollowsTense(t *testing.T) {
	word := func(form, lemma, upos, xpos, rel string, head int) Token {
		return Token{Form: form, Lemma: lemma, UPOS: upos, XPOS: xpos, Rel: rel, Head: head}
	}
	for want, toks := range map[string][]Token{
		"2025-02-11": {
			word("He", "he", "PRON", "PRP", "nsubj", 1), word("left", "leave", "VERB", "VBD", "root", -1),
			word("on", "on", "ADP", "IN", "case", 3), word("Tuesday", "Tuesday", "PROPN", "NNP", "obl", 1),
		},
		"2025-02-18": {
			word("He", "he", "PRON", "PRP", "nsubj", 2), word("will", "will", "AUX", "MD", "aux", 2),
			word("leave", "leave", "VERB", "VB", "root", -1), word("on", "on", "ADP", "IN", "case", 4),
			word("Tuesday", "Tuesday", "PROPN", "NNP", "obl", 2),
		},
	} {
		doc := &Doc{Date: testDay, Sents: []Sentence{{Tokens: toks}}}
		doc.FindMeasures()
		if len(doc.Mentions) != 1 || doc.Mentions[0].Value != want {
			t.Errorf("%+v, want %s", doc.Mentions, want)
		}
	}
}

// A mention that is there keeps its place and gets the value; a thing that is
// counted stays a thing.
func TestFindMeasuresKeepsMentions(t *testing.T) {
	doc := tokenizer(t).Tokenize("Some 630,000 workers left on Monday.", nil)
	doc.Date = testDay
	tree := map[int]Token{
		0: {Rel: "advmod", Head: 1, UPOS: "ADV"}, 1: {Rel: "nummod", Head: 2, UPOS: "NUM"}, 2: {Rel: "nsubj", Head: 3, UPOS: "NOUN", Lemma: "worker"},
		3: {Rel: "root", Head: -1, UPOS: "VERB", XPOS: "VBD"}, 4: {Rel: "case", Head: 5, UPOS: "ADP"}, 5: {Rel: "obl", Head: 3, UPOS: "PROPN"}, 6: {Rel: "punct", Head: 3, UPOS: "PUNCT"},
	}
	for i, tok := range tree {
		dst := &doc.Sents[0].Tokens[i]
		dst.Rel, dst.Head, dst.UPOS, dst.XPOS, dst.Lemma = tok.Rel, tok.Head, tok.UPOS, tok.XPOS, tok.Lemma
	}
	doc.Mentions = []Mention{{Phrase: Phrase{0, 0, 3}, Head: 2, Type: schema.Person}}
	doc.FindMeasures()
	want := []Mention{
		{Phrase: Phrase{0, 0, 3}, Head: 2, Type: schema.Person, Value: "~630000 worker"},
		{Phrase: Phrase{0, 5, 6}, Head: 5, Type: schema.Date, Form: Measure, Class: "time", Value: "2025-02-10"},
	}
	if len(doc.Mentions) != 2 || doc.Mentions[0] != want[0] || doc.Mentions[1] != want[1] {
		t.Errorf("mentions %+v, want %+v", doc.Mentions, want)
	}
}

func FuzzFindMeasures(f *testing.F) {
	f.Add("Between 5 and 10 per cent left on Monday, Feb. 29, ’25 at 5:30 p.m., $3-5 mid-1990s the 3rd of 2-3-4 't")
	tk := tokenizer(f)
	f.Fuzz(func(t *testing.T, text string) {
		doc := tk.Tokenize(text, nil)
		doc.Date = testDay
		doc.FindMeasures()
		for _, m := range doc.Mentions {
			if m.First < 0 || m.First >= m.End || m.End > len(doc.Sents[m.Sent].Tokens) || m.Head < m.First || m.Head >= m.End || m.Value == "" {
				t.Fatalf("mention %+v of %d tokens", m, len(doc.Sents[m.Sent].Tokens))
			}
		}
	})
}

func BenchmarkFindMeasures(b *testing.B) {
	doc := tokenizer(b).Tokenize("GENEVA (Reuters) - Some 630,000 workers were moved between 2017 and 2019, he said on Monday. "+
		"Shares of the state-run company fell 3.5% to $1.2bn in the third quarter. Nobody knows why it did so, the ministry added.", nil)
	doc.Date = testDay
	tokens := 0
	for _, s := range doc.Sents {
		tokens += len(s.Tokens)
	}
	b.ReportAllocs()
	for b.Loop() {
		doc.Mentions = doc.Mentions[:0]
		doc.FindMeasures()
	}
	b.ReportMetric(float64(tokens)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
