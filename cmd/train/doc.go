// Command train fits the models of the language engine on treebanks and writes
// them, with their card, to data/model. Each subcommand is one trainer.
//
//	treebanks + word vectors -> train parser -> data/model/parser.bin, parser.md
//	treebanks                -> train tokenizer -> data/model/tokenizer.bin
//	GUM, its parse           -> train names -> data/model/names.bin
//	OntoGUM, GAP             -> train coref -> data/model/coref.bin
package main
