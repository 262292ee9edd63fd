"""Human voices that say the short notices, and the telephone number that plays them. All of it is public."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length, Now

from palier.access.classes import data_classes
from palier.kernel.identifiers import new_id
from palier.registry.notices.labels import KINDS, VOICES
from palier.registry.notices.rules.sounds import LARGEST

models.BinaryField.register_lookup(Length)


class Recording(models.Model):
    """One notice in one language, spoken by somebody: `voice` is her function, never her name.

    `notice` is a key of `rules.notices()`, `language` a code of kernel.spoken_languages. `data`: the file, without
    tags; in the table because it is small, public, and goes for good when it is withdrawn. `listened_on`: the day on
    which somebody who speaks the language listened to it; before that the public page does not play it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    notice = models.CharField(max_length=20)
    language = models.CharField(max_length=3)
    kind = models.CharField(max_length=3, choices=KINDS.items())
    seconds = models.PositiveSmallIntegerField()
    data = models.BinaryField()
    voice = models.CharField(max_length=20, choices=VOICES.items())
    listened_on = models.DateField(null=True)
    kept_at = models.DateTimeField(db_default=Now())

    DATA_CLASSES = data_classes(
        PUBLIC="id organisation notice language kind seconds data voice listened_on kept_at",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "notice", "language"], name="one_voice_a_notice"),
            models.CheckConstraint(
                condition=Q(data__length__gt=0, data__length__lte=LARGEST), name="recording_is_small"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice} {self.language}"


class ListeningLine(models.Model):
    """From this day on, the notices are played on this telephone number; an empty one ends it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    starts = models.DateField()
    phone = models.CharField(max_length=20, blank=True)

    DATA_CLASSES = data_classes(PUBLIC="id organisation starts phone")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "starts"], name="one_listening_line_a_day")]

    def __str__(self) -> str:
        return self.phone
