"""Serves the application on a port of loopback, for the browser tests."""

import sys

from granian import Granian
from granian.constants import Interfaces


def main() -> None:
    Granian(
        "config.wsgi:application",
        address="127.0.0.1",
        port=int(sys.argv[1]),
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        log_level="warning",
    ).serve()


if __name__ == "__main__":
    main()
