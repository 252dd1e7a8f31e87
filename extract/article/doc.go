// Package article reads articles: it finds the sources that a user names, and
// makes of each the text as read, the parts of it that are running text, and
// what is known about it.
//
//	files  folders  globs  -  http(s)
//	          |
//	       Sources             robots.txt, limits, each named once
//	          |  Source
//	        Read               gzip; format by option, type, name, content
//	          |
//	  +-------+--------+-----------+
//	 text   Markdown   HTML    JSON (Lines)
//	  |     goldmark  readability   |      decode: any encoding to UTF-8
//	  +-------+--------+-----------+
//	          |
//	        head               headline, byline, date, dateline -> fields
//	          |
//	     language              English, or a typed skip
//	          |
//	    schema.Article         Text, Body, IRI
//
//	 extract/article
//	        |
//	 schema
//
// # The text as read
//
// Spans point into [schema.Article.Text]. It is, for a plain text, the file
// decoded to UTF-8, unchanged but for a byte order mark; for JSON Lines the
// value of "text"; for HTML and Markdown what a reader sees of it: paragraphs
// with an empty line between them, white space folded, soft hyphens dropped, of
// HTML without bylines and asides.
// Bytes that are no text in the encoding that was found become U+FFFD, so that
// Text is valid UTF-8 always; see decode for how the encoding is found. Soft
// hyphens, non-breaking spaces and every kind of quotation mark and dash stay
// in a plain text as they are; the language engine reads through them.
//
// # Body
//
// Body has a span for each paragraph of running text. It leaves out:
//
//   - the dateline, "GENEVA, March 3 (Reuters) —", whose parts become Place,
//     Agency, Publisher and Published;
//   - bylines, lines that hold only a date, and labels ("Source: Phayul");
//   - in texts, Markdown and HTML the headline, which becomes Title: a first
//     paragraph of one line, without final punctuation, that another paragraph
//     follows. Other headings are left out where the format marks them, and in
//     texts where a short line without final punctuation stands between two
//     paragraphs with it. JSON keeps a headline, since its text is running text
//     by contract;
//   - boilerplate at the end, credits of pictures, lines without a letter, and
//     asides: what leads to other articles or asks the reader for something.
//
// Fields that the format declares win over what stands in the text, and the
// text over the day in the address. A day without a year takes the year that
// these give; without one it is not recorded, as ISO 8601 has no form for it.
//
// # Limits
//
// An article has 16 MB at most, a paragraph 1 MB (see [Options]). Lines wrapped
// at a margin are joined by a rule that goes by the width of the lines; verse
// may come out as one paragraph. Languages are told apart by function words,
// which is for refusing what the engine cannot read, not for naming one of two
// close relatives. Pages that build their text by script are read where they
// hold it as JSON-LD too.
//
// # Rejected
//
// Keeping HTML as Text with spans between the tags: each span would have holes,
// and every layer above would have to know. Trafilatura in readability's place:
// a library of dates that it brings with it takes an eighth of a second and
// 95 MB of every command, and what it leaves out besides is left out by a list
// of names here. Trigrams for the language: they
// lose two in three English sentences of less than six words.
package article
