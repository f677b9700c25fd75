# What the scripts that install something share. To be sourced from the root of the checkout.

# fail WHAT BECAUSE FIX...: the form in which harvestd itself reports an error.
fail() {
    printf 'error: %s\n  because: %s\n' "$1" "$2" >&2
    shift 2
    printf '  fix: %s\n' "$@" >&2
    exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

is_installed() {
    [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null || true)" = installed ]
}
