package main

import (
	"io"

	"github.com/spf13/cobra"

	"github.com/sayso-graph/sayso/schema"
)

// schemaCommand prints the vocabulary of the quads.
func (a *app) schemaCommand() *cobra.Command {
	var shapes bool
	cmd := &cobra.Command{
		Use:   "schema",
		Short: "Print the vocabulary of the quads as OWL, or with --shacl its shapes",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			text := schema.OWL()
			if shapes {
				text = schema.SHACL()
			}
			_, err := io.WriteString(a.out, text)
			return err
		},
	}
	cmd.Flags().BoolVar(&shapes, "shacl", false, "the SHACL shapes that an export validates against")
	return cmd
}
