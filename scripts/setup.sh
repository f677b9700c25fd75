#!/usr/bin/env bash
# Brings a machine to the point where the project builds and its tests run: Debian packages, pinned wheels in
# .venv, promtool in .tools, and a look at the Swift toolchain. Does only what is missing, so the second run
# needs no network and no root. Outside the checkout it touches nothing but what apt installs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly swift_wanted="6.2"
readonly venv=".venv"
readonly promtool=".tools/promtool"
readonly requirements="Tests/Peers/requirements.txt"

# Headers and libraries that Package.swift links.
readonly libraries=(libcurl4-openssl-dev libmicrohttpd-dev libpq-dev libsqlite3-dev zlib1g-dev)
# Programs, as program=package: one that is already on the machine is good whoever installed it.
programs=(
    make=make gzip=gzip jq=jq openssl=openssl sqlite3=sqlite3 psql=postgresql-client
    pkg-config=pkg-config flock=util-linux systemd-analyze=systemd
)
# Only root needs it, to start the tests' PostgreSQL as somebody else; others have no /sbin on their path.
[ "$(id -u)" != 0 ] || programs+=(runuser=util-linux)

say() { printf 'setup: %s\n' "$*" >&2; }

source scripts/parts.sh

# Debian keeps the server's programs off the PATH, one folder per version.
has_postgresql_server() {
    has initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null
}

missing_packages() {
    local name pair
    for name in "${libraries[@]}" ca-certificates; do
        is_installed "$name" || echo "$name"
    done
    for pair in "${programs[@]}"; do
        has "${pair%%=*}" || echo "${pair#*=}"
    done
    has_postgresql_server || echo postgresql
    /usr/bin/python3 -c 'import ensurepip, venv' 2>/dev/null || echo python3-venv
}

# Runs a command as root, or says what somebody who is root should run.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif has sudo; then
        sudo "$@"
    else
        return 127
    fi
}

apt() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 "$@" </dev/null >&2; }

install_packages() {
    local missing install
    mapfile -t missing < <(missing_packages | sort -u)
    [ "${#missing[@]}" -gt 0 ] || return 0
    install="apt-get install --yes --no-install-recommends ${missing[*]}"
    has apt-get || fail "packages are missing and this is no Debian" "apt-get is not there" \
        "install what your system calls these packages, then run make setup again: ${missing[*]}"
    [ "$(id -u)" = 0 ] || has sudo || fail "packages are missing and cannot be installed" \
        "you are not root and sudo is not there" "as root, run: $install"
    say "installing ${missing[*]}"
    # The first update on a fresh machine meets mirrors in the middle of their own; once more is enough.
    apt update --quiet=2 || apt update --quiet=2 || fail "the package lists could not be read" \
        "apt-get update failed twice; its own words are above" \
        "check the network and /etc/apt/sources.list, then run make setup again"
    apt install --yes --quiet=2 --no-install-recommends "${missing[@]}" || fail \
        "the packages could not be installed" "apt-get install failed; its own words are above" \
        "as root, run: $install"
}

# The stamp is written last and names everything the environment was made from. An environment without its
# stamp is half made, whatever else it holds.
venv_stamp() {
    /usr/bin/python3 --version
    sha256sum "$requirements"
    pwd
}

install_wheels() {
    local stamp
    stamp="$(venv_stamp)"
    [ "$(cat "$venv/stamp" 2>/dev/null || true)" != "$stamp" ] || return 0
    say "installing the wheels of $requirements into $venv"
    rm -rf "$venv"
    # Made where it will stay: the programs in an environment carry its path.
    /usr/bin/python3 -m venv "$venv" || fail "the Python environment could not be made" \
        "python3 -m venv failed; its own words are above" "as root, run: apt-get install python3-venv"
    "$venv/bin/python" -m pip install --quiet --no-input --disable-pip-version-check --retries 5 \
        --no-deps --only-binary :all: --requirement "$requirements" </dev/null >&2 || fail \
        "the wheels could not be installed" "pip failed; its own words are above" \
        "see that the Python package index is reachable (HTTPS_PROXY names a proxy), then make setup again"
    printf '%s\n' "$stamp" >"$venv/stamp"
}

# The tests ask promtool whether our metrics are well formed. Its package brings 330 MB and a server that
# starts by itself, so the one program is taken out of it: 19 MB to load, 46 MB on disk, three seconds.
install_promtool() {
    local room
    if has promtool || [ -x "$promtool" ]; then return 0; fi
    { has apt-get && has dpkg-deb; } || fail "promtool is missing and this is no Debian" \
        "apt-get is not there" \
        "install promtool of Prometheus 2.42 or later on the PATH, then run make setup again"
    say "taking promtool out of the package prometheus into ${promtool%/*}"
    room="$(mktemp -d)"
    download_prometheus "$room" || { apt update --quiet=2; download_prometheus "$room"; } || fail \
        "promtool could not be loaded" "apt-get download prometheus failed; its own words are above" \
        "check the network and /etc/apt/sources.list, then run make setup again"
    dpkg-deb --fsys-tarfile "$room"/prometheus_*.deb | tar --extract --directory "$room" ./usr/bin/promtool
    mkdir -p "${promtool%/*}"
    # Moved within one file system, so that there is never half a program.
    cp "$room/usr/bin/promtool" "$promtool.part"
    mv "$promtool.part" "$promtool"
    rm -rf "$room"
}

download_prometheus() {
    compgen -G "$1/prometheus_*.deb" >/dev/null ||
        (cd "$1" && apt-get -o APT::Sandbox::User=root download --quiet=2 prometheus </dev/null >&2)
}

swift_remedy() {
    fail "$1" "$2" \
        "install it with swiftly: https://www.swift.org/install/linux/swiftly" \
        "or from an archive: https://www.swift.org/install/linux" \
        "then open a new shell, so that swift is on the PATH, and run make setup again"
}

# What the toolchain itself stands on, beyond what we link.
# https://www.swift.org/install/linux keeps the list.
readonly swift_packages="binutils gcc libc6-dev libedit2 libncurses6 libpython3-dev libstdc++-12-dev"\
" libxml2-dev"

check_swift() {
    local words version
    has swift || swift_remedy "Swift is missing" "no program named swift is on the PATH"
    words="$(swift --version 2>&1 || true)"
    version="$(sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' <<<"$words" | head -n 1)"
    [ -n "$version" ] || fail "Swift does not start" "$(head -n 1 <<<"$words")" \
        "as root, run: apt-get install --yes $swift_packages" "then run make setup again"
    [ "$(printf '%s\n' "$swift_wanted" "$version" | sort --version-sort | head -n 1)" = "$swift_wanted" ] ||
        swift_remedy "Swift $version is too old" "Package.swift needs $swift_wanted or later"
}

# Two runs at once would make the same environment; the second waits for the first.
wait_for_turn() {
    exec 9<scripts/setup.sh
    flock 9
}

install_packages
wait_for_turn
install_wheels
install_promtool
check_swift
