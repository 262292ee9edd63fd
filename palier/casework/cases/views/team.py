"""Who works on a file."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from palier.access import actions as access
from palier.access import queries as readers
from palier.access.capabilities import Capability as Can
from palier.access.labels import DUTIES
from palier.access.routes import actor_of, capability
from palier.access.rules import Duty
from palier.casework.cases import actions, queries
from palier.casework.cases.forms import SecondWorkerForm, TeamForm
from palier.casework.cases.views.answers import file_address, names, page, to_file
from palier.ui.forms import key_of, sent


@capability(Can.TEAM_ADD)
def team_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Name a colleague bound by secrecy: second worker, working pair, colleague for a while (P2, P5)."""
    actor = actor_of(request)
    file = queries.case(actor, pk, Can.TEAM_READ)
    team = readers.readers_of(actor, [file.subject_id])[file.subject_id]
    form = TeamForm(request.POST or None, colleagues=queries.nameable(actor))

    named: list[uuid.UUID] = []

    def act() -> None:
        kept = form.cleaned_data
        if kept["post"] not in {reader.post for reader in team}:  # sent twice: already so
            member = access.add_to_team(
                actor=actor,
                subject=file.subject_id,
                post=kept["post"],
                duty=Duty(kept["duty"]),
                until=kept["until"],
                reason=kept["reason"],
            )
            named.append(member.pk)

    if sent(form, act):
        back = urlencode({"next": file_address(file.household_id)})
        undo = f"{reverse('team_undo', args=named)}?{back}" if named else ""
        return to_file(request, file.household_id, _("Your colleague can read the file."), undo)
    return page(request, "team_add", form, file=file, team=team, duties=DUTIES)


@capability(Can.CASE_WORK)
def second_worker(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask a colleague to be the worker of one member of the household (P2)."""
    actor = actor_of(request)
    file = queries.case(actor, pk, Can.CASE_WORK)
    colleagues, persons = queries.second_workers(actor), names(actor, file.household_id)
    form = SecondWorkerForm(request.POST or None, persons=persons, colleagues=colleagues)
    if sent(
        form,
        lambda: actions.ask_second_worker(actor=actor, case=pk, key=key_of(request.POST), **form.cleaned_data),
    ):
        return to_file(request, file.household_id, _("Asked. What follows is between her and your colleague."))
    return page(request, "second_worker", form, file=file, colleagues=colleagues)
