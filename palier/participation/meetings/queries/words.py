"""What goes out, in French and in Dutch: the invitation, the minutes, the posters. Composed anew, never kept apart."""

import uuid
from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from palier.access.actor import Actor
from palier.identity.organisations.models import Organisation, Place
from palier.identity.organisations.queries import name_of
from palier.kernel.spoken_languages import SPOKEN_LANGUAGES
from palier.participation.meetings.labels import PARTIES, PROMISE_STATES, SIGNED_AS
from palier.participation.meetings.models import Meeting, Promise
from palier.participation.meetings.queries.meetings import MeetingPage
from palier.participation.meetings.rules import PromiseState, total
from palier.registry.messaging.rules.mailings import MailingDraft, MailingKind
from palier.registry.messaging.rules.paper import Poster
from palier.registry.messaging.rules.sentences import spoken_day, spoken_hour

Compose = Callable[[str], str]


def _both(compose: Compose) -> dict[str, str]:
    """The same words in each language, whatever the screen speaks."""
    said = {}
    for language in ("fr", "nl"):
        with override(language):
            said[language] = compose(language)
    return said


def _of(row: object, name: str, language: str) -> str:
    words: str = getattr(row, f"{name}_{language}")
    return words


def _when(meeting: Meeting, language: str) -> str:
    there = timezone.localtime(meeting.at)
    return f"{spoken_day(there.date(), language)} {there.year}, {spoken_hour(there.time(), language)}"


def _where(places: list[Place], language: str) -> str:
    return ", ".join(name_of(one, language) for one in places)


def answers_of(meeting: Meeting, language: str) -> list[str]:
    """The three answers of every invitation, and who interprets."""
    said = [
        _("You come in without a step.") if meeting.step_free else _("There are steps: call us, we help."),
        _("There is a quiet place.") if meeting.quiet_place else "",
        _("There is a corner for children.") if meeting.child_corner else "",
    ]
    if meeting.interpreters:
        spoken = [SPOKEN_LANGUAGES[code].name.in_(language) for code in meeting.interpreters]
        said.append(_("Somebody interprets: %(languages)s.") % {"languages": ", ".join(spoken)})
    return [one for one in said if one]


def _topics(page: MeetingPage, language: str) -> str:
    points = [f"– {_of(one, 'title', language)}" for one in page.points if not one.left_out]
    if page.before:
        first = _("what we promised last time, and what came of it")
        points.insert(0, f"– {first}")
    return "\n".join(points)


def invitation(page: MeetingPage) -> MailingDraft:
    """The letter that invites, with the day and the hour in large."""
    meeting = page.meeting
    there = timezone.localtime(meeting.at)

    def body(language: str) -> str:
        parts = [
            _("We invite you to the meeting of the tenants of %(places)s.") % {"places": _where(page.places, language)},
            _("Where: %(place)s") % {"place": _of(meeting, "venue", language)},
            "\n".join(answers_of(meeting, language)),
            "\n".join([_("We speak about:"), topics]) if (topics := _topics(page, language)) else "",
            _("Do you come? Do you have a question? Say it by telephone, at the counter, or on screen with your code."),
            _("You cannot come? What is said there is sent to you afterwards. You are free to come or not."),
        ]
        return "\n\n".join(part for part in parts if part)

    bodies = _both(body)
    return MailingDraft(
        kind=MailingKind.INVITATION,
        about=meeting.pk,
        places=tuple(meeting.places),
        title_fr=meeting.title_fr,
        title_nl=meeting.title_nl,
        body_fr=bodies["fr"],
        body_nl=bodies["nl"],
        day=there.date(),
        hour=there.time().replace(second=0, microsecond=0),
    )


def minutes(page: MeetingPage) -> MailingDraft:
    """What was said, promised and answered, for all tenants concerned. Nobody is named (P41)."""
    meeting = page.meeting
    titles = _both(lambda language: _("What was said: %(title)s") % {"title": _of(meeting, "title", language)})
    bodies = _both(lambda language: _minutes(page, language))
    return MailingDraft(
        kind=MailingKind.MINUTES,
        about=meeting.pk,
        places=tuple(meeting.places),
        title_fr=titles["fr"],
        title_nl=titles["nl"],
        body_fr=bodies["fr"],
        body_nl=bodies["nl"],
    )


def _minutes(page: MeetingPage, language: str) -> str:
    meeting = page.meeting
    there = f"{_when(meeting, language)}. {_of(meeting, 'venue', language)}."
    parts = [" ".join(filter(None, (there, _came(meeting))))]
    if page.before:
        lines = [_promised(one, standing, language) for one, standing in page.before]
        parts.append("\n".join([_("What we promised last time:"), *lines]))
    for number, point in enumerate((one for one in page.points if not one.left_out), start=1):
        heading = f"{number}. {_of(point, 'title', language)} ({_of(point.service, 'name', language)})"
        parts.append("\n".join([heading, _of(point, "said", language) or _("Nothing was noted.")]))
    if page.promises:
        lines = [_promised(one, standing, language) for one, standing in page.promises]
        parts.append("\n".join([_("What we promise:"), *lines]))
    if page.answered:
        lines = [f"– {one.words}\n  {_of(one, 'answer', language)}" for one in page.answered]
        parts.append("\n".join([_("Questions and answers:"), *lines]))
    if page.passed_on:
        parts.append(_("A question about one person was passed on to the service that deals with it."))
    if meeting.signed_on:
        signed = dict(SIGNED_AS)[meeting.signed_as]  # type: ignore[index]
        day = f"{spoken_day(meeting.signed_on, language)} {meeting.signed_on.year}"
        parts.append(_("Read and signed %(function)s, %(day)s.") % {"function": signed, "day": day})
    return "\n\n".join(parts)


def _came(meeting: Meeting) -> str:
    """How many came; small numbers of a kind are told in the total alone."""
    there = meeting.attended
    if not there:
        return ""
    counted = [f"{words} {there[party]}" for party, words in PARTIES if there[party] >= 5]
    people = _("%(number)s people came.") % {"number": total(there)}
    return f"{people} ({', '.join(counted)})" if counted else people


def _promised(one: Promise, standing: PromiseState, language: str) -> str:
    day = spoken_day(one.due_on, language)
    line = f"– {_of(one, 'words', language)} ({_of(one.service, 'name', language)}, {day})"
    if standing == PromiseState.OPEN:
        return line
    return f"{line}\n  {dict(PROMISE_STATES)[standing]}. {_of(one, 'answer', language)}".rstrip()


def _company(pk: uuid.UUID) -> Organisation:
    return Organisation.objects.get(pk=pk)


def invitation_poster(actor: Actor, page: MeetingPage) -> Poster:
    """For the halls: when, where, about what; both languages of equal size."""
    meeting = page.meeting

    def text(language: str) -> str:
        parts = [
            _when(meeting, language),
            _of(meeting, "venue", language),
            " ".join(answers_of(meeting, language)),
            _topics(page, language),
        ]
        return "\n\n".join(part for part in parts if part)

    return _poster(actor, {"fr": meeting.title_fr, "nl": meeting.title_nl}, _both(text))


def since_poster(actor: Actor, promises: list[tuple[Promise, PromiseState]]) -> Poster:
    """Three promises at most and what came of each, for the entrance of the building they were made for."""

    def text(language: str) -> str:
        return "\n\n".join(_promised(one, standing, language) for one, standing in promises[:3])

    return _poster(actor, _both(lambda _language: _("What has changed since")), _both(text))


def _poster(actor: Actor, titles: dict[str, str], texts: dict[str, str]) -> Poster:
    company = _company(actor.acting_organisation)
    parts = {
        language: tuple(tuple(part.split("\n")) for part in text.split("\n\n")) for language, text in texts.items()
    }
    return Poster(
        company_fr=company.name_fr,
        company_nl=company.name_nl,
        title_fr=titles["fr"],
        paragraphs_fr=parts["fr"],
        title_nl=titles["nl"],
        paragraphs_nl=parts["nl"],
    )
