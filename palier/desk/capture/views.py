"""Pages of writing down: the one-minute contact, drafts, requests, the duty desk."""

import datetime
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.labels import TIER_ICONS
from palier.access.routes import actor_of, capability
from palier.casework.cases import actions as cases
from palier.casework.cases.labels import CHANNEL_ICONS, DOMAINS, REQUEST_STATES
from palier.casework.cases.rules import Channel, RequestState, Undoable
from palier.desk.capture import actions, queries
from palier.desk.capture.forms import ContactForm, RequestForm, Writing
from palier.desk.capture.rules import SIMPLE, DraftForm, Fields, as_id, one, understood
from palier.kernel.errors import Conflict, InvalidInput, Refused
from palier.kernel.identifiers import new_id
from palier.ui import errors, notices
from palier.ui.forms import DAY_FORMATS

FORMS: dict[DraftForm, type[Writing]] = {DraftForm.CONTACT: ContactForm, DraftForm.REQUEST: RequestForm}
AROUND = {DraftForm.CONTACT: queries.around, DraftForm.REQUEST: queries.around_request}
PAGES = {DraftForm.CONTACT: "capture/capture.html", DraftForm.REQUEST: "capture/request_add.html"}


def _safe(request: HttpRequest, url: str) -> str:
    """An address of this site to come back to, or nothing."""
    fine = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return url if url and fine else ""


def _come_back(request: HttpRequest, url: str = "") -> HttpResponseRedirect:
    return HttpResponseRedirect(_safe(request, url or request.POST.get("next", "")) or "/")


# -- the form, for a contact and for a request ---------------------------------------------------------------


def _fields_of_get(request: HttpRequest, kind: DraftForm) -> dict[str, list[str]]:
    """How a form begins: a draft taken up again, or what the address says."""
    actor, asked = actor_of(request), request.GET
    if draft := as_id(asked.get("draft", "")):
        return {**queries.draft(actor, draft, kind), "draft": [str(draft)]}
    fields = {"draft": [str(new_id())], "idempotency_key": [str(uuid.uuid4())]}
    case, person = as_id(asked.get("case", "")), as_id(asked.get("person", ""))
    household = as_id(asked.get("household", "")) or queries.household_of(actor, case=case, person=person)
    came_from = asked.get("next") or request.headers.get("referer", "")
    if request.path not in came_from:
        fields["next"] = [_safe(request, came_from)]
    arrival, channel = as_id(asked.get("arrival", "")), asked.get("channel", "")
    if arrival and kind == DraftForm.CONTACT:
        fields |= queries.begun_at_the_desk(actor, arrival)
    begun = (("household", household), ("place", case), ("persons", person), ("arrival", arrival), ("channel", channel))
    for name, value in begun:
        if value:
            fields[name] = [str(value)]
    if asked.get("channel", "") in set(Channel):
        fields["channel"] = [asked["channel"]]
    return fields


def _initial(form: type[Writing], fields: Fields) -> dict[str, Any]:
    several = {"persons", "readers", "also", "topics"}
    return {name: list(values) if name in several else one(fields, name) for name, values in fields.items()}


def _page(
    request: HttpRequest, kind: DraftForm, fields: Fields, form: Writing | None = None, status: int = 200
) -> HttpResponse:
    """Draw the form with everything typed still in it."""
    actor = actor_of(request)
    around = form.around if form else AROUND[kind](actor, as_id(one(fields, "household")))
    shown = form or FORMS[kind](initial=_initial(FORMS[kind], fields), around=around, moment=actor.moment)
    wanted = one(fields, "who")
    begun = as_id(one(fields, "draft"))
    context = {
        "form": shown,
        "around": around,
        "kind": kind,
        "wanted": wanted,
        "found": queries.find(actor, wanted) if wanted and not around.household else None,
        "understood": _understood(actor, one(fields, "next_step"), one(fields, "next_day")),
        "drafts": [row for row in queries.drafts(actor, kind) if row.id != begun] if request.method == "GET" else [],
        "channel_icons": CHANNEL_ICONS,
        "tier_icons": TIER_ICONS,
        "back": one(fields, "next") or "/",
    }
    return render(request, PAGES[kind], context, status=status)


def _understood(actor: Actor, words: str, day: str = "") -> Any:
    chosen = None
    for pattern in DAY_FORMATS:
        try:
            chosen = datetime.datetime.strptime(day, pattern).date()  # noqa: DTZ007 - a day, not a moment
            break
        except ValueError:
            continue
    return understood(words, today=actor.today, language=queries.language(), day=chosen)


def _look(request: HttpRequest, kind: DraftForm, fields: dict[str, list[str]]) -> HttpResponse:
    """Search, choose or let go of a household; nothing is saved but the draft."""
    if chosen := request.POST.get("choose"):
        fields |= {"household": [chosen], "who": [""], "persons": [], "place": []}
    elif request.POST.get("act") == "unchoose":
        fields |= {"household": [""], "persons": [], "place": []}
    if draft := as_id(one(fields, "draft")):
        actions.save_draft(actor=actor_of(request), pk=draft, form=kind, fields=fields)
    return _page(request, kind, {name: values for name, values in fields.items() if values})


def _write(request: HttpRequest, kind: DraftForm, save: Any) -> HttpResponse:
    """The way of both forms: begin, look, save; an error keeps everything typed."""
    actor = actor_of(request)
    if request.method != "POST":
        return _page(request, kind, _fields_of_get(request, kind))
    fields = {name: [str(value) for value in values] for name, values in request.POST.lists()}
    if "choose" in fields or request.POST.get("act") in {"look", "unchoose"}:
        return _look(request, kind, fields)
    around = AROUND[kind](actor, as_id(one(fields, "household")))
    form = FORMS[kind](request.POST, around=around, moment=actor.moment)
    if form.is_valid():
        try:
            return save(request, form)  # type: ignore[no-any-return]
        except InvalidInput as problem:
            form.take_back(problem)
        except Conflict:
            return errors.conflict(request)
    return _page(request, kind, fields, form, status=422)


@capability(Can.CONTACT_ADD)
def capture(request: HttpRequest) -> HttpResponse:
    """Write down a contact in a minute (practice.md section D)."""
    return _write(request, DraftForm.CONTACT, _save_contact)


def _save_contact(request: HttpRequest, form: ContactForm) -> HttpResponse:
    data = form.cleaned_data
    made = actions.keep_contact(
        actor=actor_of(request),
        contact=form.contact(),
        key=data["idempotency_key"],
        draft=data["draft"],
        arrival=data["arrival"],
    )
    back = _safe(request, data["next"]) or "/"
    undo = f"{reverse('capture_undo', args=[made])}?{urlencode({'next': back})}"
    notices.done(request, _said_after(form), undo_url=undo)
    return HttpResponseRedirect(back)


def _said_after(form: ContactForm) -> str:
    if form.deposited:
        return _("Left with %(worker)s.") % {"worker": form.around.worker_name}
    if form.chosen_place == SIMPLE:
        return _("Written down: simple contact, kept for 12 months.")
    return _("Written down in the file.")


@capability(Can.CONTACT_ADD)
@require_POST
def capture_undo(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Undo, for some seconds after saving."""
    if actions.undo_contact(actor=actor_of(request), pk=pk):
        notices.done(request, _("Undone: the contact is no longer there."))
    else:
        notices.todo(request, _("Too late to undo. Open the contact to correct it."))
    return _come_back(request, request.GET.get("next", ""))


@capability(Can.HOUSEHOLD_FIND)
@require_POST
def capture_find(request: HttpRequest) -> HttpResponse:
    """The households that what is typed may mean, as a fragment. A name never stands in an address."""
    wanted = request.POST.get("who", "")
    context = {"found": queries.find(actor_of(request), wanted), "wanted": wanted}
    return render(request, "capture/who.html#found", context)


@capability(Can.CONTACT_ADD)
@require_POST
def capture_day(request: HttpRequest) -> HttpResponse:
    """What "Et ensuite" was understood to say, as a fragment."""
    words = request.POST.get("next_step", "")
    context = {"understood": _understood(actor_of(request), words), "left": "left" in request.GET}
    return render(request, "capture/capture.html#parsed", context)


# -- drafts -------------------------------------------------------------------------------------------------


@capability(Can.REQUEST_ADD)
@require_POST
def capture_draft(request: HttpRequest, kind: str) -> HttpResponse:
    """Keep a form as it is. Answers {id} for drafts.js."""
    fields = {name: [str(value) for value in values] for name, values in request.POST.lists()}
    pk = as_id(one(fields, "draft")) or new_id()
    try:
        actions.save_draft(actor=actor_of(request), pk=pk, form=DraftForm(kind), fields=fields)
    except InvalidInput:
        return JsonResponse({}, status=413)
    return JsonResponse({"id": str(pk)})


@capability(Can.REQUEST_ADD)
@require_POST
def capture_draft_drop(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Throw a draft away."""
    if actions.drop_draft(actor=actor_of(request), pk=pk):
        notices.done(request, _("Draft thrown away."))
    return _come_back(request)


# -- requests -----------------------------------------------------------------------------------------------


@capability(Can.REQUEST_ADD)
def request_add(request: HttpRequest) -> HttpResponse:
    """Write down what a person asks."""
    return _write(request, DraftForm.REQUEST, _save_request)


def _save_request(request: HttpRequest, form: RequestForm) -> HttpResponse:
    data = form.cleaned_data
    made = actions.keep_request(
        actor=actor_of(request), request=form.request(), key=data["idempotency_key"], draft=data["draft"]
    )
    notices.done(request, _("The request is left in the right inbox."))
    return HttpResponseRedirect(reverse("request", args=[made]))


@capability(Can.REQUEST_READ)
@require_GET
def request_list(request: HttpRequest) -> HttpResponse:
    """The inbox: what waits, the oldest first."""
    states, domains = dict(REQUEST_STATES), dict(DOMAINS)
    state = request.GET.get("state", RequestState.WAITING if _sorts(request) else "")
    state, domain = (state if state in states else ""), request.GET.get("domain", "")
    domain = domain if domain in domains else ""
    context = {
        "inbox": queries.inbox(actor_of(request), state=state, domain=domain),
        "state": state,
        "domain": domain,
        "states": REQUEST_STATES,
        "domains": DOMAINS,
    }
    return render(request, "capture/request_list.html", context)


def _sorts(request: HttpRequest) -> bool:
    """An inbox sorts by state; whoever only re-reads what she left today sees all of it."""
    return bool(actor_of(request).subjects)


@capability(Can.REQUEST_READ)
@require_GET
def request_page(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One request."""
    actor = actor_of(request)
    row = queries.opened_request(actor, pk)
    hers = actor.post in {row.request.author_id, row.request.subject_id}  # what lies in an inbox is its worker’s to ask
    return render(request, "capture/request.html", {"row": row, "hers": hers})


@capability(Can.REQUEST_READ)
@require_GET
def request_slip(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The A6 slip that the person takes with her (P44)."""
    slip = queries.slip(actor_of(request), pk, neutral="neutral" in request.GET)
    wanted = request.GET.get("in", "")
    context = {"slip": slip, "row": slip.row, "slip_language": wanted if wanted in {"fr", "nl"} else slip.language}
    return render(request, "capture/request_slip.html", context)


@capability(Can.REQUEST_TAKE)
@require_POST
def request_take(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """I take this one."""
    moved = cases.take_request(actor=actor_of(request), pk=pk)
    return _moved(request, moved, _("Taken: it waits among the requests you have taken up."))


@capability(Can.REQUEST_TAKE)
@require_POST
def request_answer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Answered on the spot."""
    moved = cases.answer_request(actor=actor_of(request), pk=pk)
    return _moved(request, moved, _("Answered."))


@capability(Can.REQUEST_TAKE)
@require_POST
def request_join(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Join a request to one of my open files."""
    case = as_id(request.POST.get("case", ""))
    if case is None:
        raise Refused()
    moved = cases.join_request(actor=actor_of(request), pk=pk, case=case)
    return _moved(request, moved, _("Joined to the file."))


def _moved(request: HttpRequest, moved: Any, words: str) -> HttpResponse:
    """Back to the list, with *Annuler* for ten seconds."""
    back = _safe(request, request.POST.get("next", "")) or reverse("request_list")
    undo = f"{reverse('undo', args=[Undoable.REQUEST.value, moved.pk, moved.version])}?{urlencode({'next': back})}"
    notices.done(request, words, undo_url=undo)
    return HttpResponseRedirect(back)


# -- the duty desk ------------------------------------------------------------------------------------------


@capability(Can.HOUSEHOLD_FIND)
def duty_desk(request: HttpRequest) -> HttpResponse:
    """Who is whose (P15). The name asked for travels in the body, never in an address; nothing is written."""
    wanted = request.POST.get("who", "")
    found = queries.find(actor_of(request), wanted) if wanted.strip() else None
    return render(request, "capture/desk.html", {"found": found, "wanted": wanted})


@capability(Can.WORD_READ)
@require_POST
def desk_receive(request: HttpRequest, household: uuid.UUID) -> HttpResponse:
    """The person stands in front of me."""
    try:
        actions.receive(actor=actor_of(request), household=household)
    except Refused:
        notices.todo(request, _("Only a worker of the desk receives people here. Call the worker named in the line."))
        return HttpResponseRedirect(reverse("duty_desk"))
    return HttpResponseRedirect(reverse("desk_present", args=[household]))


@capability(Can.WORD_READ)
@require_GET
def desk_present(request: HttpRequest, household: uuid.UUID) -> HttpResponse:
    """The person in front of me: how to speak with her, and the words left on purpose."""
    return render(request, "capture/present.html", {"present": queries.present(actor_of(request), household)})
