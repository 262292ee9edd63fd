"""The other two lists of the sector, as fictional as the first, and what the lists say of each other.

145 neighbourhoods of the monitoring named after what hangs in a kitchen, two statistical sectors in each. No geometry:
the page draws tiles.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from palier.demo.copying import Sheaf, span
from palier.demo.dice import Dice, shares
from palier.demo.geography import COMMUNES, Commune
from palier.registry.housing.models import Neighbourhood
from palier.registry.housing.rules import AreaList
from palier.registry.territories.models import Correspondence

MONITORING = 145
SECTORS_IN_EACH = 2
SOURCE = "secteur fictif / fictieve sector"

# 29 things x 5 sides: 145 neighbourhoods.
_SIDES = (("Nord", "Noord"), ("Sud", "Zuid"), ("Est", "Oost"), ("Ouest", "West"), ("Centre", "Centrum"))
_THINGS = (
    ("Louche", "Pollepel"), ("Passoire", "Vergiet"), ("Fouet", "Garde"), ("Râpe", "Rasp"), ("Bouilloire", "Waterketel"),
    ("Casserole", "Kookpot"), ("Poêlon", "Steelpan"), ("Tamis", "Zeef"), ("Entonnoir", "Trechter"),
    ("Spatule", "Spatel"), ("Théière", "Theepot"), ("Cafetière", "Koffiepot"), ("Sucrier", "Suikerpot"),
    ("Salière", "Zoutvat"), ("Poivrier", "Peperbus"), ("Beurrier", "Botervloot"), ("Saladier", "Slakom"),
    ("Soupière", "Soepterrine"), ("Assiette", "Bord"), ("Fourchette", "Vork"), ("Cuillère", "Lepel"),
    ("Tasse", "Kopje"), ("Bocal", "Weckpot"), ("Panier", "Mand"), ("Torchon", "Theedoek"), ("Tablier", "Schort"),
    ("Gaufrier", "Wafelijzer"), ("Mortier", "Vijzel"), ("Carafe", "Karaf"),
)  # fmt: skip
NAMES = tuple((f"{thing} {side}", f"{ding} {kant}") for thing, ding in _THINGS for side, kant in _SIDES)
_BLOCKS = (("îlot A", "blok A"), ("îlot B", "blok B"))


@dataclass
class Mapmaker:
    """Writes the two lists and the correspondences into a sheaf, with a dice of its own: the rest stays as it was."""

    sheaf: Sheaf
    dice: Dice
    moment: dt.datetime

    def draw(self, company_areas: Sequence[tuple[str, Commune]]) -> None:
        """`company_areas`: id and commune of each company neighbourhood."""
        by_commune = self._monitoring()
        turn = dict.fromkeys(by_commune, 0)
        for area, commune in company_areas:
            near, first = by_commune[commune.nis], turn[commune.nis]
            turn[commune.nis] += 1
            here, beside = near[first % len(near)], near[(first + 1) % len(near)]
            for within, share in ((here, "1"),) if first % 3 or here == beside else ((here, "0.7"), (beside, "0.3")):
                self._lies_in(area, within, share)

    def _monitoring(self) -> dict[str, list[str]]:
        """The ids of the 145, by the NIS code of their commune, with their sectors."""
        numbers = shares(MONITORING - len(COMMUNES), [float(one.neighbourhoods) for one in COMMUNES])
        names, code = iter(NAMES), 0
        found: dict[str, list[str]] = {}
        for commune, more in zip(COMMUNES, numbers, strict=True):
            for number in range(more + 1):
                code += 1
                fr, nl = next(names)
                made = self._area(AreaList.MONITORING, f"M{code:03d}", fr, nl, commune)
                found.setdefault(commune.nis, []).append(made)
                self._sectors(made, commune, number, (fr, nl))
        return found

    def _sectors(self, within: str, commune: Commune, number: int, names: tuple[str, str]) -> None:
        for n, (block, blok) in enumerate(_BLOCKS[:SECTORS_IN_EACH]):
            code = f"{commune.nis}X{number * SECTORS_IN_EACH + n + 1:02d}-"  # no real sector has an X there
            made = self._area(AreaList.STATISTICAL, code, f"{names[0]}, {block}", f"{names[1]}, {blok}", commune)
            self._lies_in(made, within, "1")

    def _area(self, of: AreaList, code: str, fr: str, nl: str, commune: Commune) -> str:
        made = self.dice.id(self.moment)
        self.sheaf.add(Neighbourhood, id=made, list=of, code=code, name_fr=fr, name_nl=nl, municipality_id=commune.nis)
        return made

    def _lies_in(self, area: str, within: str, share: str) -> None:
        self.sheaf.add(
            Correspondence,
            id=self.dice.id(self.moment),
            area_id=area,
            within_id=within,
            share=share,
            source=SOURCE,
            valid=span(self.moment.date()),
        )
