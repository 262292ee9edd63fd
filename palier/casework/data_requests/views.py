"""Data requests: asked at the counter, decided item by item, confirmed by the officer, handed over."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.casework.data_requests import actions, queries
from palier.casework.data_requests.forms import AnswerForm, AskForm, ItemForms, QuestionForm
from palier.casework.data_requests.labels import ITEM_KINDS, MOTIVES
from palier.casework.data_requests.rules import DataRight, Handed
from palier.kernel.errors import Conflict, InvalidInput
from palier.kernel.identifiers import new_id
from palier.registry.people import queries as people
from palier.ui import errors
from palier.ui.forms import ASKED_TO_MEND, key_of, say, sent
from palier.ui.notices import done


@capability(Can.DATA_REQUEST_READ)
@require_safe
def data_request_list(request: HttpRequest) -> HttpResponse:
    """Those that wait for my answer."""
    rows = list(queries.open_requests(actor_of(request)))
    names = people.persons(actor_of(request), [row.concerns[0] for row in rows])
    context = {"rows": [(row, names.get(row.concerns[0])) for row in rows], "today": actor_of(request).today}
    return render(request, "data_requests/list.html", context)


@capability(Can.DATA_REQUEST_ASK)
@require_safe
def data_request_whom(request: HttpRequest, household: uuid.UUID) -> HttpResponse:
    """Whose data is it about? One person, never a household (P2)."""
    names = people.door_names(actor_of(request), households=[household])
    if not names:
        raise Http404
    return render(request, "data_requests/whom.html", {"names": names})


@capability(Can.DATA_REQUEST_ASK)
def data_request_add(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """Asked at the counter or by telephone, for her: the same as on her screen, and a slip for her hand (P44)."""
    actor = actor_of(request)
    name = next((one for one in people.door_names(actor, persons=[person]) if one.person == person), None)
    if name is None:
        raise Http404
    form = AskForm(request.POST or None)

    def act() -> None:
        actions.ask_about_data(
            actor=actor,
            person=person,
            right=form.chosen(),
            text=form.cleaned_data["text"],
            key=key_of(request.POST) or new_id(),
        )

    if request.method == "POST" and sent(form, act):
        return render(
            request, "data_requests/slip.html", {"name": name, "slip_languages": ("fr", "nl"), "today": actor.today}
        )
    context = {"form": form, "name": name}
    return render(request, "data_requests/add.html", context, status=ASKED_TO_MEND if form.is_bound else 200)


@capability(Can.DATA_REQUEST_ANSWER)
def data_request(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One request: for a copy, every item with its decision; the answer."""
    if request.method != "POST":
        return _data_request(request, pk)
    actor = actor_of(request)
    row = queries.data_request(actor, pk, Can.DATA_REQUEST_ANSWER)
    forms = ItemForms(request.POST, *queries.to_decide(actor, row))
    if forms.is_valid():
        try:
            actions.decide(actor=actor, pk=pk, decided=forms.decided())
            done(request, _("Kept. What is kept back waits for the officer."))
            return redirect("data_request", pk)
        except InvalidInput as problem:
            forms.mend(problem.fields, say)
    return _data_request(request, pk, items=forms)


def _data_request(
    request: HttpRequest, pk: uuid.UUID, items: ItemForms | None = None, answer: AnswerForm | None = None
) -> HttpResponse:
    """The page of one request; what was sent and refused stays in it."""
    actor = actor_of(request)
    row = queries.data_request(actor, pk, Can.DATA_REQUEST_ANSWER)
    items = items or ItemForms(None, *queries.to_decide(actor, row))
    copy = row.right == DataRight.COPY
    context = {
        "row": row,
        "person": people.persons(actor, [row.concerns[0]]).get(row.concerns[0]),
        "forms": items.rows,
        "kinds": dict(ITEM_KINDS),
        "copy": copy,
        "complete": copy and actions.copy_is_complete(actor, row),
        "answer": answer or AnswerForm(initial={"version": row.version, "handed": Handed.BY_HAND}),
        "today": actor.today,
    }
    status = ASKED_TO_MEND if request.method == "POST" else 200
    return render(request, "data_requests/data_request.html", context, status=status)


@capability(Can.DATA_REQUEST_ANSWER)
@require_safe
def data_copy(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The copy, to print or to read together, in her language. Not before all is decided."""
    actor = actor_of(request)
    row = queries.data_request(actor, pk, Can.DATA_REQUEST_ANSWER)
    if row.right != DataRight.COPY or not actions.copy_is_complete(actor, row):
        raise Http404
    decided = queries.decisions(actor, pk)
    person = people.persons(actor, [row.concerns[0]]).get(row.concerns[0])
    given, kept = [], []
    for item in queries.held(actor, row):
        decision = decided[item.id]
        if decision.decision == "give":
            given.append((item, item.text))
        elif decision.decision == "in_part":
            given.append((item, decision.words))
            kept.append(decision)
        else:
            kept.append(decision)
    context = {
        "row": row,
        "person": person,
        "given": given,
        "kept": kept,
        "kinds": dict(ITEM_KINDS),
        "motives": dict(MOTIVES),
        "sheet_language": _language_of(request, person),
        "today": actor.today,
    }
    return render(request, "data_requests/copy.html", context)


def _language_of(request: HttpRequest, person: object) -> str:
    asked = request.GET.get("in", "")
    own = getattr(person, "language", "")
    return next((one for one in (asked, own, get_language()) if one in {"fr", "nl"}), "fr")


@capability(Can.DATA_REQUEST_ANSWER)
@require_POST
def data_request_answered(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Handed over, or answered in words."""
    actor = actor_of(request)
    form = AnswerForm(request.POST)

    def act() -> None:
        data = form.cleaned_data
        actions.answer(actor=actor, pk=pk, version=data["version"], words=data["answer"], handed=Handed(data["handed"]))

    try:
        if not sent(form, act):
            return _data_request(request, pk, answer=form)
    except Conflict:
        return errors.conflict(request)
    done(request, _("Answered. It goes after twelve months."))
    return redirect("data_request_list")


@capability(Can.KEPT_BACK_CONFIRM)
@require_safe
def kept_back(request: HttpRequest) -> HttpResponse:
    """For the officer: the reasons, without persons and without what the items say."""
    return _kept_back(request, {})


def _kept_back(request: HttpRequest, refused: dict[uuid.UUID, QuestionForm]) -> HttpResponse:
    """The reasons, each with its question; a question that was refused stays with what to mend."""
    rows = queries.kept_back(actor_of(request))
    context = {
        "rows": [(row, refused.get(row.id) or QuestionForm(row.id, initial={"version": row.version})) for row in rows],
        "kinds": dict(ITEM_KINDS),
        "motives": dict(MOTIVES),
    }
    return render(request, "data_requests/kept_back.html", context, status=ASKED_TO_MEND if refused else 200)


@capability(Can.KEPT_BACK_CONFIRM)
@require_POST
def kept_back_answered(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Confirmed, or sent back with a question."""
    form = QuestionForm(pk, request.POST)
    asks = "ask" in request.POST
    if form.is_valid() and asks and not form.cleaned_data["question"]:
        form.add_error("question", _("Write your question: the worker decides again with it."))
    if not form.is_valid():
        return _kept_back(request, {pk: form})
    question = form.cleaned_data["question"] if asks else ""
    try:
        actions.confirm(actor=actor_of(request), pk=pk, version=form.cleaned_data["version"], question=question)
    except Conflict:
        return errors.conflict(request)
    done(request, _("Sent back with your question.") if question else _("Confirmed."))
    return redirect("kept_back")
