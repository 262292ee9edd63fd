"""One letter: chosen, written, corrected, printed, sent."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.gate import permits
from palier.access.routes import actor_of, capability
from palier.kernel.errors import Conflict, InvalidInput
from palier.kernel.spoken_languages import SPOKEN_LANGUAGES
from palier.registry.messaging import actions, exports, queries
from palier.registry.messaging.forms import ChooseForm, ExplainForm, SendForm, TextForm
from palier.registry.messaging.labels import CHANNEL_ICONS, CHANNELS, KIND_ICONS
from palier.registry.messaging.rules import (
    Channel,
    LetterDraft,
    LetterKind,
    LetterLanguage,
    LetterState,
    languages,
    open_channels,
    preset_language,
)
from palier.registry.messaging.rules.templates import BLANK, paragraphs
from palier.registry.people import queries as people
from palier.registry.people.queries import Member
from palier.registry.people.rules import reads_with_difficulty
from palier.ui import errors
from palier.ui.addresses import id_in_address
from palier.ui.forms import ASKED_TO_MEND, key_of, mend, sent
from palier.ui.notices import done
from palier.ui.papers import DOCX, PDF, paper


@capability(Can.LETTER_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def letter_write(request: HttpRequest) -> HttpResponse:
    """Choose what and to whom, then its words. Nothing is kept before the words are."""
    actor = actor_of(request)
    household, file = id_in_address(request, "household"), id_in_address(request, "file")
    if household is None:
        raise Http404
    people.household(actor, household)
    queries.subject_for(actor, household, file)
    members = people.members(actor, household)
    persons = {one.person.pk: one.name for one in members}
    chosen = ChooseForm(request.GET, persons=persons) if "kind" in request.GET else None
    back = reverse("household_file", args=[household])
    if chosen is None or not chosen.is_valid():
        first = members[0] if members else None
        form = chosen or ChooseForm(None, persons=persons, initial=_presets(request, first))
        context = {"form": form, "icons": KIND_ICONS, "household": household, "file": file, "back": back}
        return render(request, "messaging/choose.html", context, status=ASKED_TO_MEND if chosen else 200)
    whose = next(one for one in members if one.person.pk == chosen.cleaned_data["person"])
    return _words(request, actor, chosen.cleaned_data, whose)


def _presets(request: HttpRequest, first: Member | None) -> dict[str, Any]:
    """What is known before anybody chose: whose letter, her language, and the hour a link brought along."""
    given = {name: request.GET[name] for name in ("day", "hour", "place") if request.GET.get(name)}
    if first is None:
        return given
    return {"person": str(first.person.pk), "language": preset_language(first.person.language), **given}


def _words(request: HttpRequest, actor: Actor, chosen: dict[str, Any], whose: Member) -> HttpResponse:
    """The words, prefilled from the template in use; a valid form keeps the letter."""
    kind, language = LetterKind(chosen["kind"]), LetterLanguage(chosen["language"])
    household, file = id_in_address(request, "household"), id_in_address(request, "file")
    template = queries.templates(actor)[kind]
    known = queries.known_words(actor, whose.name, chosen["day"], chosen["hour"], chosen["place"])
    filled = template.filled(known)
    initial = {name: getattr(filled, name) for name in ("title_fr", "body_fr", "title_nl", "body_nl")}
    initial["to_explain"] = reads_with_difficulty(whose.person.languages_read)
    form = TextForm(request.POST or None, language=language, initial=initial)
    made: list[uuid.UUID] = []

    def act() -> None:
        draft = LetterDraft(
            household=household,  # type: ignore[arg-type]
            person=whose.person.pk,
            kind=kind,
            template_version=template.number,
            language=language,
            day=chosen["day"],
            hour=chosen["hour"],
            place=chosen["place"],
            file=file,
            **_typed(form),
        )
        made.append(actions.write_letter(actor=actor, draft=draft, key=key_of(request.POST)))

    if sent(form, act):
        done(request, _("The letter is kept. Choose how it goes."))
        return redirect("letter", made[0])
    context = {"form": form, "whose": whose.name, "kind": kind, "blank": BLANK, "language": language}
    status = ASKED_TO_MEND if form.is_bound else 200
    return render(request, "messaging/words.html", context, status=status)


def _typed(form: TextForm) -> dict[str, Any]:
    names = ("title_fr", "body_fr", "title_nl", "body_nl", "to_explain")
    return {name: form.cleaned_data[name] for name in names if name in form.cleaned_data}


@capability(Can.LETTER_READ)
@require_safe
def letter(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A letter: its words, how it may go, and the proof that it went."""
    return _letter(request, pk)


def _letter(request: HttpRequest, pk: uuid.UUID, form: SendForm | None = None) -> HttpResponse:
    actor = actor_of(request)
    row = queries.opened(actor, pk)
    mine = row.subject_id in actor.subjects
    context: dict[str, Any] = {
        "row": row,
        "name": f"{row.person.first_name} {row.person.last_name}".strip(),
        "texts": [_shown(row, one) for one in languages(row.language)],
        "mine": mine,
        "is_draft": row.state == LetterState.DRAFT,
        "is_certificate": row.kind == LetterKind.CERTIFICATE,
        "icons": CHANNEL_ICONS,
        "kind_icon": KIND_ICONS[LetterKind(row.kind)],
        "back": reverse("household_file", args=[row.household_id]),
    }
    if mine:
        known = queries.reachable(actor, row.household_id, row.person_id)
        context |= _ways(row, known) | {"known": known, "lines": _proof(actor, row)}
        context["explain"] = ExplainForm(None, screen=get_language() or "fr")
        if form is not None:
            context["form"] = form
    return render(request, "messaging/letter.html", context, status=ASKED_TO_MEND if form else 200)


def _shown(row: Any, language: str) -> dict[str, Any]:
    body = getattr(row, f"body_{language}")
    return {"language": language, "title": getattr(row, f"title_{language}"), "paragraphs": paragraphs(body)}


def _ways(row: Any, known: Any) -> dict[str, Any]:
    words = dict(CHANNELS)
    offered = [(str(one), words[one]) for one in open_channels(known, queries.gateways())]
    return {"form": SendForm(None, channels=offered, initial={"channel": offered[0][0], "version": row.version})}


def _proof(actor: Actor, row: Any) -> list[tuple[Any, str]]:
    """Each way it went, with the name of the language in which it was explained."""
    screen = get_language() or "fr"
    return [
        (line, SPOKEN_LANGUAGES[line.explained_in].name.in_(screen) if line.explained_in in SPOKEN_LANGUAGES else "")
        for line in queries.dispatches(actor, row.pk)
    ]


@capability(Can.LETTER_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def letter_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Other words, until it goes."""
    actor = actor_of(request)
    row = queries.letter(actor, pk, Can.LETTER_WRITE)
    if row.state != LetterState.DRAFT or row.kind == LetterKind.CERTIFICATE:  # dates only: made anew, never corrected
        raise Http404
    language = LetterLanguage(row.language)
    names = ("title_fr", "body_fr", "title_nl", "body_nl", "to_explain", "version")
    form = TextForm(request.POST or None, language=language, initial={name: getattr(row, name) for name in names})

    def act() -> None:
        draft = LetterDraft(
            household=row.household_id,
            person=row.person_id,
            kind=LetterKind(row.kind),
            template_version=row.template_version,
            language=language,
            day=row.day,
            hour=row.hour,
            **_typed(form),
        )
        version = form.cleaned_data["version"] or 0
        actions.correct_letter(actor=actor, pk=pk, version=version, draft=draft)

    try:
        if sent(form, act):
            done(request, _("The letter is corrected."))
            return redirect("letter", pk)
    except Conflict:
        return errors.conflict(request)
    context = {"form": form, "blank": BLANK, "row": row, "language": language}
    return render(request, "messaging/words.html", context, status=ASKED_TO_MEND if form.is_bound else 200)


@capability(Can.LETTER_READ)
@require_safe
def letter_print(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The sheet: A4 for a window envelope, an A6 slip, or a document for a word processor."""
    actor = actor_of(request)
    row = queries.opened(actor, pk)
    wanted = request.GET.get("as", "a4")
    known = queries.reachable(actor, row.household_id, row.person_id) if permits(actor, Can.LETTER_SEND) else None
    by_post = known is not None and Channel.LETTER in open_channels(known, frozenset())
    sheet = queries.sheet(actor, row, with_address=by_post)
    if wanted == "a6":
        return paper(exports.slip_pdf(sheet), PDF, _("slip.pdf"))
    if wanted == "docx":
        return paper(exports.letter_docx(sheet), DOCX, _("letter.docx"), to_keep=True)
    return paper(exports.letters_pdf([sheet]), PDF, _("letter.pdf"))


@require_POST
@capability(Can.LETTER_SEND)
def letter_send(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It goes by the way chosen."""
    actor = actor_of(request)
    row = queries.letter(actor, pk, Can.LETTER_SEND)
    channels = [(str(one), words) for one, words in CHANNELS]
    form = SendForm(request.POST, channels=channels, initial={"version": row.version})
    if not form.is_valid():
        return _letter(request, pk, _offered_again(form, actor, row))
    channel = Channel(form.cleaned_data["channel"])
    try:
        version = form.cleaned_data["version"]
        actions.send_letter(actor=actor, pk=pk, channel=channel, version=version, key=key_of(request.POST))
    except InvalidInput as problem:
        mend(form, problem)
        return _letter(request, pk, _offered_again(form, actor, row))
    except Conflict:
        return errors.conflict(request)
    done(request, _said(channel))
    return redirect("letter", pk)


def _offered_again(form: SendForm, actor: Actor, row: Any) -> SendForm:
    """A refused form offers what is open for her, no more."""
    known = queries.reachable(actor, row.household_id, row.person_id)
    words = dict(CHANNELS)
    form.fields["channel"].choices = [  # type: ignore[attr-defined]
        (str(one), words[one]) for one in open_channels(known, queries.gateways())
    ]
    return form


def _said(channel: Channel) -> str:
    return {
        Channel.COUNTER: _("Kept as handed over. Print it now."),
        Channel.LETTER: _("It waits on your list until it is in the post. Print it now."),
        Channel.MAIL: _("A neutral mail says that a letter waits."),
        Channel.SMS: _("A neutral SMS says that a letter waits."),
    }[channel]
