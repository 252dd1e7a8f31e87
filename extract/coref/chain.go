package coref

// A Chain is the mentions of one thing in one document, as indices into
// [nlp.Doc.Mentions], ascending. A mention is in at most one chain; a mention
// of something that is mentioned once is a chain of one.
type Chain struct {
	Mentions []int
	// Name is the mention that names the thing best (a full name before a
	// short one, a name before a description).
	Name int
}
