"""The household file: one page for everybody whose work needs it, each with her part."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.gate import permits
from palier.access.labels import DUTIES
from palier.access.ledger import note_read
from palier.access.routes import actor_of, capability
from palier.access.rules import Duty
from palier.desk.household_file import queries
from palier.desk.household_file.forms import NationalNumberForm, SafeContactForm
from palier.desk.household_file.labels import said
from palier.desk.household_file.queries import Dossier, MemberLine, Record
from palier.desk.household_file.rules import Show
from palier.registry.documents.labels import document_lines
from palier.registry.people import actions as people
from palier.registry.people.rules import NumberReason
from palier.ui.notices import done

SHOWS = [
    (Show.ALL, gettext_lazy("Everything")),
    (Show.CONTACTS, gettext_lazy("Contacts")),
    (Show.SIMPLE, gettext_lazy("Simple contacts")),
    (Show.ANALYSES, gettext_lazy("Analyses")),
    (Show.PSYCHOSOCIAL, gettext_lazy("Psychosocial support")),
    (Show.STEPS, gettext_lazy("Steps")),
    (Show.REQUESTS, gettext_lazy("Requests")),
]


def _person(request: HttpRequest, record: Record) -> uuid.UUID | None:
    """The person whose tab is open; None for the worker's view of all. A stranger's id is not there."""
    given = request.GET.get("person", "")
    if not given:
        return None
    found = next((pk for pk in record.names if str(pk) == given), None)
    if found is None:
        raise Http404
    return found


def _show(request: HttpRequest) -> Show:
    given = request.GET.get("show", "")
    return Show(given) if given in set(Show) else Show.ALL


@capability(Can.HOUSEHOLD_DOOR)
def household_file(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The declared record as far as one's work needs it; for the team, the dossier. One ledger line each time."""
    actor = actor_of(request)
    record = queries.record(actor, pk, get_language() or "fr")
    social = permits(actor, Can.DAY_OPEN)
    person, show = _person(request, record), _show(request)
    dossier = queries.dossier(actor, pk, record, person=person, show=show) if social else None
    context: dict[str, Any] = {
        "record": record,
        "person": person,
        "names": record.names,
        "show": show,
        "shows": SHOWS,
        "social": social,
        "protects": social and bool(record.members) and record.mine,
        "today": actor.today,
        "duties": dict(DUTIES),
        "me": actor.post,
    }
    context["has_rights_page"] = _has_rights_page(actor, record, dossier)
    if dossier is not None and dossier.is_there:
        context |= _of_the_team(actor, dossier, record)
        agreed = dossier.case.agreed_by if dossier.case else []
        context["reread"] = person or next((one for one in record.names if one in agreed), None)
    else:
        worker = queries.looked_after_by(pk)
        context |= {"ground": queries.why(actor, record.household), "worker": worker}
        context["asks"] = social and not record.mine and worker is not None and worker.service_id == actor.service
        context["write_letter"] = _for_a_letter("letter_write", dossier, record) if dossier is not None else ""
    note_read(
        actor,
        "household_file",
        reference=pk,
        subjects=dossier.subjects if dossier else (),
        ground=context["ground"],
    )
    return render(request, "household_file/household_file.html", context)


def _of_the_team(actor: Actor, dossier: Dossier, record: Record) -> dict[str, Any]:
    """What the chips say: why I see this, who else can."""
    names = record.names
    readers = [reader for file in dossier.cases[:1] for reader in dossier.team.get(file.subject_id, [])]
    mine = next((reader for reader in readers if reader.post == actor.post), None)
    ground = "emergency_is_open" if dossier.emergency else "in_the_team"
    others = [reader for reader in readers if reader.post != actor.post]
    mine_as = dict(DUTIES).get(Duty(mine.duty), "") if mine else ""
    return {
        "dossier": dossier,
        "mine": mine,
        "mine_as": mine_as,
        "others": others,
        "ground": ground,
        "documents": document_lines(dossier.documents, names),
        "add_document": _add_document(dossier),
        "add_photos": _add_document(dossier, "photo_draw"),
        "write_letter": _for_a_letter("letter_write", dossier, record),
        "make_certificate": _for_a_letter("certificate_make", dossier, record),
        "entries": [(one, said(one, actor.today, actor.post, names), one.row) for one in dossier.trail],
        "purges": queries.purge_marks(actor, dossier),
        "corrects": permits(actor, Can.CONTACT_CHANGE) and not dossier.emergency,
        "attaches": permits(actor, Can.CASE_WORK) and dossier.case is not None,
    }


def _has_rights_page(actor: Actor, record: Record, dossier: Dossier | None) -> set[uuid.UUID]:
    """With whom the actor may go through the rights to check: whoever her open files are about, or all of hers."""
    if record.mine:
        return set(record.names)
    files = dossier.cases if dossier and not dossier.emergency else []
    return {
        one for file in files if file.closed_on is None and file.subject_id in actor.subjects for one in file.concerns
    }


def _add_document(dossier: Dossier, route: str = "document_add") -> str:
    """Where a file is sent that belongs to the open file; nothing without one."""
    file = dossier.case
    if file is None or dossier.emergency or file.closed_on:
        return ""
    return f"{reverse(route, args=[file.subject_id])}?household={file.household_id}"


def _for_a_letter(route: str, dossier: Dossier, record: Record) -> str:
    """Where a letter is written: into the open file, else, by who looks after the household, into her inbox."""
    file = dossier.case
    if dossier.emergency or not record.members or (not record.mine and (file is None or file.closed_on)):
        return ""
    household = f"{reverse(route)}?household={record.household.pk}"
    return f"{household}&file={file.subject_id}" if file is not None and not file.closed_on else household


def _for_one(request: HttpRequest, pk: uuid.UUID, what: str) -> tuple[Record, dict[str, Any]]:
    """The communicable part for the one person named in the address; without a file the page is not there."""
    actor = actor_of(request)
    record = queries.record(actor, pk, get_language() or "fr")
    person = _person(request, record)
    if person is None or not permits(actor, Can.DAY_OPEN):
        raise Http404
    hers = queries.for_her(actor, pk, person)
    whose = next(line.member for line in record.members if line.member.person.pk == person)
    note_read(actor, what, reference=pk, subjects=hers.subjects, ground="in_the_team")
    return record, {"record": record, "whose": whose, "hers": hers, "today": actor.today}


@capability(Can.CASE_READ)
def together(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """*Relire ensemble*: the screen turned to her, in large type, labels in her language, only what is hers (P2)."""
    _record, context = _for_one(request, pk, "together")
    hers = context["whose"].person.language
    with translation.override(hers if hers in {"fr", "nl"} else get_language() or "fr"):
        return render(request, "household_file/together.html", context)


@capability(Can.CASE_READ)
def person_copy(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """*Copie pour elle seule*: on paper, what she confided or what concerns only her; nothing of anybody else (P2)."""
    _record, context = _for_one(request, pk, "person_copy")
    return render(request, "household_file/person_copy.html", context)


@require_POST
@capability(Can.PROTECTED_ADDRESS_SET)
def protect_address(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Hide or show one person's address everywhere, in one tap (P11)."""
    actor = actor_of(request)
    try:
        person = uuid.UUID(request.POST.get("person", ""))
    except ValueError as spoilt:
        raise Http404 from spoilt
    hide = request.POST.get("protect") == "1"
    people.protect_address(actor=actor, person=person, protect=hide)
    done(request, _("The address is protected everywhere.") if hide else _("The address shows again."))
    return redirect("household_file", pk)


def _declared(request: HttpRequest, pk: uuid.UUID) -> tuple[Record, MemberLine]:
    """The record, and its line of the person named in the address. Without one the page is not there."""
    record = queries.record(actor_of(request), pk, get_language() or "fr")
    person = _person(request, record)
    if person is None:
        raise Http404
    return record, next(line for line in record.members if line.member.person.pk == person)


@capability(Can.SAFE_CONTACT_SET)
def safe_contact(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The one way agreed for reaching a person: set, changed and ended by her referent alone (P10)."""
    actor = actor_of(request)
    record, line = _declared(request, pk)
    if not record.mine:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    form = SafeContactForm(sent, initial={"way": line.safe.way if line.safe else ""})
    if form.is_valid():
        way = form.cleaned_data["way"]
        people.agree_safe_contact(actor=actor, person=line.member.person.pk, way=way)
        done(request, _("She is reached in this way only.") if way.strip() else _("The agreed way has ended."))
        return redirect("household_file", pk)
    context = {"record": record, "whose": line.member, "form": form}
    return render(request, "household_file/safe_contact.html", context, status=422 if form.errors else 200)


@capability(Can.NATIONAL_NUMBER_SHOW)
def national_number(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A person's national number, for a reason that the ledger keeps (P32): in the answer to a POST, nowhere else."""
    actor = actor_of(request)
    record, line = _declared(request, pk)
    form = NationalNumberForm(request.POST if request.method == "POST" else None)
    number, asked = "", False
    if form.is_valid():
        reason = NumberReason(form.cleaned_data["reason"])
        number, asked = people.show_national_number(actor=actor, person=line.member.person.pk, reason=reason), True
    context = {"record": record, "whose": line.member, "form": form, "number": number, "asked": asked}
    return render(request, "household_file/national_number.html", context, status=422 if form.errors else 200)
