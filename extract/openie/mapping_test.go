package openie

import (
	"strings"
	"testing"

	"github.com/sayso-graph/sayso/schema"
)

func TestMappingFindsThePropertyThatAPredicateStates(t *testing.T) {
	m, err := NewMapping()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name            string
		subject, object schema.EntityType
		head            string
		want            Property
	}{
		{"is spokesperson at", schema.Person, schema.Organization, "embassy", Property{"schema:worksFor", false}},
		{"is secretary-general of", schema.Person, schema.Organization, "UN", Property{"schema:worksFor", false}},
		{"is", schema.Person, Literal, "spokesperson", Property{"schema:jobTitle", false}},
		{"is", schema.Person, Literal, "hero", Property{}},
		{"is", schema.Organization, Literal, "leader", Property{}},
		{"founded", schema.Person, schema.Organization, "Acme", Property{"schema:founder", true}},
		{"was born in", schema.Person, schema.Place, "Oslo", Property{"schema:birthPlace", false}},
		{"was born in", schema.Person, schema.Date, "1950", Property{"schema:birthDate", false}},
		{"is in", schema.Organization, schema.Place, "Oslo", Property{"schema:location", false}},
		{"is in", schema.Person, schema.Place, "Oslo", Property{}},
		{"Acquired", schema.Organization, schema.Organization, "Acme", Property{"schema:parentOrganization", true}},
		{"is wife of", schema.Person, "", "Roe", Property{"schema:spouse", false}},
		{"requested", schema.Organization, schema.Place, "China", Property{}},
		{"", schema.Person, schema.Person, "", Property{}},
	} {
		got, ok := m.Property(c.name, c.subject, c.object, c.head)
		if got != c.want || ok != (c.want != Property{}) {
			t.Errorf("Property(%q, %s, %s, %q) = %v, %v; want %v", c.name, c.subject, c.object, c.head, got, ok, c.want)
		}
	}
}

func TestUserMappingComesFirstAndAddsToClasses(t *testing.T) {
	m, err := NewMapping([]byte(`
classes: {role: "druid"}
properties:
  - property: sponsor
    range: [organization]
    phrases: ["is {role} of", paid for]
`))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"is druid of", "is president of", "paid for"} {
		if got, _ := m.Property(name, schema.Person, schema.Organization, ""); got.IRI != "schema:sponsor" {
			t.Errorf("%q states %v", name, got)
		}
	}
	if !m.HasRole("Druid") || m.HasRole("stone") {
		t.Error("a word of a user's class is not there")
	}
}

func TestBadMappingIsRefusedWithItsReason(t *testing.T) {
	for _, c := range []struct{ yaml, reason string }{
		{"properties: [{property: 'job title'}]", "no name of a property"},
		{"properties: [{property: x, domain: [animal]}]", `unknown type "animal"`},
		{"properties: [{property: x, phrases: ['is {clown}']}]", `unknown class "clown"`},
		{"properties: [{property: x, objects: [clown], phrases: [is]}]", `unknown class "clown"`},
		{"properties: [{property: x, phrases: ['']}]", "does not begin with a word"},
		{"props: []", "field props not found"},
		{"properties: [", "yaml"},
	} {
		if _, err := NewMapping([]byte(c.yaml)); err == nil || !strings.Contains(err.Error(), c.reason) {
			t.Errorf("%s: %v, want %s", c.yaml, err, c.reason)
		}
	}
}

func FuzzMapping(f *testing.F) {
	f.Add([]byte("properties: [{property: sponsor, phrases: [paid for]}]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := NewMapping(data)
		if err != nil {
			return
		}
		for _, e := range m.entries {
			if !strings.HasPrefix(e.IRI, "schema:") || len(e.words) == 0 {
				t.Fatalf("entry %+v", e)
			}
		}
	})
}
