# sayso needs Go alone; everything here is a short name for a go command.
GO      ?= go
REF     ?= main
FUZZ    ?= 10s
SHARED  ?= ../shared
BROWSER ?= chromium
export CGO_ENABLED ?= 0

.PHONY: help build test short race fuzz browser golden crash bench bench-compare lint eval model check

help: ## print this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

build: ## bin/sayso
	$(GO) build -trimpath -o bin/sayso ./cmd/sayso

test: ## all tests
	$(GO) test ./...

short: ## the tests of a few seconds
	$(GO) test -short ./...

race: ## the tests under the race detector (needs a C compiler)
	CGO_ENABLED=1 $(GO) test -race -short ./...

fuzz: ## every fuzz target for FUZZ: a time (10s) or a number of inputs (3000x)
	@set -e; for p in $$($(GO) list ./...); do \
		for t in $$($(GO) test -list '^Fuzz' $$p | grep '^Fuzz' || true); do \
			echo "$$p $$t"; $(GO) test -run '^$$' -fuzz "^$$t$$" -fuzztime $(FUZZ) -fuzzminimizetime 20x $$p; \
		done; done

browser: ## the page in Chromium, as a person uses it; with npm ci in graph/serve/web for accessibility too
	@if command -v $(BROWSER) >/dev/null; then \
		SAYSO_BROWSER=$(BROWSER) $(GO) test -run Browser ./graph/serve; \
	else echo "no $(BROWSER): the page is not tested in a browser"; fi

golden: ## rewrite the golden files; read the diff before you commit it
	$(GO) test ./cmd/sayso ./extract/... ./graph/... -run 'Golden|Script' -update

crash: ## the store, killed, without power and on a failing disk, 200 times each
	$(GO) test ./graph/store/pebble -run 'Killed|PowerLoss|WriteErrors' -crash.runs=200 -timeout 1h

bench: ## the benchmarks
	$(GO) test -run '^$$' -bench . -benchmem ./...

bench-compare: ## the benchmarks against REF (main)
	.ci/bench-compare $(REF)

lint: ## format and vet; golangci-lint has its rules in .golangci.yml
	@test -z "$$(gofmt -l .)" || { gofmt -l .; echo "run gofmt -w ."; exit 1; }
	$(GO) vet ./...
	GOARCH=arm64 $(GO) vet ./extract/nlp/neural

eval: build ## the quality table of the README, from the public data in ../shared
	bin/sayso eval claims
	bin/sayso eval claims data/gold/unseen/claims.jsonl data/gold/unseen/*.txt
	bin/sayso eval claims data/gold/unseen2/claims.jsonl data/gold/unseen2/*.txt
	bin/sayso eval claims data/gold/unseen3/claims.jsonl data/gold/unseen3/*.txt
	bin/sayso eval oie benchie --style minimal data/gold/minimal.txt data/gold/minimal_sentences.txt
	bin/sayso eval entities
	bin/sayso eval nlp $(SHARED)/ud/ewt-dev.conllu.gz
	bin/sayso eval nlp $(SHARED)/ud/gum-dev.conllu.gz
	bin/sayso eval nlp --raw $(SHARED)/ud/ewt-dev.conllu.gz
	bin/sayso eval identity --tokens $(SHARED)/ud/gum-train.conllu.gz --tokens $(SHARED)/ud/gum-dev.conllu.gz \
		$(SHARED)/coref/gum-train.json.gz $(SHARED)/coref/gum-dev.json.gz
	bin/sayso eval names $(SHARED)/ud/gum-dev.conllu.gz
	bin/sayso eval coref --tokens $(SHARED)/ud/gum-dev.conllu.gz $(SHARED)/coref/ontogum-dev.json.gz
	bin/sayso eval gap $(SHARED)/coref/gap-development.tsv.gz
	bin/sayso eval oie carb $(SHARED)/eval/carb_dev_gold.tsv.gz $(SHARED)/eval/carb_dev_sentences.txt
	bin/sayso eval attribution $(SHARED)/eval/polnear_dev.jsonl.gz

check: lint test ## what continuous integration runs
	$(MAKE) fuzz FUZZ=3000x

model: ## train data/model from ../shared (hours)
	$(GO) run ./cmd/train all
