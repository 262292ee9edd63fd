"""The administrator's pages: which notice can be heard in which language, and the number that plays them."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.kernel.spoken_languages import SpokenLanguage
from palier.registry.notices import actions, queries
from palier.registry.notices.forms import ACCEPT, ListeningLineForm, RecordingForm
from palier.registry.notices.labels import VOICES
from palier.registry.notices.rules import COUNT, Notice, Words, heard_languages, notice, notices
from palier.ui.forms import ASKED_TO_MEND, sent
from palier.ui.notices import done


@capability(Can.ORGANISATION_SET)
@require_safe
def recordings(request: HttpRequest) -> HttpResponse:
    """The ten notices in one language (`?in=`): what to read aloud, what is recorded, what another company has."""
    actor = actor_of(request)
    chosen = _language(request.GET.get("in", COUNT[0]))
    company = queries.company_of(actor)
    own, public = queries.own(actor), queries.heard(company.pk)
    others = queries.of_others(public, company.pk)
    numbers = queries.lines(company.pk)
    context = {
        "languages": [(one, sum((told.key, one.code) in own for told in notices())) for one in heard_languages()],
        "chosen": chosen,
        "chosen_name": _name(chosen),
        "of": len(notices()),
        "lines": [
            {
                "notice": told,
                "words": _words(told, chosen),
                "mine": (mine := own.get((told.key, chosen.code))),
                "voice": VOICES.get(mine.voice) if mine else "",  # type: ignore[call-overload]
                "other": public.get((told.key, chosen.code)) if (told.key, chosen.code) in others else None,
            }
            for told in notices()
        ],
        "numbers": numbers,
        "number": queries.line_on(numbers, actor.today),
        "today": actor.today,
        "public": f"notices_{get_language()}",
        "company": company,
    }
    return render(request, "notices/recordings.html", context)


@capability(Can.ORGANISATION_SET)
@require_http_methods(["GET", "HEAD", "POST"])
def recording_keep(request: HttpRequest, key: str, code: str) -> HttpResponse:
    """One file for one notice in one language; it takes the place of the one before."""
    told, chosen = notice(key), _language(code)
    if told is None:
        raise Http404
    form = RecordingForm(request.POST or None, request.FILES or None)

    def act() -> None:
        actions.keep_recording(actor=actor_of(request), key=key, language=code, **form.values())

    if sent(form, act):
        heard = form.cleaned_data["listened_on"]
        done(
            request,
            _("Kept. Everybody hears it.") if heard else _("Kept. It waits until a speaker has listened to it."),
        )
        return redirect(_back(code))
    context: dict[str, Any] = {
        "form": form,
        "notice": told,
        "title": _title(told),
        "words": _words(told, chosen),
        "chosen": chosen,
        "chosen_name": _name(chosen),
        "accept": ACCEPT,
        "back": _back(code),
    }
    return render(request, "notices/keep.html", context, status=ASKED_TO_MEND if form.is_bound else 200)


@capability(Can.ORGANISATION_SET)
@require_POST
def recording_heard(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A speaker of the language listened to it today."""
    actions.heard_by_a_speaker(actor=actor_of(request), pk=pk)
    done(request, _("Everybody hears it from now on."))
    return redirect(_back(request.POST.get("in", COUNT[0])))


@capability(Can.ORGANISATION_SET)
@require_POST
def recording_withdraw(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One gesture, for good: the voice is no longer here."""
    actions.withdraw(actor=actor_of(request), pk=pk)
    done(request, _("Withdrawn. Nobody hears it any more."))
    return redirect(_back(request.POST.get("in", COUNT[0])))


@capability(Can.ORGANISATION_SET)
@require_http_methods(["GET", "HEAD", "POST"])
def listening_line(request: HttpRequest) -> HttpResponse:
    """The telephone number that plays the notices, from which day on; those before stay readable."""
    actor = actor_of(request)
    numbers = queries.lines(queries.company_of(actor).pk)
    known = {"phone": queries.line_on(numbers, actor.today), "starts": actor.today}
    form = ListeningLineForm(request.POST or None, initial=known)
    if sent(form, lambda: actions.set_listening_line(actor=actor, **form.values())):  # type: ignore[arg-type]
        done(request, _("Kept."))
        return redirect("recordings")
    context = {"form": form, "numbers": numbers, "today": actor.today}
    return render(request, "notices/line.html", context, status=ASKED_TO_MEND if form.is_bound else 200)


def _language(code: str) -> SpokenLanguage:
    """Raises Http404 for a language that is not of the list."""
    found = next((one for one in heard_languages() if one.code == code), None)
    if found is None:
        raise Http404
    return found


def _back(code: str) -> str:
    return f"{reverse('recordings')}?in={_language(code).code}"


def _name(language: SpokenLanguage) -> str:
    return str(getattr(language.name, get_language() or "fr"))


def _title(told: Notice) -> str:
    return told.words[get_language() or "fr"].title


def _words(told: Notice, language: SpokenLanguage) -> list[tuple[str, bool, Words]]:
    """What is read aloud: (code, right to left, words); where nobody wrote it, the French and the Dutch to say from."""
    codes = (language.code,) if language.code in told.words else COUNT
    rtl = language.is_right_to_left and codes == (language.code,)
    return [(code, rtl, told.words[code]) for code in codes]
