"""The matrix of seed 003 as the directory stands: services in each cell, and what is being done about each gap."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from palier.access.actor import Actor
from palier.kernel.domains import Domain
from palier.registry.partners.labels import DOMAINS, PARTNER_GROUPS, PARTNER_KINDS
from palier.registry.partners.models import PartnershipStep
from palier.registry.partners.queries.steps import towards_gaps
from palier.registry.partners.rules import GROUPS, LEFT_EMPTY, MATRIX, PartnerGroup, PartnerKind


@dataclass(frozen=True)
class Cell:
    """How many services of one kind help with one theme. `expected`: does seed 003 name them there?"""

    domain: Domain
    number: int
    expected: bool

    @property
    def theme(self) -> str:
        return str(dict(DOMAINS)[self.domain])

    @property
    def is_gap(self) -> bool:
        return self.expected and not self.number


@dataclass(frozen=True)
class Row:
    """A kind of partner under its heading, with a cell for each theme. `heading`: the group it opens, or None."""

    kind: PartnerKind
    cells: list[Cell]
    heading: PartnerGroup | None
    left_empty: list[Domain]

    @property
    def name(self) -> str:
        return str(dict(PARTNER_KINDS)[self.kind])

    @property
    def group(self) -> str:
        return str(PARTNER_GROUPS[self.heading]) if self.heading else ""


@dataclass(frozen=True)
class Mending:
    """What is being done about the gaps of one theme. `missing`: the kinds of which none stands; `step`: the latest."""

    domain: Domain
    missing: list[str]
    step: PartnershipStep | None

    @property
    def theme(self) -> str:
        return str(dict(DOMAINS)[self.domain])


def rows_of(numbers: Counter[tuple[str, str]]) -> list[Row]:
    """The rows of the matrix for so many services by (kind, theme). A kind without anything to say has no row."""
    rows = []
    for group, kinds in (*GROUPS.items(), (None, _beside())):
        empty = [domain for domain, where in LEFT_EMPTY if where is group]
        for place, kind in enumerate(kinds):
            cells = [Cell(domain, numbers[kind, domain], kind in named) for domain, named in MATRIX.items()]
            if any(cell.number or cell.expected for cell in cells):
                rows.append(Row(kind, cells, group if not place else None, empty))
    return rows


def _beside() -> Iterable[PartnerKind]:
    """The kinds that seed 003 lists nowhere in its matrix."""
    placed = {kind for kinds in GROUPS.values() for kind in kinds}
    return [kind for kind in PartnerKind if kind not in placed]


def mending(actor: Actor, rows: list[Row]) -> list[Mending]:
    """Of each theme with a gap in these rows, what is being done about it, as the matrix is laid out. One statement."""
    missing = {domain: [row.name for row in rows for cell in row.cells if cell.domain is domain and cell.is_gap]
               for domain in MATRIX}  # fmt: skip
    latest = towards_gaps(actor)
    return [Mending(domain, names, latest.get(domain)) for domain, names in missing.items() if names]
