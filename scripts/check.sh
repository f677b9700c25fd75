#!/usr/bin/env bash
# What CI runs, step by step, with the time each step took. The tests, the demo and the documentation share
# one build for debugging. What reads hostile bytes is built again under the address sanitizer, the fuzz
# targets for themselves, and what must not allocate for speed: that is a promise about the optimised program.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

step() {
    local name="$1" began="$SECONDS"
    shift
    printf '\n== %s: %s\n' "$name" "$*" >&2
    "$@" || {
        printf '== %s failed after %d s\n' "$name" "$((SECONDS - began))" >&2
        exit 1
    }
    printf '== %s: %d s\n' "$name" "$((SECONDS - began))" >&2
}

step set-up make setup
step lint make lint
step unit scripts/unit.sh
step build make build
step tests make test
# The two commands the README begins with are the promise to a stranger, so they are run as they stand there.
step demo make demo
# The real program, killed and starved: a little of what docs/RELIABILITY.md has the figures of.
HARVESTD=.build/debug/harvestd step reliability scripts/reliability.sh short
# As many mutations of each document as the tests take; `make asan` by hand takes all, and all other tests.
HARVEST_MUTATIONS=6000 FILTER=HarvestCoreTests step sanitizer make asan
step fuzz make fuzz
step documentation make docs
step allocations make bench-check
printf '\n== everything holds: %d s\n' "$SECONDS" >&2
