package openie

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/sayso-graph/sayso/data/lexicon"
	"github.com/sayso-graph/sayso/schema"
)

// A Mapping tells which predicates state a property of schema.org. It is safe
// for concurrent use.
type Mapping struct {
	classes map[string]map[string]bool
	entries []entry
	byWord  map[string][]int // first word of a phrase to its entries, in order
}

// A Property is what a predicate states.
type Property struct {
	IRI string // prefixed: "schema:worksFor"
	// Inverse says that the subject of the proposition is the object of the
	// property: "Roe founded Acme" gives Acme a founder.
	Inverse bool
}

// Literal is the type of an object that is text, not an entity, in a Mapping.
const Literal schema.EntityType = "literal"

// entry is one phrase with the types that it needs.
type entry struct {
	Property
	words         []phraseWord
	subject       []schema.EntityType
	object        []schema.EntityType
	objectClasses []string
}

// phraseWord is one word of a phrase: alternatives, or a class.
type phraseWord struct {
	choices []string
	class   string
}

// mappingFile is the YAML of a mapping.
type mappingFile struct {
	Classes    map[string]string `yaml:"classes"`
	Properties []struct {
		Property string              `yaml:"property"`
		Domain   []schema.EntityType `yaml:"domain"`
		Range    []schema.EntityType `yaml:"range"`
		Phrases  []string            `yaml:"phrases"`
		Inverse  []string            `yaml:"inverse"`
		Objects  []string            `yaml:"objects"`
	} `yaml:"properties"`
}

// NewMapping reads mappings in YAML, in the form of data/lexicon's
// predicates.yaml, which is added behind them: what stands first wins, and
// words are added to a class that both name. An error tells which of the
// files, counted from 1, and what is wrong with it.
func NewMapping(files ...[]byte) (*Mapping, error) {
	m := &Mapping{classes: map[string]map[string]bool{}, byWord: map[string][]int{}}
	var parsed []mappingFile
	for n, data := range append(slices.Clone(files), lexicon.Predicates) {
		f, err := parseMapping(data)
		if err != nil {
			return nil, fmt.Errorf("predicate mapping %d: %w", n+1, err)
		}
		m.addClasses(f.Classes)
		parsed = append(parsed, f)
	}
	for n, f := range parsed {
		if err := m.addProperties(f); err != nil {
			return nil, fmt.Errorf("predicate mapping %d: %w", n+1, err)
		}
	}
	return m, nil
}

func parseMapping(data []byte) (mappingFile, error) {
	var f mappingFile
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	if err := d.Decode(&f); err != nil && !errors.Is(err, io.EOF) {
		return f, err
	}
	return f, nil
}

func (m *Mapping) addClasses(classes map[string]string) {
	for name, words := range classes {
		if m.classes[name] == nil {
			m.classes[name] = map[string]bool{}
		}
		for _, w := range strings.Fields(words) {
			m.classes[name][strings.ToLower(w)] = true
		}
	}
}

var (
	propertyName = regexp.MustCompile(`^[a-z][A-Za-z0-9]*$`)
	entityTypes  = []schema.EntityType{
		schema.Person, schema.Organization, schema.Place, schema.Event, schema.Work,
		schema.Date, schema.Quantity, schema.Other, Literal,
	}
)

func (m *Mapping) addProperties(f mappingFile) error {
	for _, p := range f.Properties {
		if !propertyName.MatchString(p.Property) {
			return fmt.Errorf("%q is no name of a property", p.Property)
		}
		for _, t := range slices.Concat(p.Domain, p.Range) {
			if !slices.Contains(entityTypes, t) {
				return fmt.Errorf("%s: unknown type %q", p.Property, t)
			}
		}
		e := entry{Property: Property{IRI: "schema:" + p.Property}, subject: p.Domain, object: p.Range, objectClasses: p.Objects}
		if err := m.addPhrases(e, p.Phrases); err != nil {
			return err
		}
		e.Inverse, e.subject, e.object = true, p.Range, p.Domain
		if err := m.addPhrases(e, p.Inverse); err != nil {
			return err
		}
	}
	return nil
}

func (m *Mapping) addPhrases(e entry, phrases []string) error {
	for _, class := range e.objectClasses {
		if m.classes[class] == nil {
			return fmt.Errorf("%s: unknown class %q", e.IRI, class)
		}
	}
	for _, phrase := range phrases {
		e.words = nil
		for _, w := range strings.Fields(phrase) {
			word := phraseWord{choices: strings.Split(w, "|")}
			if inner, ok := strings.CutPrefix(w, "{"); ok {
				word = phraseWord{class: strings.TrimSuffix(inner, "}")}
				if m.classes[word.class] == nil {
					return fmt.Errorf("%s: unknown class %q", e.IRI, word.class)
				}
			}
			e.words = append(e.words, word)
		}
		if len(e.words) == 0 || e.words[0].class != "" {
			return fmt.Errorf("%s: phrase %q does not begin with a word", e.IRI, phrase)
		}
		for _, first := range e.words[0].choices {
			m.byWord[first] = append(m.byWord[first], len(m.entries))
		}
		m.entries = append(m.entries, e)
	}
	return nil
}

// Property returns the property that name states between a subject and an
// object of the given types ("" for unknown, which fits any type but
// literal), of which objectHead is the lemma of its head noun. A passive is
// matched by its own name and by its active's.
func (m *Mapping) Property(name string, subject, object schema.EntityType, objectHead string) (Property, bool) {
	words := strings.Fields(strings.ToLower(name))
	if len(words) == 0 {
		return Property{}, false
	}
	for _, i := range m.byWord[words[0]] {
		e := &m.entries[i]
		if m.matches(e, words) && fits(e.subject, subject) && fits(e.object, object) && m.inClass(e.objectClasses, objectHead) {
			return e.Property, true
		}
	}
	return Property{}, false
}

// matches reports whether the words are those of e; "secretary-general" is of the
// class of "general".
func (m *Mapping) matches(e *entry, words []string) bool {
	if len(words) != len(e.words) {
		return false
	}
	for i, w := range e.words {
		switch {
		case w.class != "" && !m.classes[w.class][words[i]] && !m.classes[w.class][words[i][strings.LastIndexByte(words[i], '-')+1:]]:
			return false
		case w.class == "" && !slices.Contains(w.choices, words[i]):
			return false
		}
	}
	return true
}

func (m *Mapping) inClass(classes []string, word string) bool {
	if len(classes) == 0 {
		return true
	}
	for _, c := range classes {
		if m.classes[c][strings.ToLower(word)] {
			return true
		}
	}
	return false
}

// HasRole reports whether noun names a role of a person: a job, an office.
func (m *Mapping) HasRole(noun string) bool { return m.classes["role"][strings.ToLower(noun)] }

func fits(allowed []schema.EntityType, t schema.EntityType) bool {
	return len(allowed) == 0 || t == "" || slices.Contains(allowed, t)
}
