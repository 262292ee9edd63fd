"""The templates of the service: read, written anew, looked at, put in use; posters."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.gate import permits
from palier.access.routes import actor_of, capability
from palier.kernel.errors import Conflict
from palier.registry.messaging import actions, exports, queries
from palier.registry.messaging.forms import PosterForm, TemplateForm
from palier.registry.messaging.labels import TEMPLATE_KINDS
from palier.registry.messaging.rules import FROM_TEMPLATES, LetterKind, TemplateState
from palier.registry.messaging.rules.templates import names, paragraphs
from palier.ui import errors
from palier.ui.forms import ASKED_TO_MEND, key_of, sent
from palier.ui.notices import done
from palier.ui.papers import PDF, paper


def _kind(kind: str) -> LetterKind:
    if kind not in FROM_TEMPLATES:
        raise Http404
    return LetterKind(kind)


@capability(Can.TEMPLATE_READ)
@require_http_methods(["GET", "HEAD", "POST"])
def template_edit(request: HttpRequest, kind: str) -> HttpResponse:
    """The template in use, its versions, and a new one."""
    actor, which = actor_of(request), _kind(kind)
    edits = permits(actor, Can.TEMPLATE_EDIT)
    if request.method == "POST" and not edits:
        raise Http404
    now = queries.templates(actor)[which]
    initial = {name: getattr(now, name) for name in ("title_fr", "body_fr", "title_nl", "body_nl")}
    form = TemplateForm(request.POST or None, initial=initial)
    made: list[uuid.UUID] = []
    try:
        if sent(form, lambda: made.append(_kept(request, which, form))):
            done(request, _("Kept as a draft. Look at it, then put it in use."))
            return redirect("template_version", made[0])
    except Conflict:
        return errors.conflict(request)
    context = {
        "form": form,
        "kind": which,
        "words": dict(TEMPLATE_KINDS)[which],
        "now": now,
        "edits": edits,
        "versions": queries.versions(actor, which),
        "places": [(language, names(language)) for language in ("fr", "nl")],
    }
    status = ASKED_TO_MEND if form.is_bound else 200
    return render(request, "messaging/template.html", context, status=status)


def _kept(request: HttpRequest, kind: LetterKind, form: TemplateForm) -> uuid.UUID:
    return actions.keep_template(actor=actor_of(request), kind=kind, texts=form.texts(), key=key_of(request.POST))


@capability(Can.TEMPLATE_READ)
@require_safe
def template_version(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A version with made-up words in its places, in both languages."""
    actor = actor_of(request)
    row = queries.version(actor, pk)
    shown = queries.as_template(row).filled(queries.made_up_words())
    texts = [(language, shown.words(language)[0], paragraphs(shown.words(language)[1])) for language in ("fr", "nl")]
    context = {
        "row": row,
        "words": dict(TEMPLATE_KINDS)[LetterKind(row.kind)],
        "texts": texts,
        "may_use": permits(actor, Can.TEMPLATE_EDIT) and row.state != TemplateState.CURRENT,
    }
    return render(request, "messaging/version.html", context)


@capability(Can.TEMPLATE_READ)
@require_safe
def template_preview(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The same on paper."""
    actor = actor_of(request)
    made_up = queries.made_up_sheet(actor, queries.as_template(queries.version(actor, pk)))
    return paper(exports.letters_pdf([made_up]), PDF, _("preview.pdf"))


@require_POST
@capability(Can.TEMPLATE_EDIT)
def template_use(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Letters start from this version from now on."""
    row = actions.use_template(actor=actor_of(request), pk=pk)
    done(request, _("In use: letters start from this version now. The others remain to be read."))
    return redirect("template_edit", row.kind)


@capability(Can.TEMPLATE_READ)
@require_http_methods(["GET", "HEAD", "POST"])
def poster(request: HttpRequest) -> HttpResponse:
    """A notice for a wall, always in both languages of equal size. It is printed, and kept nowhere."""
    form = PosterForm(request.POST or None)
    if form.is_valid():
        sheet = queries.poster(actor_of(request), form.cleaned_data)
        return paper(exports.poster_pdf(sheet, form.cleaned_data["size"]), PDF, _("poster.pdf"))
    return render(request, "messaging/poster.html", {"form": form}, status=ASKED_TO_MEND if form.is_bound else 200)
