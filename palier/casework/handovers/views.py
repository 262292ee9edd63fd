"""Pages of a hand-over: who follows, ten files on one page, what the next one needs, the pack and the slip on paper."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.labels import TIERS
from palier.access.ledger import note_read
from palier.access.routes import actor_of, capability
from palier.casework.handovers import actions, queries
from palier.casework.handovers.forms import HandoverForm, NoteForm, ToldForm, VersionForm, WishForm
from palier.casework.handovers.labels import NARROW_KINDS, STATES, TOLD_HOW, TOLD_ICONS
from palier.casework.handovers.rules import HandoverState, ToldHow, last_overlap, phase
from palier.identity.organisations.rules import Role
from palier.kernel.days import BRUSSELS
from palier.kernel.errors import Conflict, InvalidInput, Refused
from palier.ui import errors
from palier.ui.forms import ASKED_TO_MEND, key_of, sent
from palier.ui.notices import done, todo


def _language() -> str:
    return (get_language() or "fr")[:2]


def _page(request: HttpRequest, template: str, form: forms.Form, **context: Any) -> HttpResponse:
    status = ASKED_TO_MEND if form.is_bound and not form.is_valid() else 200
    return render(request, f"handovers/{template}.html", {"form": form, **context}, status=status)


def _accepted(form: forms.Form, act: Callable[[], object]) -> bool:
    """`sent`, where somebody who cannot follow is told beside the choice, not as a page that is not there."""

    def checked() -> None:
        try:
            act()
        except Refused as refusal:
            words = _("This colleague cannot follow: choose a social worker of the same service, in post on that day.")
            raise InvalidInput({"to_post": [words]}) from refusal

    return sent(form, checked)


@capability(Can.HANDOVER_READ)
@require_safe
def handovers(request: HttpRequest) -> HttpResponse:
    """For a worker, hers and those that come to her; for the head, numbers and who cannot prepare one herself."""
    actor = actor_of(request)
    context: dict[str, Any] = {"today": actor.today, "states": dict(STATES)}
    if actor.role == Role.HEAD_OF_SERVICE:
        context |= {"numbers": queries.numbers(actor), "waiting": queries.to_hand_over(actor)}
        return render(request, "handovers/service.html", context)
    rows = [
        (row, phase(HandoverState(row.state), row.starts, row.overlap_ends, actor.today)) for row in queries.mine(actor)
    ]
    leaving = [one for one in rows if one[0].from_post_id == actor.post]
    following = [one for one in rows if one[0].to_post_id == actor.post]
    return render(request, "handovers/handovers.html", context | {"leaving": leaving, "following": following})


@capability(Can.HANDOVER_MAKE)
def handover_new(request: HttpRequest) -> HttpResponse:
    """One page, everything chosen beforehand, one button."""
    actor = actor_of(request)
    by_number = actor.role == Role.HEAD_OF_SERVICE
    mine = [] if by_number else queries.open_files(actor)
    waiting = queries.to_hand_over(actor) if by_number else []
    form = HandoverForm(
        request.POST or None,
        followers=queries.followers(actor),
        files={file.pk: file.household.label for file in mine},
        leaving={one.post: one.worker for one in waiting} if by_number else None,
        initial={
            "starts": actor.today,
            "overlap_ends": last_overlap(actor.today),
            "files": [str(file.pk) for file in mine],
            "inbox": True,
            "leaving": request.GET.get("of", ""),
        },
    )
    made: list[uuid.UUID] = []

    def act() -> None:
        leaving = form.cleaned_data.get("leaving")
        made.append(actions.prepare(actor=actor, draft=form.draft(), leaving=leaving, key=key_of(request.POST)))

    if _accepted(form, act):
        done(request, _("The hand-over is prepared. Nothing passes before its day."))
        return redirect("handovers") if by_number else redirect("handover", made[0])
    subjects = [file.subject_id for file in mine]
    if subjects:
        note_read(actor, "handover_new", subjects=subjects, ground="in_the_team")
    return _page(request, "new", form, by_number=by_number, files=mine)


@capability(Can.HANDOVER_READ)
@require_safe
def handover(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """All files of one hand-over: what is said of each, who was told, the acts of the day."""
    actor = actor_of(request)
    of = queries.handover(actor, pk)
    return _handover(request, actor, of)


def _handover(request: HttpRequest, actor: Actor, of: queries.Handover, told: ToldForm | None = None) -> HttpResponse:
    if actor.post not in {of.from_post_id, of.to_post_id}:
        raise Refused()  # the head reads numbers, on the list
    files = queries.files(actor, of, _language())
    note_read(actor, "handover", reference=of.pk, subjects=[one.case.subject_id for one in files], ground="in_the_team")
    passing = [one for one in files if one.note and one.note.passes]
    context = {
        "of": of,
        "files": files,
        "passing": len(passing),
        "leaving": of.from_post_id == actor.post,
        "phase": phase(HandoverState(of.state), of.starts, of.overlap_ends, actor.today),
        "told": told or _told_form(None, actor, files),
        "icons": TOLD_ICONS,
        "told_how": dict(TOLD_HOW),
        "left": [one for one in files if not (one.note and one.note.passes)],
        "untold": sum(one.note.told_on is None for one in passing if one.note),
        "another": [one for one in passing if one.note and one.note.another_on],
    }
    status = ASKED_TO_MEND if told is not None else 200
    return render(request, "handovers/handover.html", context, status=status)


def _told_form(data: Any, actor: Actor, files: list[queries.File]) -> ToldForm:
    passing = [one for one in files if one.note and one.note.passes]
    notes = {one.note.pk: one.label for one in passing if one.note}
    untold = [str(one.note.pk) for one in passing if one.note and one.note.told_on is None]
    return ToldForm(data, notes=notes, initial={"on": actor.today, "how": ToldHow.IN_PERSON, "notes": untold})


@capability(Can.HANDOVER_NOTE_WORK)
@require_POST
def handover_told(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The households that were told who follows: several in one gesture."""
    actor = actor_of(request)
    of = queries.handover(actor, pk)
    form = _told_form(request.POST, actor, queries.files(actor, of, _language()))
    noted: list[int] = []
    if sent(form, lambda: noted.append(actions.note_told(actor=actor, pk=pk, **form.cleaned_data))):
        words = ngettext("%(number)s household was told.", "%(number)s households were told.", noted[0])
        done(request, words % {"number": noted[0]})
        return redirect("handover", pk)
    return _handover(request, actor, of, form)


@capability(Can.HANDOVER_MAKE)
def handover_change(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Another day or another colleague, other files, until it is done."""
    actor = actor_of(request)
    of = queries.handover(actor, pk, Can.HANDOVER_MAKE)
    by_number = actor.role == Role.HEAD_OF_SERVICE
    files = [] if by_number else queries.files(actor, of, _language())
    names = ("to_post_id", "starts", "overlap_ends", "inbox", "places", "version")
    initial = {name.removesuffix("_id"): getattr(of, name) for name in names}
    passing = [str(one.case.pk) for one in files if one.note and one.note.passes]
    form = HandoverForm(
        request.POST or None,
        followers=queries.followers(actor),
        files={one.case.pk: one.label for one in files},
        initial=initial | {"files": passing},
    )

    def act() -> None:
        draft = form.draft()
        actions.change_handover(actor=actor, pk=pk, draft=draft, version=form.cleaned_data["version"] or 0)
        if not by_number:
            actions.add_files(actor=actor, pk=pk, chosen=draft.files)

    try:
        if _accepted(form, act):
            done(request, _("The hand-over is changed."))
            return redirect("handovers") if by_number else redirect("handover", pk)
    except Conflict:
        return errors.conflict(request)
    return _page(request, "change", form, of=of, by_number=by_number)


def _done_to_it(request: HttpRequest, pk: uuid.UUID, act: Callable[[], object], words: str) -> HttpResponse:
    try:
        act()
    except Conflict as conflict:
        todo(request, " ".join(_(message.msgid) for message in conflict.sentences))
        return redirect("handovers")
    done(request, words)
    return redirect("handovers")


@capability(Can.HANDOVER_MAKE)
@require_POST
def handover_now(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Hand over now: on its day it happens by itself, this only spares the wait."""
    actor = actor_of(request)
    return _done_to_it(request, pk, lambda: actions.hand_over(actor=actor, pk=pk), _("Handed over."))


@capability(Can.HANDOVER_MAKE)
@require_POST
def handover_withdraw(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take it back until it is done."""
    actor = actor_of(request)
    form = VersionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    words = _("Taken back: nothing passes.")
    return _done_to_it(request, pk, lambda: actions.withdraw(actor=actor, pk=pk, version=version), words)


@capability(Can.HANDOVER_NOTE_WORK)
def handover_note(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What the next worker needs of one file; beside it, what the file says by itself, and what stays behind."""
    actor = actor_of(request)
    row = queries.note(actor, pk, Can.HANDOVER_NOTE_WORK)
    of = queries.handover(actor, row.handover_id)
    own = (
        queries.own_contacts(actor, row)
        if of.from_post_id == actor.post and of.state == HandoverState.PREPARING
        else []
    )
    narrow = queries.own_narrow(actor, row, of.to_post_id) if of.from_post_id == actor.post else []
    names = ("passes", "stands", "next_on", "promised", "reached", "helpers", "version")
    form = NoteForm(
        request.POST or None,
        contacts={contact.pk: _said(contact) for contact, _stays in own},
        narrow={one.item: _named(one) for one in narrow},
        initial={name: getattr(row, name) for name in names}
        | {"behind": [str(contact.pk) for contact, stays in own if stays]}
        | {"named": [str(one.item) for one in narrow if one.named]},
    )

    def act() -> None:
        actions.write_note(
            actor=actor, pk=pk, draft=form.draft(), version=form.cleaned_data["version"], behind=form.behind()
        )
        if narrow:
            actions.name_follower(actor=actor, pk=pk, items=form.named())

    try:
        if sent(form, act):
            done(request, _("Noted for who follows."))
            return redirect("handover", of.pk)
    except Conflict:
        return errors.conflict(request)
    return _page(request, "note", form, pack=queries.pack(actor, pk, _language()), of=of, own=own, narrow=narrow)


def _named(one: queries.Narrow) -> str:
    """Its day, its kind and who reads it; never its words (P12)."""
    day = date_format(one.written_at.astimezone(BRUSSELS), "DATE_FORMAT")
    return f"{day}: {dict(NARROW_KINDS)[one.kind]}, {dict(TIERS)[one.tier]}"


def _said(contact: Any) -> str:
    day = date_format(contact.at.astimezone(BRUSSELS), "DATE_FORMAT")
    words = " ".join(contact.facts.split())
    return f"{day}: {words[:90].rsplit(' ', 1)[0]}…" if len(words) > 90 else f"{day}: {words}"


@capability(Can.HANDOVER_NOTE_READ)
@require_safe
def handover_pack(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The pack of one file, on one A4."""
    context = {"pack": queries.pack(actor_of(request), pk, _language())}
    return render(request, "handovers/pack.html", context)


@capability(Can.HANDOVER_NOTE_WORK)
@require_POST
def handover_look(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The next worker opens what was left to her; once looked at, it leaves her day."""
    actions.look_at(actor=actor_of(request), pk=pk)
    return redirect("handover_pack", pk)


@capability(Can.HANDOVER_NOTE_WORK)
@require_POST
def handover_another(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """She asks for another worker, or no longer."""
    actor = actor_of(request)
    form = WishForm(request.POST)
    wished = form.is_valid() and form.cleaned_data["wished"]
    row = actions.ask_another(actor=actor, pk=pk, wished=wished)
    said = _("Noted: both of you see it, the head sees a number.") if wished else _("No longer asked.")
    done(request, said)
    return redirect("handover", row.handover_id)


@capability(Can.HANDOVER_NOTE_WORK)
@require_safe
def handover_slip(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The A6 slip of who follows, without a name of a tenant; the neutral one says less (P44)."""
    slip = queries.slip(actor_of(request), pk, _language())
    wanted, neutral = request.GET.get("in", ""), request.GET.get("neutral") == "1"
    language = wanted if wanted in {"fr", "nl"} else slip.language
    return render(request, "handovers/slip.html", {"slip": slip, "sheet_language": language, "neutral": neutral})
