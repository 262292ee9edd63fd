"""Solomon's text: one depot, equal vehicles with a capacity, customers with demand, window and service time."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import pairwise

from palier.engines.bad_input import BadInput

MOST_CUSTOMERS = 1000  # the largest published sets
LARGEST = 1_000_000  # of any number in the file
COLUMNS = 7


@dataclass(frozen=True, slots=True)
class Customer:
    """A row of the file; number 0 is the depot. Distance and time have the same unit."""

    number: int
    x: float
    y: float
    demand: int
    ready: float
    due: float
    service: float


@dataclass(frozen=True, slots=True)
class Instance:
    """A file: its name, the fleet, the depot and the customers by number."""

    name: str
    vehicles: int
    capacity: int
    depot: Customer
    customers: tuple[Customer, ...]


def is_solomon(text: str) -> bool:
    """Whether this text is meant as Solomon's format: it names vehicles and customers, and is no JSON."""
    return not text.lstrip().startswith(("{", "[")) and re.search(r"(?im)^\s*CUSTOMERS?\s*$", text) is not None


def from_text(text: str) -> Instance:
    """The instance in Solomon's text, customers in order of number. Raises `BadInput` with the line."""
    lines = text.splitlines()
    name = next((line.strip() for line in lines if line.strip()), "")
    fleet, rows = None, []
    for number, line in enumerate(lines, 1):
        cells = line.split()
        if not cells or not _starts_a_number(cells[0]) or line.strip() == name:
            continue
        values = [_number(cell, number) for cell in cells]
        if fleet is None:
            fleet = _fleet(values, number)
        else:
            rows.append(_customer(values, number))
    if fleet is None or not rows:
        raise BadInput(
            "No vehicles or no customers.", where="the whole file", how_to_mend="Give VEHICLE and CUSTOMER as Solomon."
        )
    return _checked(name, fleet, rows)


def _checked(name: str, fleet: tuple[int, int], rows: list[Customer]) -> Instance:
    rows = sorted(rows, key=lambda row: row.number)
    for earlier, later in pairwise(rows):
        if earlier.number == later.number:
            raise BadInput("A number stands twice.", where=f"customer {later.number}", how_to_mend="Number each once.")
    if rows[0].number != 0:
        raise BadInput("There is no depot.", where="customer 0", how_to_mend="Give the depot the number 0.")
    if len(rows) - 1 > MOST_CUSTOMERS:
        raise BadInput("Too many customers.", where="CUSTOMER", how_to_mend=f"At most {MOST_CUSTOMERS}.")
    return Instance(name, fleet[0], fleet[1], rows[0], tuple(rows[1:]))


def _starts_a_number(cell: str) -> bool:
    return cell[0].isdigit() or cell[0] in "+-."


def _number(cell: str, line: int) -> float:
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not abs(value) <= LARGEST:
        raise BadInput("Not a number that can be used.", where=f"line {line}", how_to_mend="Write numbers only.")
    return value


def _fleet(values: list[float], line: int) -> tuple[int, int]:
    if len(values) != 2 or min(values) < 0 or any(value != int(value) for value in values) or values[0] < 1:
        raise BadInput(
            "Not a number of vehicles and a capacity.", where=f"line {line}", how_to_mend="Write two whole numbers."
        )
    return int(values[0]), int(values[1])


def _customer(values: list[float], line: int) -> Customer:
    where = f"line {line}"
    if len(values) != COLUMNS:
        raise BadInput(
            "Not a customer.", where=where, how_to_mend="Write number, x, y, demand, ready, due, service time."
        )
    number, x, y, demand, ready, due, service = values
    if min(number, demand, ready, due, service) < 0 or number != int(number) or demand != int(demand):
        raise BadInput(
            "A number is negative or not whole.", where=where, how_to_mend="Number and demand are whole, none below 0."
        )
    if due < ready:
        raise BadInput("The window ends before it begins.", where=where, how_to_mend="Write ready before due.")
    return Customer(int(number), x, y, int(demand), ready, due, service)
