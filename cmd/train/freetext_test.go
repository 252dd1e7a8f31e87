package main

import (
	"strings"
	"testing"
)

func TestPlainWiki(t *testing.T) {
	for _, c := range []struct{ markup, want string }{
		{"'''Oslo''' is the [[capital city|capital]] of [[Norway]].", "Oslo is the capital of Norway."},
		{"It grew<ref name=a>{{cite|x}}</ref> fast.<ref name=a/>", "It grew fast."},
		{"{{Infobox|a={{b}}|c}}Oslo ({{lang|no}}) lies here.", "Oslo  lies here."},
		{"[[File:a.jpg|thumb|A [[ship]] there]]Ships.", "Ships."},
		{"{| class=x\n| a\n|}See [http://a.b the page].", "See the page."},
	} {
		if got := plainWiki(c.markup); got != c.want {
			t.Errorf("%q gives %q, want %q", c.markup, got, c.want)
		}
	}
}

const prose = "The committee met on Monday and agreed to publish the report."

func TestMailText(t *testing.T) {
	head := "From: a@example.org\nSubject: x\n"
	for _, c := range []struct{ name, mail, want string }{
		{"own words", head + "\n> They wrote of this at great length before.\n" + prose + "\n\nok\n-- \nA. Signature of more than eight words to be cut off.\n", prose},
		{"not plain", head + "Content-Type: text/html\n\n" + prose, ""},
		{"quoted-printable", head + "Content-Type: text/plain; charset=us-ascii\nContent-Transfer-Encoding: quoted-printable\n\nThe committee met on Monday=\n and agreed to publish the report=2E\n", prose},
		{"base64", head + "Content-Transfer-Encoding: base64\n\nAAAA", ""},
		{"no mail", "\x00", ""},
	} {
		if got := mailText(strings.NewReader(c.mail)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestParagraphs(t *testing.T) {
	text := prose + "\n\nToo short.\n\n" + strings.TrimSuffix(prose, ".") + "\n\n0 1 2 3 4 5 6 7 8 9 10 11 12.\n\nif (a[i] = b) { return the value of the thing to it }."
	if got := paragraphs(text); got != prose {
		t.Errorf("%q", got)
	}
}
