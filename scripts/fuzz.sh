#!/usr/bin/env bash
# Feeds the parsers bytes that libFuzzer makes up, under the address sanitizer, and has every input read in
# every way there is. FUZZ_SECONDS are split over the targets; ONLY names some of them; an argument is a file
# to run again. The kept inputs of a target are in Tests/Fuzz/Corpus; what a run finds beyond them stays in
# .build-fuzz.
set -euo pipefail
# The complaint is enough, and Swift's own backtrace trips over the sanitizer.
export SWIFT_BACKTRACE=enable=no
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly swiftc="${SWIFTC:-swiftc}"
readonly seconds="${FUZZ_SECONDS:-60}"
read -r -a targets <<<"${ONLY:-book message decimal}"
readonly out=.build-fuzz
readonly log="$out/build.log"

# The flags of Package.swift, and those that neither it nor a product may have.
readonly flags=(
    -O -swift-version 6 -package-name harvest -parse-as-library -wmo -num-threads 0
    -enable-upcoming-feature ExistentialAny -enable-upcoming-feature InternalImportsByDefault
    -enable-upcoming-feature MemberImportVisibility -enable-upcoming-feature NonisolatedNonsendingByDefault
    -sanitize=fuzzer,address -I "$out"
)

# module NAME FILE...: builds a module of ours as one object, when something it is made of is newer.
module() {
    local name="$1"
    shift
    if [ -e "$out/$name.o" ] && [ -z "$(find "$@" scripts/fuzz.sh -newer "$out/$name.o" -print -quit)" ]; then
        return
    fi
    "$swiftc" "${flags[@]}" -module-name "$name" -emit-module -emit-module-path "$out/$name.swiftmodule" \
        -emit-object -o "$out/$name.o" "$@" >"$log" 2>&1 || fail "$name does not build" "$log"
}

fail() {
    printf 'make fuzz: %s\n' "$1" >&2
    [ -z "${2:-}" ] || tail -n 40 "$2" >&2
    exit 1
}

build() {
    mkdir -p "$out"
    mapfile -t core < <(find Sources/HarvestCore -name '*.swift' | sort)
    module HarvestCore "${core[@]}"
    module HarvestTestSupport Tests/HarvestTestSupport/Parsing/*.swift
    local target name
    for target in "${targets[@]}"; do
        name="${target^}Fuzz"
        [ -e "Tests/Fuzz/Targets/$name.swift" ] || fail "there is no target named $target"
        # The linker's warnings about the sanitizer's own symbols say nothing about us.
        "$swiftc" "${flags[@]}" -module-name "$name" -o "$out/$name" "Tests/Fuzz/Targets/$name.swift" \
            "$out/HarvestCore.o" "$out/HarvestTestSupport.o" >"$log" 2>&1 ||
            fail "$name does not build" "$log"
    done
}

# Runs a target over its corpus and on from there; says what to do with an input it fails on.
run() {
    local target="$1" name="${1^}Fuzz" share="$2" input status=0
    mkdir -p "$out/corpus/$target" "$out/failures"
    touch "$out/started"
    "$out/$name" -max_total_time="$share" -seed="${SEED:-1}" -timeout=10 -rss_limit_mb=2048 \
        -print_final_stats=1 -dict=Tests/Fuzz/wire.dict -max_len="$(longest "$target")" \
        -artifact_prefix="$out/failures/$target-" \
        "$out/corpus/$target" "Tests/Fuzz/Corpus/$target" >"$out/$target.log" 2>&1 || status=$?
    printf '%-8s %s inputs in %s s, %s kept files, coverage %s\n' "$target" \
        "$(sed -n 's/^stat::number_of_executed_units: *//p' "$out/$target.log")" "$share" \
        "$(find "Tests/Fuzz/Corpus/$target" -type f | wc -l)" \
        "$(sed -n 's/.*cov: \([0-9]*\).*/\1/p' "$out/$target.log" | tail -n 1)"
    [ "$status" != 0 ] || return 0
    grep -m 3 -E 'Fatal error|ERROR: |SUMMARY: ' "$out/$target.log" >&2 || tail -n 20 "$out/$target.log" >&2
    input="$(find "$out/failures" -name "$target-*" -newer "$out/started" | head -n 1)"
    printf 'make fuzz: target %s failed on %s; again: scripts/fuzz.sh %s; all of it: %s\n' \
        "$target" "${input:-an unknown input}" "$input" "$out/$target.log" >&2
    return 1
}

# Compact books start at some 320 bytes and messages at 360; a decimal is short.
longest() { case "$1" in decimal) echo 40 ;; *) echo 4096 ;; esac; }

if [ "$#" -gt 0 ]; then
    for file in "$@"; do
        [ -e "$file" ] || fail "there is no file $file"
        target="$(basename "$file")"
        target="${target%%-*}"
        [ -e "Tests/Fuzz/Corpus/$target" ] || target="$(basename "$(dirname "$file")")"
        targets=("$target")
        build
        "$out/${target^}Fuzz" "$file"
    done
    exit 0
fi

build
failed=0
for target in "${targets[@]}"; do run "$target" "$((seconds / ${#targets[@]} + 1))" || failed=1; done
exit "$failed"
