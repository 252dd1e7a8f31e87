package schema

import "github.com/cayleygraph/quad"

// entityClasses pairs the types of entities with the classes of the quads.
var entityClasses = [...]struct {
	typ   EntityType
	class quad.IRI
}{
	{Person, SchemaPerson},
	{Organization, SchemaOrganization},
	{Place, SchemaPlace},
	{Event, SchemaEvent},
	{Work, SchemaCreativeWork},
	{Date, SaysoDate},
	{Quantity, SchemaQuantitativeValue},
	{Other, SchemaThing},
}

// EntityClass returns the class of entities of a type; one that is not known
// is a schema:Thing.
func EntityClass(t EntityType) quad.IRI {
	for _, e := range entityClasses {
		if e.typ == t {
			return e.class
		}
	}
	return SchemaThing
}

// EntityTypeOf is the inverse of [EntityClass]. It reports false for a class
// that no entity has.
func EntityTypeOf(class quad.IRI) (EntityType, bool) {
	for _, e := range entityClasses {
		if e.class == class {
			return e.typ, true
		}
	}
	return "", false
}
