"""Who is asking: built once per request or job from the session token, never from what a page claims."""

import datetime
import uuid
from dataclasses import dataclass

from django.db import connection

from palier.identity.organisations.rules import Role
from palier.kernel.errors import Refused


@dataclass(frozen=True)
class Actor:
    """A post (or a person, or a job) and the literal ids of the subjects it stands in relation to.

    `subjects` drives the index in every list (secrecy.md 4.7 B); the row policies check each row again.
    """

    post: uuid.UUID | None
    staff: uuid.UUID | None
    person: uuid.UUID | None
    role: Role | None
    organisation: uuid.UUID | None
    service: uuid.UUID | None
    service_kind: str | None
    subjects: tuple[uuid.UUID, ...]
    in_emergency: bool
    today: datetime.date
    moment: datetime.datetime
    purpose: str
    door_level: int = 0  # of a tenant: 1 asks for help, 2 reads what is hers (P10)

    @property
    def acting_post(self) -> uuid.UUID:
        """The post in which she acts. Raises Refused for whoever has none: persons and jobs write nothing as staff."""
        if self.post is None:
            raise Refused()
        return self.post

    @property
    def acting_organisation(self) -> uuid.UUID:
        """The organisation for which she acts. Raises Refused when there is none."""
        if self.organisation is None:
            raise Refused()
        return self.organisation

    @property
    def acting_person(self) -> uuid.UUID:
        """The tenant or applicant at her own door. Raises Refused for everybody else."""
        if self.person is None:
            raise Refused()
        return self.person

    @property
    def is_staff(self) -> bool:
        return self.post is not None


def whoami() -> Actor | None:
    """The actor of the running transaction, or None when its token is absent, unknown, expired or withdrawn.

    One round trip. The database decides; the application only asks.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sec.whoami()")
        row = cursor.fetchone()
    if row is None:
        return None
    (
        post,
        staff,
        person,
        role,
        organisation,
        service,
        service_kind,
        subjects,
        in_emergency,
        today,
        moment,
        purpose,
        door_level,
    ) = row
    return Actor(
        post=post,
        staff=staff,
        person=person,
        role=Role(role) if role else None,
        organisation=organisation,
        service=service,
        service_kind=service_kind,
        subjects=tuple(subjects),
        in_emergency=in_emergency,
        today=today,
        moment=moment,
        purpose=purpose,
        door_level=door_level,
    )
