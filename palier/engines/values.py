"""Values of a parsed JSON file, each taken with the place it stands at, so that a mistake can be named."""

from __future__ import annotations

from collections.abc import Mapping

from palier.engines.bad_input import BadInput

LONGEST_NAME = 200


def one_object(value: object, where: str) -> Mapping[str, object]:
    """An object; raises `BadInput` naming the place, like all here."""
    if not isinstance(value, dict):
        raise BadInput("Not an object.", where=where, how_to_mend="Write {…}.")
    return value


def items(value: object, where: str) -> list[object]:
    """A list."""
    if not isinstance(value, list):
        raise BadInput("Not a list.", where=where, how_to_mend="Write […].")
    return value


def identifier(value: object, where: str) -> str:
    """A name: text or a whole number, read as text."""
    if isinstance(value, bool) or not isinstance(value, (str, int)) or not 0 < len(str(value)) <= LONGEST_NAME:
        raise BadInput("Not an id.", where=where, how_to_mend="Give a text or a whole number.")
    return str(value)


def identifiers(value: object, where: str) -> tuple[str, ...]:
    """A list of names, sorted, none twice."""
    found = [identifier(one, f"{where}[{place}]") for place, one in enumerate(items(value, where))]
    return tuple(sorted(set(found)))


def truth(value: object, where: str) -> bool:
    """True or false, and no number."""
    if not isinstance(value, bool):
        raise BadInput("Not true or false.", where=where, how_to_mend="Write true or false.")
    return value


def number(value: object, where: str, *, most: int, least: int = 0) -> float:
    """A number from `least` to `most`."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not least <= value <= most:
        raise BadInput("Not a number in range.", where=where, how_to_mend=f"Write a number from {least} to {most}.")
    return value


def count(value: object, where: str, *, most: int, least: int = 0) -> int:
    """A whole number from `least` to `most`."""
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise BadInput(
            "Not a whole number in range.", where=where, how_to_mend=f"Write a whole number from {least} to {most}."
        )
    return value
