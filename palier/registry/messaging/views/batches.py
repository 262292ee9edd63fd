"""A batch of letters: how far it is, what could not be made, its pile on paper, handed to the post in one gesture."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.ledger import note_read
from palier.access.routes import actor_of, capability
from palier.kernel.errors import Refused
from palier.registry.messaging import actions, exports, queries
from palier.registry.messaging.labels import KIND_ICONS
from palier.registry.messaging.rules import LetterKind
from palier.ui.notices import done
from palier.ui.papers import PDF, paper


@capability(Can.LETTER_BATCH_WORK)
@require_safe
def letter_batch(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One's own batch. While letters are being made, the page asks again by itself, or by its link."""
    actor = actor_of(request)
    row = queries.batch(actor, pk)
    context: dict[str, Any] = {"row": row, "progress": queries.progress(actor, pk)}
    if context["progress"].to_make and request.htmx:  # type: ignore[attr-defined]
        return render(request, "messaging/batch.html#progress", context)
    pile = queries.pile(actor, pk)
    context |= {"pile": pile, "not_made": queries.not_made(actor, pk), "icon": KIND_ICONS[LetterKind(row.kind)]}
    subjects = pile.subjects | {line.subject_id for line in context["not_made"]}
    if subjects:
        note_read(actor, "letter_batch", reference=pk, subjects=subjects, ground="in_the_team")
    return render(request, "messaging/batch.html", context)


@capability(Can.LETTER_BATCH_WORK)
@require_safe
def letter_batch_print(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The pile as one PDF, in the order of the buildings; `?pile=hand`: what is handed over. It is kept nowhere."""
    actor = actor_of(request)
    queries.batch(actor, pk)
    pile = queries.pile(actor, pk)
    by_hand = request.GET.get("pile") == "hand"
    rows = pile.by_hand if by_hand else pile.to_post
    if not rows:
        raise Refused()
    subjects = {row.subject_id for row in rows}
    note_read(actor, "letter_batch", reference=pk, subjects=subjects, ground="in_the_team")
    return paper(exports.letters_pdf(queries.sheets(actor, pile, by_hand=by_hand)), PDF, _("letters.pdf"))


@require_POST
@capability(Can.LETTER_BATCH_WORK)
def letter_batch_stop(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """No letter more."""
    actions.stop_batch(actor=actor_of(request), pk=pk, stopped=True)
    done(request, _("Stopped. The letters that are made are kept."))
    return redirect("letter_batch", pk)


@require_POST
@capability(Can.LETTER_BATCH_WORK)
def letter_batch_go_on(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The rest is made too."""
    actions.stop_batch(actor=actor_of(request), pk=pk, stopped=False)
    done(request, _("The letters go on being made."))
    return redirect("letter_batch", pk)


@require_POST
@capability(Can.LETTER_BATCH_WORK)
def letter_batch_again(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What could not be made is tried once more."""
    number = actions.make_again(actor=actor_of(request), pk=pk)
    done(request, ngettext("%(n)s letter is tried again.", "%(n)s letters are tried again.", number) % {"n": number})
    return redirect("letter_batch", pk)


@require_POST
@capability(Can.LETTER_BATCH_WORK)
def letter_batch_posted(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The whole pile is in the post."""
    number = actions.post_batch(actor=actor_of(request), pk=pk)
    words = ngettext("Kept: %(n)s letter is in the post.", "Kept: %(n)s letters are in the post.", number)
    done(request, words % {"n": number})
    return redirect("letter_batch", pk)
