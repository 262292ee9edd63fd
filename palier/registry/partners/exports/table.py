"""The directory as a table of our own columns, which comes back in: changed in a spreadsheet, one service a line."""

import io
from typing import IO

from django.utils.translation import gettext as _

from palier.access.actor import Actor
from palier.access.gate import require
from palier.kernel.domains import Domain
from palier.kernel.spoken_languages import SPOKEN_LANGUAGES
from palier.kernel.spreadsheets import write_csv
from palier.registry.housing.rules import COMMUNES
from palier.registry.partners.labels import CAPACITIES, DOMAINS, LEVELS, PARTNER_KINDS
from palier.registry.partners.labels.columns import COLUMN_WORDS, DAYS
from palier.registry.partners.models import PartnerService
from palier.registry.partners.queries import exchange as queries
from palier.registry.partners.rules import Capacity
from palier.registry.partners.rules.hours import openings, typed

_KINDS, _LEVELS, _DOMAINS, _CAPACITIES = dict(PARTNER_KINDS), dict(LEVELS), dict(DOMAINS), dict(CAPACITIES)
_COMMUNES = {one.nis: one for one in COMMUNES}


def write(actor: Actor, target: IO[bytes], language: str) -> None:
    """The services that have not left, in the words of `language`. What the table has no column for stays as it is."""
    require(actor, queries.reads(actor))
    text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="")
    rows = ([_cells(whole.service, language).get(name, "") for name in COLUMN_WORDS]
            for whole in queries.every_service(actor) if not whole.has_left)  # fmt: skip
    write_csv(text, [str(words) for words in COLUMN_WORDS.values()], rows)
    text.detach()


def _cells(row: PartnerService, language: str) -> dict[str, str]:
    """One line. What says the same in Dutch as in French is left empty there, as the template tells."""
    partner, week = row.partner, openings(row.opening)
    cells = {
        "source_id": str(row.source_id or row.pk),
        "name_fr": row.name_fr,
        "name_nl": _dutch(row.name_fr, row.name_nl),
        "organisation_fr": partner.name_fr,
        "organisation_nl": _dutch(partner.name_fr, partner.name_nl),
        "kind": str(_KINDS[partner.kind]),  # type: ignore[index]
        "level": str(_LEVELS[partner.level]),  # type: ignore[index]
        "url": partner.url,
        "description_fr": row.description_fr,
        "description_nl": _dutch(row.description_fr, row.description_nl),
        "domains": "; ".join(str(_DOMAINS[Domain(one)]) for one in row.domains),
        "eligibility": row.eligibility,
        "area": "; ".join(_COMMUNES[one].nl if language == "nl" else _COMMUNES[one].fr for one in row.area),
        "languages": "; ".join(SPOKEN_LANGUAGES[code].name.in_(language) for code in row.languages),
        "hours": row.hours,
        "phone": row.phone,
        "email": row.email,
        "address": row.address,
        "step_free": "" if row.step_free is None else _("yes") if row.step_free else _("no"),
        "capacity": "" if row.capacity == Capacity.UNKNOWN else str(_CAPACITIES[row.capacity]),  # type: ignore[index]
    }
    return cells | {name: typed(week, day) for name, day in DAYS.items()}


def _dutch(french: str, dutch: str) -> str:
    return "" if dutch == french else dutch
