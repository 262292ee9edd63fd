#!/bin/sh
# The browser tests drive Debian's Chromium: installed when root, else the one line to type (D7).
set -eu
command -v chromium >/dev/null || [ -n "${CHROMIUM:-}" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "palier: installing chromium for the browser tests" >&2
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null
else
    echo "palier: missing: chromium. Install it with:  sudo apt-get install chromium" >&2
    exit 1
fi
