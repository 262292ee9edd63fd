"""My file: what is held, in plain words; who opened it, when and why."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, door
from palier.door.frame import door_frame
from palier.door.my_file import queries
from palier.door.my_file.labels import FOR_HER_WORK, GROUND_WORDS, OPENED, REQUEST_WORDS, STEP_WORDS, WHAT_WORDS
from palier.identity.organisations.labels import ROLES
from palier.identity.organisations.rules import Role


@door(Can.DOOR_READ)
@require_safe
def my_file(request: HttpRequest) -> HttpResponse:
    """One page, to read or to print."""
    actor = actor_of(request)
    found = queries.my_file(actor, (get_language() or "fr")[:2])
    context = {
        "frame": door_frame(actor),
        "file": found,
        "requests": [(one, REQUEST_WORDS.get(one.state, "")) for one in found.requests],  # type: ignore[call-overload]
        "steps": [(one, STEP_WORDS.get(one.state, "")) for one in found.steps],  # type: ignore[call-overload]
        "reads": [
            (one, ROLES.get(Role(one.role), ""), WHAT_WORDS.get(one.what, OPENED), _why(one.ground))
            for one in found.reads
        ],
        "today": actor.today,
    }
    return render(request, "my_file/my_file.html", context)


def _why(ground: str) -> object:
    return GROUND_WORDS.get(ground, FOR_HER_WORK)
