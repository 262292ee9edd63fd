#!/bin/sh
# The browser tests drive Debian's Chromium, the one without windows first: installed when root, else the one line to type (D7).
set -eu
[ -z "${CHROMIUM:-}" ] || exit 0
command -v chromium-headless-shell >/dev/null && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "palier: installing chromium for the browser tests" >&2
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq || true
    apt-get install -y -qq chromium-headless-shell >/dev/null && exit 0
    command -v chromium >/dev/null || apt-get install -y -qq chromium >/dev/null
elif ! command -v chromium >/dev/null; then
    echo "palier: missing: chromium. Install it with:  sudo apt-get install chromium-headless-shell" >&2
    exit 1
fi
