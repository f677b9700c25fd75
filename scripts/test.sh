#!/usr/bin/env bash
# Runs every test, in two passes, and ends by saying again what failed: who sees only the last lines of a long
# output, as in CI, sees the reason. Both passes run even when the first fails, so that one run tells all.
# Arguments go to `swift test`. The whole output is kept in .build/test-logs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly swift="${SWIFT:-swift}"
readonly logs="${TEST_LOGS:-.build/test-logs}"
# Tests of the transport's deadlines, of waits for a server's locks and of a running service take real time,
# so they run apart from those that keep every core busy.
readonly timed='(BodyTests|ExchangeTests|FaultyServiceTests|HTTPProxyTests|LifeTests|PostgresUpkeepTests'\
'|TLSTests|ReplayProgramTests|ServiceProgramTests|StatusCommandTests)'

# What is said again has to fit into the last 25 lines of an output, with room for whoever called us.
readonly longest=240
readonly most=8

failed=()

# pass NAME ARGUMENTS...: runs `swift test`, shows and keeps what it says, and notes whether it failed.
pass() {
    local name="$1" status=0
    shift
    "$swift" test "$@" </dev/null 2>&1 | tee "$logs/$name.log" || status="${PIPESTATUS[0]}"
    [ "$status" = 0 ] || failed+=("$name $status")
}

has_begun() { grep -q 'Test run started' "$logs/$1.log"; }

has_ended() { grep -q 'Test run with .* \(passed\|failed\) after' "$logs/$1.log"; }

# Cuts long lines and long lists.
bounded() {
    local line count=0
    while IFS= read -r line; do
        count=$((count + 1))
        [ "$count" -gt "$most" ] || printf '%s\n' "${line:0:longest}"
    done
    [ "$count" -le "$most" ] || printf '… and %d lines more\n' "$((count - most))"
}

# Each issue in full when it is short: the line that names the test and the place, and the remarks below it.
issues() {
    awk '/^[^a-zA-Z]*(Test|Suite) .* recorded an issue/ { print; room = 2; next }
        /^↳/ && room > 0 { print; room--; next }
        { room = 0 }' "$logs/$1.log"
}

# Of a pass that crashed or never began, the complaint and the last words, without the list of what went well.
last_words() { grep -v '^[◇✔↳]' "$logs/$1.log" | grep -v '^ *$' | tail -n "$most" || true; }

tell() {
    local name="${1% *}" status="${1##* }"
    printf '== pass %s failed with status %s; all of it: %s\n' "$name" "$status" "$logs/$name.log"
    issues "$name" | bounded
    if has_ended "$name"; then
        grep 'Test run with .* failed after' "$logs/$name.log" | bounded || true
    else
        last_words "$name" | bounded
    fi
}

# All tests at once hold some 700 descriptors and more on a machine with more cores; a common limit is 1,024.
room="$(ulimit -H -n)"
[ "$room" != unlimited ] && [ "$room" -lt 8192 ] || room=8192
[ "$(ulimit -S -n)" = unlimited ] || [ "$(ulimit -S -n)" -ge "$room" ] || ulimit -S -n "$room"

mkdir -p "$logs"
pass untimed --skip "$timed" "$@"
# Without tests that begin there was no build, and the second pass would run an older one.
if has_begun untimed; then pass timed --skip-build --filter "$timed" "$@"; fi

[ "${#failed[@]}" -gt 0 ] || exit 0
# From here on, so that lines are cut between characters; the tests keep the language they were started in.
export LC_ALL=C.UTF-8
for one in "${failed[@]}"; do tell "$one"; done >&2
exit 1
