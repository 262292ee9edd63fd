"""Pure facts about dwellings and leases, and the 19 communes they stand in."""

from dataclasses import dataclass
from enum import StrEnum


class DwellingKind(StrEnum):
    """Kinds of dwelling: social, and the three of seed 002."""

    SOCIAL = "social"
    TRANSIT = "transit"
    INSERTION = "insertion"
    SUPPORTED = "supported"


class LeaseKind(StrEnum):
    """The three kinds of social lease (domain.md section 2)."""

    FIXED = "fixed"
    OPEN_ENDED = "open_ended"
    RENOVATION = "renovation"


class RoomKind(StrEnum):
    """Rooms that the drawing and the occupancy norm tell apart."""

    BEDROOM = "bedroom"
    LIVING = "living"
    KITCHEN = "kitchen"
    BATHROOM = "bathroom"
    OTHER = "other"


class AreaList(StrEnum):
    """The three lists of areas that are never mixed (domain.md section 5)."""

    COMPANY = "company"
    MONITORING = "monitoring"
    STATISTICAL = "statistical"


@dataclass(frozen=True)
class Commune:
    """One of the 19 communes: its NIS code, both names, and every postcode that lies in it, if only in part."""

    nis: str
    fr: str
    nl: str
    postcodes: tuple[str, ...]

    @property
    def own_postcodes(self) -> tuple[str, ...]:
        """The postcodes that lie in no other commune; all of them when each is shared."""
        return tuple(code for code in self.postcodes if MUNICIPALITY_OF.get(code) == self.nis) or self.postcodes


# Statbel (REFNIS, CC BY 4.0). A commune has several postcodes, and 1040 and 1050 lie in two communes each.
COMMUNES = (
    Commune("21001", "Anderlecht", "Anderlecht", ("1070",)),
    Commune("21002", "Auderghem", "Oudergem", ("1160",)),
    Commune("21003", "Berchem-Sainte-Agathe", "Sint-Agatha-Berchem", ("1082",)),
    Commune("21004", "Bruxelles", "Brussel", ("1000", "1020", "1120", "1130", "1040", "1050")),
    Commune("21005", "Etterbeek", "Etterbeek", ("1040",)),
    Commune("21006", "Evere", "Evere", ("1140",)),
    Commune("21007", "Forest", "Vorst", ("1190",)),
    Commune("21008", "Ganshoren", "Ganshoren", ("1083",)),
    Commune("21009", "Ixelles", "Elsene", ("1050",)),
    Commune("21010", "Jette", "Jette", ("1090",)),
    Commune("21011", "Koekelberg", "Koekelberg", ("1081",)),
    Commune("21012", "Molenbeek-Saint-Jean", "Sint-Jans-Molenbeek", ("1080",)),
    Commune("21013", "Saint-Gilles", "Sint-Gillis", ("1060",)),
    Commune("21014", "Saint-Josse-ten-Noode", "Sint-Joost-ten-Node", ("1210",)),
    Commune("21015", "Schaerbeek", "Schaarbeek", ("1030",)),
    Commune("21016", "Uccle", "Ukkel", ("1180",)),
    Commune("21017", "Watermael-Boitsfort", "Watermaal-Bosvoorde", ("1170",)),
    Commune("21018", "Woluwe-Saint-Lambert", "Sint-Lambrechts-Woluwe", ("1200",)),
    Commune("21019", "Woluwe-Saint-Pierre", "Sint-Pieters-Woluwe", ("1150",)),
)
COMMUNES_SOURCE = "Statbel, REFNIS (CC BY 4.0)"


def _lies_in() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for commune in COMMUNES:
        for code in commune.postcodes:
            found.setdefault(code, []).append(commune.nis)
    return found


# Postcodes that lie in one commune only, and in which.
MUNICIPALITY_OF = {code: communes[0] for code, communes in _lies_in().items() if len(communes) == 1}
