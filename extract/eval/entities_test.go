package eval

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-graph/sayso/schema"
)

func TestScoreEntities(t *testing.T) {
	golds, err := ReadEntities(strings.NewReader(`[
		{"name":"Jack Smith","type":"person","mentions":{"a.txt":["Jack Smith","Smith"],"b.txt":["Jack Smith"],"c.txt":["Smith"]}},
		{"name":"Brad Smith","type":"person","mentions":{"d.txt":["Smith"]}},
		{"name":"ILO","type":"organization","mentions":{"a.txt":["ILO","Labour Organization"],"d.txt":["ILO"]}}]`))
	if err != nil {
		t.Fatal(err)
	}
	reading := func(source string, entities ...schema.Entity) schema.Reading {
		return schema.Reading{Article: schema.Article{Source: "/x/" + source}, Entities: entities}
	}
	person := func(iri, name string, aliases ...string) schema.Entity {
		return schema.Entity{IRI: iri, Type: schema.Person, Name: name, Aliases: aliases, Named: true}
	}
	readings := []schema.Reading{
		reading("a.txt", person("ent:Jack", "Jack Smith", "Smith"), person("ent:ILO", "ILO"), person("ent:LO", "Labour Organization")),
		reading("b.txt", person("ent:Jack_2", "Jack Smith")),
		reading("c.txt", person("ent:Jack", "Smith")),
		reading("d.txt", person("ent:Jack", "Smith")),
	}
	canonical := func(iri string) string { return strings.TrimSuffix(iri, "_2") }
	got := ScoreEntities(golds, readings, canonical)
	want := `names    0.8750  (7 of 8)
whole    0.6667  (4 of 6)
types    1.0000  (4 of 4)
links    0.7500  (3 of 4)
merged   1
not found: d.txt: ILO
split: a.txt: ILO = ent:ILO ent:LO
not linked: ILO: a.txt [ent:ILO ent:LO], d.txt []
merged: Jack Smith = Brad Smith: ent:Jack in d.txt
`
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Error(diff)
	}
	if got := ScoreEntities(golds, readings, nil); got.LinksFound != 1 {
		t.Errorf("without merging, %d links are found", got.LinksFound)
	}
}

func TestReadEntitiesRefuses(t *testing.T) {
	for _, bad := range []string{"{}", `[{"name":"x"}]`, "["} {
		if _, err := ReadEntities(strings.NewReader(bad)); err == nil {
			t.Errorf("%s was read", bad)
		}
	}
}
