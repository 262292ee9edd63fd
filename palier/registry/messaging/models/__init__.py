"""Templates of the service, letters to one person, and the outbox from which they leave."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from palier.access.classes import data_classes
from palier.access.guarded import Guarded, OfSubject, Paths
from palier.kernel.identifiers import new_id
from palier.registry.messaging.labels import (
    CHANNELS,
    DISPATCH_STATES,
    LETTER_KINDS,
    LETTER_LANGUAGES,
    LETTER_STATES,
    LINE_STATES,
    TEMPLATE_KINDS,
    TEMPLATE_STATES,
    WORDS,
)
from palier.registry.messaging.models.mailings import Mailing, MailingLine
from palier.registry.messaging.rules import (
    TITLE_AT_MOST,
    Channel,
    DispatchState,
    LetterState,
    TemplateState,
)
from palier.registry.messaging.rules.batches import LineState

__all__ = ["BatchLine", "Dispatch", "Letter", "LetterBatch", "LetterTemplate", "Mailing", "MailingLine"]


class LetterTemplate(Guarded):
    """One version of the service's own template of a kind. Without one in use, the shipped text is the template."""

    ACCESS = Paths(organisation="organisation", author="author", written_at="written_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=20, choices=TEMPLATE_KINDS)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=TEMPLATE_STATES, default=TemplateState.DRAFT)
    title_fr = models.CharField(max_length=TITLE_AT_MOST)
    body_fr = models.TextField()
    title_nl = models.CharField(max_length=TITLE_AT_MOST)
    body_nl = models.TextField()
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField(db_default=Now())

    DATA_CLASSES = data_classes(
        INTERNAL="id organisation kind number state title_fr body_fr title_nl body_nl author written_at"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "number"], name="one_template_a_number"),
            models.UniqueConstraint(
                fields=["organisation", "kind"],
                condition=Q(state=TemplateState.CURRENT),
                name="one_template_in_use",
            ),
            models.CheckConstraint(
                condition=~Q(title_fr="") & ~Q(title_nl="") & ~Q(body_fr="") & ~Q(body_nl=""),
                name="template_in_both_languages",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Letter(OfSubject):
    """A letter to one person (P2), in the words the worker gave it. That there is one is as secret as what it says.

    The table has one more column, `words`, its text for search: filled by a trigger, read by sec.find_letters only.
    """

    ACCESS = Paths(
        organisation="organisation",
        subject="subject",
        author="author",
        persons="concerns",
        household="household",
        written_at="written_at",
        dies_on="ends_on",
    )

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=20, choices=LETTER_KINDS)
    template_version = models.PositiveIntegerField(default=0)
    language = models.CharField(max_length=4, choices=LETTER_LANGUAGES)
    title_fr = models.CharField(max_length=TITLE_AT_MOST, blank=True)
    body_fr = models.TextField(blank=True)
    title_nl = models.CharField(max_length=TITLE_AT_MOST, blank=True)
    body_nl = models.TextField(blank=True)
    day = models.DateField(null=True)  # the one date, in large
    hour = models.TimeField(null=True)
    to_explain = models.BooleanField(default=False)  # pictograms, and told in person (P24)
    confided_by = ArrayField(models.UUIDField(), default=list)
    concerns = ArrayField(models.UUIDField(), default=list)
    state = models.CharField(max_length=10, choices=LETTER_STATES, default=LetterState.DRAFT)
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField(db_default=Now())
    ends_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    DATA_CLASSES = data_classes(
        SECRET="id organisation subject household person kind template_version language title_fr body_fr title_nl"
        " body_nl day hour to_explain confided_by concerns state author written_at ends_on version"
    )

    class Meta:
        indexes = [models.Index(fields=["subject", "-written_at"], name="letters_of_subject")]

    def __str__(self) -> str:
        return str(self.id)


class Dispatch(OfSubject):
    """A line of the outbox: what leaves, by which channel, when it is due, and the proof that it went.

    It is inserted in the transaction of the change it speaks of. Mail and SMS hold a key of a neutral sentence, never
    a text (P10).
    """

    ACCESS = Paths(organisation="organisation", subject="subject", author="author", written_at="written_at")

    letter = models.ForeignKey(Letter, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    channel = models.CharField(max_length=10, choices=CHANNELS)
    words = models.CharField(max_length=20, choices=WORDS, blank=True)
    about_at = models.DateTimeField(null=True)  # the moment of the appointment that the sentence says
    item = models.UUIDField(null=True)  # the appointment it reminds of, of any wing
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=DISPATCH_STATES, default=DispatchState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    proof = models.CharField(max_length=120, blank=True)  # message id, or the gateway's id
    handed_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    explained_on = models.DateField(null=True)
    explained_in = models.CharField(max_length=8, blank=True)
    explained_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField(db_default=Now())
    ends_on = models.DateField(null=True)

    DATA_CLASSES = data_classes(
        SECRET="id organisation subject letter person channel words about_at item due_at state tries leased_until"
        " sent_at proof handed_by explained_on explained_in explained_by author written_at ends_on"
    )

    class Meta:
        verbose_name_plural = "dispatches"
        indexes = [
            models.Index(fields=["subject", "-written_at"], name="dispatches_of_subject"),
            models.Index(fields=["due_at"], name="dispatches_due", condition=Q(state__in=["waiting", "under_way"])),
            models.Index(fields=["letter"], name="dispatches_of_letter"),
            models.Index(fields=["item"], name="dispatches_of_item", condition=Q(item__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(Q(channel__in=[Channel.MAIL, Channel.SMS]) & ~Q(words=""))
                | (Q(channel__in=[Channel.COUNTER, Channel.LETTER]) & Q(words="", letter__isnull=False)),
                name="dispatch_says_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(state=DispatchState.SENT) | Q(sent_at__isnull=False), name="dispatch_sent_has_a_moment"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class LetterBatch(Guarded):
    """Letters ordered in one go, in both languages; `{personne}`, `{persoon}` stand where each name comes.

    It is its author's alone, and dies on `ends_on` with its lines; the letters it made stay as long as any other.
    """

    ACCESS = Paths(organisation="organisation", author="author", written_at="ordered_at", dies_on="ends_on")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=20, choices=TEMPLATE_KINDS)
    template_version = models.PositiveIntegerField(default=0)
    title_fr = models.CharField(max_length=TITLE_AT_MOST)
    body_fr = models.TextField()
    title_nl = models.CharField(max_length=TITLE_AT_MOST)
    body_nl = models.TextField()
    day = models.DateField(null=True)
    hour = models.TimeField(null=True)
    stopped = models.BooleanField(default=False)
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    ordered_at = models.DateTimeField(db_default=Now())
    ends_on = models.DateField()

    DATA_CLASSES = data_classes(
        SECRET="id organisation kind template_version title_fr body_fr title_nl body_nl day hour stopped author"
        " ordered_at ends_on"
    )

    class Meta:
        verbose_name_plural = "letter batches"
        indexes = [models.Index(fields=["author", "-ordered_at"], name="batches_of_author")]

    def __str__(self) -> str:
        return str(self.id)


class BatchLine(OfSubject):
    """One letter of a batch. Its id is the id of the letter it becomes: a letter is never made twice."""

    ACCESS = Paths(organisation="organisation", subject="subject", author="author", household="household")

    batch = models.ForeignKey(LetterBatch, on_delete=models.PROTECT, related_name="+", db_index=False)
    household = models.ForeignKey("people.Household", on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    language = models.CharField(max_length=4, choices=LETTER_LANGUAGES)
    to_explain = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=LINE_STATES, default=LineState.WAITING)
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)

    DATA_CLASSES = data_classes(
        SECRET="id organisation subject batch household person language to_explain state author"
    )

    class Meta:
        indexes = [
            models.Index(fields=["batch"], name="lines_of_batch"),
            models.Index(fields=["id"], name="lines_to_make", condition=Q(state="waiting")),
        ]

    def __str__(self) -> str:
        return str(self.id)
