#!/usr/bin/env bash
# Builds the documentation of HarvestCore, offline: the compiler writes down the public symbols, docc joins
# them with Sources/HarvestCore/HarvestCore.docc. A dead link or an unknown symbol is an error.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

swift="${SWIFT:-swift}"
graphs="$(mktemp -d "${TMPDIR:-/tmp}/harvest-symbols.XXXXXX")"
trap 'rm -rf "$graphs"' EXIT

# docc stands beside the compiler and is not always on the PATH.
docc="$(dirname "$(readlink -f "$(command -v "$swift")")")/docc"
[ -x "$docc" ] || docc="$(command -v docc)"

"$swift" package dump-symbol-graph --minimum-access-level public --skip-synthesized-members \
    >"$graphs/log" 2>&1 || {
    cat "$graphs/log" >&2
    exit 1
}
find .build -path '*/symbolgraph/HarvestCore*.symbols.json' -exec cp {} "$graphs" \;
"$docc" convert Sources/HarvestCore/HarvestCore.docc \
    --fallback-display-name HarvestCore --fallback-bundle-identifier harvest.HarvestCore \
    --additional-symbol-graph-dir "$graphs" --output-path .build/docs --warnings-as-errors
echo "documentation: .build/docs" >&2
