"""Pages to open while somebody stands there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability, signed_in
from palier.desk.asked import actions, queries
from palier.desk.asked.labels import ANSWERS, BY_ASKER, SENTENCE
from palier.desk.asked.queries import whom_to_call
from palier.desk.asked.rules import Asker
from palier.identity.organisations.labels import ROLES
from palier.identity.organisations.rules import Role
from palier.kernel.language import Language
from palier.ui.forms import key_of
from palier.ui.notices import done


def _sentences() -> list[tuple[str, str]]:
    """The sentence in each language of the house, the reader's first: the asker's may be the other one."""
    said = []
    for language in sorted(Language, key=lambda one: one != get_language()):
        with override(language):
            said.append((str(language), str(SENTENCE)))
    return said


def _at_work(request: HttpRequest) -> Actor:
    """These pages are for whoever works here, in any service. Raises Http404 for everybody else."""
    actor: Actor | None = request.actor  # type: ignore[attr-defined]
    if actor is None or not actor.is_staff:
        raise Http404
    return actor


@signed_in
@require_safe
def askers(request: HttpRequest) -> HttpResponse:
    """Who asks? The same sentence for all of them stands above the list."""
    _at_work(request)
    return render(request, "asked/askers.html", {"answers": ANSWERS, "sentences": _sentences()})


@signed_in
@require_safe
def asker(request: HttpRequest, asker: str) -> HttpResponse:
    """One asker: what to say, what may be done, what never, whom to call."""
    actor = _at_work(request)
    if asker not in set(Asker):
        raise Http404
    calls = [(post, ROLES[Role(post.role)]) for post in whom_to_call(actor)]
    return render(
        request,
        "asked/asker.html",
        {"answer": BY_ASKER[Asker(asker)], "answers": ANSWERS, "calls": calls, "sentences": _sentences()},
    )


@capability(Can.ASKED_NOTE)
@require_POST
def note(request: HttpRequest, asker: str) -> HttpResponse:
    """We were asked: the day and the kind of asker, nothing else."""
    if asker not in set(Asker):
        raise Http404
    actions.note_asked(actor=actor_of(request), asker=Asker(asker), key=key_of(request.POST))
    done(request, _("Noted: today, and who asked. Nothing of whom."))
    return redirect("asker", asker)


@capability(Can.ASKED_COUNT)
@require_safe
def counts(request: HttpRequest) -> HttpResponse:
    """How often in each month, by kind of asker; small numbers closed."""
    rows = [(one, BY_ASKER[one.asker].title) for one in queries.counts(actor_of(request))]
    return render(request, "asked/counts.html", {"rows": rows})
