"""A file line by line, so that a million ballots take no more memory than ten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from palier.engines.bad_input import BadInput

LONGEST_LINE = 200_000


def numbered_lines(path: Path) -> Iterator[tuple[int, str]]:
    """(number, text without line end) of each line that is not blank; UTF-8 with or without byte-order mark."""
    number = 0
    try:
        with path.open(encoding="utf-8-sig") as file:
            while line := file.readline(LONGEST_LINE):
                number += 1
                if len(line) >= LONGEST_LINE or "\x00" in line:
                    raise BadInput("Not a line of text.", where=f"line {number}", how_to_mend="Is this the right file?")
                if text := line.strip(" \r\n"):  # tabs part cells, even empty ones
                    yield number, text
    except UnicodeDecodeError:
        raise BadInput(
            "The file is not UTF-8 text.", where=f"after line {number}", how_to_mend="Save it as UTF-8."
        ) from None
    except OSError as problem:
        raise BadInput(
            "The file cannot be read.", where=f"{path}: {problem.strerror}", how_to_mend="Name a file that is there."
        ) from None
