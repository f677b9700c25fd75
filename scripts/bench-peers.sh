#!/usr/bin/env bash
# Measures our book engine and other libraries at the same job in one interleaved run, after proving that
# all of them give the same answers. Works on a copy under .build, so the peers' folder may be read-only.
#
#   scripts/bench-peers.sh [STEP...]     prepare build verify time allocations table (all of them by default)
#                                        embedder: our binary against one that uses HarvestCore as a package
#                                        readme: put the last table into Benchmarks/README.md
#
# PEERS=DIR      the peer programs (../shared/peers)        SUT=FILE    measure this binary instead of ours
# ROUNDS=9       rounds of each contender                   SECS=0.2    seconds of each sample
# ONLY=a,b       only these peers                           CORPORA=c,d only these corpora
# QUIET=19       keep a sample only while the calibration shows so many instructions a nanosecond
# COUNTS=1       count instructions and allocations of every peer, which takes long
# STRICT=1       a missed floor is a failure, as wrong answers always are
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly peers_source="${PEERS:-../shared/peers}"
readonly bench=".build/peers"
readonly results="$bench/results"
readonly swift="${SWIFT:-swift}"
readonly rounds="${ROUNDS:-9}" secs="${SECS:-0.2}"
readonly packages=(libsimdjson-dev rapidjson-dev librust-serde-json-dev librust-serde-derive-dev g++)
readonly generated=(book_small book_typical book_deep book_mixed book_stream books_batch ws_price_change)

say() { printf 'bench-peers: %s\n' "$*" >&2; }

source scripts/parts.sh

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; elif has sudo; then sudo "$@"; else return 127; fi; }

apt() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 "$@" </dev/null >&2; }

# A peer whose library is missing is left out, so nothing in here ends the run.
install_packages() {
    local package missing=()
    if ! has dpkg-query; then
        say "no Debian: install what your system calls ${packages[*]}"
        return 0
    fi
    for package in "${packages[@]}"; do is_installed "$package" || missing+=("$package"); done
    [ "${#missing[@]}" -gt 0 ] || return 0
    say "installing ${missing[*]}"
    apt update --quiet=2 && apt install --yes --quiet=2 --no-install-recommends "${missing[@]}" ||
        say "not installed; their peers are left out. As root: apt-get install ${missing[*]}"
}

copy_peers() {
    [ -f "$peers_source/run.py" ] || fail "the peer programs are missing" \
        "$peers_source/run.py is not there" "name their folder: make bench-peers PEERS=DIR"
    mkdir -p "$bench" "$results"
    cp -R --update --no-preserve=mode "$peers_source/." "$bench/"
}

generate_corpora() {
    [ -f "$bench/corpus/manifest.json" ] || python3 "$bench/gen/gen.py" "$bench/corpus" >"$results/gen.log"
    # The same odd documents, without those whose key is written with an escape: simdjson refuses to find it.
    # They go by the name of a corpus that run.py knows.
    mkdir -p "$bench/corpus-odd"
    grep -v 'pr\\u0069ce' "$bench/corpus/book_odd.ndjson" >"$bench/corpus-odd/book_typical.ndjson"
}

# Warnings of the peers' own builds are theirs.
build_peers() {
    say "building the peers (log: $results/make.log)"
    make --keep-going --directory "$bench" SWIFT="$swift" >"$results/make.log" 2>&1 ||
        say "some peers could not be built"
    local name
    for name in simdjson_deb simdjson_deb_swar simdjson_pypi simdjson_pypi_swar yyjson yyjson_swar rapidjson \
        serde_json swift_foundation; do
        [ -x "$bench/bin/$name" ] || say "left out: $name"
    done
    [ -x "$bench/deps/venv/bin/python" ] || say "left out: the Python peers"
    has node || say "left out: node"
    if [ ! -x "$bench/tools/cal" ] || [ ! -f "$bench/tools/mallocs.so" ]; then
        fail "the measuring tools could not be built" "see $results/make.log" \
            "install gcc, then run this again"
    fi
}

prepare() {
    install_packages
    copy_peers
    generate_corpora
    build_peers
}

release_product() {
    "$swift" build -c release --product "$1" >&2
    echo "$("$swift" build -c release --show-bin-path)/$1"
}

# What is measured: ours, built as whoever embeds it would, or the binary that was named.
sut() { if [ -n "${SUT:-}" ]; then echo "$SUT"; else cat "$results/sut"; fi; }

build() {
    [ -z "${SUT:-}" ] || return 0
    mkdir -p "$results"
    release_product Benchmarks >"$results/sut"
    [ -f "$bench/corpus-5000/ws_price_change.ndjson" ] ||
        "$(sut)" corpus "$bench/corpus-5000" --tokens 5000 --messages 100000
}

# chosen NAME: whether CORPORA asks for it.
chosen() { [ -z "${CORPORA:-}" ] || [[ ",$CORPORA," == *",$1,"* ]]; }

# The corpora that stand elsewhere under a name that run.py knows: label, folder, that name.
others() {
    if chosen book_odd; then echo "book_odd corpus-odd book_typical"; fi
    if chosen ws_5000 && [ -f "$bench/corpus-5000/ws_price_change.ndjson" ]; then
        echo "ws_5000 corpus-5000 ws_price_change"
    fi
}

# run LABEL DIRECTORY CORPORA ARGS...: one call of run.py, whose lines get the label where it is no dash.
run() {
    local label="$1" directory="$2" corpora="$3"
    shift 3
    local only=()
    [ -z "${ONLY:-}" ] || only=(--only "$ONLY")
    python3 "$bench/run.py" "$bench/$directory" --corpora "$corpora" "${only[@]}" "$@" |
        if [ "$label" = - ]; then cat; else sed "s/\"corpus\": \"$corpora\"/\"corpus\": \"$label\"/"; fi
}

selected() {
    local name names=()
    for name in "${generated[@]}"; do if chosen "$name"; then names+=("$name"); fi; done
    (IFS=, && echo "${names[*]:-none}")
}

verify() {
    local label directory corpus
    say "comparing the answers"
    {
        run - corpus "$(selected)" --sut "harvest=$(sut)" --verify
        while read -r label directory corpus; do
            [ "$label" != ws_5000 ] || run "$label" "$directory" "$corpus" --sut "harvest=$(sut)" --verify |
                grep '"ws_5000"'
        done < <(others)
    } >"$results/verify.jsonl"
    python3 scripts/bench_table.py verify "$results/verify.jsonl"
}

time_all() {
    local label directory corpus timing=(--rounds "$rounds" --secs "$secs" --quiet "${QUIET:-0}")
    say "timing, $rounds rounds of $secs s, load $(cut -d ' ' -f 1 /proc/loadavg)"
    {
        if [ "$(selected)" != none ]; then
            run - corpus "$(selected)" --sut "harvest=$(sut)" "${timing[@]}"
        fi
        while read -r label directory corpus; do
            run "$label" "$directory" "$corpus" --sut "harvest=$(sut)" "${timing[@]}"
        done < <(others)
    } | tee "$results/timing.jsonl" >&2
}

# mallocs FILE KIND PASSES: the calls that a run makes between its marks. Our program counts its own, because
# it brings its own malloc, which a preloaded one cannot replace; for others the preloaded library counts.
mallocs() {
    local counted
    counted="$(DOC_LIMIT=40 WS_LIMIT=40 LD_PRELOAD="$PWD/$bench/tools/mallocs.so" "$(sut)" "$2" "$1" \
        --passes "$3" 2>&1 >"$results/mallocs.out" | sed -n 's/^MALLOCS \([0-9]*\).*/\1/p')"
    sed -n 's/.*"allocations":\([0-9]*\).*/\1/p' "$results/mallocs.out" | grep . || echo "$counted"
}

allocations() {
    local name kind file once thrice
    say "counting allocations"
    for name in "${generated[@]}" $(others | cut -d ' ' -f 1); do
        chosen "$name" || continue
        file="$bench/corpus/$name.ndjson" kind=book
        case "$name" in
        books_batch) kind=batch ;;
        ws_price_change) kind=ws ;;
        ws_5000) file="$bench/corpus-5000/ws_price_change.ndjson" kind=ws ;;
        book_odd) file="$bench/corpus-odd/book_typical.ndjson" ;;
        esac
        once="$(mallocs "$file" "$kind" 1)" thrice="$(mallocs "$file" "$kind" 3)"
        printf '{"corpus": "%s", "mallocs_per_pass": %s}\n' "$name" "$(((thrice - once) / 2))"
    done >"$results/allocations.jsonl"
    [ -z "${COUNTS:-}" ] ||
        python3 "$bench/counts.py" "$bench/corpus" --sut "harvest=$(sut)" | tee "$results/counts.jsonl" >&2
}

# Where and when: figures without it are worth little.
describe() {
    local processor
    processor="$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
    printf '%s, %s cores, load %s, %s\n' "$processor" "$(nproc)" "$(cut -d ' ' -f 1-3 /proc/loadavg)" \
        "$(date -u +%FT%RZ)"
    printf '%s; %s; %s rounds of %s s' "$("$swift" --version 2>/dev/null | head -n 1)" \
        "$(g++ --version | head -n 1)" "$rounds" "$secs"
    printf '%s%s%s\n\n' "${QUIET:+, samples kept above $QUIET instructions a nanosecond}" \
        "${ONLY:+; only $ONLY}" "${CORPORA:+; on $CORPORA}"
}

table() {
    local strict=() status=0
    [ -z "${STRICT:-}" ] || strict=(--strict)
    # Verifying by hash is a job that no peer does, so our own suite measures it.
    : >"$results/suites.jsonl"
    [ -n "${SUT:-}" ] || "$(sut)" --json --filter stream-verify >"$results/suites.jsonl"
    {
        describe
        python3 scripts/bench_table.py table "$results/timing.jsonl" \
            --allocations "$results/allocations.jsonl" --suites "$results/suites.jsonl" "${strict[@]}"
    } >"$results/table.md" || status=$?
    cat "$results/table.md"
    return "$status"
}

# The figures in the documentation are those of one run, machine and load included.
readme() {
    [ -f "$results/table.md" ] || fail "there is no table" "$results/table.md is not there" \
        "scripts/bench-peers.sh time allocations table"
    python3 scripts/bench_table.py readme "$results/table.md" Benchmarks/README.md
}

# What somebody else's package gets: the same commands, compiled on the far side of a package's boundary.
embedder() {
    local within embedded
    copy_peers
    generate_corpora
    make --directory "$bench" tools >"$results/make.log" 2>&1
    within="$(release_product Benchmarks)"
    local package=(-c release --package-path Benchmarks/Embedder --scratch-path .build/embedder)
    "$swift" build "${package[@]}" >&2
    embedded="$("$swift" build "${package[@]}" --show-bin-path)/Embedder"
    local contenders=(--sut "harvest=$within" --sut "embedder=$embedded" --only none --corpora "$(selected)")
    python3 "$bench/run.py" "$bench/corpus" "${contenders[@]}" --verify >"$results/verify-embedder.jsonl"
    python3 scripts/bench_table.py verify "$results/verify-embedder.jsonl"
    python3 "$bench/run.py" "$bench/corpus" "${contenders[@]}" --rounds "$rounds" --secs "$secs" \
        --quiet "${QUIET:-0}" >"$results/embedder.jsonl"
    python3 scripts/bench_table.py embedder "$results/embedder.jsonl"
}

main() {
    local step
    [ "$#" -gt 0 ] || set -- prepare build verify time allocations table
    for step in "$@"; do
        case "$step" in
        prepare | build | verify | allocations | table | readme | embedder) "$step" ;;
        time) time_all ;;
        *) fail "there is no step $step" "see the head of this script" "name one of those that stand there" ;;
        esac
    done
}

main "$@"
