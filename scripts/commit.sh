#!/usr/bin/env bash
# Says what is about to be built: the commit, with `-dirty` when a file differs from it, or `unknown`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
git describe --always --dirty --abbrev=12 --exclude='*' 2>/dev/null || echo unknown
