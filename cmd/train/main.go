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
	cmd.AddCommand(
		confidenceCommand(),
		corefCommand(),
		parserCommand(),
		tokenizerCommand(),
	)
	return cmd
}
