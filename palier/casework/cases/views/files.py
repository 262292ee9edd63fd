"""The pages of a file as a whole: opened, analysed, closed, opened again, and what is kept apart in it."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from palier.access.actor import Actor, whoami
from palier.access.capabilities import Capability as Can
from palier.access.ledger import note_read
from palier.access.rights.queries import terms as kept_for
from palier.access.rights.rules import TermKey
from palier.access.routes import actor_of, capability
from palier.casework.cases import actions, queries
from palier.casework.cases.forms import AnalysisForm, CaseChangeForm, CaseCloseForm, CaseOpenForm, VersionForm
from palier.casework.cases.labels import ACCOMPANIMENT_TYPES, DOMAINS
from palier.casework.cases.rules import (
    SILENCE_DAYS,
    CaseDraft,
    Domain,
    Outcome,
    StepDraft,
    Undoable,
    erased_on,
    is_silent,
    tenancy_kept,
)
from palier.casework.cases.views.answers import (
    IN_CONFLICT,
    file_address,
    names,
    page,
    to_file,
    undo_address,
)
from palier.kernel.errors import Conflict
from palier.registry.documents import queries as documents
from palier.registry.documents.labels import document_lines
from palier.registry.people import queries as people
from palier.ui.addresses import id_in_address
from palier.ui.forms import key_of, sent


@capability(Can.DAY_OPEN)
def case_list(request: HttpRequest) -> HttpResponse:
    """My files, the longest silent first, or none; filters stand in the address."""
    actor = actor_of(request)
    closed, domain = request.GET.get("closed") == "1", request.GET.get("domain", "")
    found = queries.page(queries.my_cases(actor, closed=closed, domain=domain if domain in set(Domain) else ""))
    note_read(actor, "case_list", subjects=[file.subject_id for file in found.items], ground="in_the_team")
    for file in found.items:
        file.silent = is_silent(file.last_contact_on, actor.today)
    return render(
        request,
        "cases/case_list.html",
        {"page": found, "closed": closed, "domain": domain, "domains": DOMAINS, "silence_days": SILENCE_DAYS},
    )


@capability(Can.CASE_OPEN)
def case_open(request: HttpRequest) -> HttpResponse:
    """Open a file with the person's agreement: only who and when are asked."""
    actor = actor_of(request)
    household, asked = id_in_address(request, "household"), id_in_address(request, "request")
    if household is None:
        raise Http404
    whose = people.household(actor, household)
    joins = queries.request(actor, asked, Can.REQUEST_TAKE) if asked else None
    form = CaseOpenForm(request.POST or None, persons=names(actor, household), today=actor.today)

    def act() -> None:
        kept = form.cleaned_data
        agreed_by = tuple(kept["agreed_by"])
        draft = CaseDraft(
            household,
            agreed_by,
            kept["agreed_on"],
            agreed_by,
            kept["own_words"],
            kept["domain"],
            tuple(kept["approaches"]),
            tuple(kept["goals"]),
            kept["housing_project"],
        )
        case = actions.open_case(actor=actor, draft=draft, key=key_of(request.POST))
        if asked:
            # The new file is not among the subjects the actor came with: ask again who is asking.
            actions.join_request(actor=whoami() or actor, pk=asked, case=case)

    if sent(form, act):
        return to_file(request, household, _("The file is open."))
    return page(request, "case_open", form, household=whose, asked=joins)


@capability(Can.CASE_WORK)
def case_change(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What the file says of itself: changed as the person's wishes change. In conflict both texts stand there."""
    actor = actor_of(request)
    file = queries.case(actor, pk, Can.CASE_WORK)
    fields = ("own_words", "housing_project", "goals", "approaches", "domain")
    form = CaseChangeForm(request.POST or None, initial={name: getattr(file, name) for name in (*fields, "version")})

    def act() -> None:
        if any(getattr(file, name) != form.cleaned_data[name] for name in fields):  # sent twice: already so
            actions.change_case(actor=actor, pk=pk, **form.cleaned_data)

    try:
        if sent(form, act):
            return to_file(request, file.household_id, _("The file says so now. What it said stays in its history."))
    except Conflict:
        again = CaseChangeForm(initial={**form.cleaned_data, "version": file.version})
        both = {"file": file, "form": again, "mine": form.cleaned_data}
        return render(request, "cases/case_two_texts.html", both, status=IN_CONFLICT)
    return page(request, "case_change", form, file=file, back=file.household_id)


@capability(Can.CASE_WORK)
def case_close(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Close a file. The day on which it will be erased is shown before."""
    actor = actor_of(request)
    file = queries.case(actor, pk, Can.CASE_WORK)
    form = CaseCloseForm(request.POST or None, initial={"version": file.version})

    def act() -> None:
        outcome, version = Outcome(form.cleaned_data["outcome"]), form.cleaned_data["version"]
        kept = {"yes": True, "no": False}.get(form.cleaned_data["kept"])
        if (file.closed_on, file.outcome) != (actor.today, outcome):  # sent twice: already so
            actions.close_case(actor=actor, pk=pk, outcome=outcome, version=version, kept=kept)

    try:
        if sent(form, act):
            told = _("The file is closed. It can be opened again until it is erased.")
            return to_file(request, file.household_id, told, _undo(actor, pk))
    except Conflict:
        return render(request, "cases/case_conflict.html", {"file": file}, status=IN_CONFLICT)
    words = {True: _("tenancy kept"), False: _("tenancy lost"), None: _("say it below, if you know")}
    said = {outcome.value: words[tenancy_kept(outcome)] for outcome in Outcome}
    said[Outcome.REHOUSED] = _("another home")
    return page(
        request,
        "case_close",
        form,
        file=file,
        said=said,
        erased_on=erased_on(actor.today, kept_for(actor)[TermKey.CLOSED_FILE]),
    )


@capability(Can.CASE_WORK)
def case_reopen(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Open a closed file again."""
    actor = actor_of(request)
    file = queries.case(actor, pk, Can.CASE_WORK)
    form = VersionForm(request.POST or None, initial={"version": file.version})

    def act() -> None:
        if file.closed_on is not None:  # sent twice: already so
            actions.reopen_case(actor=actor, pk=pk, version=form.cleaned_data["version"])

    try:
        if sent(form, act):
            return to_file(request, file.household_id, _("The file is open again."), _undo(actor, pk))
    except Conflict:
        return render(request, "cases/case_conflict.html", {"file": file}, status=IN_CONFLICT)
    return page(request, "case_reopen", form, file=file)


def _undo(actor: Actor, pk: uuid.UUID) -> str:
    file = queries.case(actor, pk, Can.CASE_WORK)
    return undo_address(Undoable.CASE, pk, file.version, file_address(file.household_id))


@capability(Can.CASE_WORK)
def analysis_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Add a reading of the situation; earlier ones stay and are shown beside."""
    actor = actor_of(request)
    file = queries.case(actor, pk, Can.CASE_WORK)
    form = AnalysisForm(request.POST or None)

    def act() -> None:
        kept = form.cleaned_data
        again = StepDraft(_again(kept["accompaniment_type"]), kept["again_on"]) if kept["again_on"] else None
        actions.analyse(
            actor=actor,
            case=pk,
            text=kept["text"],
            accompaniment_type=kept["accompaniment_type"],
            again=again,
            key=key_of(request.POST),
        )

    if sent(form, act):
        return to_file(request, file.household_id, _("The analysis is kept."))
    return page(request, "analysis_add", form, file=file, earlier=queries.analyses_of(actor, pk))


def _again(kind: str) -> str:
    """The words of the step by which an analysis is looked at again."""
    words = [str(word).lower() for value, word in ACCOMPANIMENT_TYPES if value == kind]
    return ": ".join([_("Look at it again together"), *words])


@capability(Can.CASE_READ)
def reinforced(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The reinforced items that name me. The page is the same whether there are none or none for me (P12)."""
    actor = actor_of(request)
    file = queries.case(actor, pk)
    items = queries.reinforced_of(actor, pk)
    note_read(actor, "reinforced", reference=pk, subjects=[file.subject_id], ground="its_tier_is_open")
    whose = names(actor, file.household_id)
    kept = documents.reinforced_of(actor, file.subject_id)
    context = {"file": file, "items": items, "names": whose, "documents": document_lines(kept, whose)}
    return render(request, "cases/reinforced.html", context)
