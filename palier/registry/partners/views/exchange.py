"""The directory in and out: what may be taken along, a file that is looked at, then applied."""

import io
from collections.abc import Callable
from http import HTTPStatus
from typing import IO, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.gate import permits
from palier.access.routes import actor_of, capability
from palier.kernel.errors import Conflict, InvalidInput, Problem
from palier.registry.imports.rules import Refusal
from palier.registry.partners import imports
from palier.registry.partners.actions import files as actions
from palier.registry.partners.exports import files, table
from palier.registry.partners.forms import DirectoryFileForm
from palier.registry.partners.labels.columns import COLUMN_HELP, COLUMN_WORDS
from palier.registry.partners.labels.exchange import FIELD_WORDS, shown
from palier.ui import errors
from palier.ui.forms import ASKED_TO_MEND, mend, say
from palier.ui.notices import done
from palier.ui.screen import screen

SHOWN = 200  # lines of each list on the page
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@capability(Can.PARTNER_READ)
@require_safe
def partner_files(request: HttpRequest) -> HttpResponse:
    """/partners/files/: files to take along; for who keeps the directory also the one that waits, and what it does."""
    return _page(request, DirectoryFileForm())


@capability(Can.PARTNER_EXCHANGE)
@require_POST
def partner_import(request: HttpRequest) -> HttpResponse:
    """Keep the file that is sent, and look at it; nothing is applied."""
    form = DirectoryFileForm(request.POST, request.FILES)
    if form.is_valid():
        actor, sent = actor_of(request), form.cleaned_data["file"]
        try:
            actions.keep_file(actor=actor, name=sent.name, chunks=sent.chunks())
            imports.preview(actor)
            return redirect("partner_files")
        except InvalidInput as problem:
            mend(form, problem)
        except Problem as problem:
            actions.drop_file(actor=actor)
            form.add_error("file", [say(sentence) for sentence in problem.sentences])
    return _page(request, form, HTTPStatus(ASKED_TO_MEND))


@capability(Can.PARTNER_EXCHANGE)
@require_POST
def partner_import_apply(request: HttpRequest) -> HttpResponse:
    """Apply the file as it was looked at: all of it, or with `partial` its good lines."""
    form = DirectoryFileForm()
    try:
        partial = "partial" in request.POST
        plan = imports.apply_waiting(actor_of(request), request.POST.get("seen", ""), partial=partial)
    except InvalidInput as problem:
        form = DirectoryFileForm(request.POST)
        form.full_clean()
        form.errors.clear()
        mend(form, problem)
        return _page(request, form, HTTPStatus(ASKED_TO_MEND))
    except Conflict:
        return errors.conflict(request)
    if plan.reading.refused:
        done(request, _("The good lines are applied. The others are below."))
        return redirect("partner_files")
    done(request, _("The file is applied."))
    return redirect("partners")


@capability(Can.PARTNER_EXCHANGE)
@require_POST
def partner_import_drop(request: HttpRequest) -> HttpResponse:
    """Forget the file that waits."""
    actions.drop_file(actor=actor_of(request))
    return redirect("partner_files")


@capability(Can.PARTNER_READ)
@require_safe
def partner_services_json(request: HttpRequest) -> HttpResponse:
    """All services as HSDS 3.0, JSON."""

    def write(actor: Actor, stream: IO[bytes]) -> None:
        for piece in files.services_json(actor):
            stream.write(piece.encode())

    return _file(request, write, "partners.json", "application/json")


@capability(Can.PARTNER_READ)
@require_safe
def partner_package(request: HttpRequest) -> HttpResponse:
    """All services as HSDS 3.0, a zip of CSV files."""
    return _file(request, files.package, "partners.zip", "application/zip")


@capability(Can.PARTNER_EXCHANGE)
@require_safe
def partner_template(request: HttpRequest) -> HttpResponse:
    """An empty table with our columns."""
    return _file(request, lambda _actor, stream: files.template(stream, screen()), "partners.xlsx", XLSX)


@capability(Can.PARTNER_READ)
@require_safe
def partner_table(request: HttpRequest) -> HttpResponse:
    """The services as a table of our own columns, CSV: what was changed in it comes back in."""
    return _file(request, lambda actor, stream: table.write(actor, stream, screen()), "partners.csv", "text/csv")


def _file(request: HttpRequest, write: Callable[[Actor, IO[bytes]], None], name: str, media_type: str) -> HttpResponse:
    """Written whole before it goes out: the transaction that may read ends with this call."""
    stream = io.BytesIO()
    write(actor_of(request), stream)
    answer = HttpResponse(stream.getvalue(), content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer


def _page(request: HttpRequest, form: DirectoryFileForm, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    actor = actor_of(request)
    context: dict[str, Any] = {"form": form}
    if permits(actor, Can.PARTNER_EXCHANGE):
        try:
            found = imports.preview(actor)
        except Problem as problem:  # it waits since before the readers changed
            found = None
            context["unreadable"] = [say(sentence) for sentence in problem.sentences]
        if found:
            context |= {"file": found[0], "plan": found[1], **_said(found[1])}
    return render(request, "partners/files.html", context, status=status)


def _said(plan: imports.Plan) -> dict[str, Any]:
    """What the page says of a plan; each list at most SHOWN long, with how many more there are."""
    reading = plan.reading
    lists: dict[str, list[Any]] = {
        "refused": [(*_where(one), say(one.reason), COLUMN_HELP.get(one.column, "")) for one in reading.refused],
        "changes": [(one, [str(FIELD_WORDS[name]) for name in shown(one.values)])
                    for one in (*plan.partners, *plan.services) if one.is_new or one.values],
        "unclear": reading.unclear,
        "dropped": [(place, say(reason)) for place, reason in reading.dropped],
    }  # fmt: skip
    short = {name: found[:SHOWN] for name, found in lists.items()}
    more = {name: len(found) - SHOWN for name, found in lists.items() if len(found) > SHOWN}
    return {**short, "more": more, "unshown": sorted(reading.unshown)}


def _where(one: Refusal) -> tuple[str, bool]:
    """A path in a file of the standard (and that it is one); in a table the line, and the column as it is headed."""
    if one.column in COLUMN_WORDS:
        return _("line %(row)s, %(column)s") % {"row": one.row, "column": COLUMN_WORDS[one.column]}, False
    if one.column and one.column != str(one.row):
        return one.column, True
    return _("line %(row)s") % {"row": one.row}, False
