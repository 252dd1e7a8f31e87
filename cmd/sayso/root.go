package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/sayso-graph/sayso/graph/query"
)

// An app is what the subcommands share: the three streams and the settings.
type app struct {
	in       io.Reader
	out, err io.Writer
	settings *settings
}

// errUsage marks errors of the command line itself, which exit with 2.
var errUsage = errors.New("usage")

// errReported says that everything has been printed and only the exit status
// is left.
var errReported = errors.New("reported")

// run executes one command line and returns its exit status.
func run(ctx context.Context, args []string, in io.Reader, out, errw io.Writer) int {
	a := &app{in: in, out: out, err: errw, settings: newSettings()}
	root := a.root()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errw)
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errUsage):
		fmt.Fprintf(errw, "sayso: %v\n", err)
		return 2
	case !errors.Is(err, errReported):
		fmt.Fprintf(errw, "sayso: %v\n", err)
	}
	return 1
}

// usage wraps a complaint about the command line.
func usage(format string, args ...any) error {
	return &usageError{fmt.Sprintf(format, args...)}
}

type usageError struct{ msg string }

func (e *usageError) Error() string        { return e.msg }
func (e *usageError) Is(target error) bool { return target == errUsage }

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "sayso",
		Short: "Read articles, ask the graph: who did, asked, said what, and in which words",
		Long: `sayso reads articles, extracts who did, asked or said what, and keeps every
claim with its exact passage, its speaker, its polarity and its modality.

  sayso load articles/                                    build the graph in ./sayso.db
  sayso query 'g.V("<ent:ILO>").out("<rel:requested>").all()'   ask it
  sayso export -o graph.nq                                take it elsewhere`,
		Version:                    version(),
		SuggestionsMinimumDistance: suggestDistance,
		SilenceUsage:               true,
		SilenceErrors:              true,
		Args:                       cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usage("unknown command %q%s; sayso -h lists them", args[0], didYouMean("sayso ", cmd.SuggestionsFor(args[0])))
			}
			return cmd.Help()
		},
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			if err := a.settings.read(cmd.Flags()); err != nil {
				return err
			}
			return a.checkNumbers(cmd.Flags())
		},
	}
	root.SetFlagErrorFunc(flagError)
	root.SetVersionTemplate(buildReport())
	a.settings.persistentFlags(root.PersistentFlags())
	root.AddGroup(
		&cobra.Group{ID: "main", Title: "The main job:"},
		&cobra.Group{ID: "look", Title: "Looking around:"},
		&cobra.Group{ID: "care", Title: "Care of the store:"},
		&cobra.Group{ID: "quality", Title: "Quality:"},
	)
	a.addCommands(root)
	return root
}

// addCommands hangs the subcommands, one a file, below root.
func (a *app) addCommands(root *cobra.Command) {
	add := func(group string, commands ...*cobra.Command) {
		for _, c := range commands {
			c.GroupID = group
			c.Args = usageArgs(c.Args)
			root.AddCommand(c)
		}
	}
	add("main", a.loadCommand(), a.queryCommand(), a.exportCommand(), a.extractCommand())
	add("look", a.serveCommand(), a.mcpCommand(), a.graphCommand(), a.schemaCommand(), a.articlesCommand(), a.entitiesCommand(), a.claimsCommand())
	add("quality", a.evalCommand(), a.explainCommand())
	add("care", a.removeCommand(), a.importCommand(), a.statsCommand(), a.verifyCommand(), a.backupCommand(), a.restoreCommand(), a.benchCommand(), a.configCommand(), a.versionCommand())
}

// usageArgs makes complaints about arguments errors of usage. For cobra's, which
// count arguments, it says which the command takes.
func usageArgs(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if check == nil {
			return nil
		}
		err := check(cmd, args)
		if err == nil || errors.Is(err, errUsage) {
			return err
		}
		_, takes, _ := strings.Cut(cmd.Use, " ")
		return usage("%s takes %s; -h tells more", strings.TrimPrefix(cmd.CommandPath(), "sayso "), cmp.Or(takes, "no arguments"))
	}
}

// noEntityArg refuses arguments, which are an entity without its flag.
func noEntityArg(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return usage("the entity goes with --about: %s --about %q", cmd.CommandPath(), strings.Join(args, " "))
}

// oneOf complains unless value is among the choices of a flag.
func oneOf[T ~string](flag string, value T, choices ...T) error {
	if slices.Contains(choices, value) {
		return nil
	}
	return usage("--%s %s: not one of %v", flag, value, choices)
}

// oneOfOrNone is oneOf for a flag that need not be given.
func oneOfOrNone[T ~string](flag string, value T, choices ...T) error {
	if value == "" {
		return nil
	}
	return oneOf(flag, value, choices...)
}

// checkDays complains of --since and --until that are no days.
func checkDays(since, until string) error {
	if err := query.CheckDay(since); err != nil {
		return usage("--since %v", err)
	}
	if err := query.CheckDay(until); err != nil {
		return usage("--until %v", err)
	}
	return nil
}

// isTerminal reports whether a stream is a person's terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
