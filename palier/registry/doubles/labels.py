"""The words for why two lines resemble each other, and their icons."""

from django.utils.translation import gettext_lazy as _

from palier.registry.doubles.rules import PairState, Reason

REASONS = [
    (Reason.SAME_NAME, _("the same name")),
    (Reason.NAMES_SWAPPED, _("first and last name the other way round")),
    (Reason.SOUNDS_ALIKE, _("names that sound alike")),
    (Reason.SAME_BIRTH, _("the same birth date")),
    (Reason.NEAR_BIRTH, _("nearly the same birth date")),
    (Reason.SAME_PHONE, _("the same telephone")),
    (Reason.SAME_ADDRESS, _("the same address")),
    (Reason.SAME_HOUSEHOLD, _("declared in one household: two people, or one line too many?")),
]
STATES = [
    (PairState.OPEN, _("to be looked at")),
    (PairState.DIFFERENT, _("two different people")),
    (PairState.MERGED, _("one person")),
]
