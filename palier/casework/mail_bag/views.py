"""The bag of letters of one household: noted at the counter, answered, photographed."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.casework.mail_bag import actions, queries
from palier.casework.mail_bag.forms import BagForm, LineForm, Lines
from palier.casework.mail_bag.labels import SORT_ICONS
from palier.casework.mail_bag.rules import Bag, reply_code, takes_photos
from palier.kernel.errors import Conflict
from palier.registry.documents.labels import qr_drawing
from palier.registry.documents.queries import photos
from palier.registry.documents.rules import Damaged, Gone
from palier.ui import errors
from palier.ui.forms import ASKED_TO_MEND, key_of
from palier.ui.notices import done

BROKEN, GONE = 500, 410


@capability(Can.BROUGHT_WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def mail_bag(request: HttpRequest, household: uuid.UUID) -> HttpResponse:
    """The whole bag on one page: rows to type above, the letters already noted below."""
    actor = actor_of(request)
    queries.place(actor, household)
    names = {one.person.pk: one.name for one in queries.members(actor, household)}
    data: QueryDict | None = request.POST if request.method == "POST" else None
    form = BagForm(data, persons=names, initial=_preset(request, names))
    lines = _lines(data, actor)
    if data is not None and form.is_valid():
        try:
            noted = _note(request, actor, household, form, lines)
        except Conflict:
            return errors.conflict(request)
        if noted and not any(row.errors for row in lines):
            return redirect("mail_bag", household)
        if noted:  # the right rows are in; those to mend stay on the page, and follow into the same sitting
            again = request.POST.copy()
            again["contact"] = str(noted)
            form = BagForm(again, persons=names)
            lines = _only_to_mend(again, lines, actor)
    return _page(request, actor, household, form, lines, names)


def _note(request: HttpRequest, actor: Actor, household: uuid.UUID, form: BagForm, lines: Any) -> uuid.UUID | None:
    """The rows that are right, written at once. None: there was none."""
    right = tuple(row.line for row in lines if row.is_valid() and row.has_changed())
    if not right:
        return None
    bag = Bag(household, right, tuple(form.cleaned_data["persons"]), form.tier, form.cleaned_data["contact"])
    key = key_of(request.POST)
    noted = actions.note_bag(actor=actor, bag=bag, key=uuid.uuid5(key, repr(bag)) if key else None)
    words = ngettext("%(number)s letter is noted.", "%(number)s letters are noted.", len(right))
    done(request, words % {"number": len(right)})
    return noted


def _page(
    request: HttpRequest, actor: Actor, household: uuid.UUID, form: BagForm, lines: Any, names: dict[uuid.UUID, str]
) -> HttpResponse:
    context = {
        "household": household,
        "form": form,
        "lines": lines,
        "mend": any(row.errors for row in lines) or bool(form.errors),
        "empty": request.method == "POST" and not any(row.has_changed() for row in lines),
        "brought": [_shown(one, names) for one in queries.letters_of(actor, household)],
    }
    return render(request, "mail_bag/mail_bag.html", context, status=ASKED_TO_MEND if request.method == "POST" else 200)


def _lines(data: Any, actor: Actor) -> Any:
    options = {"actor_day": actor.today, "language": _language()}
    return Lines(data, prefix="letter", form_kwargs=options)


def _only_to_mend(data: Any, lines: Any, actor: Actor) -> list[LineForm]:
    """The rows to mend with what was typed; the others empty again."""
    for row in lines:
        if not row.errors:
            for name in row.fields:
                data[row.add_prefix(name)] = ""
    return _lines(data, actor)  # type: ignore[no-any-return]


def _preset(request: HttpRequest, names: dict[uuid.UUID, str]) -> dict[str, Any]:
    """Who is there: the one the address names, or the only one of the household (P2)."""
    given = request.GET.get("person", "")
    alone = [str(pk) for pk in names] if len(names) == 1 else []
    return {"persons": [given] if given in map(str, names) else alone}


def _shown(one: queries.Brought, names: dict[uuid.UUID, str]) -> dict[str, Any]:
    row = one.letter
    team = takes_photos(row.tier)
    return {
        "row": row,
        "icon": SORT_ICONS.get(row.sort, "mail"),
        "whom": ", ".join(names[pk] for pk in row.confided_by if pk in names),
        "photos": one.photos,
        "takes_photos": team,
        "replies": team and bool(row.reply or (row.confided_by and reply_code(row.kind, row.sort))),
    }


def _language() -> str:
    return (get_language() or "fr")[:2]


@capability(Can.BROUGHT_WORK)
@require_POST
def brought_reply(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The reply written in advance, as a draft to read with her."""
    made = actions.prepare_reply(actor=actor_of(request), pk=pk)
    return redirect("letter", made)


@capability(Can.BROUGHT_WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def brought_photo(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A code for the telephone, on the answer to this form and nowhere else ever again (P47)."""
    actor = actor_of(request)
    row = queries.letter(actor, pk)
    back = reverse("mail_bag", args=[row.household_id])
    if request.method != "POST":
        return render(request, "mail_bag/photo.html", {"row": row, "back": back, "takes": takes_photos(row.tier)})
    drawn, code = actions.draw_code(actor=actor, pk=pk)
    context = {
        "row": photos.photo_code(actor, drawn),
        "qr": qr_drawing(request.build_absolute_uri(reverse("photo", args=[code]))),
        "waits": True,
        "back": back,
        "again": reverse("brought_photo", args=[pk]),
    }
    return render(request, "documents/photo_code.html", context)


@capability(Can.BROUGHT_WORK)
@require_POST
def brought_photo_keep(request: HttpRequest, document: uuid.UUID) -> HttpResponse:
    """This photo stays as long as other documents do."""
    actor = actor_of(request)
    try:
        letter = queries.letter(actor, actions.keep_photo(actor=actor, document=document))
    except Gone:
        return render(request, "documents/gone.html", status=GONE)
    except Damaged:
        return render(request, "documents/damaged.html", status=BROKEN)
    done(request, _("The photo is kept like the other documents."))
    return redirect("mail_bag", letter.household_id)
