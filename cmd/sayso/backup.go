package main

import (
	"github.com/spf13/cobra"

	"github.com/sayso-graph/sayso/graph/store"
)

// backupCommand copies the store while others use it.
func (a *app) backupCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "backup DIR",
		Short: "Copy the store, as it is now, into a new folder",
		Long: `Copy the store, as it is now, into a folder that does not exist yet. The copy
is consistent; others may read and write meanwhile. It is a store itself:
sayso query --store DIR reads it.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withStore(cmd.Context(), writing, func(st *store.Store) error {
				if err := st.Backup(cmd.Context(), args[0]); err != nil {
					return err
				}
				a.note("copied the store to %s", args[0])
				return nil
			})
		},
	}
}

// restoreCommand makes a store from a backup.
func (a *app) restoreCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "restore DIR",
		Short: "Make the store from a backup, and verify it",
		Long: `Make the store that --store names from a backup, and verify it. The store must
not exist, or be empty: nothing is overwritten.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return store.Restore(cmd.Context(), args[0], a.settings.v.GetString("store"))
		},
	}
}
