"""Parse, one act, back to the one page that shows where the file stands."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST

from palier.access.capabilities import Capability
from palier.access.routes import actor_of, capability
from palier.desk.imports import actions, queries
from palier.desk.imports.forms import ColumnsForm, FileForm
from palier.desk.imports.labels import COLUMNS, KINDS
from palier.desk.imports.rules import SHOWN, State
from palier.kernel.errors import Conflict, InvalidInput, Message
from palier.ui import errors


@capability(Capability.IMPORT_RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Where the file of the company stands; POST sends one."""
    if request.method != "POST":
        return _page(request)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    file = form.cleaned_data["file"]
    try:
        actions.send_file(actor=actor_of(request), kind=form.cleaned_data["kind"], name=file.name, chunks=file.chunks())
    except InvalidInput as problem:
        for name, messages in problem.fields.items():
            form.add_error(name, [_said(message) for message in messages])
        return _page(request, form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except Conflict:
        return errors.conflict(request)
    return redirect("imports")


@capability(Capability.IMPORT_RUN)
@require_POST
def import_columns(request: HttpRequest) -> HttpResponse:
    """What the columns are; then the file is read, and nothing applied."""
    sent = queries.sent(actor_of(request))
    if sent.state != State.COLUMNS:
        return redirect("imports")
    form = _columns_form(sent, request.POST)
    if form.is_valid():
        try:
            actions.name_columns(
                actor=actor_of(request),
                columns=form.columns(),
                date=form.cleaned_data["date"],
                decimal=form.cleaned_data["decimal"],
                language=get_language() or "fr",
            )
            return redirect("imports")
        except InvalidInput as problem:
            for name, messages in problem.fields.items():
                words = COLUMNS.get(name, "")
                form.add_error(
                    None, [f"{words}: {_said(message)}" if words else _said(message) for message in messages]
                )
        except Conflict:
            return errors.conflict(request)
    return _page(request, columns=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@capability(Capability.IMPORT_RUN)
@require_POST
def import_apply(request: HttpRequest) -> HttpResponse:
    """Apply the file that was read: all of it or nothing."""
    try:
        actions.apply_file(actor=actor_of(request), language=get_language() or "fr")
    except Conflict:
        return errors.conflict(request)
    return redirect("imports")


@capability(Capability.IMPORT_RUN)
@require_POST
def import_drop(request: HttpRequest) -> HttpResponse:
    """Forget the file."""
    try:
        actions.drop_file(actor=actor_of(request))
    except Conflict:
        return errors.conflict(request)
    return redirect("imports")


def _page(
    request: HttpRequest,
    *,
    form: FileForm | None = None,
    columns: ColumnsForm | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    sent = queries.sent(actor_of(request))
    if sent.state == State.COLUMNS and columns is None:
        columns = _columns_form(sent)
    refused = [{**row, "column": COLUMNS.get(row["column"], "")} for row in sent.report.get("refused", [])[:SHOWN]]
    context: dict[str, Any] = {
        "sent": sent,
        "kind": dict(KINDS).get(sent.kind, ""),  # type: ignore[call-overload]
        "form": form or FileForm(),
        "columns": columns,
        "refused": refused,
        "not_shown": len(sent.report.get("refused", [])) - len(refused),
    }
    return render(request, "imports/imports.html", context, status=status)


def _columns_form(sent: queries.Sent, data: Any = None) -> ColumnsForm:
    ours = [column.name for column in queries.COLUMNS[sent.kind]]
    return ColumnsForm(data, header=sent.header, ours=ours)


def _said(message: Message) -> str:
    said = gettext(message.msgid)
    return said % message.params if message.params else said
