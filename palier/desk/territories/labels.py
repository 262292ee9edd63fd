"""The words of the lists, of the legend and of the areas in a drawing."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from palier.desk.territories.rules import Number, Row
from palier.registry.housing.rules import AreaList
from palier.registry.territories.rules import COMMUNE_LIST

LISTS = (
    (COMMUNE_LIST, gettext_lazy("Communes")),
    (AreaList.COMPANY, gettext_lazy("Company neighbourhoods")),
    (AreaList.MONITORING, gettext_lazy("Monitoring neighbourhoods")),
    (AreaList.STATISTICAL, gettext_lazy("Statistical sectors")),
)
NAMES = {str(key): words for key, words in LISTS}


def in_words(number: Number) -> str:
    """« 120 dwellings », « fewer than 5 dwellings », « no dwelling »."""
    if number.hidden_below:
        return _("fewer than %(number)s dwellings") % {"number": number.hidden_below}
    if not number.value:
        return _("no dwelling")
    if number.about:
        return _("about %(number)s dwellings") % {"number": number.value}
    return ngettext("%(number)s dwelling", "%(number)s dwellings", number.value) % {"number": number.value}


def without_geometry(number: int) -> str:
    """A map that lacks areas says so."""
    return ngettext(
        "%(number)s area has no geometry: it stands in the table only.",
        "%(number)s areas have no geometry: they stand in the table only.",
        number,
    ) % {"number": number}


def title(row: Row) -> str:
    """All there is to say of an area in a drawing."""
    area = row.area
    if area.code == area.commune:
        return f"{area.name}: {in_words(row.number)}"
    where = f" ({area.commune_name})" if area.commune_name else ""
    return f"{area.code} {area.name}{where}: {in_words(row.number)}"


def legend(edges: list[int], used: set[int]) -> list[tuple[int, str]]:
    """The steps that occur, darkest last."""
    words = {0: _("no dwelling"), 1: _("fewer than %(number)s dwellings") % {"number": edges[0]}}
    for place, (edge, after) in enumerate(zip(edges, [*edges[1:], None], strict=True)):
        if after is None:
            words[place + 2] = _("%(first)s and more") % {"first": edge}
        else:
            words[place + 2] = _("%(first)s to %(last)s") % {"first": edge, "last": after - 1}
    return [(step, words[step]) for step in sorted(used)]
