# One word per thing a person wants. `make help` lists them; CI runs `make check` and nothing else.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

SWIFT ?= swift
# Optimises across our modules. It stands here because Package.swift must not carry unsafe flags.
RELEASE := -c release -Xswiftc -cross-module-optimization
# XCTest's own leaks are none of ours, and Swift's backtraces never end under the sanitizer.
SANITIZED := ASAN_OPTIONS=detect_leaks=0 SWIFT_BACKTRACE=enable=no
SOURCES := Package.swift Sources Tests Benchmarks

# What may be added on the command line: make test FILTER=BookTests, make run ARGS='--handle elonmusk'.
FILTER ?=
ARGS ?=
# For make bench-peers; scripts/bench-peers.sh explains them.
export PEERS ROUNDS SECS ONLY CORPORA QUIET COUNTS STRICT SUT

.PHONY: help setup build demo run test check tsan asan fuzz bench bench-check bench-peers bench-embedder docs deb lint format clean

help: ## List these words
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: ## Install what is missing: Debian packages, wheels in .venv, promtool; check Swift
	@scripts/setup.sh

build: setup ## Build everything, tests too, for debugging
	@$(SWIFT) build --build-tests

demo: setup ## Harvest a simulated exchange into SQLite and show what was stored
	@$(SWIFT) build --product harvestd
	@"$$($(SWIFT) build --show-bin-path)/harvestd" demo $(ARGS)

run: setup ## Build for speed and harvest the live services until stopped; ARGS='--handle elonmusk'
	@HARVEST_COMMIT=$$(scripts/commit.sh) $(SWIFT) build $(RELEASE) --product harvestd
	@exec "$$($(SWIFT) build $(RELEASE) --show-bin-path)/harvestd" run $(ARGS)

test: setup ## Run every test; FILTER='OrderBook' for some
ifdef FILTER
	@$(SWIFT) test --filter '$(FILTER)' $(ARGS)
else
	@SWIFT='$(SWIFT)' scripts/test.sh $(ARGS)
endif

check: ## What CI runs: set-up, lint, build, tests, the demo, the documentation
	@scripts/check.sh

tsan: setup ## Run the tests under the thread sanitizer, one after the other
	@$(SWIFT) test --sanitize=thread -Xswiftc -DTSAN --scratch-path .build-tsan --no-parallel \
		$(if $(FILTER),--filter '$(FILTER)') $(ARGS)

asan: setup ## Run the tests under the address sanitizer, HarvestCore's optimised and with all mutations
	@HARVEST_MUTATIONS="$${HARVEST_MUTATIONS:-200000}" $(SANITIZED) $(SWIFT) test -c release --sanitize=address \
		-Xswiftc -enable-testing --scratch-path .build-asan --filter '$(or $(FILTER),HarvestCoreTests)' $(ARGS)
ifndef FILTER
	@HARVEST_SEEDS="$${HARVEST_SEEDS:-300}" $(SANITIZED) $(SWIFT) test --sanitize=address \
		--scratch-path .build-asan-all --no-parallel \
		--skip HarvestCoreTests $(ARGS)
endif

fuzz: setup ## Feed the parsers made-up bytes under the address sanitizer; FUZZ_SECONDS=60 ONLY='book'
	@scripts/fuzz.sh

bench: setup ## Run the benchmarks; ARGS='--list'
	@$(SWIFT) run $(RELEASE) Benchmarks $(ARGS)

bench-check: setup ## Fail when what promises to allocate nothing allocates, or contenders disagree
	@$(SWIFT) build -c release --product Benchmarks
	@"$$($(SWIFT) build -c release --show-bin-path)/Benchmarks" --check --rounds 2 --items 2000 >/dev/null

bench-peers: setup ## Compare the book engine with the peer programs in PEERS=DIR; ROUNDS=9 CORPORA=
	@scripts/bench-peers.sh $(ARGS)

bench-embedder: setup ## Compare our benchmark binary with one that has HarvestCore as a package
	@scripts/bench-peers.sh embedder

docs: build ## Build the documentation of HarvestCore into .build/docs
	@scripts/docs.sh

deb: setup ## Build the Debian package into .build/deb, install and remove it in an empty directory
	@SWIFT='$(SWIFT)' scripts/deb.sh

lint: ## Check the format without changing anything
	@$(SWIFT) format lint --strict --parallel --recursive $(SOURCES)

format: ## Rewrite the sources in the project's format
	@$(SWIFT) format --in-place --parallel --recursive $(SOURCES)

clean: ## Remove what was built; .venv, .tools and data/ stay
	@rm -rf .build .build-tsan .build-asan .build-asan-all .build-deb .build-fuzz
