"""The words of a network: its circles, how a tie is felt, and the icons beside them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from palier.casework.network.rules import Circle, Lives, Side, Strength

CIRCLES = [
    (Circle.PRIMARY, _("Primary network")),
    (Circle.SECONDARY, _("Secondary network")),
]
STRENGTHS = [
    (Strength.SOLID, pgettext_lazy("tie", "solid")),
    (Strength.THERE, pgettext_lazy("tie", "there")),
    (Strength.FRAGILE, pgettext_lazy("tie", "fragile")),
    (Strength.TENSE, pgettext_lazy("tie", "tense")),
]
LIVES = [
    (Lives.HERE, _("lives there")),
    (Lives.ELSEWHERE, _("lives elsewhere")),
]
SIDE_ICONS = {Side.PERSON: "circle-user", Side.DEPARTMENT: "building-2", Side.OUTSIDE: "heart-handshake"}
