"""The pages of a contact: corrected, kept, put into a file; and the word for the duty desk."""

import datetime
import uuid
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.ledger import note_read
from palier.access.routes import actor_of, capability
from palier.casework.cases import actions, queries
from palier.casework.cases.forms import AttachForm, ContactForm, WordForm
from palier.casework.cases.labels import CHANNEL_ICONS, contact_line
from palier.casework.cases.rules import Undoable
from palier.casework.cases.views.answers import IN_CONFLICT, file_address, page, to_file, undo_address
from palier.kernel.errors import Conflict
from palier.registry.people import queries as people
from palier.ui import errors
from palier.ui.addresses import id_in_address
from palier.ui.forms import key_of, sent

WORD_LASTS = datetime.timedelta(days=14)


@capability(Can.CONTACT_SEARCH)
@require_safe
def contact_list(request: HttpRequest) -> HttpResponse:
    """The fifty latest contacts of my files and inbox, day by day. One ledger line for all."""
    actor = actor_of(request)
    found = queries.latest_contacts(actor)
    note_read(actor, "contact_list", subjects={row.subject_id for row in found}, ground="in_the_team")
    days = groupby((contact_line(row) for row in found), key=lambda line: line.day)
    context = {"days": [(day, list(lines)) for day, lines in days], "more": len(found) == queries.AT_MOST}
    return render(request, "cases/contact_list.html", context)


@capability(Can.WORD_LEAVE)
def word_leave(request: HttpRequest) -> HttpResponse:
    """Leave a word, on purpose, for whoever receives this household at the desk (P15)."""
    actor = actor_of(request)
    household = id_in_address(request, "household")
    if household is None:
        raise Http404
    whose = people.household(actor, household)
    form = WordForm(request.POST or None, initial={"until": actor.today + WORD_LASTS})
    if sent(
        form,
        lambda: actions.leave_word(actor=actor, household=household, key=key_of(request.POST), **form.cleaned_data),
    ):
        return to_file(request, household, _("The word waits for whoever receives her."))
    return page(request, "word_leave", form, household=whose)


@require_POST
@capability(Can.WORD_LEAVE)
def word_end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One tap: nobody reads this word at the desk any more."""
    try:
        word = actions.end_word(actor=actor_of(request), pk=pk)
    except Conflict:
        return errors.conflict(request)
    back = file_address(word.household_id)
    undo = undo_address(Undoable.WORD, pk, word.version, back)
    return to_file(request, word.household_id, _("The word is no longer read at the desk."), undo)


@capability(Can.CONTACT_CHANGE)
def contact_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Correct one's own contact. When it changed meanwhile both texts stand side by side and nothing is lost."""
    actor = actor_of(request)
    contact = queries.contact(actor, pk, Can.CONTACT_CHANGE)
    fields = ("facts", "channel", "result", "place", "domain", "support", "given", "version")
    form = ContactForm(request.POST or None, initial={name: getattr(contact, name) for name in fields})

    def act() -> None:
        if any(getattr(contact, name) != form.cleaned_data[name] for name in fields[:-1]):  # sent twice: already so
            actions.correct_contact(actor=actor, pk=pk, **form.cleaned_data)

    try:
        if sent(form, act):
            return to_file(request, contact.household_id, _("Corrected. What it said before stays in its history."))
    except Conflict:
        again = ContactForm(initial={**form.cleaned_data, "version": contact.version})
        both = {"contact": contact, "form": again, "mine": form.cleaned_data["facts"]}
        return render(request, "cases/contact_conflict.html", both, status=IN_CONFLICT)
    return page(request, "contact_edit", form, contact=contact, icons=CHANNEL_ICONS)


@require_POST
@capability(Can.CONTACT_CHANGE)
def aide_memoire_keep(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One tap: my aide-mémoire becomes a contact (P17)."""
    contact = actions.keep_aide_memoire(actor=actor_of(request), pk=pk)
    return to_file(request, contact.household_id, _("It is now a contact: the team reads it."))


@capability(Can.CASE_WORK)
def contact_attach(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Put a simple contact into one of my files: it is then kept as long as the file."""
    actor = actor_of(request)
    contact = queries.contact(actor, pk)
    if contact.household_id is None:
        raise Http404
    cases = [file for file in queries.cases_of(actor, contact.household_id) if file.closed_on is None]
    form = AttachForm(request.POST or None, cases=[(str(file.pk), opened(file)) for file in cases])
    if sent(form, lambda: actions.attach_contact(actor=actor, pk=pk, case=form.cleaned_data["case"])):
        return to_file(request, contact.household_id, _("The contact is in the file."))
    return page(request, "contact_attach", form, contact=contact, cases=cases)


def opened(file: Any) -> str:
    """How a file is told from another of the same household."""
    return _("opened on %(day)s") % {"day": date_format(file.opened_on)} + (
        f", {file.get_domain_display()}" if file.domain else ""
    )
