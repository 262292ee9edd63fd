"""Who works in a service: brought in, ended, given a first way in."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.desk.administration import actions, queries
from palier.desk.administration.forms import EndForm, PostForm, WayBackForm
from palier.desk.administration.views import KINDS, NAMES, name_of, page
from palier.identity.organisations.queries import dimensions_of
from palier.kernel.errors import Conflict
from palier.ui import errors
from palier.ui.forms import key_of, sent
from palier.ui.notices import done


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
            "employer": name_of(one.post.staff.employer),
            "seconded": one.post.staff.employer_id != actor.organisation,
            "last": queries.last_day(one.post),
        }
        for one in queries.people(actor, pk)
    ]
    waiting = [
        {
            "row": one,
            "role": NAMES[one.role],
            "employer": name_of(one.staff.employer),
            "by": NAMES[queries.waits_for(one)],
        }
        for one in queries.proposals(actor, pk)
    ]
    context = {
        "service": row,
        "name": name_of(row),
        "kind": str(KINDS[row.kind]),
        "dimensions": [(name_of(one), getattr(one, f"text_{get_language()}")) for one in dimensions_of(row)],
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
        employers={one.pk: name_of(one) for one in queries.employers(actor)},
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
    return page(request, "propose", form, service=row, name=name_of(row), waits=waits)


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
    return page(request, "end", form, post=row, role=NAMES[row.role], name=name_of(row.service))


@capability(Can.POST_PROPOSE)
@require_POST
def staff_code(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The way in of somebody who never signed in and is entrusted with nothing: printed once."""
    return shown_once(request, pk, back="administration")


def shown_once(request: HttpRequest, staff: uuid.UUID, *, back: str) -> HttpResponse:
    """The slip with user name and code: nobody sees it a second time."""
    name, code = actions.give_first_code(actor=actor_of(request), staff=staff)
    return render(request, "administration/code.html", {"name": name, "code": code, "back": back})


@capability(Can.POST_PROPOSE)
def staff_way_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A new way into an account whose password, or key, is lost: the first slip, printed once."""
    post = queries.colleague(actor_of(request), pk)
    form = WayBackForm(request.POST or None)
    if form.is_valid():
        lost_key = form.cleaned_data["lost"] == "key"
        return way_back_slip(request, pk, lost_key=lost_key, slip="first", back="administration")
    return page(request, "way_back", form, post=post)


def way_back_slip(request: HttpRequest, staff: uuid.UUID, *, lost_key: bool, slip: str, back: str) -> HttpResponse:
    """One slip of a new way in: nobody sees it a second time."""
    name, code = actions.give_way_back(actor=actor_of(request), staff=staff, lost_key=lost_key)
    context = {"name": name, "code": code, "slip": slip, "back": back}
    return render(request, "administration/way_back_slip.html", context)
