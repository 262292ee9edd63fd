"""The link of a referral, for the worker: made, its code told, a question answered, ended."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.gate import permits
from palier.access.routes import actor_of, capability
from palier.casework.referrals import actions, queries
from palier.casework.referrals.forms import ReplyForm
from palier.casework.referrals.labels import NEWS
from palier.casework.referrals.queries.links import told
from palier.casework.referrals.rules import BY_LINK, ENDS_AFTER, State, Way
from palier.casework.referrals.rules.links import CodeWay, Due, spaced
from palier.kernel.errors import InvalidInput
from palier.ui.forms import say
from palier.ui.notices import done


def site_of(request: HttpRequest) -> str:
    """Scheme and host of this installation, as the worker reaches it."""
    return request.build_absolute_uri("/").rstrip("/")


def link_context(actor: Actor, shown: queries.Shown) -> dict[str, Any]:
    """What the page of a referral says of its link; empty for one that did not go by link."""
    row, link = shown.row, shown.link
    if row.way not in BY_LINK:
        return {}
    last_day = row.sent_on + ENDS_AFTER
    over = row.state == State.TAKEN_BACK or actor.today > last_day
    stands = link is not None and link.ended_at is None and not over
    return {
        "by_link": True,
        "link": link,
        "last_day": last_day,
        "stands": stands,
        "works": not over and permits(actor, Can.REFERRAL_WORK),
        "tells": stands and link is not None and link.code_way == CodeWay.TOLD and link.link_hash is not None,
        "mail_waits": stands and link is not None and link.due == Due.LINK,
        "mail_failed": stands
        and row.way == Way.MAIL
        and link is not None
        and not link.sent_at
        and link.due != Due.LINK,
        "talk": _talk(link.questions, link.replies) if link else [],
        "news": [(day, dict(NEWS)[code]) for day, code in told(link.news)] if link else [],  # type: ignore[index]
        "asks": stands and link is not None and len(link.questions) > len(link.replies),
        "reply_form": ReplyForm(),
    }


def _talk(questions: list[str], replies: list[str]) -> list[tuple[str, str]]:
    return [(asked, replies[n] if n < len(replies) else "") for n, asked in enumerate(questions)]


@capability(Can.REFERRAL_WORK)
@require_POST
def referral_link(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Make the link, or another in its place. One on paper stands on the answer to this press, and never again."""
    actor = actor_of(request)
    reference = actions.make_link(actor=actor, pk=pk, site=site_of(request))
    if reference is None:
        done(request, _("The link leaves by mail; the code never goes there."))
        return redirect("referral", pk)
    shown = queries.referral(actor, pk)
    path = reverse("link", args=[reference]).partition(reference)[0]
    where = {"site": site_of(request), "path": path, "reference": reference}
    context = {**where, "row": shown.row, "last_day": shown.row.sent_on + ENDS_AFTER, "languages": ["fr", "nl"]}
    return render(request, "referrals/link_slip.html", context)


@capability(Can.REFERRAL_WORK)
@require_POST
def referral_code(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A code to tell by telephone, once."""
    actor = actor_of(request)
    code = actions.tell_code(actor=actor, pk=pk)
    context = {"row": queries.referral(actor, pk).row, "code": spaced(code)}
    return render(request, "referrals/link_told.html", context)


@capability(Can.REFERRAL_WORK)
@require_POST
def referral_reply(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A sentence under the question that waits."""
    try:
        actions.reply(actor=actor_of(request), pk=pk, words=request.POST.get("words", ""))
    except InvalidInput as problem:
        done(request, say(problem.fields["words"][0]))
        return redirect("referral", pk)
    done(request, _("The link shows your answer."))
    return redirect("referral", pk)


@capability(Can.REFERRAL_WORK)
@require_POST
def referral_seen(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What was said on the link leaves her day."""
    actions.mark_seen(actor=actor_of(request), pk=pk)
    return redirect("referral", pk)


@capability(Can.REFERRAL_WORK)
@require_POST
def referral_link_end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The link opens nothing any more."""
    actions.end_link(actor=actor_of(request), pk=pk)
    done(request, _("The link opens nothing from now on."))
    return redirect("referral", pk)
