#!/usr/bin/env bash
# Builds the Debian package: the program with the Swift runtime inside, its unit, manual, completions and a
# sample of its settings. Then installs it into an empty directory, removes it and purges it, and looks at the
# files each time. HARVESTD_BINARY=FILE packs a program that is there already. The package is left in
# .build/deb.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source scripts/parts.sh

readonly swift="${SWIFT:-swift}"
# The program says what it was built from.
HARVEST_COMMIT="$(scripts/commit.sh)"
export HARVEST_COMMIT
readonly out=".build/deb"
# A build of its own, because the static runtime is another link of everything.
readonly build=(-c release -Xswiftc -cross-module-optimization --static-swift-stdlib --product harvestd
    --scratch-path .build-deb)

for program in dpkg-deb dpkg-shlibdeps gzip; do
    has "$program" || fail "the package cannot be built" "$program is not there" \
        "as root, run: apt-get install --yes --no-install-recommends dpkg dpkg-dev gzip"
done

say() { printf 'deb: %s\n' "$*" >&2; }

program() {
    if [ -n "${HARVESTD_BINARY:-}" ]; then
        realpath "$HARVESTD_BINARY"
        return
    fi
    "$swift" build "${build[@]}" >&2
    echo "$("$swift" build "${build[@]}" --show-bin-path)/harvestd"
}

# The packages whose libraries the program loads, as dpkg knows them; the Swift runtime is inside.
depends() {
    mkdir -p "$scratch/shlibs/debian"
    printf 'Source: harvestd\n\nPackage: harvestd\nArchitecture: any\n' >"$scratch/shlibs/debian/control"
    (cd "$scratch/shlibs" && dpkg-shlibdeps -O -e"$root/usr/bin/harvestd" 2>"$scratch/shlibs.log") |
        sed -n 's/^shlibs:Depends=//p'
}

fill() {
    local doc="$root/usr/share/doc/harvestd"
    install -d "$root/etc/harvestd" "$doc"
    install -D -m 0755 "$binary" "$root/usr/bin/harvestd"
    strip --strip-unneeded "$root/usr/bin/harvestd"
    install -D -m 0644 packaging/systemd/polaris-harvest.service \
        "$root/lib/systemd/system/polaris-harvest.service"
    install -d "$root/usr/share/man/man1" "$root/usr/share/bash-completion/completions" \
        "$root/usr/share/zsh/vendor-completions" "$root/usr/share/fish/vendor_completions.d"
    "$binary" man | gzip -9 -n >"$root/usr/share/man/man1/harvestd.1.gz"
    "$binary" completions bash >"$root/usr/share/bash-completion/completions/harvestd"
    "$binary" completions zsh >"$root/usr/share/zsh/vendor-completions/_harvestd"
    "$binary" completions fish >"$root/usr/share/fish/vendor_completions.d/harvestd.fish"
    "$binary" config init >"$root/etc/harvestd/env"
    gzip -9 -n <CHANGELOG.md >"$doc/changelog.gz"
    install -m 0644 packaging/deb/copyright docs/OPERATIONS.md "$doc"
    # The umask of whoever builds is no part of the package.
    find "$root" -type d -exec chmod 0755 {} +
    find "$root" -type f ! -path '*/usr/bin/*' -exec chmod 0644 {} +
}

describe() {
    install -d "$root/DEBIAN"
    install -m 0755 packaging/deb/postinst packaging/deb/prerm packaging/deb/postrm "$root/DEBIAN"
    echo /etc/harvestd/env >"$root/DEBIAN/conffiles"
    (cd "$root" && find . -type f ! -path './DEBIAN/*' -printf '%P\0' | sort -z | xargs -0 md5sum) \
        >"$root/DEBIAN/md5sums"
    cat >"$root/DEBIAN/control" <<END
Package: harvestd
Version: $version
Architecture: $(dpkg --print-architecture)
Maintainer: the authors of harvestd <harvestd@localhost>
Installed-Size: $(du --summarize --apparent-size --block-size=1024 --exclude=DEBIAN "$root" | cut -f 1)
Depends: $(depends), ca-certificates
Section: database
Priority: optional
Description: harvester of market data from Polymarket
 Collects markets, order books, settlements and counts around the clock and keeps them in PostgreSQL or
 SQLite, with an audit row for every run.
END
}

# Files come with the installation, settings stay when it is removed, and go when it is purged. What the
# package needs is this machine's and not the empty directory's.
rehearse() {
    local place="$scratch/place" path
    install -d "$place/var/lib/dpkg/info" "$place/var/lib/dpkg/updates" "$place/var/lib/dpkg/triggers"
    : >"$place/var/lib/dpkg/status"
    in_place() {
        dpkg --root="$place" --force-not-root --force-script-chrootless --force-depends "$@" \
            >>"$scratch/dpkg.log" 2>&1 || fail "dpkg $* failed" "$(tail -n 3 "$scratch/dpkg.log")" \
            "mend packaging/deb"
    }
    in_place --install "$package"
    while IFS= read -r path; do
        [ -f "$place/$path" ] || fail "the package misses a file" "$path is not there" "mend scripts/deb.sh"
    done <<<"$contents"
    [ "$("$place/usr/bin/harvestd" version)" = "$("$binary" version)" ] ||
        fail "the installed program does not run" "its version differs" "look at what was packed"
    install -d "$place/var/lib/polaris-harvest"
    echo kept >"$place/var/lib/polaris-harvest/rows"
    in_place --remove harvestd
    [ ! -e "$place/usr/bin/harvestd" ] && [ -f "$place/etc/harvestd/env" ] ||
        fail "the removal is wrong" "a file stayed or a setting went" "look at packaging/deb"
    in_place --purge harvestd
    [ ! -e "$place/etc/harvestd/env" ] && [ -f "$place/var/lib/polaris-harvest/rows" ] ||
        fail "the purge is wrong" "a setting stayed or data went" "look at packaging/deb/postrm"
    grep -q 'collected data stays' "$scratch/dpkg.log" ||
        fail "the purge is silent" "it does not say that data stays" "look at packaging/deb/postrm"
}

scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
readonly root="$scratch/root"
binary="$(program)"
version="$("$binary" version --json | jq -r .version)"
package="$out/harvestd_${version}_$(dpkg --print-architecture).deb"
readonly contents="usr/bin/harvestd
lib/systemd/system/polaris-harvest.service
usr/share/man/man1/harvestd.1.gz
usr/share/bash-completion/completions/harvestd
usr/share/zsh/vendor-completions/_harvestd
usr/share/fish/vendor_completions.d/harvestd.fish
usr/share/doc/harvestd/changelog.gz
usr/share/doc/harvestd/copyright
etc/harvestd/env"

fill
# One that was handed in may come from any build.
[ -n "${HARVESTD_BINARY:-}" ] || ! ldd "$root/usr/bin/harvestd" | grep -q libswift ||
    fail "the program needs a Swift runtime" "it was linked to the shared one" "look at the build's flags"
describe
mkdir -p "$out"
dpkg-deb --root-owner-group --build "$root" "$package" >&2
rehearse
say "$package installs, removes and purges cleanly; needs $(dpkg-deb --field "$package" Depends)"
