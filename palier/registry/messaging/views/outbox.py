"""What waits: to post, to explain, and what did not go; the templates beside it."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.gate import permits
from palier.access.ledger import note_read
from palier.access.routes import actor_of, capability
from palier.kernel.errors import InvalidInput
from palier.registry.messaging import actions, queries
from palier.registry.messaging.forms import ExplainForm
from palier.registry.messaging.labels import CHANNEL_ICONS, KIND_ICONS, TEMPLATE_KINDS
from palier.registry.messaging.queries import Waiting
from palier.ui.forms import say
from palier.ui.notices import done, todo


@capability(Can.TEMPLATE_READ)
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """A worker's list of letters; the templates of the service."""
    actor = actor_of(request)
    waiting = queries.waiting(actor) if permits(actor, Can.LETTER_SEND) else Waiting()
    shown = [*waiting.drafts, *waiting.to_post, *waiting.to_explain, *waiting.failed]
    if shown:
        note_read(actor, "letter_list", subjects={row.subject_id for row in shown}, ground="in_the_team")
    templates = queries.templates(actor)
    context = {
        "waiting": waiting,
        "works": permits(actor, Can.DAY_OPEN),
        "batches": queries.batches(actor) if permits(actor, Can.LETTER_SEND) else [],
        "templates": [(kind, words, KIND_ICONS[kind], templates[kind]) for kind, words in TEMPLATE_KINDS],
        "explain": ExplainForm(None, screen=get_language() or "fr"),
        "icons": CHANNEL_ICONS,
    }
    return render(request, "messaging/letters.html", context)


def _back(request: HttpRequest, letter: uuid.UUID | None) -> HttpResponse:
    """To the letter when its page asked, else to the list."""
    if letter is not None and request.POST.get("from") == "letter":
        return redirect("letter", letter)
    return redirect("letters")


@require_POST
@capability(Can.LETTER_SEND)
def dispatch_posted(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It is in the post."""
    line = actions.put_in_the_post(actor=actor_of(request), pk=pk)
    done(request, _("Kept: it is in the post."))
    return _back(request, line.letter_id)


@require_POST
@capability(Can.LETTER_SEND)
def dispatch_explained(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It was explained in person."""
    actor = actor_of(request)
    try:
        line = actions.explain(actor=actor, pk=pk, language=request.POST.get("language", ""))
        done(request, _("Kept: it was explained in person."))
    except InvalidInput as problem:
        line = queries.dispatch(actor, pk)
        todo(request, say(problem.fields["language"][0]))
    return _back(request, line.letter_id)


@require_POST
@capability(Can.LETTER_SEND)
def dispatch_again(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It is tried again."""
    line = actions.try_again(actor=actor_of(request), pk=pk)
    done(request, _("It is tried again."))
    return _back(request, line.letter_id)


@require_POST
@capability(Can.LETTER_SEND)
def dispatch_withdraw(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It does not go."""
    line = actions.withdraw(actor=actor_of(request), pk=pk)
    done(request, _("It does not go any more."))
    return _back(request, line.letter_id)
