"""`make test`: every check, then every test on one PostgreSQL of its own, two processes, random order.

One data folder for the run, removed at its end; the exit code is the first failure's.
"""

import os
import shutil
import subprocess
import sys
import tempfile

from config.setup import check


def main() -> int:
    folder = tempfile.mkdtemp(prefix="palier-test-")
    os.environ["PALIER_DATA"] = folder
    from config import database

    try:
        with database.attach(lambda sentence: None):
            failed = check.run()
            tests = subprocess.run(
                [
                    sys.executable,
                    "-m",
                    "pytest",
                    "-q",
                    "-n",
                    os.environ.get("WORKERS", "2"),
                    "--dist",
                    "loadfile",
                    "tests",
                ],
                check=False,
            )
        return tests.returncode or failed
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
