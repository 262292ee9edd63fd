"""My file: what is held, in plain words; who opened it, when and why."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, door
from palier.casework.data_requests import actions as data_requests
from palier.casework.data_requests.rules import DataRight
from palier.casework.disclosures.rules import Authority, Ground
from palier.casework.transfers.labels import NEEDS
from palier.door.frame import door_frame
from palier.door.my_file import queries
from palier.door.my_file.forms import AskForm
from palier.door.my_file.labels import (
    CLOSED,
    FOR_HER_WORK,
    GROUND_WORDS,
    MY_RIGHTS,
    NO_ANSWER_YET,
    OPENED,
    REPLY_WORDS,
    REQUEST_WORDS,
    SERVICES,
    SPOT_WORDS,
    STEP_WORDS,
    TABLE_WORDS,
    TOLD_TO,
    WHAT_WORDS,
    WHY_WITHOUT_ME,
)
from palier.identity.organisations.labels import ROLES
from palier.identity.organisations.rules import Role
from palier.kernel.identifiers import new_id
from palier.registry.interservice.queries import MyLine
from palier.ui.forms import ASKED_TO_MEND, key_of, sent
from palier.ui.notices import done

NEED_WORDS = {str(value): words for value, words in NEEDS}


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
            (one, ROLES.get(Role(one.role), "") if one.role else "", WHAT_WORDS.get(one.what, OPENED), _why(one.ground))
            for one in found.reads
        ],
        "without_me": [
            (one, WHY_WITHOUT_ME[Ground(one.ground)], one.to_whom or TOLD_TO[Authority(one.authority)])
            for one in found.without_me
        ],
        "asked": [(one, MY_RIGHTS.get(one.right, "")) for one in found.asked],  # type: ignore[call-overload]
        "table": [_line(one) for one in found.table],
        "transfers": [(one, [NEED_WORDS[need] for need in one.needs if need in NEED_WORDS]) for one in found.transfers],
        "today": actor.today,
    }
    return render(request, "my_file/my_file.html", context)


def _line(one: MyLine) -> dict[str, Any]:
    """A line between services in her words: what, from which to which, and the latest answer that is hers to read."""
    return {
        "row": one,
        "what": TABLE_WORDS[one.kind],  # type: ignore[index]
        "where": SPOT_WORDS.get(one.spot, ""),
        "origin": SERVICES.get(one.origin, ""),  # type: ignore[call-overload]
        "recipient": SERVICES.get(one.recipient, ""),  # type: ignore[call-overload]
        "answer": REPLY_WORDS[one.reply] if one.reply else CLOSED if one.state == "closed" else NO_ANSWER_YET,  # type: ignore[index]
    }


@door(Can.DOOR_READ)
@require_safe
def my_letters(request: HttpRequest) -> HttpResponse:
    """The letters that went to her; each opens by itself."""
    actor = actor_of(request)
    letters = queries.my_letters(actor, (get_language() or "fr")[:2])
    return render(request, "my_file/my_letters.html", {"frame": door_frame(actor), "letters": letters})


@door(Can.DATA_REQUEST_ASK)
def ask_about_data(request: HttpRequest) -> HttpResponse:
    """A copy, a correction, a restriction: asked here as at the counter."""
    actor = actor_of(request)
    form = AskForm(request.POST or None)

    def act() -> None:
        data_requests.ask_about_data(
            actor=actor,
            person=actor.acting_person,
            right=DataRight(form.cleaned_data["right"]),
            text=form.cleaned_data["text"],
            key=key_of(request.POST) or new_id(),
        )

    if request.method == "POST" and sent(form, act):
        done(request, _("It is noted. You receive an answer within a month."))
        return redirect("my_file")
    status = ASKED_TO_MEND if form.is_bound else 200
    return render(request, "my_file/ask.html", {"frame": door_frame(actor), "form": form}, status=status)


def _why(ground: str) -> object:
    return GROUND_WORDS.get(ground, FOR_HER_WORK)
