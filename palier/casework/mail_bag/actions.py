"""Verbs that write: a bag is noted, a reply is prepared, a photo is kept."""

import uuid
from collections.abc import Sequence

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.once import once
from palier.access.rights.queries import terms as kept_for
from palier.access.rights.rules import TermKey
from palier.access.rules import Tier, aide_memoire_ends
from palier.casework.cases import actions as cases
from palier.casework.cases import queries as case_queries
from palier.casework.cases.models import Contact
from palier.casework.cases.rules import Channel, ContactDraft, Result, StepDraft
from palier.casework.mail_bag import queries
from palier.casework.mail_bag.labels import step_words, thread_words
from palier.casework.mail_bag.models import BroughtLetter
from palier.casework.mail_bag.rules import (
    Bag,
    Line,
    needs_step,
    photo_ends,
    replies,
    reply_code,
    step_due,
    takes_photos,
)
from palier.kernel.errors import Refused
from palier.registry.documents import actions as documents
from palier.registry.documents import queries as document_queries
from palier.registry.documents.rules import Cleaned, DocumentDraft, FileKind, TakenOut
from palier.registry.messaging import actions as messaging
from palier.registry.messaging.rules import LetterDraft, preset_language
from palier.registry.messaging.rules import LetterKind as PaperKind


def note_bag(*, actor: Actor, bag: Bag, key: uuid.UUID | None = None) -> uuid.UUID:
    """Note the letters of one sitting: one contact, a line each, and the small steps. Returns the contact's id.

    Raises Refused for a household that is not hers, or for a contact that is not of this household.
    """
    require(actor, Capability.BROUGHT_WORK)
    return once(actor, key, bag, lambda: _note(actor, bag))


def _note(actor: Actor, bag: Bag) -> uuid.UUID:
    where = queries.place(actor, bag.household)
    file = where.file_for(bag.persons)
    if file is None and not where.inbox:
        raise Refused()  # her files are of other persons of the household (P2)
    contact = _same_sitting(actor, bag) if bag.contact else _sitting(actor, bag, file.pk if file else None)
    for line in bag.lines:
        _keep_line(actor, contact, bag.household, line)
    return contact.pk


def _sitting(actor: Actor, bag: Bag, case: uuid.UUID | None) -> Contact:
    draft = ContactDraft(
        facts=thread_words(bag.lines),
        case=case,
        household=bag.household,
        persons=bag.persons,
        channel=Channel.DROP_IN,
        result=Result.THEY_CAME,
        tier=bag.tier,
    )
    return case_queries.contact(actor, cases.record_contact(actor=actor, draft=draft))


def _same_sitting(actor: Actor, bag: Bag) -> Contact:
    """The contact of the rows that were right at once; its words say the mended ones too."""
    assert bag.contact
    former = case_queries.contact(actor, bag.contact, Capability.CONTACT_CHANGE)
    if former.household_id != bag.household:
        raise Refused()
    added = thread_words(bag.lines).split("\n")[1:]
    facts = "\n".join([former.facts, *added])
    return cases.correct_contact(actor=actor, pk=former.pk, version=former.version, facts=facts)


def _keep_line(actor: Actor, contact: Contact, household: uuid.UUID, line: Line) -> None:
    step = None
    if needs_step(line):
        follows = StepDraft(step_words(line), step_due(line, actor.today))
        step = cases.promise_step(actor=actor, contact=contact.pk, draft=follows)
    terms = kept_for(actor)
    own = contact.tier == Tier.AUTHOR
    BroughtLetter(
        organisation_id=actor.acting_organisation,
        subject_id=contact.subject_id,
        household_id=household,
        contact=contact.pk,
        step=step,
        confided_by=contact.confided_by,
        concerns=contact.concerns,
        kind=line.kind,
        sender=line.sender,
        deadline=line.deadline,
        sort=line.sort,
        tier=contact.tier,
        author_id=actor.acting_post,
        written_at=actor.moment,
        ends_on=aide_memoire_ends(actor.today, terms[TermKey.AIDE_MEMOIRE])
        if own
        else terms[TermKey.SIMPLE_CONTACT].after(actor.today),
    ).insert()


def prepare_reply(*, actor: Actor, pk: uuid.UUID) -> uuid.UUID:
    """A reply written in advance, as a letter to her that is still a draft; its id. Again, it is the same letter.

    Raises Refused where there is none, or nobody to write to.
    """
    row = queries.letter(actor, pk)
    if row.reply:
        return row.reply
    code = reply_code(row.kind, row.sort)
    whose = next((one for one in queries.members(actor, row.household_id) if one.person.pk in row.confided_by), None)
    if code is None or whose is None or row.tier != Tier.TEAM:
        raise Refused()
    reply, sender = replies()[code], row.sender or row.get_kind_display()
    body = {one: reply.body.in_(one).replace("{sender}", sender) for one in ("fr", "nl")}
    draft = LetterDraft(
        household=row.household_id,
        person=whose.person.pk,
        kind=PaperKind.EMPTY,
        template_version=0,
        language=preset_language(whose.person.language),
        title_fr=reply.title.fr,
        title_nl=reply.title.nl,
        body_fr=body["fr"],
        body_nl=body["nl"],
        file=row.subject_id,
    )
    made = messaging.write_letter(actor=actor, draft=draft)
    BroughtLetter.objects.visible_to(actor, Capability.BROUGHT_WORK).filter(pk=pk).update(reply=made)
    return made


def draw_code(*, actor: Actor, pk: uuid.UUID) -> tuple[uuid.UUID, str]:
    """A code for the telephone: its photos belong to this letter and go after thirty days. Raises Refused."""
    row = queries.letter(actor, pk)
    if not takes_photos(row.tier):
        raise Refused()
    return documents.draw_photo_code(
        actor=actor,
        subject=row.subject_id,
        household=row.household_id,
        persons=row.concerns,
        item=row.pk,
        ends_on=photo_ends(actor.today, row.ends_on),
    )


def keep_photo(*, actor: Actor, document: uuid.UUID) -> uuid.UUID:
    """Keep the photo of a letter as long as its file or inbox keeps documents: a copy with that term; the letter's id.

    The one with thirty days goes in its time. Again, nothing more is kept. Raises Refused, Damaged.
    """
    kept, data = document_queries.opened(actor, document)
    if kept.item is None:
        raise Refused()
    row = queries.letter(actor, kept.item)
    draft = DocumentDraft(
        subject=kept.subject_id,
        file=Cleaned(FileKind(kept.kind), kept.name, data, _taken_out(kept.taken_out)),
        household=kept.household_id,
        item=row.pk,
        persons=tuple(kept.concerns),
        name=kept.name,
    )
    documents.keep_document(actor=actor, draft=draft, key=uuid.uuid5(kept.pk, "kept"))
    return row.pk


def _taken_out(codes: Sequence[str]) -> tuple[TakenOut, ...]:
    return tuple(TakenOut(code) for code in codes)
