"""How an engine's file is read: text or JSON, or one clear line that says what is wrong with it."""

from __future__ import annotations

import json
from pathlib import Path

from palier.engines.bad_input import BadInput

MOST_BYTES = 512 * 1024 * 1024  # larger than any collection met so far; what is larger is a mistake
DEEPEST = 100


def read_text(path: Path) -> str:
    """The text of the file at `path`: UTF-8, with or without a byte-order mark, newlines as they come."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadInput("The file is too large.", where=str(path), how_to_mend=f"At most {MOST_BYTES} bytes.")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        raise BadInput(
            "The file is not UTF-8 text.", where=f"{path}, byte {problem.start}", how_to_mend="Save it as UTF-8."
        ) from None
    except OSError as problem:
        raise BadInput(
            "The file cannot be read.", where=f"{path}: {problem.strerror}", how_to_mend="Name a file that is there."
        ) from None


def read_json(path: Path) -> object:
    """The JSON value in the file at `path`; numbers as Python reads them, never NaN or infinity."""
    text = read_text(path)
    try:
        return json.loads(text, parse_constant=_no_such_number)
    except json.JSONDecodeError as problem:
        raise BadInput(
            "The file is not JSON.",
            where=f"{path}, line {problem.lineno}, column {problem.colno}",
            how_to_mend=f"{problem.msg}.",
        ) from None
    except (RecursionError, ValueError):
        raise BadInput(
            "The file is not JSON that can be used.", where=str(path), how_to_mend=f"At most {DEEPEST} levels, no NaN."
        ) from None


def _no_such_number(word: str) -> float:
    raise ValueError(word)
