"""Reads of areas: the lists, where their areas lie, what one list says of another, and what a company has where."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.kernel.sort_keys import sort_key
from palier.registry.housing.models import Dwelling, Municipality, Neighbourhood, Site
from palier.registry.territories.models import AreaShape, Correspondence
from palier.registry.territories.rules import COMMUNE_LIST, Area, Held, Part


@dataclass(frozen=True)
class Credit:
    """After whom a map is drawn, under which licence, and since when it holds."""

    source: str
    licence: str
    since: datetime.date


def _in(language: str) -> str:
    return "name_nl" if language == "nl" else "name_fr"


def areas(of: str, language: str) -> list[Area]:
    """Every area of a list, by the name of its commune, then by code. One query."""
    name = _in(language)
    if of == COMMUNE_LIST:
        rows = Municipality.objects.values_list("nis", name)
        found = [Area(nis, nis, words, nis, words) for nis, words in rows]
    else:
        more = Neighbourhood.objects.filter(list=of).values_list(
            "id", "code", name, "municipality", f"municipality__{name}"
        )
        found = [Area(key, code, words, nis or "", commune or "") for key, code, words, nis, commune in more]
    return sorted(found, key=lambda area: (sort_key(area.commune_name), area.commune, len(area.code), area.code))


def drawn(of: str, today: datetime.date) -> tuple[dict[Any, Any], list[Credit]]:
    """The outline of each area of a list that has one, and whom to thank. One query."""
    column = "municipality_id" if of == COMMUNE_LIST else "neighbourhood_id"
    rows = AreaShape.objects.filter(valid__contains=today)
    rows = rows.filter(neighbourhood=None) if of == COMMUNE_LIST else rows.filter(neighbourhood__list=of)
    outlines: dict[Any, Any] = {}
    credits: dict[Credit, None] = {}
    for key, outline, source, licence, valid in rows.order_by("source", "valid").values_list(
        column, "outline", "source", "licence", "valid"
    ):
        outlines[key] = outline
        credits[Credit(source, licence, valid.lower)] = None
    return outlines, list(credits)


def parts(of: str, within: str, today: datetime.date, language: str) -> dict[uuid.UUID, list[Part]]:
    """What each area of list `of` says of list `within`, the largest share first. One query."""
    name = f"within__{_in(language)}"
    rows = Correspondence.objects.filter(area__list=of, within__list=within, valid__contains=today)
    found: dict[uuid.UUID, list[Part]] = {}
    for area, other, code, words, share in rows.order_by("area", "-share", "within__code").values_list(
        "area", "within", "within__code", name, "share"
    ):
        found.setdefault(area, []).append(Part(other, code, words, share))
    return found


def held(actor: Actor, language: str) -> list[Held]:
    """Dwellings of the actor's own organisation, by site and commune. Two queries, whatever the number."""
    name = _in(language)
    counted = (
        Dwelling.objects.visible_to(actor, Capability.TERRITORY_READ)
        .order_by()
        .values_list("building__place__parent", "building__municipality")
        .annotate(number=Count("id"))
    )
    sites = {
        place: (words, neighbourhood)
        for place, words, neighbourhood in Site.objects.filter(place__organisation=actor.organisation).values_list(
            "place", f"place__{name}", "neighbourhood"
        )
    }
    return _sorted(
        Held(site, *sites.get(site, ("", None)), commune, number) for site, commune, number in counted if site
    )


def _sorted(rows: Iterable[Held]) -> list[Held]:
    return sorted(rows, key=lambda one: (one.name, str(one.site), one.commune or ""))
