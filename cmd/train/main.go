package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := root().ExecuteContext(ctx)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

// root lists the trainers, one file each; a new one is one more line here.
func root() *cobra.Command {
	cmd := &cobra.Command{
		Use:           "train",
		Short:         "Fit the models of the language engine and write them to data/model",
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	// Each trainer may need what those before it have written.
	trainers := []*cobra.Command{tokenizerCommand(), parserCommand(), namesCommand(), corefCommand(), confidenceCommand(), identityCommand()}
	cmd.AddCommand(trainers...)
	cmd.AddCommand(&cobra.Command{
		Use:   "all",
		Short: "Run all trainers with their defaults (hours)",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			for _, t := range trainers {
				fmt.Fprintln(cmd.ErrOrStderr(), "train", t.Name())
				t.SetContext(cmd.Context())
				if err := t.RunE(t, nil); err != nil {
					return fmt.Errorf("%s: %w", t.Name(), err)
				}
			}
			return nil
		},
	})
	return cmd
}
