package nlp

import (
	"strings"

	"github.com/sayso-graph/sayso/schema"
)

// class returns the class of the mention that h heads: the model's, else one
// guessed from the word.
func (f *mentionFinder) class(h int, form MentionForm) string {
	tok := &f.tree.Sent.Tokens[h]
	if tok.Class != "" {
		return tok.Class
	}
	switch {
	case form == Pronoun:
		return pronounClass(tok)
	case tok.UPOS == "NUM":
		return "abstract"
	}
	return "abstract"
}

// pronounClass guesses what a pronoun stands for.
func pronounClass(tok *Token) string {
	switch strings.ToLower(tok.Lemma) {
	case "it", "its", "itself", "this", "that", "these", "those", "something", "anything", "everything", "nothing":
		return "abstract"
	}
	return "person"
}

// mentionType maps a class to the types of the graph.
func mentionType(class string, form MentionForm, head *Token) schema.EntityType {
	switch class {
	case "person":
		return schema.Person
	case "organization":
		return schema.Organization
	case "place":
		return schema.Place
	case "event":
		return schema.Event
	case "time":
		return schema.Date
	case "object":
		if form == Named {
			return schema.Work
		}
	case "abstract":
		switch {
		case head.UPOS == "NUM" || head.UPOS == "SYM":
			return schema.Quantity
		case form == Named:
			return schema.Work
		}
	}
	return schema.Other
}
