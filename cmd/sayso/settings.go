package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/spf13/viper"
)

// A setting is one name under which a flag, SAYSO_NAME and a line of
// sayso.yaml say the same thing.
type setting struct {
	name  string
	value any
	usage string
}

// settingList names every setting that outlives one command line. The flags
// of single commands with these names read and override them.
var settingList = []setting{
	{"store", "./sayso.db", "the store: a directory, memory: or postgres://…"},
	{"style", "full", "how propositions are cut: full or minimal"},
	{"min-confidence", 0.0, "leave out claims with a lower confidence, 0 to 1"},
	{"workers", runtime.GOMAXPROCS(0), "articles that are read at the same time"},
	{"limit", 0, "answers of a query at the most, 0 for all"},
	{"timeout", 30 * time.Second, "time that a query may take"},
	{"raw", false, "entities as the articles name them, without the judgements on which are one"},
	{"quiet", false, "no progress and no summary on standard error"},
	{"token", "", "token that requests must carry that change the store (see serve)"},
	{"lexicon", "", "a folder with lexicons of your own"},
}

// settings are the values in force, strongest first: flags, SAYSO_*
// environment variables, sayso.yaml, defaults.
type settings struct {
	v     *viper.Viper
	flags *pflag.FlagSet
	file  string
}

func newSettings() *settings {
	s := &settings{v: viper.New()}
	for _, d := range settingList {
		s.v.SetDefault(d.name, d.value)
	}
	s.v.SetEnvPrefix("SAYSO")
	s.v.SetEnvKeyReplacer(strings.NewReplacer("-", "_"))
	s.v.AutomaticEnv()
	return s
}

// persistentFlags declares the settings that every command takes.
func (s *settings) persistentFlags(flags *pflag.FlagSet) {
	flags.StringVar(&s.file, "config", "", "settings file (default ./sayso.yaml where there is one)")
	s.flag(flags, "store", "quiet")
}

// flag declares settings as flags of one command.
func (s *settings) flag(flags *pflag.FlagSet, names ...string) {
	for _, name := range names {
		i := slices.IndexFunc(settingList, func(d setting) bool { return d.name == name })
		d := settingList[i]
		switch value := d.value.(type) {
		case string:
			flags.String(name, value, d.usage)
		case bool:
			flags.Bool(name, value, d.usage)
		case int:
			flags.Int(name, value, d.usage)
		case float64:
			flags.Float64(name, value, d.usage)
		case time.Duration:
			flags.Duration(name, value, d.usage)
		}
	}
}

// read loads the settings file and binds the flags of the running command.
func (s *settings) read(flags *pflag.FlagSet) error {
	s.flags = flags
	file := s.file
	if file == "" {
		file = "sayso.yaml"
	}
	s.v.SetConfigFile(file)
	if err := s.v.ReadInConfig(); err != nil && (s.file != "" || !errors.Is(err, os.ErrNotExist)) {
		return fmt.Errorf("settings: %w", err)
	}
	for _, key := range s.v.AllKeys() {
		if !slices.ContainsFunc(settingList, func(d setting) bool { return d.name == key }) {
			return fmt.Errorf("settings: %s: no setting is named %q; sayso config lists them", file, key)
		}
	}
	for _, d := range settingList {
		if f := flags.Lookup(d.name); f != nil {
			if err := s.v.BindPFlag(d.name, f); err != nil {
				return fmt.Errorf("settings: %w", err)
			}
		}
	}
	return nil
}

// origin tells where the value in force comes from.
func (s *settings) origin(name string) string {
	env := "SAYSO_" + strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
	switch f := s.flags.Lookup(name); {
	case f != nil && f.Changed:
		return "flag --" + name
	case os.Getenv(env) != "":
		return "environment " + env
	case s.v.InConfig(name):
		return s.v.ConfigFileUsed()
	}
	return "default"
}

// configCommand prints the settings in force.
func (a *app) configCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Print the settings in force and where each comes from",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			for _, d := range settingList {
				value := a.settings.v.Get(d.name)
				if d.name == "token" && value != "" {
					value = "(secret)"
				}
				fmt.Fprintf(a.out, "%-16s %-14v # %s\n", d.name+":", value, a.settings.origin(d.name))
			}
			return nil
		},
	}
	var rest []string
	for _, d := range settingList {
		if d.name != "store" && d.name != "quiet" {
			rest = append(rest, d.name)
		}
	}
	a.settings.flag(cmd.Flags(), rest...)
	return cmd
}
