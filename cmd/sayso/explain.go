package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/sayso-graph/sayso/extract/openie"
)

// explainCommand lists the extraction rules.
func (a *app) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain [RULE]",
		Short: "List the extraction rules, each with its reason and an example",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			shown := 0
			for _, r := range openie.Rules() {
				if len(args) == 1 && !strings.EqualFold(args[0], r.Name) {
					continue
				}
				shown++
				fmt.Fprintf(a.out, "%s\n  why      %s\n  sentence %s\n  gives    %s\n", r.Name, r.Reason, r.Example, r.Result)
			}
			if shown == 0 {
				return fmt.Errorf("no rule is called %q; sayso explain lists them", args[0])
			}
			return nil
		},
	}
}
