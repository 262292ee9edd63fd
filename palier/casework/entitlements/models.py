"""That a question was gone through with a person: the day, and nothing of what came out."""

from django.db import models
from django.db.models.functions import Now

from palier.access.classes import data_classes
from palier.access.guarded import OfSubject, Paths


class RightSeen(OfSubject):
    """*Vu le …*: one person, one question, one day. It lies in the file, else in the inbox of who looks after her."""

    ACCESS = Paths(
        organisation="organisation",
        subject="subject",
        author="author",
        household="household",
        person="person",
        written_at="written_at",
        dies_on="ends_on",
    )

    household = models.ForeignKey("people.Household", on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    question = models.CharField(max_length=40)  # a code of data/questions.csv
    seen_on = models.DateField()
    author = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField(db_default=Now())
    ends_on = models.DateField()

    DATA_CLASSES = data_classes(
        SECRET="id organisation subject household person question seen_on author written_at ends_on"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "person", "question"], name="one_sight_of_a_right"),
            models.CheckConstraint(condition=~models.Q(question=""), name="a_right_has_a_code"),
        ]

    def __str__(self) -> str:
        return str(self.id)
