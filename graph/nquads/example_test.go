package nquads_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/sayso-graph/sayso/graph/nquads"
)

func ExampleReader() {
	r := nquads.Reader{Input: strings.NewReader("<x:ILO> <x:requested> \"an answer\"@en .\n<x:ILO> <x:said> .\n")}
	for q, err := range r.Quads(context.Background()) {
		if err != nil {
			fmt.Println(err)
			break
		}
		line, _ := nquads.AppendQuad(nil, q)
		fmt.Print(string(line))
	}
	// Output:
	// <x:ILO> <x:requested> "an answer"@en .
	// line 2, column 18: expected an object, an IRI, a blank node or a literal
}
