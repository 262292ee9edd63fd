"""A year on one page: read, told in three stories, printed, taken along as a table."""

from io import StringIO
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.gate import permits
from palier.access.routes import actor_of, capability
from palier.casework.cases.labels import DOMAINS
from palier.casework.referrals.queries import links as referrals
from palier.desk.year import actions, exports, queries
from palier.desk.year.forms import StoriesForm
from palier.desk.year.labels import TITLES, words_of
from palier.desk.year.rules import Told, years, years_kept
from palier.kernel.errors import Refused
from palier.kernel.spreadsheets import write_csv
from palier.registry.calendar.labels import SESSION_KINDS
from palier.registry.partners.labels import commune_choices
from palier.ui.forms import ASKED_TO_MEND, sent
from palier.ui.notices import done


def _number(request: HttpRequest) -> int:
    """Which year: the one in the address if it can be asked, else this one; in January, the one that is over."""
    actor = actor_of(request)
    offered = years(actor.today)
    given = request.GET.get("year", "")
    if given in map(str, offered):
        return int(given)
    return offered[1] if actor.today.month == 1 else offered[0]


def _language() -> str:
    return (get_language() or "fr")[:2]


def _shown(one: Told) -> dict[str, Any]:
    words = words_of(one.name, _language())
    return {
        "title": TITLES[one.name],
        "lines": [(words(line.code), line.number) for line in one.lines],
        "total": one.total,
    }


@capability(Can.YEAR_READ)
@require_http_methods(["GET", "HEAD", "POST"])
def year(request: HttpRequest) -> HttpResponse:
    """One's own year with its stories; for the head, that of the service in numbers."""
    actor, number = actor_of(request), _number(request)
    form = None
    if permits(actor, Can.YEAR_STORY):
        texts = {place: row.text for place, row in queries.stories(actor, number).items()}
        form = StoriesForm(request.POST if request.method == "POST" else None, texts=texts)
        if request.method == "POST" and sent(
            form, lambda: actions.keep_stories(actor=actor, year=number, texts=form.texts)
        ):
            done(request, _("Your stories are kept, for you alone."))
            return redirect(f"{reverse('year')}?year={number}")
    elif request.method == "POST":
        raise Refused()
    found = queries.year(actor, number)
    kinds: dict[Any, Any] = dict(SESSION_KINDS)
    context = {
        "found": found,
        "form": form,
        "lists": [_shown(one) for one in found.lists],
        "sessions": [(kinds[one.kind], one.number) for one in found.sessions],
        "ends": max((row.expires for row in found.stories.values()), default=None),
        "offered": years(actor.today),
        "language": _language(),
    }
    return render(request, "year/year.html", context, status=ASKED_TO_MEND if form and form.errors else 200)


@capability(Can.YEAR_READ)
@require_safe
def unmet(request: HttpRequest) -> HttpResponse:
    """/year/unmet/?year=: needs that no service took up, by theme and commune, of the whole company; no person."""
    actor = actor_of(request)
    offered = years_kept(actor.today)
    given = request.GET.get("year", "")
    number = int(given) if given in map(str, offered) else actor.today.year
    themes, communes = dict(DOMAINS), dict(commune_choices(_language()))
    rows = [
        (themes.get(one.theme) or _("not coded"), communes.get(one.area) or _("commune not known"), one.number)  # type: ignore[call-overload]
        for one in referrals.unmet(actor, number)
    ]
    return render(request, "year/unmet.html", {"rows": rows, "number": number, "offered": offered})


@capability(Can.YEAR_READ)
@require_safe
def year_csv(request: HttpRequest) -> HttpResponse:
    """The same figures as a table, closed in the same way."""
    number = _number(request)
    stream = StringIO()
    write_csv(stream, exports.header(), exports.rows(queries.year(actor_of(request), number), _language()))
    answer = HttpResponse(stream.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{_("year")}-{number}.csv"'
    return answer
