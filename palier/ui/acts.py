"""A page that is one form: shown, mended, or carried out and left."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from palier.kernel.errors import Conflict
from palier.ui import errors
from palier.ui.forms import ASKED_TO_MEND, sent
from palier.ui.notices import done

READ_OR_SEND = ["GET", "HEAD", "POST"]


def carried_out(
    request: HttpRequest,
    form: forms.Form,
    template: str,
    do: Callable[[], object],
    then: Callable[[], str],
    *,
    said: str = "",
    **context: Any,
) -> HttpResponse:
    """The form, or what it led to: done and on to `then`, to be mended (422), or changed by somebody else (409).

    `said`: what is told where one goes afterwards.
    """
    try:
        if request.method == "POST" and sent(form, do):
            done(request, said or _("Saved."))
            return redirect(then())
    except Conflict:
        return errors.conflict(request)
    status = ASKED_TO_MEND if form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)
