"""What somebody wrote for the directory, before it is kept: plain values that know no request and no database."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from palier.kernel.domains import Domain
from palier.kernel.spoken_languages import SPOKEN_LANGUAGES
from palier.registry.housing.rules import COMMUNES
from palier.registry.partners.rules import Bound, Capacity, Level, PartnerKind
from palier.registry.partners.rules.hours import Opening

PARTIES = 5  # lines offered for an agreement
_NIS = frozenset(commune.nis for commune in COMMUNES)


@dataclass(frozen=True)
class PartnerDraft:
    """An organisation as written: named in both languages."""

    name_fr: str
    name_nl: str
    kind: str
    level: str
    url: str = ""


@dataclass(frozen=True)
class ServiceDraft:
    """A service as written. `capacity_on` unsaid: today. `until`: its last day in the directory.

    `week`: the plain hours of a week; None when nobody was asked, and then they stay as they are.
    """

    name_fr: str
    name_nl: str
    description_fr: str = ""
    description_nl: str = ""
    domains: tuple[str, ...] = ()
    eligibility: str = ""
    area: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    hours: str = ""
    week: tuple[Opening, ...] | None = None
    phone: str = ""
    email: str = ""
    address: str = ""
    step_free: bool | None = None
    capacity: str = Capacity.UNKNOWN
    capacity_on: dt.date | None = None
    bound_by_secrecy: str = Bound.UNKNOWN
    secrecy_ground: str = ""
    same_mission: bool = False
    until: dt.date | None = None


@dataclass(frozen=True)
class ContactDraft:
    """A named professional as written. `until`: her last day there."""

    first_name: str
    last_name: str
    function: str
    phone: str = ""
    email: str = ""
    until: dt.date | None = None


@dataclass(frozen=True)
class AgreementDraft:
    """An agreement as written. `parties`: (name, role) of each; `ends`: its last day, None without end."""

    title: str
    starts: dt.date
    ends: dt.date | None = None
    parties: tuple[tuple[str, str], ...] = ()
    covers: str = ""
    service: uuid.UUID | None = None


def outside_the_lists(draft: PartnerDraft | ServiceDraft) -> list[str]:
    """The fields that hold something no closed list knows."""
    lists: dict[str, tuple[Collection[str], Collection[str]]]
    if isinstance(draft, PartnerDraft):
        lists = {"kind": ([draft.kind], set(PartnerKind)), "level": ([draft.level], set(Level))}
    else:
        lists = {
            "domains": (draft.domains, set(Domain)),
            "area": (draft.area, _NIS),
            "languages": (draft.languages, set(SPOKEN_LANGUAGES)),
            "capacity": ([draft.capacity], set(Capacity)),
            "bound_by_secrecy": ([draft.bound_by_secrecy], set(Bound)),
        }
    return [name for name, (given, known) in lists.items() if any(one not in known for one in given)]
