package nlp

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/sayso-graph/sayso/schema"
)

func tokenizer(t testing.TB) *Tokenizer {
	t.Helper()
	tk, err := LoadTokenizer()
	if err != nil {
		t.Fatal(err)
	}
	return tk
}

// spell writes a document as tokens between blanks, sentences between " / ",
// paragraphs between " // ", and + before the later words of a multiword token.
func spell(doc *Doc) string {
	var b strings.Builder
	for i := range doc.Sents {
		s := &doc.Sents[i]
		if i > 0 && s.Paragraph != doc.Sents[i-1].Paragraph {
			b.WriteString(" // ")
		} else if i > 0 {
			b.WriteString(" / ")
		}
		multi := 0
		for k, tok := range s.Tokens {
			if k > 0 {
				b.WriteByte(' ')
			}
			if multi > 1 {
				b.WriteByte('+')
				multi--
			} else {
				multi = tok.Multi
			}
			b.WriteString(tok.Form)
		}
	}
	return b.String()
}

func TestTokenize(t *testing.T) {
	tk := tokenizer(t)
	for name, c := range map[string][2]string{
		"contractions": {
			"They don't know what's here; I'd say you can't, we'll see, they've gone.",
			"They do +n't know what +'s here ; I +'d say you ca +n't , we +'ll see , they +'ve gone .",
		},
		"typographic contractions": {"He won’t say it’s the U.N.’s and China’s.", "He wo +n’t say it +’s the U.N. +’s and China +’s ."},
		"cannot and gonna":         {"We cannot stay and are gonna go.", "We can +not stay and are gon +na go ."},
		"plural possessive":        {"The workers’ rights and the companies' profits fell.", "The workers +’ rights and the companies +' profits fell ."},
		"names with apostrophes":   {"Mr. O’Brien met Ms. D'Souza at 3 o'clock.", "Mr. O’Brien met Ms. D'Souza at 3 o'clock ."},
		"hyphens":                  {"The state-run firm’s ex-president is a well-known co-author.", "The state - run firm +’s ex-president is a well - known co-author ."},
		"titles":                   {"Gen. Mark Milley met Sen. Ted Cruz. Dr. Lee and Prof. Wang left.", "Gen. Mark Milley met Sen. Ted Cruz . / Dr. Lee and Prof. Wang left ."},
		"initials":                 {"J. K. Rowling and J.R.R. Tolkien wrote.", "J. K. Rowling and J.R.R. Tolkien wrote ."},
		"countries":                {"The U.S. and the U.K. signed it. U.S. officials left.", "The U.S. and the U.K. signed it . / U.S. officials left ."},
		"states":                   {"He lives in St. Louis, Mo., since Sept. 3.", "He lives in St. Louis , Mo. , since Sept. 3 ."},
		"numbers of things":        {"See Fig. 3, No. 7 and p. 12.", "See Fig. 3 , No. 7 and p. 12 ."},
		"time of day":              {"They met at 5 p.m. Sunday. It ended at 10 a.m. The party left.", "They met at 5 p.m. Sunday . / It ended at 10 a.m. / The party left ."},
		"companies":                {"Apple Inc. rose. Smith & Co. fell.", "Apple Inc. rose . / Smith & Co. fell ."},
		"money":                    {"It cost $1.2bn (£980m), US$5 or €5.50.", "It cost $ 1.2 bn ( £ 980 m ) , US$ 5 or € 5.50 ."},
		"per cent":                 {"Shares rose 3.5% to 1,234.5 points.", "Shares rose 3.5 % to 1,234.5 points ."},
		"quotes across sentences":  {"“It is a lie. We reject it,” he said. “They know.” “We do not.”", "“ It is a lie . / We reject it , ” he said . / “ They know . ” / “ We do not . ”"},
		"straight quotes":          {`"I am here," she said. "I stay." Then she left.`, `" I am here , " she said . / " I stay . " / Then she left .`},
		"question in a sentence":   {`He asked "Why?" and left.`, `He asked " Why ? " and left .`},
		"question and answer":      {"What did he say? “No comment.”", "What did he say ? / “ No comment . ”"},
		"question and asker":       {`"Did Kern lie?" Anna Berg asked. "Is he ill?" Berg said he was not.`, `" Did Kern lie ? " Anna Berg asked . / " Is he ill ? " / Berg said he was not .`},
		"dashes":                   {"He left—nobody knew—and came back – late.", "He left — nobody knew — and came back – late ."},
		"ellipsis":                 {"Well… he left... and came back.", "Well … he left ... and came back ."},
		"address":                  {"Write to press@example.org or see https://www.example.com/a-b/2024?id=5.", "Write to press@example.org or see https://www.example.com/a-b/2024?id=5 ."},
		"handles":                  {"Follow @sayso_news and #FreeTibet.", "Follow @sayso_news and #FreeTibet ."},
		"letters and digits":       {"The G7 and G20 met in Q3.", "The G7 and G20 met in Q3 ."},
		"ampersands":               {"AT&T and the S&P 500 use 5G.", "AT&T and the S&P 500 use 5G ."},
		"single quotes":            {"The ‘war on terror’ began. ‘We won,’ he said.", "The ‘ war on terror ’ began . / ‘ We won , ’ he said ."},
		"blank lines":              {"Headline without a stop\n\nThe text begins. It goes on.\n\n\nAnd ends", "Headline without a stop // The text begins . / It goes on . // And ends"},
		"wrapped lines": {
			"The text of this article is wrapped\nat a width of some forty characters\nas plain text files often are. It has\ntwo sentences.",
			"The text of this article is wrapped at a width of some forty characters as plain text files often are . / It has two sentences .",
		},
		"meant line ends": {"List of things\nThe text of this article is wrapped at some\nwidth, but the first line is a heading of it.", "List of things // The text of this article is wrapped at some width , but the first line is a heading of it ."},
		"blank forgotten": {"It has ended.The next round begins.", "It has ended . / The next round begins ."},
		"soft hyphen":     {"The govern\u00adment said\u200b so.", "The government said so ."},
		"no-break space":  {"He met Mr.\u00a0Liu on 10\u00a0February.", "He met Mr. Liu on 10 February ."},
		"emoji":           {"Great 😀👍!", "Great 😀 👍 !"},
		"brackets":        {"Twelve people (three of them minors) left.", "Twelve people ( three of them minors ) left ."},
		"other scripts":   {"Wang Yi (王毅) met Erdoğan in İstanbul.", "Wang Yi ( 王毅 ) met Erdoğan in İstanbul ."},
		"empty":           {" \n\t ", ""},
	} {
		doc := tk.Tokenize(c[0], nil)
		checkCover(t, doc, []schema.Span{{Start: 0, End: len(c[0])}})
		if got := spell(doc); got != c[1] {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c[1])
		}
	}
}

func TestTokenizeReadsOnlyTheBody(t *testing.T) {
	text := "By Ann Lee\n\nGENEVA - The talks ended. Nobody\nsaid why. [photo] They start again.\nSubscribe"
	at := func(s string) schema.Span {
		i := strings.Index(text, s)
		return schema.Span{Start: i, End: i + len(s)}
	}
	body := []schema.Span{at("The talks ended. Nobody\nsaid why."), at("They start again.")}
	doc := tokenizer(t).Tokenize(text, body)
	checkCover(t, doc, body)
	if got, want := spell(doc), "The talks ended . / Nobody said why . // They start again ."; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestTokenizeSentence(t *testing.T) {
	tk := tokenizer(t)
	for name, c := range map[string][2]string{
		"tokenised by blanks":  {"a fume - filled coal mine , he said .", "a fume - filled coal mine , he said ."},
		"grave accents":        {"Blagoja ` Billy ' Celeski is a `` player '' .", `Blagoja ' Billy ' Celeski is a " player " .`},
		"bracket names":        {"It -LRB- the mine -RRB- do n't work .", "It ( the mine ) do n't work ."},
		"abbreviation":         {"Mr. Lee of the U.S. left St. Louis at 5 p.m. .", "Mr. Lee of the U.S. left St. Louis at 5 p.m. ."},
		"raw":                  {"He didn't go. She did.", "He did +n't go . She did ."},
		"hyphens still divide": {"a state-run firm , he said .", "a state - run firm , he said ."},
	} {
		doc := tk.TokenizeSentence(c[0])
		if len(doc.Sents) != 1 {
			t.Fatalf("%s: %d sentences", name, len(doc.Sents))
		}
		if got := spell(doc); got != c[1] {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c[1])
		}
	}
}

// checkCover fails unless tokens are in order inside their sentences, do not
// overlap, and leave nothing of body out but white space.
func checkCover(t *testing.T, doc *Doc, body []schema.Span) {
	t.Helper()
	covered := make([]bool, len(doc.Text))
	at := 0
	for _, s := range doc.Sents {
		if len(s.Tokens) == 0 || s.Span != s.Words(0, len(s.Tokens)) {
			t.Fatalf("sentence %v of %d tokens", s.Span, len(s.Tokens))
		}
		for _, tok := range s.Tokens {
			if tok.Span.Start < at || tok.Span.Empty() || tok.Span.End > len(doc.Text) || tok.Form == "" {
				t.Fatalf("token %q at %v after byte %d", tok.Form, tok.Span, at)
			}
			at = tok.Span.End
			for i := tok.Span.Start; i < tok.Span.End; i++ {
				covered[i] = true
			}
			if !utf8.ValidString(doc.Text) {
				continue
			}
			if strings.ContainsFunc(tok.Span.In(doc.Text), unicode.IsSpace) {
				t.Fatalf("token %q holds white space", tok.Form)
			}
		}
	}
	for _, part := range body {
		for i := part.Start; i < part.End; {
			class, _, n := classOf(doc.Text[i:])
			if class != classSpace && slices.Contains(covered[i:i+n], false) {
				t.Fatalf("byte %d, %q, lies in no token", i, doc.Text[i:i+n])
			}
			i += n
		}
	}
}

func FuzzTokenize(f *testing.F) {
	f.Add("Mr. O'Brien didn't go to http://a.b/c?d=e. “Why?” he asked.\n\nI'd gonna\u00ad 5 p.m. @x_y a@b.co", 3, 40)
	f.Add("\xff\xfe a\u200b..\u00a0'''n't's J.R.R.", 0, 5)
	tk := tokenizer(f)
	f.Fuzz(func(t *testing.T, text string, a, b int) {
		whole := []schema.Span{{Start: 0, End: len(text)}}
		checkCover(t, tk.Tokenize(text, nil), whole)
		if one := tk.TokenizeSentence(text); len(one.Sents) > 1 {
			t.Fatal("more than one sentence")
		} else {
			checkCover(t, one, whole)
		}
		if a >= 0 && a <= b && b <= len(text) {
			body := []schema.Span{{Start: 0, End: a}, {Start: b, End: len(text)}}
			if utf8.ValidString(text[:a]) && utf8.ValidString(text[b:]) {
				checkCover(t, tk.Tokenize(text, body), body)
			}
		}
	})
}

func TestTokenizerFile(t *testing.T) {
	tk := tokenizer(t)
	data, err := tk.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	again, err := NewTokenizer(data)
	if err != nil {
		t.Fatal(err)
	}
	text := "They don't know. Mr. Lee is gonna say 1,000."
	if spell(tk.Tokenize(text, nil)) != spell(again.Tokenize(text, nil)) {
		t.Error("a tokenizer that was written and read again answers otherwise")
	}
	for _, n := range []int{0, 5, len(tokenizerMagic) + 3, len(data) - 1} {
		if _, err := NewTokenizer(data[:n]); err == nil {
			t.Errorf("the first %d bytes pass for a tokenizer", n)
		}
	}
}

// Same documents, same config, same bytes.
func TestTrainTokenizerIsDeterministic(t *testing.T) {
	docs := readAll(t, strings.NewReader(sampleCoNLLU))
	c := TokenizerConfig{SplitBits: 8, StopBits: 8, Epochs: 3}
	var files [2]string
	for i := range files {
		tk, err := TrainTokenizer(docs, c)
		if err != nil {
			t.Fatal(err)
		}
		data, err := tk.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		files[i] = string(data)
	}
	if files[0] != files[1] {
		t.Error("two trainings gave different files")
	}
}

func BenchmarkTokenize(b *testing.B) {
	tk := tokenizer(b)
	text := strings.Repeat("GENEVA (Reuters) - Mr. Liu Pengyu, a spokesman for the Chinese Embassy in Washington, D.C., called "+
		"the report “baseless.” “We don’t accept it,” he said. Shares of the state-run company fell 3.5% to $1.2bn.\n\n", 200)
	tokens := 0
	for _, s := range tk.Tokenize(text, nil).Sents {
		tokens += len(s.Tokens)
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		tk.Tokenize(text, nil)
	}
	b.ReportMetric(float64(tokens)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
