"""`make check`: format, lint, types, imports, catalogues, system checks, migrations, generated documents."""

import os
import subprocess
import sys
import time

BIN = os.path.dirname(sys.executable)
CHECKS: tuple[tuple[str, list[str]], ...] = (
    ("format", [f"{BIN}/ruff", "format", "--check", "-q", "."]),
    ("lint", [f"{BIN}/ruff", "check", "-q", "."]),
    ("imports", [f"{BIN}/lint-imports", "--no-cache"]),
    ("types", [f"{BIN}/mypy", "palier", "config"]),
    ("catalogues", [sys.executable, "-m", "palier.ui.messages_tool", "check"]),
    ("system checks", [sys.executable, "-m", "palier.cli", "access", "check"]),
    ("access.md is fresh", [sys.executable, "-m", "palier.cli", "access", "document", "--check"]),
)


def main() -> int:
    """Runs them all, prints a line each, and the output of those that failed. 1 when one failed."""
    failed = 0
    for name, command in CHECKS:
        begun = time.monotonic()
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        seconds = time.monotonic() - begun
        print(f"{'ok    ' if done.returncode == 0 else 'FAILED'} {name} ({seconds:.0f} s)", flush=True)
        if done.returncode:
            failed = 1
            print((done.stdout + done.stderr).strip(), flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
