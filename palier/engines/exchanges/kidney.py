"""Kidney-exchange JSON: donors with their recipients, whom each suits, and altruists.

Counted as in its registry: each transfer counts one; a chain ends with one more, to the waiting list; an altruist in
no chain gives to the waiting list. The cap on chains counts that last transfer.
"""

from __future__ import annotations

from collections.abc import Mapping

from palier.engines.bad_input import BadInput
from palier.engines.exchanges.market import Arc, Label, Market
from palier.engines.values import identifier, items, number, one_object

SCORE_SCALE = 1000  # scores are kept to a thousandth


def from_kidney(document: Mapping[str, object]) -> Market:
    """The market in parsed kidney JSON: a recipient with all its donors is a node, an altruist a free start.

    The first aim counts transfers, the third adds up scores; of two donors of one recipient the better score counts.
    Raises `BadInput` naming the place: a donor of two recipients, a match twice or with its own recipient or with a
    recipient that is not in the file.
    """
    donors = one_object(document.get("data"), "data")
    recipients, altruists = _people(document, donors)
    arcs: dict[tuple[int, int], int] = {}
    place: dict[Label, int] = {name: node for node, name in enumerate(recipients)}
    free: dict[str, int] = {name: len(recipients) + node for node, name in enumerate(altruists)}
    for name, entry in donors.items():
        fields = one_object(entry, f"data.{name}")
        source = free[name] if name in free else place[_source(fields, name)]
        for target, score in _matches(fields, name, place):
            if source == target:
                raise BadInput(
                    "A match with its own recipient.", where=f"data.{name}.matches", how_to_mend="Leave it out."
                )
            arcs[source, target] = max(score, arcs.get((source, target), score))
    return Market(
        labels=(*recipients, *(_label(name) for name in altruists)),
        households=len(recipients),
        arcs=tuple(Arc(source, target, 1, score) for (source, target), score in sorted(arcs.items())),
        third_aim="score",
        added=len(altruists),
        ends_outside=True,
    )


def _people(document: Mapping[str, object], donors: Mapping[str, object]) -> tuple[list[Label], list[str]]:
    recipients: set[Label] = {_label(name) for name in one_object(document.get("recipients", {}), "recipients")}
    altruists = []
    for name, entry in donors.items():
        fields = one_object(entry, f"data.{name}")
        altruistic = fields.get("altruistic", False)
        if not isinstance(altruistic, bool):
            raise BadInput("Not true or false.", where=f"data.{name}.altruistic", how_to_mend="Write true or false.")
        if not fields.get("sources"):
            altruists.append(name)
        else:
            recipients.add(_source(fields, name))
    return sorted(recipients, key=in_order), sorted(altruists, key=lambda name: in_order(_label(name)))


def _source(fields: Mapping[str, object], name: str) -> Label:
    where = f"data.{name}.sources"
    sources = items(fields.get("sources"), where)
    if len(sources) != 1 or fields.get("altruistic"):
        raise BadInput(
            "Not one recipient.",
            where=where,
            how_to_mend="Name the one recipient, or write altruistic without sources.",
        )
    return _label(identifier(sources[0], where))


def _matches(fields: Mapping[str, object], name: str, place: Mapping[Label, int]) -> list[tuple[int, int]]:
    found: dict[int, int] = {}
    for index, entry in enumerate(items(fields.get("matches", []), f"data.{name}.matches")):
        where = f"data.{name}.matches[{index}]"
        match = one_object(entry, where)
        recipient = _label(identifier(match.get("recipient"), f"{where}.recipient"))
        if recipient not in place:
            raise BadInput("No such recipient.", where=f"{where}.recipient", how_to_mend="Name one of the file.")
        if place[recipient] in found:
            raise BadInput("This match is there twice.", where=where, how_to_mend="Keep one.")
        found[place[recipient]] = round(number(match.get("score", 0), f"{where}.score", most=1_000_000) * SCORE_SCALE)
    return list(found.items())


def _label(word: str) -> Label:
    """Numbers as numbers, as the registry writes them; `007` stays text."""
    return int(word) if word.isascii() and word.isdigit() and str(int(word)) == word else word


def in_order(label: Label) -> tuple[bool, int, str]:
    """Numbers by size, then words."""
    return (True, 0, label) if isinstance(label, str) else (False, label, "")
