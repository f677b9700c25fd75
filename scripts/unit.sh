#!/usr/bin/env bash
# Checks the systemd unit without a running systemd: that every line of it is understood, and that the sandbox
# leaves no more open than a score of 2.0. Passes only when both were really looked at.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source scripts/parts.sh

readonly unit="packaging/systemd/polaris-harvest.service"
# In tenths, as systemd-analyze counts it.
readonly threshold=20

has systemd-analyze || fail "the unit cannot be checked" "systemd-analyze is not there" \
    "as root, run: apt-get install --yes --no-install-recommends systemd"

scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
# The program need not be installed for its unit to be right.
copy="$scratch/$(basename "$unit")"
sed 's#/usr/bin/harvestd#/bin/true#' "$unit" >"$copy"

# An unknown key is a complaint and no failure, so the words decide and not the code alone.
complaints="$(systemd-analyze verify --man=no "$copy" 2>&1)" || complaints+=" (status $?)"
[ -z "$complaints" ] || fail "the unit is not understood" "$complaints" "mend $unit"

answer="$(systemd-analyze security --offline=true --threshold="$threshold" "$copy" 2>&1)" || fail \
    "the unit leaves too much open" "$(tail -n 1 <<<"$answer")" \
    "systemd-analyze security --offline=true $unit lists what"
score="$(sed -n 's/.*Overall exposure level for [^:]*: \([0-9.]*\).*/\1/p' <<<"$answer")"
[ -n "$score" ] || fail "the unit has no score" "systemd-analyze did not name one" "its answer: $answer"
printf 'unit: understood, exposure %s of at most 2.0\n' "$score"
