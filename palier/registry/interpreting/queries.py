"""Who interprets a language in one's own organisation, and what one's service used."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import connection
from django.db.models import F, Q

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.kernel.errors import Refused
from palier.registry.interpreting.models import ColleagueLanguage, InterpreterService


@dataclass(frozen=True)
class Used:
    """What was used in one language: `cents` in euro cents."""

    language: str
    calls: int
    minutes: int
    cents: int


def services(actor: Actor, language: str = "") -> list[InterpreterService]:
    """The services in use; with a language, those that offer it, then those that must be asked."""
    rows = InterpreterService.objects.visible_to(actor, Capability.INTERPRETER_FIND).filter(until=None)
    if language:
        rows = rows.filter(Q(languages__contains=[language]) | Q(languages=[]))
    return sorted(rows, key=lambda row: (not row.languages, row.on_the_spot, row.name))


def colleagues(actor: Actor, language: str = "") -> list[ColleagueLanguage]:
    """Colleagues with a post today who agreed, by name; of one language or of all."""
    rows = ColleagueLanguage.objects.visible_to(actor, Capability.INTERPRETER_FIND).filter(
        withdrawn_on=None, post__valid__contains=actor.today
    )
    if language:
        rows = rows.filter(language=language)
    return list(rows.select_related("post__staff").order_by(F("post__staff__last_name"), "language"))


def service(actor: Actor, pk: uuid.UUID) -> InterpreterService:
    """A service that the actor may change, or Refused."""
    found: InterpreterService | None = (
        InterpreterService.objects.visible_to(actor, Capability.INTERPRETER_SET).filter(pk=pk, until=None).first()
    )
    if found is None:
        raise Refused()
    return found


def used(actor: Actor, first: dt.date, last: dt.date) -> list[Used]:
    """What one's own service used between two days, by language. The surface closes small numbers."""
    require(actor, Capability.INTERPRETING_READ)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sec.interpreting_year(%s, %s)", [first, last])
        return [Used(*row) for row in cursor.fetchall()]
