// Package perceptron holds small networks that choose one of a few classes.
//
//	hashed features ─ rows of a table ─┐
//	                                   ├─ sum ─ rectify ─ classes
//	numbers ───────── a matrix ────────┘
//
// A [Net] has one hidden layer; features add to its classes directly as well.
// A [Trainer] fits it by AdaGrad (Duchi, Hazan and Singer 2011) with features
// left out at random, and averages the weights over the later passes.
//
//	perceptron imports std alone
//
// # Limits
//
// One goroutine trains. Features that hash alike share their row.
package perceptron
