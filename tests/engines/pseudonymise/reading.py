"""The two hundred situations, read from their lines: the text, and what identifies in it."""

import re
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "situations"
FILES = ("before.fr", "before.nl", "after.fr", "after.nl")
MARK = re.compile(r"\{(\w)\|([^{}]*)\}")


class Situation(NamedTuple):
    file: str
    text: str
    marked: tuple[tuple[int, int, str], ...]  # start, end, letter of the kind

    @property
    def language(self):
        return self.file.partition(".")[2]


def situations(*files):
    return [
        situation(file, line)
        for file in files or FILES
        for line in (FOLDER / f"{file}.txt").read_text(encoding="utf-8").splitlines()
    ]


def situation(file, line):
    text, marked, end = "", [], 0
    for one in MARK.finditer(line):
        text += line[end : one.start()]
        marked.append((len(text), len(text) + len(one[2]), one[1]))
        text += one[2]
        end = one.end()
    return Situation(file, text + line[end:], tuple(marked))
