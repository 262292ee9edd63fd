"""Verbs that write a network: say, correct, end. Nothing is sent by any of them."""

import datetime as dt
import uuid
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_noop as _

from palier.access import actions as access
from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.once import once
from palier.access.sealed_text import sealed_changes
from palier.casework.cases.models import Case
from palier.casework.network import queries
from palier.casework.network.models import NetworkTie
from palier.casework.network.rules import Circle, TieDraft
from palier.kernel.errors import Conflict, InvalidInput


def add_tie(*, actor: Actor, case: uuid.UUID, draft: TieDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Say who or what stands around this household. Its team alone reads it, or the readers named. Returns its id.

    Raises Refused for a file in which the actor does not work, InvalidInput for nobody, for a department or a service
    that is not there today, or for a last day before the first.
    """
    file = queries.file_of(actor, case)
    _check_somebody(draft.circle, draft.name, draft.function, draft.service, draft.partner)
    _check_days(draft.since, draft.until)
    _check_listed(actor, draft.service, draft.partner)
    return once(actor, key, (case, draft), lambda: _write(actor, file, draft))


def _write(actor: Actor, file: Case, draft: TieDraft) -> uuid.UUID:
    listed = draft.service is not None or draft.partner is not None
    made = NetworkTie(
        organisation_id=actor.acting_organisation,
        subject_id=file.subject_id,
        case=file,
        circle=draft.circle,
        name="" if listed else _clean(draft.name),
        function="" if listed else _clean(draft.function),
        tie=draft.tie,
        lives=draft.lives,
        service_id=draft.service,
        partner_id=draft.partner,
        strength=draft.strength,
        since=draft.since,
        until=draft.until,
        confided_by=list(draft.confided_by),
        concerns=list(draft.concerns),
        tier=draft.tier,
        author_id=actor.acting_post,
    ).insert()
    for reader in draft.readers:
        access.name_reader(actor=actor, item=made.pk, post=reader)
    return made.pk


def correct_tie(*, actor: Actor, pk: uuid.UUID, version: int, **changes: Any) -> NetworkTie:
    """Correct what was said; what it said before stays in its history. Raises Conflict when `version` is old."""
    row = queries.tie(actor, pk)
    now = {name: changes.get(name, getattr(row, name)) for name in ("name", "function", "since", "until")}
    service, partner = changes.get("service", row.service_id), changes.get("partner", row.partner_id)
    _check_somebody(row.circle, now["name"], now["function"], service, partner)
    _check_days(now["since"], now["until"])
    # One that has left since may stay as it was said.
    _check_listed(actor, service if service != row.service_id else None, partner if partner != row.partner_id else None)
    changes |= {name: "" if service or partner else _clean(now[name]) for name in ("name", "function")}
    rows = NetworkTie.objects.visible_to(actor, Capability.NETWORK_WORK).filter(pk=pk, version=version)
    if rows.update(**sealed_changes(row, changes), version=F("version") + 1) == 0:
        raise Conflict(
            _("This was changed in the meantime."), how_to_mend=_("Look at what it says now, and keep what is right.")
        )
    return queries.tie(actor, pk)


def end_tie(*, actor: Actor, pk: uuid.UUID, until: dt.date, version: int) -> NetworkTie:
    """It counts no more, since the day after `until`; it stays in the list."""
    return correct_tie(actor=actor, pk=pk, version=version, until=until)


def _clean(words: str) -> str:
    return words.replace("\x00", "").strip()


def _check_somebody(
    circle: str, name: str, function: str, service: uuid.UUID | None, partner: uuid.UUID | None
) -> None:
    if circle == Circle.PRIMARY and not _clean(name):
        raise InvalidInput({"name": [_("Write a name, as it was told: this is all that is asked.")]})
    if circle == Circle.SECONDARY and not (service or partner or _clean(name) or _clean(function)):
        choose = _("Choose a department or a service, or write who it is: this is all that is asked.")
        raise InvalidInput({"name": [choose]})


def _check_days(since: dt.date | None, until: dt.date | None) -> None:
    if since and until and until < since:
        raise InvalidInput({"until": [_("The last day comes before the first.")]})


def _check_listed(actor: Actor, service: uuid.UUID | None, partner: uuid.UUID | None) -> None:
    if service is not None and service not in queries.departments(actor, "fr"):
        raise InvalidInput({"service": [_("This department is not there today. Choose another.")]})
    if partner is not None and partner not in queries.directory(actor):
        raise InvalidInput({"partner": [_("This service is no longer in the directory. Choose another.")]})
