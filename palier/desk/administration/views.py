"""The administrator's pages: services, who works in them, the setting of the company."""

import uuid
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.desk.administration import actions, queries
from palier.desk.administration.forms import ApplicantsForm, CloseForm, DimensionsForm, EndForm, PostForm, ServiceForm
from palier.desk.administration.rules import DimensionDraft
from palier.identity.organisations.labels import ROLES, SERVICE_ICONS, SERVICE_KINDS
from palier.identity.organisations.queries import dimensions_of
from palier.kernel.errors import Conflict
from palier.ui import errors
from palier.ui.forms import ASKED_TO_MEND, key_of, sent
from palier.ui.notices import done

KINDS: dict[str, Any] = {kind.value: words for kind, words in SERVICE_KINDS.items()}
NAMES: dict[str, Any] = {role.value: words for role, words in ROLES.items()}


def _name(row: Any) -> str:
    """A service or an organisation, in the language of the screen."""
    return str(getattr(row, f"name_{get_language()}"))


def _page(request: HttpRequest, template: str, form: forms.Form, **context: Any) -> HttpResponse:
    status = ASKED_TO_MEND if form.is_bound and form.errors else 200
    return render(request, f"administration/{template}.html", {"form": form, **context}, status=status)


@capability(Can.ORGANISATION_SET)
@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """The services of the company with who works in them in numbers, and for whom the social service works."""
    actor = actor_of(request)
    lines = [
        {
            "line": one,
            "name": _name(one.row),
            "kind": str(KINDS[one.row.kind]),
            "icon": SERVICE_ICONS[one.row.kind],  # type: ignore[index]
            "dimensions": [_name(part) for part in dimensions_of(one.row)],
        }
        for one in queries.services(actor)
    ]
    context = {"lines": lines, "applicants": queries.applicants(actor), "public": f"services_{get_language()}"}
    return render(request, "administration/services.html", context)


@capability(Can.ORGANISATION_SET)
def service_add(request: HttpRequest) -> HttpResponse:
    """A service more."""
    form = ServiceForm(request.POST or None, is_new=True)
    made: list[uuid.UUID] = []

    def act() -> None:
        given = {"kind": form.kind_of_service(), **form.values()}
        made.append(actions.add_service(actor=actor_of(request), key=key_of(request.POST), **given))

    try:
        if sent(form, act):
            done(request, _("The service is there. The public page says it at once."))
            return redirect("service_people", made[0])
    except Conflict:
        return errors.conflict(request)
    return _page(request, "service", form, is_new=True)


@capability(Can.ORGANISATION_SET)
def service_rename(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Its names and its number."""
    row = queries.service(actor_of(request), pk)
    known = {"name_fr": row.name_fr, "name_nl": row.name_nl, "phone": row.phone}
    form = ServiceForm(request.POST or None, is_new=False, initial=known)
    if sent(form, lambda: actions.rename_service(actor=actor_of(request), pk=pk, **form.values())):
        done(request, _("Kept. The public page says it at once."))
        return redirect("service_people", pk)
    return _page(request, "service", form, is_new=False, service=row, name=_name(row), kind=KINDS[row.kind])


@capability(Can.ORGANISATION_SET)
def service_dimensions(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The lines of work of a service, in their order."""
    row = queries.service(actor_of(request), pk)
    there = [DimensionDraft(one.name_fr, one.name_nl, one.text_fr, one.text_nl) for one in dimensions_of(row)]
    form = DimensionsForm(request.POST or None, there=there)
    if sent(form, lambda: actions.set_dimensions(actor=actor_of(request), pk=pk, lines=form.drafts())):
        done(request, _("Kept. The public page says it at once."))
        return redirect("service_people", pk)
    return _page(request, "dimensions", form, service=row, name=_name(row))


@capability(Can.ORGANISATION_SET)
def service_close(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A service ends, once nobody works in it."""
    actor = actor_of(request)
    row = queries.service(actor, pk)
    form = CloseForm(request.POST or None, initial={"day": actor.today})
    if sent(form, lambda: actions.close_service(actor=actor, pk=pk, day=form.cleaned_data["day"])):
        done(request, _("The service closes on that day."))
        return redirect("administration")
    return _page(request, "close", form, service=row, name=_name(row))


@capability(Can.ORGANISATION_SET)
def applicants(request: HttpRequest) -> HttpResponse:
    """Does the social service also work for applicants? With who changed it, and when."""
    actor = actor_of(request)
    now = queries.applicants(actor)
    form = ApplicantsForm(request.POST or None, initial={"applicants": "yes" if now.it_does else "no"})
    if sent(form, lambda: actions.set_works_for_applicants(actor=actor, it_does=form.it_does())):
        done(request, _("Kept."))
        return redirect("applicants")
    return _page(request, "applicants", form, applicants=now)


@capability(Can.POST_PROPOSE)
@require_safe
def service_people(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One service: its lines of work, who is there and by whom she is employed, what waits to be confirmed."""
    actor = actor_of(request)
    row = queries.service(actor, pk)
    people = [
        {
            "person": one,
            "post": one.post,
            "role": NAMES[one.post.role],
            "percent": one.post.full_time_fraction * 100,
            "employer": _name(one.post.staff.employer),
            "seconded": one.post.staff.employer_id != actor.organisation,
            "last": queries.last_day(one.post),
        }
        for one in queries.people(actor, pk)
    ]
    waiting = [
        {
            "row": one,
            "role": NAMES[one.role],
            "employer": _name(one.staff.employer),
            "by": NAMES[queries.waits_for(one)],
        }
        for one in queries.proposals(actor, pk)
    ]
    context = {
        "service": row,
        "name": _name(row),
        "kind": str(KINDS[row.kind]),
        "dimensions": [(_name(one), getattr(one, f"text_{get_language()}")) for one in dimensions_of(row)],
        "people": people,
        "waiting": waiting,
        "today": actor.today,
    }
    return render(request, "administration/people.html", context)


@capability(Can.POST_PROPOSE)
def post_propose(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Somebody in a service: at once, or once another person has confirmed it."""
    actor = actor_of(request)
    row = queries.service(actor, pk)
    form = PostForm(
        request.POST or None,
        staff={one.pk: f"{one.last_name} {one.first_name}" for one in queries.known_staff(actor)},
        employers={one.pk: _name(one) for one in queries.employers(actor)},
        supervisors={one.pk: str(one.staff) for one in queries.supervisors(actor, pk)},
        initial={"first_day": actor.today, "fraction": 100, "language": get_language()},
    )
    answers: list[bool] = []

    def act() -> None:
        made = actions.propose_post(actor=actor, service=pk, draft=form.draft(), key=key_of(request.POST))
        answers.append(queries.is_given(actor, made))

    try:
        if sent(form, act):
            given = _("The post is there from its first day on.")
            done(request, given if answers[0] else _("Proposed. It counts once another person has confirmed it."))
            return redirect("service_people", pk)
    except Conflict:
        return errors.conflict(request)
    waits = [(NAMES[by], [NAMES[role] for role in roles]) for by, roles in queries.confirmed_roles(row).items()]
    return _page(request, "propose", form, service=row, name=_name(row), waits=waits)


@capability(Can.POST_PROPOSE)
def post_end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A post ends: on a day to come, or now."""
    actor = actor_of(request)
    row = queries.post(actor, pk)
    assert row.service is not None  # queries.post reads no other
    form = EndForm(request.POST or None)
    if sent(form, lambda: actions.end_post(actor=actor, pk=pk, last_day=form.day(actor.today))):
        done(request, _("The post ends. From then on it opens nothing."))
        return redirect("service_people", row.service_id)
    return _page(request, "end", form, post=row, role=NAMES[row.role], name=_name(row.service))


@capability(Can.POST_PROPOSE)
@require_POST
def staff_code(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The way in of somebody who never signed in and is entrusted with nothing: printed once."""
    return shown_once(request, pk, back="administration")


def shown_once(request: HttpRequest, staff: uuid.UUID, *, back: str) -> HttpResponse:
    """The slip with user name and code: nobody sees it a second time."""
    name, code = actions.give_first_code(actor=actor_of(request), staff=staff)
    return render(request, "administration/code.html", {"name": name, "code": code, "back": back})


# -- who confirms ---------------------------------------------------------------------------------------------


@capability(Can.POST_CONFIRM)
@require_safe
def posts_to_confirm(request: HttpRequest) -> HttpResponse:
    """What waits for this person's word, who has not come in yet, and what was decided."""
    actor = actor_of(request)
    waiting = [
        {"row": one, "role": NAMES[one.role], "service": _name(one.service), "employer": _name(one.staff.employer),
         "percent": one.full_time_fraction * 100}
        for one in queries.to_decide_all(actor)
    ]  # fmt: skip
    unused = [(one, NAMES[one.role]) for one in queries.not_come_in_yet(actor)]
    decided = [(one, NAMES[one.role], _name(one.service)) for one in queries.decided(actor)]
    context = {"waiting": waiting, "unused": unused, "decided": decided}
    return render(request, "administration/confirm.html", context)


@capability(Can.POST_CONFIRM)
@require_POST
def post_decide(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Confirm a post, or set it aside."""
    confirms = request.POST.get("decision") == "confirm"
    if not confirms and request.POST.get("decision") != "set_aside":
        return errors.unusable(request)
    try:
        actions.decide_post(actor=actor_of(request), pk=pk, confirms=confirms)
    except Conflict:
        return errors.conflict(request)
    done(request, _("Confirmed. It counts from its first day on.") if confirms else _("Set aside. Nothing changes."))
    return redirect("posts_to_confirm")


@capability(Can.POST_CONFIRM)
@require_POST
def confirmed_code(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The way in of somebody whose post this person confirmed: printed once, handed over by her."""
    return shown_once(request, pk, back="posts_to_confirm")
