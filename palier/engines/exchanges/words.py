"""Why a household moves, in a sentence that a page can show, in French, Dutch and English."""

from __future__ import annotations

from palier.engines.exchanges.housing import Reason

LANGUAGES = ("fr", "nl", "en")
Said = dict[str, str]

NEEDS: dict[str, tuple[str, str, str]] = {
    "no_stairs": ("sans escalier", "zonder trap", "no stairs"),
    "ground_floor": ("au rez-de-chaussée", "op het gelijkvloers", "on the ground floor"),
    "lift": ("avec ascenseur", "met lift", "with a lift"),
    "near_school": ("près de l’école", "dicht bij de school", "near the school"),
}
_MOVES = (
    "Le ménage {who} quitte {home} pour {there}",
    "Huishouden {who} verlaat {home} voor {there}",
    "Household {who} leaves {home} for {there}",
)
_RECEIVES = (
    "Le ménage {who} reçoit le logement {there}",
    "Huishouden {who} krijgt woning {there}",
    "Household {who} is given dwelling {there}",
)
# By rule: for one, for several.
_REASONS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "bedrooms_gained": (
        ("une chambre qui manquait", "een slaapkamer die ontbrak", "a bedroom that was missing"),
        ("{n} chambres qui manquaient", "{n} slaapkamers die ontbraken", "{n} bedrooms that were missing"),
    ),
    "bedrooms_freed": (
        ("une chambre de trop rendue", "een slaapkamer te veel vrijgemaakt", "a bedroom too many given up"),
        ("{n} chambres de trop rendues", "{n} slaapkamers te veel vrijgemaakt", "{n} bedrooms too many given up"),
    ),
    "bedrooms_more": (
        ("une chambre au-delà du besoin", "een slaapkamer meer dan nodig", "a bedroom more than needed"),
        ("{n} chambres au-delà du besoin", "{n} slaapkamers meer dan nodig", "{n} bedrooms more than needed"),
    ),
    "needs_met": (
        ("besoin déclaré : {names}", "opgegeven nood: {names}", "need declared: {names}"),
        ("besoins déclarés : {names}", "opgegeven noden: {names}", "needs declared: {names}"),
    ),
    "near": (("quartier souhaité : {names}", "gewenste wijk: {names}", "area wished: {names}"),) * 2,
    "waiting": (
        ("un an d’attente", "een jaar wachten", "a year of waiting"),
        ("{n} ans d’attente", "{n} jaar wachten", "{n} years of waiting"),
    ),
    "applicant": (("premier logement", "eerste woning", "first dwelling"),) * 2,
    "given": (("poids fixé : {points}", "vastgesteld gewicht: {points}", "weight set: {points}"),) * 2,
}
_NO_REASON = ("déplacement accepté", "aanvaarde verhuis", "a move accepted")
_DEPENDS = (
    ("ne dépend de personne", "hangt van niemand af", "depends on nobody"),
    ("dépend d’un autre ménage", "hangt af van één ander huishouden", "depends on one other household"),
    ("dépend de {n} autres ménages", "hangt af van {n} andere huishoudens", "depends on {n} other households"),
)


def words(who: str, home: str | None, there: str, reasons: tuple[Reason, ...], depends_on: int) -> Said:
    """The sentence in each language: who moves where, why, and on how many other households it depends."""
    said = {}
    for place, language in enumerate(LANGUAGES):
        opening = (_RECEIVES if home is None else _MOVES)[place].format(who=who, home=home, there=there)
        because = ", ".join(_reason(reason, place) for reason in reasons) or _NO_REASON[place]
        depends = _DEPENDS[min(depends_on, 2)][place].format(n=depends_on)
        said[language] = f"{opening}{' : ' if language == 'fr' else ': '}{because}; {depends}."
    said["fr"] = said["fr"].replace("; ", " ; ")
    return said


def _reason(reason: Reason, place: int) -> str:
    several = (reason.count or 1) > 1
    names = ", ".join(_need(name, place) for name in reason.names)
    return _REASONS[reason.rule][several][place].format(
        n=reason.count, names=names, points=f"{reason.points.normalize():f}"
    )


def _need(name: str, place: int) -> str:
    kind, colon, which = name.partition(":")
    known = NEEDS.get(kind)
    return name if known is None else f"{known[place]} {which}" if colon else known[place]
