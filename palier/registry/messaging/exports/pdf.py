"""Letters, slips and posters set by Typst as tagged PDF. What people typed is data, never markup."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst

from palier.registry.messaging.rules.paper import Poster, Sheet

FOLDER = Path(__file__).parent
NO_MOMENT = 0  # no moment of making inside: the same letter is the same file


def letters_pdf(sheets: Sequence[Sheet]) -> bytes:
    """Letters one after the other, each from a new page on. A4, tagged, for a window envelope."""
    return _set("letter.typ", {"letters": [_letter(sheet) for sheet in sheets]})


def slip_pdf(sheet: Sheet) -> bytes:
    """An A6 slip in hand: what it is, the date, who, which number. It names no service (P44)."""
    return _set("slip.typ", {"letter": _letter(sheet)})


def poster_pdf(poster: Poster, size: str) -> bytes:
    """A notice in both languages of equal size. `size`: a4 or a3."""
    return _set("poster.typ", {"poster": asdict(poster), "size": size})


def _letter(sheet: Sheet) -> dict[str, Any]:
    return {**asdict(sheet), "written_on": sheet.written_on.isoformat(), "title": sheet.title}


def _set(template: str, data: Mapping[str, Any]) -> bytes:
    """Set a page; a letter that the house's fonts do not have is set with those of the machine, tagged all the same."""
    path, said = str(FOLDER / template), {"data": json.dumps(data, ensure_ascii=False)}
    try:
        made = typst.compile(
            path, root=str(FOLDER), sys_inputs=said, timestamp=NO_MOMENT, ignore_system_fonts=True, pdf_standards="ua-1"
        )
    except typst.TypstError:
        made = typst.compile(path, root=str(FOLDER), sys_inputs=said, timestamp=NO_MOMENT)
    return made or b""
