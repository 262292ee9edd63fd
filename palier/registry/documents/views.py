"""Documents: add some, open one, correct what is said of one."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.kernel.errors import Conflict, InvalidInput
from palier.registry.documents import actions, queries
from palier.registry.documents.exports import to_be_saved
from palier.registry.documents.forms import ACCEPT, AddForm, CorrectForm, PersonsForm, Sent
from palier.registry.documents.labels import QrDrawing, qr_drawing, taken_out_words
from palier.registry.documents.queries import photos
from palier.registry.documents.rules import Cleaned, Damaged, DocumentDraft, FileKind, Gone
from palier.registry.people import queries as people
from palier.ui import errors
from palier.ui.addresses import id_in_address
from palier.ui.forms import ASKED_TO_MEND, key_of, mend
from palier.ui.notices import done

BROKEN, GONE = 500, 410


@capability(Can.DOCUMENT_ADD)
@require_http_methods(["GET", "HEAD", "POST"])
def document_add(request: HttpRequest, subject: uuid.UUID) -> HttpResponse:
    """Add files to a file or an inbox. Those that can be kept are kept, whatever the others are."""
    actor = actor_of(request)
    queries.subject_kind(actor, subject)
    household = id_in_address(request, "household")
    persons = _names(actor, household)
    form = AddForm(request.POST or None, request.FILES or None, persons=persons)
    sent: list[Sent] = []
    if request.method == "POST" and form.is_valid():
        sent = form.sent()
        try:
            _keep(request, form, sent, subject, household)
        except InvalidInput as problem:
            mend(form, problem)
        except Conflict:
            return errors.conflict(request)
    refused = [one for one in sent if one.file is None]
    if sent and not refused and not form.errors:
        done(request, _said([one.file for one in sent if one.file]))
        return redirect(_back(household))
    context = {
        "form": form,
        "accept": ACCEPT,
        "refused": refused,
        "kept": [one.file for one in sent if one.file],
        "back": _back(household),
    }
    status = ASKED_TO_MEND if request.method == "POST" else 200
    return render(request, "documents/add.html", context, status=status)


def _keep(
    request: HttpRequest, form: AddForm, sent: list[Sent], subject: uuid.UUID, household: uuid.UUID | None
) -> None:
    """Each file is one sending of its own, whose key follows from the form's."""
    key = key_of(request.POST)
    for number, one in enumerate(sent):
        if one.file is None:
            continue
        draft = DocumentDraft(
            subject=subject,
            file=one.file,
            household=household,
            item=id_in_address(request, "item"),
            persons=tuple(form.cleaned_data["persons"]),
            name=form.cleaned_data["name"] if len(sent) == 1 else "",
            tier=form.tier,
        )
        each = uuid.uuid5(key, str(number)) if key else None
        actions.keep_document(actor=actor_of(request), draft=draft, key=each)


@capability(Can.DOCUMENT_ADD)
@require_http_methods(["GET", "HEAD", "POST"])
def photo_draw(request: HttpRequest, subject: uuid.UUID) -> HttpResponse:
    """A code for the telephone, on the answer to this form and nowhere else ever again (P47)."""
    actor = actor_of(request)
    queries.subject_kind(actor, subject)
    household = id_in_address(request, "household")
    form = PersonsForm(request.POST if request.method == "POST" else None, persons=_names(actor, household))
    if request.method == "POST" and form.is_valid():
        persons = tuple(form.cleaned_data["persons"])
        pk, code = actions.draw_photo_code(actor=actor, subject=subject, household=household, persons=persons)
        drawn = qr_drawing(request.build_absolute_uri(reverse("photo", args=[code])))
        return _photo_page(request, photos.photo_code(actor, pk), drawn)
    context = {"form": form, "back": _back(household)}
    status = ASKED_TO_MEND if request.method == "POST" else 200
    return render(request, "documents/photo_draw.html", context, status=status)


@capability(Can.PHOTO_CODE_READ)
@require_safe
def photo_state(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Have the photos arrived? To be loaded again as often as one likes; the code itself is not on it."""
    return _photo_page(request, photos.photo_code(actor_of(request), pk))


def _photo_page(request: HttpRequest, row: Any, qr: QrDrawing | None = None) -> HttpResponse:
    again = reverse("photo_draw", args=[row.subject_id])
    context = {
        "row": row,
        "qr": qr,
        "waits": row.used_at is None and actor_of(request).moment < row.ends_at,
        "back": _back(row.household_id),
        "again": f"{again}?household={row.household_id}" if row.household_id else again,
    }
    return render(request, "documents/photo_code.html", context)


@capability(Can.DOCUMENT_READ)
@require_safe
def document(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The bytes of a document, to be saved: never shown inside a page of ours."""
    try:
        row, data = queries.opened(actor_of(request), pk)
    except Gone:
        return render(request, "documents/gone.html", status=GONE)
    except Damaged:
        return render(request, "documents/damaged.html", status=BROKEN)
    return to_be_saved(data, FileKind(row.kind), row.name)


@capability(Can.DOCUMENT_CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def document_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Correct its name and whom it concerns."""
    actor = actor_of(request)
    row = queries.document(actor, pk, Can.DOCUMENT_CHANGE)
    persons = _names(actor, row.household_id)
    initial = {"name": row.name, "persons": [str(one) for one in row.concerns], "version": row.version}
    form = CorrectForm(request.POST or None, persons=persons, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_document(actor=actor, pk=pk, **form.cleaned_data)
            done(request, _("Corrected. What it said before stays in its history."))
            return redirect(_back(row.household_id))
        except InvalidInput as problem:
            mend(form, problem)
        except Conflict:
            return errors.conflict(request)
    context = {"form": form, "row": row, "back": _back(row.household_id)}
    status = ASKED_TO_MEND if request.method == "POST" else 200
    return render(request, "documents/edit.html", context, status=status)


def _names(actor: Actor, household: uuid.UUID | None) -> dict[uuid.UUID, str]:
    """The persons declared in a household that the actor may open; one that is not hers is not there."""
    if household is None:
        return {}
    pk = people.household(actor, household).pk
    return {member.person.pk: member.name for member in people.members(actor, pk)}


def _back(household: uuid.UUID | None) -> str:
    return reverse("household_file", args=[household]) if household else "/"


def _said(files: list[Cleaned]) -> str:
    """What was kept, and what cleaning took out of it."""
    removed: dict[Any, None] = dict.fromkeys(what for file in files for what in file.taken_out)
    words = _("Kept: %(names)s.") % {"names": ", ".join(file.name for file in files)}
    if not removed:
        return words
    return f"{words} " + _("Taken out: %(what)s.") % {"what": taken_out_words(removed)}
