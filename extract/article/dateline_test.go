package article

import (
	"testing"
)

func TestDateline(t *testing.T) {
	tests := []struct {
		text string
		want dateline // end is checked by rest
		rest string
	}{
		// An outlet or a place in brackets.
		{"(TibetanReview.net, Feb14’25) – The agency said so.", dateline{publisher: "TibetanReview.net", date: day{2025, 2, 14}}, "The agency said so."},
		{"(TibetanReview.net, Mar03'24) – Police came.", dateline{publisher: "TibetanReview.net", date: day{2024, 3, 3}}, "Police came."},
		{"(Phayul.com, March 3, 2024) - Monks met.", dateline{publisher: "Phayul.com", date: day{2024, 3, 3}}, "Monks met."},
		{"(Reuters) - Shares fell.", dateline{agency: "Reuters"}, "Shares fell."},
		{"(AP) — Shares fell.", dateline{agency: "AP"}, "Shares fell."},
		{"(CNN) -- “We won,” he said.", dateline{publisher: "CNN"}, "“We won,” he said."},
		{"(Tibet Post International) – Monks met.", dateline{publisher: "Tibet Post International"}, "Monks met."},
		{"(New York) – Authorities detained her.", dateline{place: "New York"}, "Authorities detained her."},
		{"(Geneva, February 14, 2025) – The body met.", dateline{place: "Geneva", date: day{2025, 2, 14}}, "The body met."},
		{"[Oslo, 10 December 2024] – The prize was given.", dateline{place: "Oslo", date: day{2024, 12, 10}}, "The prize was given."},
		// Place, date and agency.
		{"GENEVA, March 3 (Reuters) — The ILO met.", dateline{place: "GENEVA", agency: "Reuters", date: day{0, 3, 3}}, "The ILO met."},
		{"WASHINGTON (AP) — The Senate voted.", dateline{place: "WASHINGTON", agency: "AP"}, "The Senate voted."},
		{"BEIJING, Feb. 3 (Xinhua) -- China said no.", dateline{place: "BEIJING", agency: "Xinhua", date: day{0, 2, 3}}, "China said no."},
		{"FLINT, Mich., Oct. 4 (UPI) — Voters came.", dateline{place: "FLINT, Mich.", agency: "UPI", date: day{0, 10, 4}}, "Voters came."},
		{"HEMPSTEAD, N.Y., Sept. 26 (UPI) — Police came.", dateline{place: "HEMPSTEAD, N.Y.", agency: "UPI", date: day{0, 9, 26}}, "Police came."},
		{"DHARAMSALA, India (AP) — The Dalai Lama spoke.", dateline{place: "DHARAMSALA, India", agency: "AP"}, "The Dalai Lama spoke."},
		{"LONDON/GENEVA, March 3 (Reuters) - A deal is near.", dateline{place: "LONDON/GENEVA", agency: "Reuters", date: day{0, 3, 3}}, "A deal is near."},
		{"NEW YORK, Feb 14, 2025 (AFP) - Oil rose.", dateline{place: "NEW YORK", agency: "AFP", date: day{2025, 2, 14}}, "Oil rose."},
		{"NEW YORK, Feb. 14, 2025 /PRNewswire/ -- Acme opens.", dateline{place: "NEW YORK", agency: "PRNewswire", date: day{2025, 2, 14}}, "Acme opens."},
		{"TOKYO, Jan 1, 2024 (Kyodo) - A quake struck.", dateline{place: "TOKYO", agency: "Kyodo", date: day{2024, 1, 1}}, "A quake struck."},
		{"Geneva (ILO News) – Work is changing.", dateline{place: "Geneva", agency: "ILO News"}, "Work is changing."},
		{"New York, 3 March 2025 (Human Rights Watch) – Free her.", dateline{place: "New York", agency: "Human Rights Watch", date: day{2025, 3, 3}}, "Free her."},
		{"KATHMANDU (Reuters, Feb 14) — Rain fell.", dateline{place: "KATHMANDU", agency: "Reuters", date: day{0, 2, 14}}, "Rain fell."},
		{"BEIJING (Xinhua) Feb 14 — Rain fell.", dateline{place: "BEIJING", agency: "Xinhua", date: day{0, 2, 14}}, "Rain fell."},
		{"ROME (RNS)— The pope spoke.", dateline{place: "ROME", agency: "RNS"}, "The pope spoke."},
		{"DHARAMSHALA (Phayul.com) – Exiles voted.", dateline{place: "DHARAMSHALA", publisher: "Phayul.com"}, "Exiles voted."},
		{"UNITED NATIONS, Feb 14 (IPS) - Talks began.", dateline{place: "UNITED NATIONS", agency: "IPS", date: day{0, 2, 14}}, "Talks began."},
		// No place, or no agency.
		{"Feb 14 (Reuters) - Shares fell.", dateline{agency: "Reuters", date: day{0, 2, 14}}, "Shares fell."},
		{"March 3, 2025 — Shares fell.", dateline{date: day{2025, 3, 3}}, "Shares fell."},
		{"KATHMANDU, Feb 14: Rain fell.", dateline{place: "KATHMANDU", date: day{0, 2, 14}}, "Rain fell."},
		{"Dharamshala, 14 February 2025 — Exiles voted.", dateline{place: "Dharamshala", date: day{2025, 2, 14}}, "Exiles voted."},
		{"BEIJING, Tuesday, March 4 — China said no.", dateline{place: "BEIJING", date: day{0, 3, 4}}, "China said no."},
		{"PARIS — The minister left.", dateline{place: "PARIS"}, "The minister left."},
		{"KYIV, Ukraine — Sirens rang.", dateline{place: "KYIV, Ukraine"}, "Sirens rang."},
		{"HEMPSTEAD, N.Y. ― If it worked, fine.", dateline{place: "HEMPSTEAD, N.Y."}, "If it worked, fine."},
		{"CHARLOTTE - The wife filmed it.", dateline{place: "CHARLOTTE"}, "The wife filmed it."},
		{"NEW DELHI: The court met.", dateline{place: "NEW DELHI"}, "The court met."},
		{"PORT-AU-PRINCE, Haiti – Gangs fled.", dateline{place: "PORT-AU-PRINCE, Haiti"}, "Gangs fled."},
		{"Islamabad, Pakistan – Voters came.", dateline{place: "Islamabad, Pakistan"}, "Voters came."},
		{"WASHINGTON—President Biden spoke.", dateline{place: "WASHINGTON"}, "President Biden spoke."},
		{"SÃO PAULO, Oct 30, 2022 (Reuters) - Lula won.", dateline{place: "SÃO PAULO", agency: "Reuters", date: day{2022, 10, 30}}, "Lula won."},
		{"GENEVA,\u00a0March\u00a03 (Reuters)\u00a0— The ILO met.", dateline{place: "GENEVA", agency: "Reuters", date: day{0, 3, 3}}, "The ILO met."},
		{"NEW YORK -(Dow Jones)- Oil rose.", dateline{place: "NEW YORK", agency: "Dow Jones"}, "Oil rose."},
		{"MOSCOW. Feb 14 (Interfax) - Oil rose.", dateline{place: "MOSCOW", agency: "Interfax", date: day{0, 2, 14}}, "Oil rose."},
		{"MOSCOW, February 14. /TASS/. Russia said no.", dateline{place: "MOSCOW", agency: "TASS", date: day{0, 2, 14}}, "Russia said no."},
		{"SAN JOSE, Calif.--(BUSINESS WIRE)--Acme rose.", dateline{place: "SAN JOSE, Calif.", agency: "BUSINESS WIRE"}, "Acme rose."},
		{"DAMASCUS, SANA - Oil rose.", dateline{place: "DAMASCUS", agency: "SANA"}, "Oil rose."},
		{"Taipei, Feb. 14 (CNA) The president met him.", dateline{place: "Taipei", agency: "CNA", date: day{0, 2, 14}}, "The president met him."},
		{"GENEVA (14 February 2025) – UN experts spoke.", dateline{place: "GENEVA", date: day{2025, 2, 14}}, "UN experts spoke."},
		{"Mumbai (Maharashtra) [India], February 14 (ANI): It met.", dateline{place: "Mumbai (Maharashtra) [India]", agency: "ANI", date: day{0, 2, 14}}, "It met."},
		{"February 14, 2025: The oil rose.", dateline{date: day{2025, 2, 14}}, "The oil rose."},
		{"London – Oil rose.", dateline{place: "London"}, "Oil rose."},
		{"Dharamshala: The parliament met.", dateline{place: "Dharamshala"}, "The parliament met."},
		{"ST. LOUIS (AP) _ It met.", dateline{place: "ST. LOUIS", agency: "AP"}, "It met."},
		{"DUBLIN, Feb 14, 2025 /PRNewswire-PRWeb/ -- Acme rose.", dateline{place: "DUBLIN", agency: "PRNewswire-PRWeb", date: day{2025, 2, 14}}, "Acme rose."},
		{"\u200b  PARIS (AFP) – The minister left.", dateline{place: "PARIS", agency: "AFP"}, "The minister left."},
	}
	for _, tt := range tests {
		got, ok := parseDateline(tt.text)
		if !ok {
			t.Errorf("%q: no dateline found", tt.text)
			continue
		}
		if rest := tt.text[got.end:]; rest != tt.rest {
			t.Errorf("%q: rest is %q, want %q", tt.text, rest, tt.rest)
		}
		got.end = 0
		if got != tt.want {
			t.Errorf("%q:\n got %+v\nwant %+v", tt.text, got, tt.want)
		}
	}
}

func TestNoDateline(t *testing.T) {
	for _, s := range []string{
		"The ILO – the labour agency of the UN – said so.",
		"ILO – the labour agency – said so.",
		"China – the world’s second largest economy – grew.",
		"He said: The deal is off.",
		"BREAKING: The deal is off.",
		"UPDATE: The deal is off.",
		"Q: The deal is off?",
		"The well-known author died.",
		"On March 3 (a Monday) the Senate voted.",
		"(The names were changed.) She fled.",
		"(some say) – The deal is off.",
		"Apple, Google — two giants — fell.",
		"Paris, Texas, is a town of 25,000 people — No more.",
		"In Geneva, the ILO (a UN body) – met.",
		"U.S. – China talks go on.",
		"Trump, Biden – Two men met.",
		"Trump: I will go.",
		"The Senate, May 3 (a Monday) The vote was held.",
		"Smith (Labour) - the member for Leeds - left.",
		"",
		"—",
	} {
		if d, ok := parseDateline(s); ok {
			t.Errorf("%q: taken for a dateline: %+v", s, d)
		}
	}
}

func TestDay(t *testing.T) {
	tests := []struct {
		text string
		want day
		ok   bool
	}{
		{"Feb14’25", day{2025, 2, 14}, true},
		{"Feb 14", day{0, 2, 14}, true},
		{"Sept. 26", day{0, 9, 26}, true},
		{"3 March 2025", day{2025, 3, 3}, true},
		{"3rd March, 2025", day{2025, 3, 3}, true},
		{"Friday, March 7, 2025", day{2025, 3, 7}, true},
		{"Thurs. Dec 5", day{0, 12, 5}, true},
		{"14-Feb-2025", day{2025, 2, 14}, true},
		{"2025-02-14", day{2025, 2, 14}, true},
		{"2025/2/4", day{2025, 2, 4}, true},
		{"February 2025", day{2025, 2, 0}, true},
		{"2025-02", day{2025, 2, 0}, true},
		{"1998", day{1998, 0, 0}, true},
		{"Feb 29, 2024", day{2024, 2, 29}, true},
		{"Feb 29, 2025", day{2025, 2, 29}, false},
		{"Feb 31", day{0, 2, 31}, false},
		{"3/4/2025", day{}, false},
		{"Maybe 5", day{}, false},
		{"", day{}, false},
	}
	for _, tt := range tests {
		if got, ok := parseDay(tt.text); got != tt.want || ok != tt.ok {
			t.Errorf("parseDay(%q) = %v, %v; want %v, %v", tt.text, got, ok, tt.want, tt.ok)
		}
	}
}

func TestPublished(t *testing.T) {
	tests := map[string]string{
		"2025-02-14T09:30:00Z":            "2025-02-14T09:30:00Z",
		"2025-02-14T09:30:00.123+01:00":   "2025-02-14T09:30:00+01:00",
		"2025-02-14T09:30:00-0500":        "2025-02-14T09:30:00-05:00",
		"2025-02-14T09:30Z":               "2025-02-14T09:30:00Z",
		"2025-02-14 09:30:00":             "2025-02-14T09:30:00",
		"2025-02-14T09:30":                "2025-02-14T09:30:00",
		"Fri, 14 Feb 2025 09:30:00 +0100": "2025-02-14T09:30:00+01:00",
		"February 14, 2025 3:04 PM":       "2025-02-14T15:04:00",
		"14 February 2025":                "2025-02-14",
		"2025-02":                         "2025-02",
		"2025":                            "2025",
		"February 14":                     "",
		"yesterday":                       "",
		"":                                "",
	}
	for in, want := range tests {
		if got := parsePublished(in); got != want {
			t.Errorf("parsePublished(%q) = %q, want %q", in, got, want)
		}
	}
	if got := publishedInURL("https://a.example/world/2025/02/14/report"); got != "2025-02-14" {
		t.Errorf("the day in an address is %q", got)
	}
	if got := publishedInURL("https://a.example/2025/13/44/report"); got != "" {
		t.Errorf("an impossible day in an address is %q", got)
	}
}
