package query

import (
	"strings"

	"github.com/dop251/goja/ast"
)

// plainQuery reports whether a query cannot change the JavaScript runtime that
// it runs in: it is nothing but calls of Gizmo's functions, one on the outcome
// of another, with literals and such calls as their arguments. There is no
// variable, no assignment, no function of the query's own, and none of
// JavaScript's.
func plainQuery(tree *ast.Program) bool {
	for _, stmt := range tree.Body {
		switch s := stmt.(type) {
		case *ast.EmptyStatement:
		case *ast.ExpressionStatement:
			if !plainExpression(s.Expression) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

func plainExpression(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.StringLiteral, *ast.NumberLiteral, *ast.BooleanLiteral, *ast.NullLiteral:
		return true
	case *ast.ArrayLiteral:
		return plainExpressions(e.Value)
	case *ast.CallExpression:
		return plainCallee(e.Callee) && plainExpressions(e.ArgumentList)
	}
	return false
}

func plainExpressions(list []ast.Expression) bool {
	for _, e := range list {
		if !plainExpression(e) {
			return false
		}
	}
	return true
}

// plainCallee reports whether what is called is a function of Gizmo.
func plainCallee(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.Identifier:
		return plainNames[e.Name.String()]
	case *ast.DotExpression:
		if !plainNames[e.Identifier.Name.String()] {
			return false
		}
		if g, ok := e.Left.(*ast.Identifier); ok {
			return g.Name == "g" || g.Name == "graph"
		}
		_, ok := e.Left.(*ast.CallExpression)
		return ok && plainExpression(e.Left)
	}
	return false
}

// plainNames are Gizmo's functions. Those for namespaces are not among them:
// they change the session.
var plainNames = func() map[string]bool {
	names := map[string]bool{}
	for _, f := range functions {
		name, _, _ := strings.Cut(f.Name, "(")
		names[name] = true
	}
	return names
}()
