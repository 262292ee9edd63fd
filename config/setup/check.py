"""`make check`: format, lint, types, imports, templates, locales, migrations, the generated documents.

python -m config.setup.check [NAME …]     all of them, or those named
"""

import os
import subprocess
import sys
import time

from config import database

BIN = os.path.dirname(sys.executable)
CHECKS: tuple[tuple[str, list[str]], ...] = (
    ("format", [f"{BIN}/ruff", "format", "--check", "-q", "."]),
    ("lint", [f"{BIN}/ruff", "check", "-q", "."]),
    ("imports", [f"{BIN}/lint-imports", "--no-cache"]),
    ("types", [f"{BIN}/mypy", "palier", "config"]),
    ("templates", [f"{BIN}/djlint", "--lint", "--quiet", "palier"]),
    ("catalogues", [sys.executable, "-m", "palier.ui.messages_tool", "check"]),
    ("migrations", [sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run"]),
    ("system checks", [sys.executable, "-m", "palier.cli", "access", "check"]),
    ("access.md is fresh", [sys.executable, "-m", "palier.cli", "access", "document", "--check"]),
    ("openapi.yaml is fresh", [sys.executable, "-m", "config.api", "--check"]),
)
SURROUNDINGS = {"migrations": {"PALIER_ROLE": "migrate", "DJANGO_SETTINGS_MODULE": "config.settings"}}


def run(*wanted: str) -> int:
    """Runs them (all when none is named), prints a line each, and the output of those that failed. 1 when one failed.

    The database must be attached: types, migrations and system checks read the settings, and these its passwords.
    """
    failed = 0
    for name, command in CHECKS:
        if wanted and name not in wanted:
            continue
        begun = time.monotonic()
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, env={**os.environ, **SURROUNDINGS.get(name, {})}
        )
        seconds = time.monotonic() - begun
        print(f"{'ok    ' if done.returncode == 0 else 'FAILED'} {name} ({seconds:.0f} s)", flush=True)
        if done.returncode:
            failed = 1
            print((done.stdout + done.stderr).strip(), flush=True)
    return failed


def main() -> int:
    """On the database that is there, or on one that is made now: a fresh clone can be checked."""
    with database.attach(lambda sentence: None):
        return run(*sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
