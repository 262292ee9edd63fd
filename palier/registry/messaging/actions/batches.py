"""Letters in one go: ordered, stopped, tried again, handed to the post. The worker makes them (`sec.make_letters`)."""

import datetime as dt
import uuid

from django.db import transaction
from django.db.models import F
from django.db.utils import ProgrammingError
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.gate import require
from palier.access.once import once
from palier.kernel.errors import InvalidInput, Message, Refused
from palier.registry.messaging import queries
from palier.registry.messaging.actions.letters import check, clean
from palier.registry.messaging.models import BatchLine, Dispatch, Letter, LetterBatch
from palier.registry.messaging.rules import BODY_AT_MOST, TITLE_AT_MOST, Channel, DispatchState, LetterState
from palier.registry.messaging.rules.batches import BATCH_AT_MOST, BATCH_KEPT_DAYS, BatchDraft, LineState
from palier.registry.messaging.rules.templates import BLANK, PLACES


def order_letters(*, actor: Actor, draft: BatchDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Keep the order for these letters; the worker makes them one after the other. Returns the batch's id.

    Raises InvalidInput when nobody is chosen or words are missing; Refused when one is not the actor's to write to.
    """
    require(actor, Can.LETTER_WRITE)
    require(actor, Can.LETTER_BATCH_WORK)
    words = _words(draft)
    return once(actor, key, draft, lambda: _keep(actor, draft, words))


def _words(draft: BatchDraft) -> dict[str, str]:
    """Both languages, always: nobody knows before in which ones they will be. Only the name is still open."""
    if not draft.to or len(draft.to) > BATCH_AT_MOST:
        raise InvalidInput({"to": [Message(_("Choose one to %(at_most)s persons."), {"at_most": BATCH_AT_MOST})]})
    problems: dict[str, list[Message | str]] = {}
    words: dict[str, str] = {}
    for language in ("fr", "nl"):
        for part, at_most in ((f"title_{language}", TITLE_AT_MOST), (f"body_{language}", BODY_AT_MOST)):
            words[part] = clean(getattr(draft, part))
            problems |= check(part, words[part], at_most)
            name = "{" + PLACES["person"][language] + "}"
            if part not in problems and any(mark in words[part].replace(name, "") for mark in (BLANK, "{", "}")):
                problems[part] = [_("Fill in the dots and the braces: only the place of the name stays open.")]
    if problems:
        raise InvalidInput(problems)
    return words


def _keep(actor: Actor, draft: BatchDraft, words: dict[str, str]) -> uuid.UUID:
    subjects = queries.subjects_for(actor, draft.to)
    tenants = queries.tenants(actor, list(dict.fromkeys(one.household for one in draft.to)))
    her = {(one.household, one.person): one for one in tenants}
    if any((one.household, one.person) not in her for one in draft.to):
        raise Refused()
    batch = LetterBatch(
        organisation_id=actor.acting_organisation,
        kind=draft.kind,
        template_version=draft.template_version,
        day=draft.day,
        hour=draft.hour,
        author_id=actor.acting_post,
        ordered_at=actor.moment,
        ends_on=actor.today + dt.timedelta(days=BATCH_KEPT_DAYS),
        **words,
    )
    rows = [
        BatchLine(
            organisation_id=actor.acting_organisation,
            subject_id=subjects[one],
            batch=batch,
            household_id=one.household,
            person_id=one.person,
            language=her[one.household, one.person].language,
            to_explain=her[one.household, one.person].to_explain,
            state=LineState.WAITING if her[one.household, one.person].works_with else LineState.BY_HAND,
            author_id=actor.acting_post,
        )
        for one in dict.fromkeys(draft.to)
    ]
    try:
        with transaction.atomic():
            batch.insert()
            BatchLine.objects.unguarded(because="inserts the lines of a batch together").bulk_create(rows)
    except ProgrammingError as refusal:
        raise Refused() from refusal
    return batch.pk


def stop_batch(*, actor: Actor, pk: uuid.UUID, stopped: bool) -> None:
    """No letter more is made, or they go on. What was made stays."""
    require(actor, Can.LETTER_BATCH_WORK)
    if not LetterBatch.objects.visible_to(actor, Can.LETTER_BATCH_WORK).filter(pk=pk).update(stopped=stopped):
        raise Refused()


def make_again(*, actor: Actor, pk: uuid.UUID) -> int:
    """What could not be made waits once more: something was mended. Returns how many letters.

    A person with whom the actor still does not work is left out, as when the letters were ordered.
    """
    queries.batch(actor, pk)
    rows = queries.not_made(actor, pk)
    known = queries.works_with_any(actor, [row.person_id for row in rows])
    again = [row.pk for row in rows if row.person_id in known]
    return int(queries.lines(actor, pk).filter(pk__in=again).update(state=LineState.WAITING))


def post_batch(*, actor: Actor, pk: uuid.UUID) -> int:
    """The whole pile was handed to the post by the actor: each letter gets a proof of its own. Returns how many went.

    What may no longer go by post when this is said does not count as gone: it is to be taken from the pile.
    """
    require(actor, Can.LETTER_SEND)
    queries.batch(actor, pk)
    found = queries.pile(actor, pk)
    rows = Letter.objects.visible_to(actor, Can.LETTER_SEND).exclude(state=LetterState.SENT)
    held = list(rows.filter(pk__in=[row.pk for row in found.to_post]).select_for_update(of=("self",)))
    proofs = [_proof(actor, row) for row in held]
    try:
        with transaction.atomic():
            Dispatch.objects.unguarded(because="inserts the proofs of a pile together").bulk_create(proofs)
    except ProgrammingError as refusal:
        raise Refused() from refusal
    sent = Letter.objects.visible_to(actor, Can.LETTER_SEND).filter(pk__in=[row.pk for row in held])
    sent.update(state=LetterState.SENT, version=F("version") + 1)
    return len(held)


def _proof(actor: Actor, row: Letter) -> Dispatch:
    return Dispatch(
        organisation_id=row.organisation_id,
        subject_id=row.subject_id,
        letter_id=row.pk,
        person_id=row.person_id,
        channel=Channel.LETTER,
        words="",
        due_at=actor.moment,
        state=DispatchState.SENT,
        sent_at=actor.moment,
        handed_by_id=actor.acting_post,
        author_id=actor.acting_post,
        written_at=actor.moment,
        ends_on=row.ends_on,
    )
