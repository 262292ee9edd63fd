"""Rights to check with one person: the page, and the paper she takes with her."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.casework.entitlements import actions, queries
from palier.casework.entitlements.forms import QuestionsForm
from palier.casework.entitlements.rules import Whose, paper_languages, questions
from palier.ui.forms import ASKED_TO_MEND, sent
from palier.ui.notices import done


def _whose(request: HttpRequest, household: uuid.UUID) -> Whose:
    """The person named in the address. Without one the page is not there."""
    try:
        return Whose(household, uuid.UUID(request.GET.get("person", "")))
    except ValueError as spoilt:
        raise Http404 from spoilt


def _language() -> str:
    return (get_language() or "fr")[:2]


def _shown(one: queries.Asked, language: str) -> dict[str, Any]:
    row = one.question
    return {
        "code": row.code,
        "asks": row.asks.in_(language),
        "bring": row.bring.in_(language),
        "where": row.where.in_(language),
        "source": row.source.in_(language),
        "confirmed_on": row.confirmed_on,
        "seen_on": one.seen_on,
    }


@capability(Can.RIGHTS_WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def rights(request: HttpRequest, household: uuid.UUID) -> HttpResponse:
    """The ten questions with one person: which were gone through today."""
    actor, given = actor_of(request), _whose(request, household)
    member, language = queries.whose(actor, given), _language()
    form = QuestionsForm(
        request.POST if request.method == "POST" else None, questions=questions(actor.today), language=language
    )
    here = f"{reverse('rights', args=[household])}?person={given.person}"

    def act() -> None:
        number = actions.note_seen(actor=actor, given=given, codes=form.cleaned_data["question"])
        words = ngettext("%(number)s question seen today.", "%(number)s questions seen today.", number)
        done(request, words % {"number": number})

    if request.method == "POST" and sent(form, act):
        return redirect(here)
    asked = [_shown(one, language) for one in queries.asked(actor, given)]
    chosen = set(form.data.getlist("question")) if form.is_bound else set()  # type: ignore[attr-defined]
    context: dict[str, Any] = {"whose": member, "asked": asked, "form": form, "given": given, "chosen": chosen}
    return render(request, "entitlements/rights.html", context, status=ASKED_TO_MEND if form.errors else 200)


@capability(Can.RIGHTS_WORK)
@require_safe
def rights_paper(request: HttpRequest, household: uuid.UUID) -> HttpResponse:
    """What to bring and where to ask, in her language: both when it is not known (P24). It names nobody."""
    actor, given = actor_of(request), _whose(request, household)
    member = queries.whose(actor, given)
    queries.place_of(actor, given)
    wanted = set(request.GET.getlist("question"))
    chosen = [one for one in questions(actor.today) if not wanted or one.code in wanted]
    sheets = [
        {"language": language, "rows": [(one.asks.in_(language), one.bring.in_(language), one.where.in_(language))
                                        for one in chosen]}
        for language in paper_languages(member.person.language)
    ]  # fmt: skip
    return render(request, "entitlements/paper.html", {"sheets": sheets, "given": given})
