package main

import (
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

// versionCommand prints what --version prints.
func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version, the commit and the Go of this binary",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			fmt.Fprint(a.out, buildReport())
			return nil
		},
	}
}

// buildReport tells from what this binary was built, as far as the Go command
// has written it down.
func buildReport() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "sayso " + version() + "\n"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "sayso %s\nmodule %s\n", version(), info.Main.Path)
	built := map[string]string{}
	for _, s := range info.Settings {
		built[s.Key] = s.Value
	}
	if commit := built["vcs.revision"]; commit != "" {
		fmt.Fprintf(&b, "commit %s of %s", commit, built["vcs.time"])
		if built["vcs.modified"] == "true" {
			b.WriteString(", with changes of its own")
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "%s %s/%s\n", info.GoVersion, built["GOOS"], built["GOARCH"])
	return b.String()
}

func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}
