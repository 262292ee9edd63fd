"""Ranked ballots in a .blt file: `candidates seats`, withdrawn, ballots that end in 0, a lone 0, names, title.

Also taken: a number or text in parentheses before a ballot, `#` comments, equal rankings (`2=3`), skipped ones (`-`),
and short names for candidates (`[nick a b c]`). Source: the format of OpenSTV and of the counts of Glasgow 2007.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from palier.engines.bad_input import BadInput
from palier.engines.ballots.lines import numbered_lines
from palier.engines.ballots.poll import MOST_CANDIDATES, Poll, checked_names

MANY = 50_000  # different lines held before they are worked off
MOST_SEATS = 1000
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_IDENTIFIER = re.compile(r"^\([^)]*\)\s*")

Line = tuple[int, str]


def read_blt(path: Path) -> Poll:
    """The poll in a .blt file; raises `BadInput` with the line. O(length), memory for the different rankings only.

    A ranking ends before an equal or skipped preference: what follows cannot be transferred (SSI 2007/42, rule 47).
    Without a first preference the ballot is void. Withdrawn candidates are passed over.
    """
    return _Reading(path).poll()


def ballots_of(path: Path) -> Iterator[tuple[int, str]]:
    """(number of the ballot, from 1; its preferences as text), for comparing two entries of the same papers."""
    reading = _Reading(path)
    number = 0
    for line, times, text in reading.ballots():
        for _ in range(times):
            number += 1
            yield number, " ".join(str(place + 1) for place in reading.ranking(text, line))


class _Reading:
    def __init__(self, path: Path) -> None:
        self.lines = numbered_lines(path)
        self.withdrawn: frozenset[int] = frozenset()
        self.nick: dict[str, int] = {}
        self.count, self.seats = self._header()

    def poll(self) -> Poll:
        rankings: Counter[tuple[int, ...]] = Counter()
        void: Counter[str] = Counter()
        waiting: dict[str, tuple[int, int]] = {}
        for line, times, text in self.ballots():
            before = waiting.get(text)
            waiting[text] = (times, line) if before is None else (before[0] + times, before[1])
            if len(waiting) >= MANY:
                self._work_off(waiting, rankings, void)
        self._work_off(waiting, rankings, void)
        names, title = self._names()
        return Poll(
            title=title,
            candidates=names,
            seats=self.seats,
            valid=sum(rankings.values()),
            void={why: void[why] for why in sorted(void)},
            withdrawn=self.withdrawn,
            rankings={ranking: rankings[ranking] for ranking in sorted(rankings)},
            is_ranked=True,
        )

    def _header(self) -> tuple[int, int]:
        _, text = next(self.lines, (0, ""))
        words = text.split("#")[0].split()
        if len(words) != 2 or not all(re.fullmatch(r"\d{1,6}", word) for word in words):
            raise BadInput(
                "A .blt file starts with two numbers.",
                where="line 1",
                how_to_mend="Write how many candidates and seats.",
            )
        count, seats = map(int, words)
        if not (1 <= count <= MOST_CANDIDATES and 1 <= seats <= MOST_SEATS):
            raise BadInput("Numbers out of range.", where="line 1", how_to_mend=f"1 to {MOST_CANDIDATES} candidates.")
        self.nick = {str(place + 1): place for place in range(count)}
        return count, seats

    def ballots(self) -> Iterator[tuple[int, int, str]]:
        """(line, how many, the preferences) up to the lone 0."""
        kept = ""
        for line, text in self.lines:
            text = text.split("#")[0].replace("\t", " ").strip()
            if not text:
                continue
            if not kept and text[0] in "-[":
                self._option(line, text)
                continue
            text = f"{kept} {text}" if kept else text
            if text == "0":
                return
            if not text.endswith(" 0"):
                kept = text
                if len(kept) > 20 * MOST_CANDIDATES:
                    break
                continue
            kept = ""
            times, _, preferences = _IDENTIFIER.sub("", text)[:-1].partition(" ")
            if not re.fullmatch(r"\d{1,9}", times):
                raise BadInput(
                    "A ballot starts with how many are alike.",
                    where=f"line {line}: {times[:20]!r}",
                    how_to_mend="Write 1 2 3 0.",
                )
            yield line, int(times), preferences
        raise BadInput(
            "The ballots do not end.", where="the end of the file", how_to_mend="A lone 0 ends them, then the names."
        )

    def _option(self, line: int, text: str) -> None:
        if text.startswith("[nick"):
            words = text.strip("[]").split()[1:]
            if len(set(words)) != self.count:
                raise BadInput("Not a short name each.", where=f"line {line}", how_to_mend="Give one a candidate.")
            self.nick = {word: place for place, word in enumerate(words)}
        elif text.startswith("-"):
            words = text.split()
            if not all(re.fullmatch(r"-\d{1,6}", word) and 1 <= int(word[1:]) <= self.count for word in words):
                raise BadInput(
                    "No such candidate.", where=f"line {line}", how_to_mend="Write -2 when the second withdrew."
                )
            self.withdrawn |= {int(word[1:]) - 1 for word in words}

    def _work_off(
        self, waiting: dict[str, tuple[int, int]], rankings: Counter[tuple[int, ...]], void: Counter[str]
    ) -> None:
        for text, (times, line) in waiting.items():
            if not times:
                continue
            if ranking := self.ranking(text, line):
                rankings[ranking] += times
            else:
                void["no_first_preference" if text.strip() else "blank"] += times
        waiting.clear()

    def ranking(self, text: str, line: int) -> tuple[int, ...]:
        """The places a ballot ranks, withdrawn ones passed over, up to the first that is equal or skipped."""
        words = text.split()
        places: list[int] = []
        is_clear = True
        seen: set[int] = set()
        for word in words:
            here = [] if word == "-" else [self._place(name, line) for name in word.split("=")]
            if not seen.isdisjoint(here) or len(set(here)) < len(here):
                raise BadInput("A candidate twice on one ballot.", where=f"line {line}", how_to_mend="Check the paper.")
            seen.update(here)
            is_clear = is_clear and len(here) == 1
            if is_clear and here[0] not in self.withdrawn:
                places.append(here[0])
        return tuple(places)

    def _place(self, name: str, line: int) -> int:
        if name not in self.nick:
            raise BadInput(
                "No such candidate.", where=f"line {line}: {name[:20]!r}", how_to_mend=f"Write 1 to {self.count}."
            )
        return self.nick[name]

    def _names(self) -> tuple[tuple[str, ...], str]:
        rest = "\n".join(text for _, text in self.lines)
        found = [re.sub(r"\\(.)", r"\1", one).strip() for one in _QUOTED.findall(rest)]
        if len(found) < self.count:
            raise BadInput(
                f"{len(found)} names for {self.count} candidates.",
                where="after the ballots",
                how_to_mend='Write "Name".',
            )
        return checked_names(found[: self.count], "the names"), found[self.count] if len(found) > self.count else ""
