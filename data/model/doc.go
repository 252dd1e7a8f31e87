// Package model carries the trained models as bytes. Each has a card beside it
// that says what it was trained on, under which licences, how well it does and
// which command rebuilds it.
package model
