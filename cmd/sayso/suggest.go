package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// suggestDistance is in how many letters a word may differ from what was meant.
const suggestDistance = 2

// flagError is a complaint about a flag; of one that does not exist it says
// which may be meant.
func flagError(cmd *cobra.Command, err error) error {
	var missing *pflag.NotExistError
	if !errors.As(err, &missing) || len(missing.GetSpecifiedName()) < 2 {
		return usage("%v", err)
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	return usage("%v%s; %s -h lists them", err, didYouMean("--", like(missing.GetSpecifiedName(), names)), cmd.CommandPath())
}

// like returns the names that a misspelt one may mean. Cobra finds what a
// command may mean: the names are asked as commands.
func like(name string, names []string) []string {
	all := &cobra.Command{SuggestionsMinimumDistance: suggestDistance}
	for _, one := range names {
		all.AddCommand(&cobra.Command{Use: one, Run: func(*cobra.Command, []string) {}})
	}
	return all.SuggestionsFor(name)
}

// didYouMean offers what a misspelt word may mean, or nothing.
func didYouMean(prefix string, words []string) string {
	if len(words) == 0 {
		return ""
	}
	return "; did you mean " + prefix + strings.Join(words, " or "+prefix) + "?"
}

// checkNumbers complains about numbers below zero, as every whole number that a
// flag or a setting holds counts something, and about a confidence that is none.
func (a *app) checkNumbers(flags *pflag.FlagSet) error {
	var wrong error
	flags.Visit(func(f *pflag.Flag) {
		if f.Value.Type() == "int" && strings.HasPrefix(f.Value.String(), "-") && wrong == nil {
			wrong = usage("--%s %s: below zero", f.Name, f.Value)
		}
	})
	for _, d := range settingList {
		if _, ok := d.value.(int); ok && wrong == nil && a.settings.v.GetInt(d.name) < 0 {
			wrong = usage("%s %d (%s): below zero", d.name, a.settings.v.GetInt(d.name), a.settings.origin(d.name))
		}
	}
	if c := a.settings.v.GetFloat64("min-confidence"); wrong == nil && !(c >= 0 && c <= 1) {
		wrong = usage("min-confidence %v (%s): not from 0 to 1", c, a.settings.origin("min-confidence"))
	}
	return wrong
}
