"""A letter is written from a template and corrected until it leaves."""

import uuid
from typing import Any
from unicodedata import category

from django.db import transaction
from django.db.models import F
from django.db.utils import ProgrammingError
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.once import once
from palier.access.rights.queries import terms as kept_for
from palier.access.rights.rules import TermKey
from palier.kernel.errors import Conflict, InvalidInput, Message, Refused
from palier.registry.messaging import queries
from palier.registry.messaging.models import Letter
from palier.registry.messaging.rules import (
    BODY_AT_MOST,
    TITLE_AT_MOST,
    LetterDraft,
    LetterState,
    languages,
    letter_ends,
)


def write_letter(*, actor: Actor, draft: LetterDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Keep a letter as a draft, in the file or in the inbox of who looks after the household. Returns its id.

    Raises Refused, InvalidInput when a language of the letter has no words.
    """
    require(actor, Capability.LETTER_WRITE)
    subject, kind = queries.subject_for(actor, draft.household, draft.file)
    queries.member(actor, draft.household, draft.person)
    words = _words(draft)
    row = Letter(
        organisation_id=actor.acting_organisation,
        subject_id=subject,
        household_id=draft.household,
        person_id=draft.person,
        kind=draft.kind,
        template_version=draft.template_version,
        language=draft.language,
        day=draft.day,
        hour=draft.hour,
        to_explain=draft.to_explain,
        confided_by=[draft.person],
        concerns=[draft.person],
        author_id=actor.acting_post,
        written_at=actor.moment,
        ends_on=letter_ends(kind, actor.today, kept_for(actor)[TermKey.LETTER]),
        **words,
    )
    return once(actor, key, draft, lambda: _keep(row))


def _keep(row: Letter) -> uuid.UUID:
    try:
        with transaction.atomic():
            return row.insert().pk
    except ProgrammingError as refusal:
        raise Refused() from refusal


def correct_letter(*, actor: Actor, pk: uuid.UUID, version: int, draft: LetterDraft) -> None:
    """Other words for a letter that has not left. Raises Conflict when it has, or was changed in the meantime."""
    row = queries.letter(actor, pk, Capability.LETTER_WRITE)
    changes: dict[str, Any] = {**_words(draft), "language": draft.language, "to_explain": draft.to_explain}
    changes |= {"day": draft.day, "hour": draft.hour}
    rows = Letter.objects.visible_to(actor, Capability.LETTER_WRITE).filter(
        pk=row.pk, version=version, state=LetterState.DRAFT
    )
    if rows.update(**changes, version=F("version") + 1) == 0:
        raise Conflict(
            _("This letter was changed or sent in the meantime."),
            how_to_mend=_("Open it again and look what it says now."),
        )


def _words(draft: LetterDraft) -> dict[str, str]:
    """The words in the languages of the letter; the other language stays empty."""
    wanted = languages(draft.language)
    problems: dict[str, list[Message | str]] = {}
    words: dict[str, str] = {}
    for language in ("fr", "nl"):
        title, body = f"title_{language}", f"body_{language}"
        words |= {title: "", body: ""}
        if language not in wanted:
            continue
        words |= {name: clean(getattr(draft, name)) for name in (title, body)}
        problems |= check(title, words[title], TITLE_AT_MOST) | check(body, words[body], BODY_AT_MOST)
    if problems:
        raise InvalidInput(problems)
    return words


def clean(text: str) -> str:
    """As typed, without what no page can show."""
    kept = (one for one in text.replace("\r\n", "\n") if one == "\n" or category(one) not in {"Cc", "Cs", "Co", "Cn"})
    return "".join(kept).strip()


def check(name: str, text: str, at_most: int) -> dict[str, list[Message | str]]:
    """What is wrong with a title or a body."""
    if not text:
        return {name: [_("Write something here: in this language the letter would be empty.")]}
    if len(text) > at_most:
        return {
            name: [
                Message(
                    _("This is %(length)s letters long; at most %(at_most)s fit."),
                    {"length": len(text), "at_most": at_most},
                )
            ]
        }
    return {}
