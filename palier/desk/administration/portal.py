"""What is read without signing in: the services of a company and what each of them does."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from palier.access.routes import public
from palier.identity.organisations.labels import SERVICE_ICONS
from palier.identity.organisations.queries import companies, dimensions_of, open_services
from palier.identity.organisations.rules import ServiceKind
from palier.kernel import clock
from palier.ui.frame import Language

ADDRESSES = {"fr": "/fr/services/", "nl": "/nl/diensten/"}


@public
@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """The services of one company with their lines of work (`?company=`), else the companies to choose from."""
    language, today = get_language() or "fr", clock.today()
    there = companies(today)
    slug = request.GET.get("company", "")
    chosen = next((one for one in there if one.slug == slug), None) if slug else None
    if slug and chosen is None:
        raise Http404
    if chosen is None and len(there) == 1:
        chosen = there[0]
    context = {
        "services": [_said(row, language) for row in open_services(chosen.pk, today)] if chosen else [],
        "companies": [(one, getattr(one, f"name_{language}")) for one in there],
        "chosen": chosen,
        "name": getattr(chosen, f"name_{language}") if chosen else "",
        "sessions": f"door_{language}",
        "page_languages": _languages(request),
    }
    return render(request, "administration/public.html", context)


def _said(row: Any, language: str) -> dict[str, Any]:
    return {
        "id": row.pk,
        "name": getattr(row, f"name_{language}"),
        "phone": row.phone,
        "icon": SERVICE_ICONS[ServiceKind(row.kind)],
        "social": row.kind == ServiceKind.SOCIAL,
        "dimensions": [
            (getattr(one, f"name_{language}"), getattr(one, f"text_{language}")) for one in dimensions_of(row)
        ],
    }


def _languages(request: HttpRequest) -> tuple[Language, ...]:
    """The same page in the other language: its address is another one."""
    query = request.GET.copy()
    query.pop("lang", None)
    after = f"?{query.urlencode()}" if query else ""
    return tuple(
        Language(code, code.upper(), name, url=ADDRESSES[code] + after)
        for code, name in (("fr", "Français"), ("nl", "Nederlands"))
    )
