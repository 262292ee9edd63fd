"""The words shown for tiers, duties and grounds."""

from django.utils.translation import gettext_lazy as _

from palier.access.rules import Duty, EmergencyGround, Tier

TIERS = [
    (Tier.TEAM, _("Worker and replacement")),
    (Tier.PAIR, _("Working pair")),
    (Tier.AUTHOR, _("Aide-mémoire")),
    (Tier.REINFORCED, _("Reinforced")),
]
TIER_ICONS = {Tier.TEAM: "users", Tier.PAIR: "blend", Tier.AUTHOR: "sticky-note", Tier.REINFORCED: "lock"}
DUTIES = [
    (Duty.ASSIGNED, _("assigned worker")),
    (Duty.REPLACEMENT, _("replacement")),
    (Duty.SECOND, _("second worker")),
    (Duty.PAIR, _("working pair")),
    (Duty.TRAINEE, _("trainee")),
    (Duty.COLLEAGUE, _("colleague")),
]
EMERGENCY_GROUNDS = [
    (EmergencyGround.DANGER_TO_LIFE, _("Danger to somebody's life")),
    (EmergencyGround.DANGER_TO_MINOR, _("Danger to a minor")),
    (EmergencyGround.LEGAL_DATE_TODAY, _("A legal date falls today and nobody can be reached")),
]
