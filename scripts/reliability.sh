#!/usr/bin/env bash
# Kills, starves and stops the built program and checks that nothing is lost or doubled; --help tells more.
# The figures of docs/RELIABILITY.md come from here. `short` runs a little of everything, as CI does.
set -euo pipefail
readonly trials="$(dirname "${BASH_SOURCE[0]}")/reliability"

trial() { python3 -B "$trials" "$@"; }

if [ "${1:-}" != short ]; then
    trial "$@"
    exit
fi
shift
trial kills --count 3 --store sqlite "$@"
trial kills --count 3 --store postgres "$@"
trial outage --seconds 5 "$@"
trial commits --count 3 "$@"
trial reloads --count 5 "$@"
trial stops --count 2 "$@"
