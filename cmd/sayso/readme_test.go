package main

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"
)

// TestReadme runs what the README's first screen shows: the article is its
// first block of code, and every block that begins with "$ sayso" is run and
// compared with what stands below it.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := codeBlocks(string(readme))
	if len(blocks) < 4 {
		t.Fatalf("the README has %d blocks of code", len(blocks))
	}
	t.Chdir(t.TempDir())
	if err := os.WriteFile("article.txt", []byte(blocks[0]), 0o644); err != nil {
		t.Fatal(err)
	}
	commands := 0
	for _, block := range blocks[1:] {
		if strings.HasPrefix(block, "$ sayso") {
			commands += runBlock(t, block)
		}
	}
	if commands < 3 {
		t.Errorf("the README shows %d commands", commands)
	}
	export := output(t, "export")
	for _, quad := range strings.Split(strings.TrimSpace(blocks[2]), "\n") {
		if !strings.Contains(export, expandQuad(quad)) {
			t.Errorf("the export has no %s", quad)
		}
	}
}

// runBlock runs the commands of a block and compares what each prints.
func runBlock(t *testing.T, block string) int {
	commands := 0
	for part := range strings.SplitSeq(strings.TrimPrefix(block, "$ "), "\n$ ") {
		line, want, _ := strings.Cut(part, "\n")
		commands++
		if got := output(t, words(line)[1:]...); strings.TrimSpace(got) != strings.TrimSpace(want) {
			t.Errorf("%s prints\n%s\nthe README says\n%s", line, got, want)
		}
	}
	return commands
}

func output(t *testing.T, args ...string) string {
	t.Helper()
	var out, errw bytes.Buffer
	if code := run(context.Background(), args, strings.NewReader(""), &out, &errw); code != 0 {
		t.Errorf("sayso %q exits with %d: %s", args, code, errw.String())
	}
	return out.String()
}

// codeBlocks returns the contents of the fenced blocks.
func codeBlocks(markdown string) []string {
	var blocks []string
	for i, part := range strings.Split(markdown, "```\n") {
		if i%2 == 1 {
			blocks = append(blocks, part)
		}
	}
	return blocks
}

// words splits a command line as a shell does, with single quotes alone.
func words(line string) []string {
	var out []string
	for i, part := range strings.Split(line, "'") {
		if i%2 == 1 {
			out = append(out, part)
			continue
		}
		out = append(out, strings.Fields(part)...)
	}
	return out
}

// expandQuad writes out the prefixes of a line.
func expandQuad(line string) string {
	for prefix, base := range map[string]string{
		"<ent:": "<https://sayso-graph.github.io/entity/", "<rel:": "<https://sayso-graph.github.io/relation/", "<schema:": "<http://schema.org/",
	} {
		line = strings.ReplaceAll(line, prefix, base)
	}
	return line
}
