#!/usr/bin/env bash
# What CI runs, step by step, with the time each step took. Everything is built once, for debugging: the
# tests, the demo and the documentation share that build. The fuzz targets are built for themselves, and what must
# not allocate is built for speed, because that is a promise about the optimised program.
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
step build make build
step tests make test
# The two commands the README begins with are the promise to a stranger, so they are run as they stand there.
step demo make demo
step fuzz make fuzz
step documentation make docs
step allocations make bench-check
printf '\n== everything holds: %d s\n' "$SECONDS" >&2
