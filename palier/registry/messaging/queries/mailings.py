"""Reads of mailings: numbers before and after, and the sheets of a file. No list of who was written to."""

import uuid
from collections import defaultdict

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.closed import rows
from palier.access.gate import require
from palier.identity.organisations.models import Organisation
from palier.kernel.errors import Refused
from palier.registry.messaging.models import Mailing
from palier.registry.messaging.queries.reaching import gateways, phone_of, post_of
from palier.registry.messaging.rules import Channel, languages
from palier.registry.messaging.rules.mailings import (
    MailingChannel,
    MailingDraft,
    MailingFile,
    MailingKind,
    MailingState,
    Reached,
    Report,
)
from palier.registry.messaging.rules.paper import Sheet, Text
from palier.registry.messaging.rules.sentences import spoken_day, spoken_hour
from palier.registry.messaging.rules.templates import paragraphs


def mail_is_open() -> bool:
    """Has this installation a gateway for mail?"""
    return Channel.MAIL in gateways()


def reaches(actor: Actor, places: list[uuid.UUID]) -> list[Reached]:
    """How many households these places have, by language and way, before anything is ordered. One statement."""
    require(actor, Can.MEETING_WORK)
    found = rows("SELECT * FROM sec.mailing_reaches(%s::uuid[], %s)", places, mail_is_open())
    return [Reached(language, MailingChannel(channel), number) for language, channel, number in found]


def mailings_about(actor: Actor, about: uuid.UUID) -> dict[MailingKind, Mailing]:
    """What was ordered about a meeting. One statement."""
    found = Mailing.objects.visible_to(actor, Can.MEETING_WORK).filter(about=about)
    return {MailingKind(one.kind): one for one in found}


def mailing(actor: Actor, pk: uuid.UUID) -> Mailing:
    """An order of the actor's company. Raises Refused."""
    found: Mailing | None = Mailing.objects.visible_to(actor, Can.MEETING_WORK).filter(pk=pk).first()
    if found is None:
        raise Refused()
    return found


def report(actor: Actor, order: Mailing) -> Report:
    """What became of it, by way. One statement; none once its lines are forgotten."""
    require(actor, Can.MEETING_WORK)
    if order.kept is not None:
        told = [(*what.split(" "), None, number) for what, number in order.kept.items()]
    else:
        told = rows("SELECT * FROM sec.mailing_counts(%s)", order.pk)
    return as_report(order.total, told)


def as_report(total: int, told: list[tuple[str, str, int | None, int | None]]) -> Report:
    """From (way, state, file, how many). Of what lies at the counter a number may be missing: fewer than five."""
    number: defaultdict[tuple[str, str], int] = defaultdict(int)
    files: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for channel, state, batch, how_many in told:
        number[channel, state] += how_many or 0
        if channel == MailingChannel.LETTER and batch:
            files[batch][state] = how_many or 0
    by_hand = [(state, many) for channel, state, _batch, many in told if channel == MailingChannel.COUNTER]

    def of(channel: MailingChannel, *states: MailingState) -> int:
        return sum(number[channel, one] for one in states or MailingState if one != MailingState.FAILED)

    letter, mail = MailingChannel.LETTER, MailingChannel.MAIL
    return Report(
        total=total,
        letters=of(letter),
        letters_to_make=of(letter, MailingState.WAITING),
        letters_sent=of(letter, MailingState.SENT),
        mails=of(mail),
        mails_sent=of(mail, MailingState.SENT),
        counter=None if any(many is None for _state, many in by_hand) else sum(many or 0 for _state, many in by_hand),
        counter_ready=all(state == MailingState.SENT for state, _many in by_hand),
        moved=sum(number[one, MailingState.FAILED] for one in MailingChannel),
        files=tuple(
            MailingFile(batch, sum(states.values()), states.get(MailingState.SENT, 0))
            for batch, states in sorted(files.items())
        ),
    )


def mailing_sheets(actor: Actor, order: Mailing, batch: int) -> list[Sheet]:
    """The letters of a file, street by street, as they go in window envelopes. Raises Refused for an empty one."""
    require(actor, Can.MEETING_WORK)
    found = rows("SELECT * FROM sec.mailing_sheets(%s, %s)", order.pk, batch)
    if not found:
        raise Refused()
    form = _Form(order)
    return [form.sheet(language, name, *where) for name, language, *where in found]


def counter_sheet(order: Mailing) -> Sheet:
    """One copy in both languages, to nobody: what lies at the counter."""
    return _Form(order).sheet("both", "")


def plain_sheet(actor: Actor, draft: MailingDraft) -> Sheet:
    """The same words before they are ordered, to nobody, in both languages."""
    texts = {name: getattr(draft, name) for name in ("title_fr", "body_fr", "title_nl", "body_nl", "day", "hour")}
    return _Form(Mailing(**texts, ordered_by_id=actor.acting_post, ordered_at=actor.moment)).sheet("both", "")


class _Form:
    """What is alike on all sheets of a mailing, read once."""

    def __init__(self, order: Mailing) -> None:
        self.order = order
        post = post_of(order.ordered_by_id)
        self.worker, self.phone, self.company = str(post.staff), phone_of(post), post.organisation
        self.texts = {language: _text(order, language) for language in ("fr", "nl")}

    def sheet(self, language: str, name: str, *where: str) -> Sheet:
        shown = languages(language)
        return Sheet(
            company=" / ".join(dict.fromkeys(_company(self.company, one) for one in shown)),
            to=(name, *_address(shown[0], *where)) if where else (name,),
            worker=self.worker,
            phone=self.phone,
            texts=tuple(self.texts[one] for one in shown),
            pictograms=False,
            written_on=self.order.ordered_at.date(),
        )


def _company(company: Organisation, language: str) -> str:
    return company.name_nl if language == "nl" else company.name_fr


def _address(
    language: str, fr: str, nl: str, number: str, box: str, postcode: str, town_fr: str, town_nl: str
) -> tuple[str, str]:
    dutch = language == "nl"
    bus = f" {'bus' if dutch else 'bte'} {box}" if box else ""
    return f"{nl if dutch else fr} {number}{bus}", f"{postcode} {town_nl if dutch else town_fr}".strip()


def _text(order: Mailing, language: str) -> Text:
    title, body = (order.title_nl, order.body_nl) if language == "nl" else (order.title_fr, order.body_fr)
    written = order.ordered_at.date()
    large = spoken_day(order.day, language) if order.day else ""
    if order.day and order.hour:
        large += f", {spoken_hour(order.hour, language)}"
    return Text(
        language=language,
        title=title,
        paragraphs=tuple(tuple(lines) for lines in paragraphs(body)),
        date=f"{spoken_day(written, language)} {written.year}",
        large=large,
    )
