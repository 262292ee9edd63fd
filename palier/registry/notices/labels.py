"""Who spoke, in words."""

from django.utils.translation import gettext_lazy as _

from palier.registry.notices.rules.sounds import SoundKind, Voice

VOICES = {
    Voice.INTERPRETER: _("an interpreter"),
    Voice.STAFF: _("a colleague of the company"),
    Voice.PARTNER: _("a colleague of a partner"),
    Voice.TENANT: _("a tenant"),
}
KINDS = {SoundKind.MP3: "MP3", SoundKind.OGG: "Ogg", SoundKind.M4A: "M4A", SoundKind.WAV: "WAV"}
