"""What is read and heard without signing in: the ten notices, on a screen and on paper, and each recording."""

import datetime as dt
import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from palier.access.routes import public
from palier.identity.organisations.queries import companies, open_services
from palier.identity.organisations.rules import ServiceKind
from palier.kernel import clock
from palier.kernel.errors import Refused
from palier.kernel.spoken_languages import SPOKEN_LANGUAGES, SpokenLanguage
from palier.registry.notices import queries
from palier.registry.notices.rules import COUNT, Notice, all_languages, is_read_by_a_speaker, notices
from palier.registry.notices.rules.sounds import MEDIA_TYPES, part_asked
from palier.ui.frame import Language

ADDRESSES = {"fr": "/fr/avis/", "nl": "/nl/berichten/"}
PARTIAL, NOT_SUCH_A_PART = 206, 416
KEPT_BY_BROWSERS = "public, max-age=86400"  # a day: a voice that is withdrawn is gone tomorrow everywhere
ALONE = "sandbox; default-src 'none'; media-src 'self'"  # the browser's own player, and nothing else


@public
@require_safe
def short_notices(request: HttpRequest) -> HttpResponse:
    """The ten notices. `?in=` adds words and voices of one language, `?company=` takes a company's own voices first."""
    here = get_language() or "fr"
    today = clock.today()
    there = companies(today)
    chosen = _company(request, there)
    heard = queries.heard(chosen.pk if chosen else None)
    language = _language(request.GET.get("in", here), here)
    context = {
        "told": [_told(one, language, here, heard) for one in notices()],
        "here": here,
        "language": language,
        "is_of_the_screen": language.code in COUNT,
        "is_checked": is_read_by_a_speaker(language.code),
        "languages": [one for one in all_languages() if _is_there(one, heard)],
        "absent": [one for one in all_languages() if not _is_there(one, heard)],
        "line": queries.line_on(queries.lines(chosen.pk), today) if chosen else "",
        "phone": _phone(chosen, today) if chosen else "",
        "companies": [(one, getattr(one, f"name_{here}")) for one in there if one != chosen],
        "chosen": chosen,
        "names": (chosen.name_fr, chosen.name_nl) if chosen else None,
        "hours": f"door_{here}",
        "page_languages": _page_languages(request),
        "addresses": ADDRESSES,
        "printed": [
            ("calendar-days", [reverse("door_fr"), reverse("door_nl")]),
            ("volume-2", list(ADDRESSES.values())),
        ],
    }
    return render(request, "notices/notices.html", context)


@public
@require_safe
def recording(request: HttpRequest, pk: uuid.UUID, ending: str) -> HttpResponse:
    """The sound itself, whole or the part that a player asks for. Another recording has another address."""
    try:
        kind, data = queries.kind_of(ending), queries.bytes_of(pk, ending)
    except Refused as refused:
        raise Http404 from refused
    answer = _part(data, request.headers.get("Range", ""), MEDIA_TYPES[kind])
    answer["Accept-Ranges"] = "bytes"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = ALONE
    answer["Cache-Control"] = KEPT_BY_BROWSERS
    answer["Content-Disposition"] = "inline"
    return answer


def _part(data: bytes, asked: str, media_type: str) -> HttpResponse:
    try:
        part = part_asked(asked, len(data))
    except ValueError:
        answer = HttpResponse(status=NOT_SUCH_A_PART, content_type=media_type)
        answer["Content-Range"] = f"bytes */{len(data)}"
        return answer
    if part is None:
        return HttpResponse(data, content_type=media_type)
    answer = HttpResponse(data[part.first : part.last + 1], status=PARTIAL, content_type=media_type)
    answer["Content-Range"] = f"bytes {part.first}-{part.last}/{len(data)}"
    return answer


def _company(request: HttpRequest, there: list[Any]) -> Any:
    """The company asked for, else the only one. Raises Http404 for one that is not there."""
    slug = request.GET.get("company", "")
    if not slug:
        return there[0] if len(there) == 1 else None
    found = next((one for one in there if one.slug == slug), None)
    if found is None:
        raise Http404
    return found


def _language(code: str, here: str) -> SpokenLanguage:
    """The one asked for, or that of the address. Raises Http404 where nothing is written or to be heard."""
    if code in COUNT:
        return SPOKEN_LANGUAGES[here]
    if code not in {one.code for one in all_languages()}:
        raise Http404
    return SPOKEN_LANGUAGES[code]


def _is_there(language: SpokenLanguage, heard: queries.Heard) -> bool:
    """Is anything written, or can anything be heard, in this language?"""
    return any(language.code in one.words for one in notices()) or any(code == language.code for _key, code in heard)


def _told(one: Notice, language: SpokenLanguage, here: str, heard: queries.Heard) -> dict[str, Any]:
    """A notice as the page shows it: words of the law in both languages, words and voices of the language asked for."""
    return {
        "key": one.key,
        "icon": one.icon,
        "here": one.words[here],
        "both": [(code, one.words[code]) for code in COUNT],
        "words": one.words.get(language.code),
        "recorded": heard.get((one.key, language.code)),
        "voices": [
            (SPOKEN_LANGUAGES[code], row)
            for code in (other.code for other in all_languages())
            if code != language.code and (row := heard.get((one.key, code)))
        ],
    }


def _phone(company: Any, today: dt.date) -> str:
    """The number of the social service."""
    rows = (one.phone for one in open_services(company.pk, today) if one.kind == ServiceKind.SOCIAL)
    return next(rows, "")


def _page_languages(request: HttpRequest) -> tuple[Language, ...]:
    """The same page in the other language: its address is another one."""
    query = request.GET.copy()
    query.pop("lang", None)
    if query.get("in") in COUNT:
        query.pop("in")
    after = f"?{query.urlencode()}" if query else ""
    return tuple(
        Language(code, code.upper(), name, url=ADDRESSES[code] + after)
        for code, name in (("fr", "Français"), ("nl", "Nederlands"))
    )
