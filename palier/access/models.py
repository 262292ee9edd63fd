"""The relations on which secrecy stands, and the ledgers that remember."""

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from palier.access.classes import data_classes
from palier.access.rules import Duty, EmergencyGround, SubjectKind
from palier.kernel.identifiers import new_id


class Subject(models.Model):
    """The handle on which every relation stands: a file, or the inbox of a post. It says nothing of its content."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("organisations.Place", null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=[(k, k) for k in SubjectKind])
    created_at = models.DateTimeField(db_default=Now())

    DATA_CLASSES = data_classes(SECRET="id organisation place kind created_at")

    def __str__(self) -> str:
        return str(self.id)


class TeamMember(models.Model):
    """A post stands in a relation to a subject: why, from when to when, added by whom."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    duty = models.CharField(max_length=20, choices=[(d, d) for d in Duty])
    valid = DateRangeField()
    added_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField(db_default=Now())

    DATA_CLASSES = data_classes(SECRET="id subject post duty valid added_by reason added_at")

    class Meta:
        indexes = [models.Index(fields=["subject", "post"], name="team_of_subject")]

    def __str__(self) -> str:
        return f"{self.duty} {self.post_id}"


class NamedReader(models.Model):
    """Somebody named to read one item of tier pair or reinforced. `item` is any guarded row, of any wing."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.UUIDField()
    post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    valid = DateRangeField()
    added_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")

    DATA_CLASSES = data_classes(REINFORCED="id item post valid added_by")

    class Meta:
        indexes = [models.Index(fields=["item", "post"], name="reader_of_item")]

    def __str__(self) -> str:
        return str(self.id)


class EmergencyAccess(models.Model):
    """One person's items opened for four hours on a closed ground, told at once, reviewed afterwards (P29, D17)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    person = models.UUIDField()
    post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=30, choices=[(g, g) for g in EmergencyGround])
    reason = models.TextField()
    opened_at = models.DateTimeField(db_default=Now())
    until = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=30, blank=True)

    DATA_CLASSES = data_classes(
        AUDIT="id organisation post ground opened_at until reviewed_at reviewed_by outcome",
        SECRET="subject person reason",
    )

    class Meta:
        indexes = [models.Index(fields=["post", "until"], name="emergency_of_post")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ground__in=[g.value for g in EmergencyGround]), name="emergency_closed_ground"
            ),
            models.CheckConstraint(condition=Q(until__gt=F("opened_at")), name="emergency_ends"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class DutyPresence(models.Model):
    """A person stands in front of a duty worker: what she needs is open until the session's end + 24 h (P15)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    household = models.UUIDField()
    since = models.DateTimeField(db_default=Now())
    until = models.DateTimeField()

    DATA_CLASSES = data_classes(SECRET="id organisation post household since until")

    class Meta:
        indexes = [models.Index(fields=["post", "household", "until"], name="presence_of_post")]

    def __str__(self) -> str:
        return str(self.id)


class ReadEvent(models.Model):
    """One line of the read ledger: who, when, what, on what ground. No content. Partitioned by month, insert only."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    post = models.UUIDField(null=True, db_column="post_id")
    person = models.UUIDField(null=True)
    what = models.CharField(max_length=40)
    reference = models.UUIDField(null=True)
    subjects = ArrayField(models.UUIDField(), default=list)
    ground = models.CharField(max_length=60)

    DATA_CLASSES = data_classes(AUDIT="id at post person what reference subjects ground")

    class Meta:
        managed = False
        db_table = "access_read_event"

    def __str__(self) -> str:
        return str(self.id)


class LedgerSeal(models.Model):
    """A seal over a run of ledger rows; each hashes the one before (D15)."""

    id = models.BigAutoField(primary_key=True)
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField()
    count = models.BigIntegerField()
    hash = models.BinaryField()
    sealed_at = models.DateTimeField(db_default=Now())

    DATA_CLASSES = data_classes(AUDIT="id first_id last_id count hash sealed_at")

    class Meta:
        db_table = "access_ledger_seal"

    def __str__(self) -> str:
        return f"{self.first_id}-{self.last_id}"


class History(models.Model):
    """What a row held before it was changed or removed, written by a trigger and by nothing else."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    table_name = models.CharField(max_length=63)
    row_id = models.UUIDField()
    operation = models.CharField(max_length=6)
    post_id = models.UUIDField(null=True)
    purpose = models.CharField(max_length=20, null=True)  # noqa: DJ001  (null: no session at all)
    before = models.JSONField()

    DATA_CLASSES = data_classes(SECRET="before", AUDIT="id at table_name row_id operation post_id purpose")

    class Meta:
        indexes = [models.Index(fields=["row_id", "id"], name="history_of_row")]

    def __str__(self) -> str:
        return f"{self.operation} {self.table_name}"


class LockSession(models.Model):
    """A token's hash and what it stands for. No role of the application reads this table; sec.* functions do."""

    token_hash = models.BinaryField(primary_key=True)
    user_id = models.UUIDField(null=True)
    post_id = models.UUIDField(null=True)
    person = models.UUIDField(null=True)
    code = models.UUIDField(null=True)  # the access code that opened it, when one did
    organisation_id = models.UUIDField(null=True)
    purpose = models.CharField(max_length=20)
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    stepped_up_at = models.DateTimeField(null=True)

    DATA_CLASSES = data_classes(
        AUDIT="token_hash user_id post_id person code organisation_id purpose opened_at expires_at stepped_up_at"
    )

    class Meta:
        db_table = "access_lock_session"
        indexes = [models.Index(fields=["expires_at"], name="session_expiry")]

    def __str__(self) -> str:
        return self.purpose


class OnceKey(models.Model):
    """A write that may be sent twice: same key and body gives the first answer, another body a conflict."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField()
    body_hash = models.BinaryField()
    answer = models.JSONField()
    at = models.DateTimeField(db_default=Now())

    DATA_CLASSES = data_classes(INTERNAL="id post key body_hash at", SECRET="answer")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "key"], name="once_a_post_and_key")]

    def __str__(self) -> str:
        return str(self.key)


class Installation(models.Model):
    """One row: is this a demonstration, and is its clock moved (D9)?"""

    id = models.SmallIntegerField(primary_key=True, default=1)
    demo = models.BooleanField(default=False)
    moved_now = models.DateTimeField(null=True)

    DATA_CLASSES = data_classes(INTERNAL="id demo moved_now")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_installation")]

    def __str__(self) -> str:
        return "demo" if self.demo else "installation"
