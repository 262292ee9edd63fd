"""A service is entered and checked, a colleague agrees and withdraws, a conversation is added to its month."""

import uuid

from django.db import connection
from django.db.utils import ProgrammingError
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.once import once
from palier.kernel.errors import InvalidInput, Refused
from palier.registry.interpreting import queries
from palier.registry.interpreting.models import ColleagueLanguage, InterpreterService
from palier.registry.interpreting.rules import ServiceDraft, is_a_language


def enter_service(*, actor: Actor, draft: ServiceDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Enter a service, checked today. Returns its id. Raises InvalidInput for an unknown language or a missing word."""
    require(actor, Capability.INTERPRETER_SET)
    missing = [name for name in ("name", "phone", "source") if not getattr(draft, name).strip()]
    if missing:
        raise InvalidInput({name: [_("Write it here: without it nobody can trust the line.")] for name in missing})
    if not all(map(is_a_language, draft.languages)):
        raise InvalidInput({"languages": [_("Choose languages of the list.")]})

    def write() -> uuid.UUID:
        row = InterpreterService(
            organisation_id=actor.acting_organisation,
            name=draft.name.replace("\x00", ""),
            phone=draft.phone.replace("\x00", ""),
            source=draft.source.replace("\x00", ""),
            hours=draft.hours.replace("\x00", ""),
            languages=list(draft.languages),
            on_the_spot=draft.on_the_spot,
            checked_on=actor.today,
        )
        return row.insert().pk

    return once(actor, key, draft, write)


def check_service(*, actor: Actor, pk: uuid.UUID, in_use: bool) -> None:
    """Somebody asked today: it is still so, or it is not in use any more."""
    row = queries.service(actor, pk)
    changes = {"checked_on": actor.today} if in_use else {"until": actor.today}
    InterpreterService.objects.visible_to(actor, Capability.INTERPRETER_SET).filter(pk=row.pk).update(**changes)


def agree(*, actor: Actor, languages: tuple[str, ...]) -> None:
    """The languages one agrees to interpret, all of them: a new one begins today, one left out is withdrawn."""
    require(actor, Capability.INTERPRETER_AGREE)
    if not all(map(is_a_language, languages)):
        raise Refused()
    mine = ColleagueLanguage.objects.visible_to(actor, Capability.INTERPRETER_AGREE).filter(withdrawn_on=None)
    standing = {row.language for row in mine}
    mine.exclude(language__in=languages).update(withdrawn_on=actor.today)
    try:
        for language in sorted(set(languages) - standing):
            ColleagueLanguage(
                organisation_id=actor.acting_organisation,
                post_id=actor.acting_post,
                language=language,
                agreed_on=actor.today,
            ).insert()
    except ProgrammingError as refusal:
        raise Refused() from refusal


def note_time(*, actor: Actor, language: str, minutes: int, cents: int) -> None:
    """Add one conversation to its month; who called for whom is kept nowhere (P28). Raises Refused."""
    require(actor, Capability.INTERPRETING_NOTE)
    if not is_a_language(language):
        raise Refused()
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.note_interpreting(%s, %s, %s)", [language, minutes, cents])
        if not cursor.fetchone()[0]:
            raise Refused()
