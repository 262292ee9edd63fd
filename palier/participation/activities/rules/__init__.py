"""What is done with many: closed lists of seeds 000 and 001, and which themes never lead to an action (P30)."""

from enum import StrEnum

from palier.kernel.domains import Domain

TITLE_AT_MOST = 120
ABOUT_AT_MOST = 800
WORDS_AT_MOST = 300
IDEA_AT_MOST = 500
RULES_AT_MOST = 4000
PEOPLE_AT_MOST = 5000
DWELLINGS_AT_MOST = 20_000
SMALL = 5
"""Fewer people than this are not told apart (D35, inside one organisation)."""


class Axis(StrEnum):
    """The three axes of social action (seed 000). The individual one is casework's: no activity stands on it."""

    INDIVIDUAL = "individual"
    COLLECTIVE = "collective"
    COMMUNITY = "community"


class Branch(StrEnum):
    """« le soutien aux initiatives des locataires, la gestion des lieux de vie et le développement de services tiers à
    destination des locataires » (seed 000)."""

    TENANTS_INITIATIVES = "tenants_initiatives"
    LIVING_PLACES = "living_places"
    THIRD_PARTY_SERVICES = "third_party_services"


class Kind(StrEnum):
    """What one sees of it (seeds 000 and 001)."""

    INFORMATION_SESSION = "information_session"
    CONSULTATION = "consultation"
    VOLUNTEERS = "volunteers"
    AWARENESS = "awareness"
    EXCHANGE = "exchange"
    DOOR_TO_DOOR = "door_to_door"
    EVENT = "event"
    OTHER = "other"


class Subject(StrEnum):
    """« du tri des déchets à l’application du Règlement d’Ordre Intérieur des jardins communs » (seed 001); « propreté,
    déchets ménagers, énergie, insécurité … environnement, biodiversité, mobilité » (seed 003)."""

    WASTE_SORTING = "waste_sorting"
    GARDEN_RULES = "garden_rules"
    CLEANLINESS = "cleanliness"
    HOUSEHOLD_WASTE = "household_waste"
    ENERGY = "energy"
    INSECURITY = "insecurity"
    ENVIRONMENT = "environment"
    BIODIVERSITY = "biodiversity"
    MOBILITY = "mobility"
    COMMON_ROOMS = "common_rooms"
    LIVING_TOGETHER = "living_together"
    OTHER = "other"


class Temporality(StrEnum):
    """« Certaines sont très ponctuelles même si la majorité s’effectuent tout au long de l’année » (seed 001)."""

    ONE_OFF = "one_off"
    ALL_YEAR = "all_year"


class Stage(StrEnum):
    """« la participation active des habitants, à toutes les étapes du processus » (seed 000)."""

    DESIGN = "design"
    DECISION = "decision"
    CARRYING_OUT = "carrying_out"
    EVALUATION = "evaluation"


class Method(StrEnum):
    """« en rencontrant les locataires, en faisant du porte à porte ou en diffusant des affiches » (seed 001), or
    otherwise."""

    MEETING = "meeting"
    DOOR_TO_DOOR = "door_to_door"
    POSTERS = "posters"
    WORKSHOP = "workshop"
    EVENT = "event"


class RulesKind(StrEnum):
    """For what the rules of a place stand."""

    GARDEN = "garden"
    BIKE_ROOM = "bike_room"
    COMMON_ROOM = "common_room"
    BUILDING = "building"


class AskedBy(StrEnum):
    """How tenants brought an idea."""

    COUNTER = "counter"
    PHONE = "phone"
    ON_SITE = "on_site"
    DOOR = "door"


WAYS = tuple(one for one in AskedBy if one != AskedBy.DOOR)
"""How staff note that an idea was brought; at her own door she says it herself."""


class IdeaState(StrEnum):
    """How far an idea is."""

    NEW = "new"
    TALKING = "talking"
    TAKEN_UP = "taken_up"
    NOT_NOW = "not_now"


class Need(StrEnum):
    """What partners ask the company for (seed 001: « ils soutiennent les PCS d’un point de vue logistique »)."""

    ROOM = "room"
    EQUIPMENT = "equipment"
    TRANSPORT = "transport"
    OTHER = "other"


class NeedState(StrEnum):
    """What came of it."""

    ASKED = "asked"
    AGREED = "agreed"
    REFUSED = "refused"
    DONE = "done"


NEVER_AN_ORIGIN = frozenset({Domain.HEALTH, Domain.FAMILY, Domain.SAFETY})
"""Themes behind which lie violence, mental health, addiction: what is met there never leads to an action (P30).
Residence is no theme of its own; the page asks for words about the place alone."""


def people(number: int) -> int | None:
    """A number of people as it may be shown: None when it is small and not nothing (D35)."""
    return None if 0 < number < SMALL else number


def clean(text: str) -> str:
    """As it was typed, without what no database keeps."""
    return text.replace("\x00", "").strip()
