"""On paper: the form of the household, the slip of the counter; and the table by company."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.casework.transfers import queries
from palier.casework.transfers.labels import COUNTS, NEEDS, STEPS
from palier.casework.transfers.rules import Step
from palier.casework.transfers.rules.counts import REQUESTS, SIZES, Count
from palier.casework.transfers.views.answers import language

PRINTED = ("fr", "nl")
NUMBERS = (
    (_("Who fits where"), SIZES),
    (_("What became of the requests"), (*REQUESTS, Count.NOT_KEPT, Count.WAITING_MONTHS)),
)


def _language_of_paper(request: HttpRequest) -> str:
    asked = request.GET.get("in", "")
    return asked if asked in PRINTED else language()


@capability(Can.TRANSFER_READ)
@require_safe
def transfer_paper(request: HttpRequest) -> HttpResponse:
    """The form of the household, empty, to be filled in by hand: A4, French or Dutch."""
    paper = _language_of_paper(request)
    with override(paper):
        _sites, communes = queries.places(actor_of(request), paper)
    steps = [words for value, words in STEPS if value in (Step.PROPOSALS, Step.OTHER_COMPANIES)]
    context = {"paper": paper, "needs": [words for _value, words in NEEDS], "steps": steps, "communes": communes}
    return render(request, "transfers/paper.html", context)


@capability(Can.TRANSFER_READ)
@require_safe
def transfer_slip(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """An A6 slip after the counter: what was asked, when, whom to call. No name, no address, no reason."""
    actor = actor_of(request)
    row = queries.transfer(actor, pk)
    needs = [words for value, words in NEEDS if value in row.needs]
    context = {"row": row, "needs": needs, "paper": _language_of_paper(request), "office": queries.office(actor)}
    return render(request, "transfers/slip.html", context)


@capability(Can.TRANSFER_KEEP)
@require_safe
def transfer_numbers(request: HttpRequest) -> HttpResponse:
    """The table by company, as the night left it."""
    lines = queries.companies(actor_of(request), language())
    tables = [
        (title, [COUNTS[what] for what in group], [(one, [(COUNTS[what], one.numbers.get(what)) for what in group])
                                                   for one in lines])
        for title, group in NUMBERS
    ]  # fmt: skip
    return render(request, "transfers/numbers.html", {"tables": tables, "lines": lines})
