"""Pages to open while somebody stands there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from palier.access.actor import Actor
from palier.access.routes import signed_in
from palier.desk.asked.labels import ANSWERS, BY_ASKER, SENTENCE
from palier.desk.asked.queries import whom_to_call
from palier.desk.asked.rules import Asker
from palier.identity.organisations.labels import ROLES
from palier.identity.organisations.rules import Role
from palier.kernel.language import Language


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
