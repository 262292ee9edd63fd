"""What the tests of the administration send and look up."""

import datetime as dt
import uuid

from django.db import connection

from palier.identity.organisations.models import Post, PostProposal, StaffMember
from palier.identity.organisations.rules import OrganisationKind, Role, ServiceKind
from palier.kernel import clock
from tests.stage import STAGE, put, without_locks


def service_of(stage, kind):
    """The service of this kind in the company of the stage."""
    from palier.identity.organisations.models import Service

    with without_locks():
        return Service.objects.using(STAGE).get(organisation=stage.company, kind=kind)


def staff_of(stage, name):
    with without_locks():
        return Post.objects.using(STAGE).select_related("staff").get(pk=stage.people[name].post).staff


def seconding_body():
    from palier.identity.organisations.models import Organisation

    mark = uuid.uuid4().hex[:8]
    return put(
        Organisation(
            kind=OrganisationKind.SECONDMENT_SERVICE,
            slug=f"sasls-{mark}",
            name_fr=f"SASLS {mark}",
            name_nl=f"DMBSH {mark}",
        )
    )


def form(stage, **changes):
    """A form that brings somebody new in, employed by the company."""
    known = {
        "staff": "",
        "first_name": "Zélie",
        "last_name": "Gabarit",
        "employer": str(stage.company.pk),
        "language": "fr",
        "role": Role.CARETAKER.value,
        "supervisor": "",
        "fraction": "100",
        "first_day": clock.today().isoformat(),
        "last_day": "",
        "idempotency_key": str(uuid.uuid4()),
    }
    return known | changes


def bring(stage, kind=ServiceKind.TECHNICAL, by="admin", **changes):
    """The administrator's answer, sent through the page."""
    url = f"/administration/services/{service_of(stage, kind).pk}/people/"
    return stage.people[by].browser().post(url, form(stage, **changes))


def proposals(stage, **what):
    with without_locks():
        rows = PostProposal.objects.using(STAGE).filter(organisation=stage.company, **what)
        return list(rows.select_related("staff").order_by("proposed_at"))


def posts(**what):
    with without_locks():
        return list(Post.objects.using(STAGE).filter(**what))


def newest_staff(stage):
    with without_locks():
        return StaffMember.objects.using(STAGE).filter(last_name="Gabarit", employer=stage.company).latest("pk")


def told(somebody, function, *params):
    """A hand-written call of a closed function, as this person; kept."""
    with somebody.acting(), connection.cursor() as cursor:
        cursor.execute(f"SELECT sec.{function}({', '.join(['%s'] * len(params))})", params)
        return cursor.fetchone()[0]


def tomorrow() -> dt.date:
    return clock.today() + dt.timedelta(days=1)
