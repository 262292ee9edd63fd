"""Serves product and bare pages together, with two processes as `palier serve` does, for one run."""

import sys

from granian import Granian
from granian.constants import Interfaces

from palier.cli.serve import THREADS

if __name__ == "__main__":
    Granian(
        "bench.wsgi:application",
        address="127.0.0.1",
        port=int(sys.argv[1]),
        interface=Interfaces.WSGI,
        workers=2,
        blocking_threads=THREADS,
        log_level="warning",
    ).serve()
