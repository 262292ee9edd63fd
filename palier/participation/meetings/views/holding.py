"""The evening itself: what was said, typed live; promises; questions; how many came."""

import uuid

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from palier.access.capabilities import Capability as Can
from palier.access.gate import permits
from palier.access.routes import actor_of, capability
from palier.kernel.errors import Conflict
from palier.kernel.parties import Party
from palier.participation.meetings import actions, queries
from palier.participation.meetings.forms import (
    AnswerForm,
    PassOnForm,
    PeopleForm,
    PromiseAnswerForm,
    PromiseForm,
    QuestionForm,
    SaidForm,
)
from palier.participation.meetings.rules import Channel, PromiseState
from palier.participation.meetings.views.shared import act, named, services_of, titles
from palier.registry.signals import queries as signals
from palier.registry.signals.labels import PHRASES
from palier.registry.signals.rules import writes_freely
from palier.ui import errors
from palier.ui.acts import READ_OR_SEND
from palier.ui.forms import key_of
from palier.ui.notices import done

OF_A_SCRIPT = "draft"  # what drafts.js says it is


@capability(Can.MEETING_WORK)
@require_POST
def point_said(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Keep what was said under a point: every few seconds by the page itself, or by its button."""
    actor, form = actor_of(request), SaidForm(request.POST)
    row = queries.point(actor, pk)
    by_script = request.headers.get("X-Requested-With") == OF_A_SCRIPT
    if not form.is_valid():
        return HttpResponse(status=422)
    try:
        version = actions.keep_said(actor=actor, pk=pk, version=form.cleaned_data["draft"], draft=form.said)
    except Conflict:
        return HttpResponse(status=409) if by_script else errors.conflict(request)
    if by_script:
        return JsonResponse({"id": version})
    done(request, _("Saved."))
    return redirect(f"{reverse('meeting', args=[row.meeting_id])}#p-{pk}")


@capability(Can.MEETING_WORK)
@require_http_methods(READ_OR_SEND)
def meeting_people(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """How many came, by kind, read off the sheets; the sheets are thrown away."""
    actor = actor_of(request)
    row = queries.meeting(actor, pk, Can.MEETING_WORK)
    begun = {one.value: (row.attended or {}).get(one, 0) for one in Party} | {"version": row.version}
    form = PeopleForm(request.POST or None, initial=begun)
    return act(
        request,
        form,
        "people",
        lambda: actions.count_people(actor=actor, pk=pk, version=form.seen, attended=form.attended),
        lambda: reverse("meeting", args=[pk]),
        said=_("Counted. Throw the sheets away."),
        meeting=row,
    )


@capability(Can.MEETING_WORK)
@require_http_methods(READ_OR_SEND)
def promise_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """/meetings/…/promises/new/?point= : what a department promised, by when."""
    actor = actor_of(request)
    page = queries.page_of(actor, pk)
    point = next((one for one in page.points if str(one.pk) == request.GET.get("point")), None)
    form = PromiseForm(
        request.POST or None,
        services=services_of(actor),
        points=titles(page.points),
        initial={"point": str(point.pk) if point else "", "service": str(point.service_id) if point else ""},
    )
    return act(
        request,
        form,
        "promise_form",
        lambda: actions.note_promise(actor=actor, meeting=pk, draft=form.draft, key=key_of(request.POST)),
        lambda: reverse("meeting", args=[pk]) + "#h-promises",
        meeting=page.meeting,
    )


@capability(Can.AGENDA_PROPOSE)
@require_http_methods(READ_OR_SEND)
def promise_answer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What came of a promise, said by the department that made it."""
    actor = actor_of(request)
    row = queries.promise(actor, pk)
    answered = row.state != PromiseState.OPEN
    begun = {"version": row.version, "answer_fr": row.answer_fr, "answer_nl": row.answer_nl}
    form = PromiseAnswerForm(request.POST or None, initial=begun | ({"state": row.state} if answered else {}))

    def do() -> None:
        data = form.cleaned_data
        state, fr, nl = PromiseState(data["state"]), data["answer_fr"], data["answer_nl"]
        actions.answer_promise(actor=actor, pk=pk, version=form.seen, state=state, fr=fr, nl=nl)

    back = reverse("meeting", args=[row.meeting_id])
    return act(request, form, "promise_answer", do, lambda: back, row=row, owner=named(row.service), back=back)


@capability(Can.AGENDA_PROPOSE)
@require_http_methods(READ_OR_SEND)
def question_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A question asked at the counter, by telephone, on a card or in the room; of nobody."""
    actor = actor_of(request)
    row, leads = queries.meeting(actor, pk), permits(actor, Can.MEETING_WORK)
    form = QuestionForm(
        request.POST or None, leads=leads, initial={"asked": Channel.ROOM if leads else Channel.COUNTER}
    )

    def do() -> None:
        data = form.cleaned_data
        asked = Channel(data["asked"])
        actions.note_question(actor=actor, meeting=pk, words=data["words"], asked=asked, key=key_of(request.POST))

    def then() -> str:
        return reverse("meeting", args=[pk]) if leads else f"{reverse('meeting_slip')}?meeting={pk}&for=question"

    return act(request, form, "question_form", do, then, meeting=row, leads=leads)


@capability(Can.MEETING_WORK)
@require_http_methods(READ_OR_SEND)
def question_answer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Answer a question in public."""
    actor = actor_of(request)
    row = queries.question(actor, pk)
    begun = {"answer_fr": row.answer_fr, "answer_nl": row.answer_nl}
    form = AnswerForm(request.POST or None, initial=begun)
    return act(
        request,
        form,
        "question_answer",
        lambda: actions.answer_question(
            actor=actor, pk=pk, fr=form.cleaned_data["answer_fr"], nl=form.cleaned_data["answer_nl"]
        ),
        lambda: reverse("meeting", args=[row.meeting_id]),
        row=row,
        meeting=row.meeting,
    )


@capability(Can.MEETING_WORK)
@require_http_methods(READ_OR_SEND)
def question_pass_on(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What concerns one person leaves the room: passed on, and erased here."""
    actor = actor_of(request)
    row = queries.question(actor, pk)
    offered = signals.recipients(actor)
    form = PassOnForm(request.POST or None, services=[(one.pk, named(one)) for one in offered], phrases=PHRASES)
    return act(
        request,
        form,
        "pass_on",
        lambda: actions.pass_on(
            actor=actor,
            pk=pk,
            service=form.service,
            phrase=form.cleaned_data["phrase"],
            text=form.cleaned_data["text"],
        ),
        lambda: reverse("meeting", args=[row.meeting_id]),
        said=_("It left the meeting: its words are erased here."),
        row=row,
        meeting=row.meeting,
        freely=any(writes_freely(actor.service_kind == "social", one.kind == "social") for one in offered),
    )
