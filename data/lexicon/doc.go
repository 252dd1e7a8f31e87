// Package lexicon carries word lists as bytes: what reporting verbs mean, what
// predicates imply of their complements, names and their genders, countries,
// cities and organizations, and the phrases that are properties of schema.org.
// Files with "DO NOT EDIT" in their first line are written by data/lexicon/gen
// from the lists beside it and from packages that it names; the others are
// edited by hand. Lines that begin with # are comments.
package lexicon
