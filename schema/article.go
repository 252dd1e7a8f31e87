package schema

// An Article is one text as read, with what is known of it. Its Text is never
// changed after reading: every span of every layer points into it.
type Article struct {
	IRI       string // urn:sayso:article:HASH, see ArticleIRI
	ID        string // the id that the input gave it, else ""
	URL       string // canonical URL, else ""
	Title     string
	Author    string // several are joined by "; "
	Publisher string // the outlet: "TibetanReview.net"
	Agency    string // the wire agency of the dateline: "Reuters"
	Place     string // the place of the dateline: "GENEVA"
	Published string // ISO 8601 to the precision known: "2025-02-14", "2025-02-14T09:30:00Z"
	Language  string // BCP 47: "en"

	Text string
	// Body holds the parts of Text that are running text, in order: paragraphs
	// without datelines, bylines and markup. Only they are analysed.
	Body []Span

	// Source is where it was read from (an absolute path with "#id" for one
	// of several in a file, a URL, "-"). It is not part of the quads; the
	// store keeps it aside, so that a changed file replaces its article.
	Source string
}
