#!/bin/sh
# Makes .venv and installs the hashed lists given as arguments. Says in one line what is missing, and how to get it (D7).
set -eu
PYTHON="${PYTHON:-python3}"
say() { echo "palier: $*" >&2; }

install() { # Debian packages: installed when root, else the one line to type
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "installing $*"
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null
    else
        say "missing: $*. Install it with:  sudo apt-get install $*"
        exit 1
    fi
}

command -v "$PYTHON" >/dev/null || install python3 python3-venv
"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    say "Python 3.11 or newer is needed; $PYTHON is $("$PYTHON" -V). Choose another with:  make PYTHON=/path/to/python3.11"
    exit 1
}
"$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || install python3-venv
[ -x .venv/bin/python ] || { say "making .venv"; "$PYTHON" -m venv .venv; }

set -- $(for list in "$@"; do echo "-r $list"; done)
say "installing what Palier needs (hashes checked)"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes "$@"

# The house itself is not packaged: the interpreter is told where it stands.
site=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
pwd > "$site/palier.pth"
printf '#!/bin/sh\nexec "$(dirname "$0")/python" -m palier.cli "$@"\n' > .venv/bin/palier
chmod +x .venv/bin/palier
