"""A request about a person who has not asked: renewed by two workers, told to her, ended at her word (P33)."""

import datetime
import uuid

from django.db import connection, transaction
from django.db.models import F
from django.db.utils import IntegrityError, ProgrammingError
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.rights.queries import terms as kept_for
from palier.access.rights.rules import TermKey
from palier.casework.cases import queries
from palier.casework.cases.models import Request
from palier.casework.cases.rules import Renewal, no_demand_ends, renewal
from palier.kernel.errors import Conflict, InvalidInput, Refused


def renewal_of(actor: Actor, request: Request) -> Renewal:
    """Where its renewal stands for this worker."""
    by = request.renewal_by
    mine = by is not None and by.staff_id == actor.staff
    return renewal(request.ends_on, by is not None, mine, request.renewed_by_id is not None, actor.today)


def propose_renewal(*, actor: Actor, pk: uuid.UUID, version: int) -> Request:
    """Propose to keep it ninety days more. It still ends on its day unless a second worker renews."""
    request = queries.term_of(actor, pk)
    if renewal_of(actor, request) != Renewal.OPEN:
        raise _too_late()
    return _change(actor, request, version, renewal_by=actor.acting_post, renewed_by=None)


def confirm_renewal(*, actor: Actor, pk: uuid.UUID, version: int) -> Request:
    """Renew what a colleague proposed, within the term. Nobody does both: the second lock compares the persons."""
    request = queries.term_of(actor, pk)
    if renewal_of(actor, request) != Renewal.HERS or request.ends_on is None:
        raise _too_late()
    until = no_demand_ends(request.ends_on, kept_for(actor)[TermKey.NO_DEMAND])
    return _change(actor, request, version, renewed_by=actor.acting_post, ends_on=until)


def note_informed(
    *, actor: Actor, pk: uuid.UUID, version: int, on: datetime.date | None = None, later: str = ""
) -> Request:
    """Note that the person was told at first contact, or why not yet (art. 14)."""
    if on is None and not later.strip():
        raise InvalidInput({"on": [_("Say on which day she was told, or why not yet.")]})
    if on is not None and on > actor.today:
        raise InvalidInput({"on": [_("This day has not come yet.")]})
    request = queries.term_of(actor, pk)
    return _change(actor, request, version, informed_on=on, informed_later="" if on else later.strip())


def oppose(*, actor: Actor, pk: uuid.UUID) -> None:
    """She does not want it: it is erased now, with its history. Raises Refused when it is not hers to end."""
    require(actor, Capability.REQUEST_TAKE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.oppose(%s)", [pk])
        if not cursor.fetchone()[0]:
            raise Refused()


def _too_late() -> Conflict:
    return Conflict(
        _("This was changed in the meantime."), how_to_mend=_("Open the page again and keep what is right.")
    )


def _change(actor: Actor, request: Request, version: int, **changes: object) -> Request:
    rows = Request.objects.visible_to(actor, Capability.REQUEST_TAKE).filter(pk=request.pk, version=version)
    try:
        with transaction.atomic():
            if rows.update(**changes, version=F("version") + 1) == 0:
                raise _too_late()
    except (IntegrityError, ProgrammingError) as refusal:
        raise Refused() from refusal
    return queries.term_of(actor, request.pk)
