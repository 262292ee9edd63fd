"""What help is about: one list for what is asked and for who can help, so that they can be laid side by side."""

from enum import StrEnum


class Domain(StrEnum):
    """The seven themes of seed 003, housing's own, and two more (domain.md section 10, list 2)."""

    SOCIAL_RIGHTS = "social_rights"
    FAMILY = "family"
    HEALTH = "health"
    FINANCIAL = "financial"
    SOCIO_PROFESSIONAL = "socio_professional"
    SAFETY = "safety"
    CIVIC_LIFE = "civic_life"
    HOUSING_TRANSFER = "housing_transfer"
    HOUSING_ACCOUNTS = "housing_accounts"
    HOUSING_MAINTENANCE = "housing_maintenance"
    HOUSING_WORKS = "housing_works"
    ARREARS = "arrears"
    EVICTION_RISK = "eviction_risk"
    ADMINISTRATIVE = "administrative"
    NEIGHBOURHOOD = "neighbourhood"
