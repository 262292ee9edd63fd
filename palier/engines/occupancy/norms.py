"""Norms of suitable housing, as dated data: who may share a bedroom, until which birthday.

Each row says where it was found and how sure it is. A new order is a new row, never a change to an old
one: an answer given in 2012 must be explainable by the norm of 2012.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Confidence = Literal["found", "partly found", "general knowledge"]


@dataclass(frozen=True, slots=True)
class Norm:
    """One norm. Ages are in whole years; "until age n" ends on the n-th birthday itself.

    `from_year`, `to_year`: when it held; None where that was not found, or where it still holds.

    `same_sex_pair_until`, `mixed_pair_until`: two persons share while *both* are younger.
    `pair_gap_years`: when set, the pair of same sex ends only when both have reached that age *and* they
    were born at least so many years apart. `adult_at`: from then on a room of one's own, couple excepted.
    `couple_two_rooms_at`, `single_two_rooms_at`: from this age of one member, or of who lives alone.
    `custody_from`: a child counts from this share of the time. `shared_room_from_m2`: smaller holds one.
    """

    name: str
    from_year: int | None
    to_year: int | None
    same_sex_pair_until: int
    mixed_pair_until: int
    pair_gap_years: int | None
    adult_at: int
    disabled_child_own_room: bool
    couple_two_rooms_if_disabled: bool
    couple_two_rooms_at: int | None
    single_two_rooms_at: int | None
    custody_from: float
    shared_room_from_m2: float
    source: str
    confidence: Confidence
    unsure: tuple[str, ...]

    @property
    def ages(self) -> tuple[int, ...]:
        """The birthdays on which this norm can change its answer, in order."""
        optional = (self.couple_two_rooms_at, self.single_two_rooms_at)
        ages = {self.same_sex_pair_until, self.mixed_pair_until, self.adult_at}
        return tuple(sorted(ages | {age for age in optional if age is not None}))


BRUSSELS_1996 = Norm(
    name="brussels-1996",
    from_year=1996,
    to_year=2013,
    same_sex_pair_until=12,
    mixed_pair_until=9,
    pair_gap_years=None,
    adult_at=18,
    disabled_child_own_room=True,
    couple_two_rooms_if_disabled=True,
    couple_two_rooms_at=None,
    single_two_rooms_at=None,
    custody_from=0.5,
    shared_room_from_m2=6.0,
    source="Order of the Brussels Government of 26 September 1996, art. 3, as reported in the press of 2013",
    confidence="partly found",
    unsure=(
        "the day on which the next norm replaced it",
        "two rooms for a couple with a disabled member",
        "one room for each further adult",
        "a child counts from half of the time",
    ),
)

BRUSSELS_2013 = Norm(
    name="brussels-2013",
    from_year=2013,
    to_year=None,
    same_sex_pair_until=18,
    mixed_pair_until=12,
    pair_gap_years=None,
    adult_at=18,
    disabled_child_own_room=True,
    couple_two_rooms_if_disabled=True,
    couple_two_rooms_at=None,
    single_two_rooms_at=None,
    custody_from=0.5,
    shared_room_from_m2=6.0,
    source="The same order as changed in 2013, as announced in the press of April 2013; text not read",
    confidence="partly found",
    unsure=(
        "the day it entered into force",
        "the age of 12 for two of different sex",
        "two rooms for a couple with a disabled member",
        "one room for each further adult",
        "a child counts from half of the time",
    ),
)

WALLONIA = Norm(
    name="wallonia",
    from_year=None,
    to_year=None,
    same_sex_pair_until=10,
    mixed_pair_until=10,
    pair_gap_years=5,
    adult_at=18,
    disabled_child_own_room=True,
    couple_two_rooms_if_disabled=True,
    couple_two_rooms_at=65,
    single_two_rooms_at=65,
    custody_from=0.5,
    shared_room_from_m2=6.0,
    source="The dwelling 'proportionné' as explained by droitsquotidiens.be",
    confidence="partly found",
    unsure=(
        "the day it entered into force",
        "whether 'over 10' and 'over 65' begin on the birthday (read so) or a year later",
        "one room for each further adult",
        "a child counts from half of the time",
        "6 m2 for a shared room, taken over from Brussels",
    ),
)

NORMS: dict[str, Norm] = {norm.name: norm for norm in (BRUSSELS_1996, BRUSSELS_2013, WALLONIA)}
