"""How every page of this app answers: what the address says, a form to mend, back to the file."""

import uuid
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from palier.access.actor import Actor
from palier.casework.cases.rules import Undoable
from palier.registry.people import queries as people
from palier.ui.forms import ASKED_TO_MEND
from palier.ui.notices import done

IN_CONFLICT = 409


def names(actor: Actor, household: uuid.UUID) -> dict[uuid.UUID, str]:
    """The persons declared in a household: id and name."""
    return {member.person.pk: member.name for member in people.members(actor, household)}


def page(request: HttpRequest, template: str, form: forms.Form, **context: Any) -> HttpResponse:
    """A form's page; 422 when there is something to mend."""
    status = ASKED_TO_MEND if form.is_bound and not form.is_valid() else 200
    return render(request, f"cases/{template}.html", {"form": form, **context}, status=status)


def undo_address(what: Undoable, pk: uuid.UUID, version: int, back: str) -> str:
    """Where to post to put back a change that gave the row this version."""
    return f"{reverse('undo', args=[what.value, pk, version])}?{urlencode({'next': back})}"


def file_address(household: uuid.UUID | None) -> str:
    """The household file, else the list of files."""
    return reverse("household_file", args=[household]) if household else reverse("case_list")


def to_file(request: HttpRequest, household: uuid.UUID | None, words: str, undo_url: str = "") -> HttpResponse:
    """Back to the household file, saying what was done and, for ten seconds, offering to undo it."""
    done(request, words, undo_url=undo_url)
    return redirect(file_address(household))
