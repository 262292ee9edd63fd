"""Pure decisions on persons and declared households."""

import datetime
from enum import StrEnum


class Standing(StrEnum):
    """What a household is to the company."""

    TENANT = "tenant"
    APPLICANT = "applicant"
    FORMER_TENANT = "former_tenant"


class MemberRole(StrEnum):
    """A person's place in the household as declared."""

    HEAD = "head"
    PARTNER = "partner"
    CHILD = "child"
    OTHER = "other"


class Reach(StrEnum):
    """How a person wants to be reached. A way without a screen always exists."""

    CALL = "call"
    TEXT = "text"
    LETTER = "letter"
    EMAIL = "email"
    VISIT = "visit"
    IN_PERSON = "in_person"


class RepresentativeKind(StrEnum):
    """Who may speak for a person, and with what power (P18 splits *legal representative*)."""

    PARENT = "parent"
    GUARDIAN = "guardian"
    ADMINISTRATOR_OF_GOODS = "administrator_of_goods"
    ADMINISTRATOR_OF_PERSON = "administrator_of_person"
    TRUSTED_PERSON = "trusted_person"


class NumberReason(StrEnum):
    """Why a national number is shown (P32): the acts of letting that name it, and no other."""

    TAX_STATEMENT = "tax_statement"
    REGISTERS = "registers"
    LEASE = "lease"
    CORRECTION = "correction"


MAJORITY = 18  # Civil Code; an adult opens her own file


def is_minor(born: datetime.date | None, today: datetime.date) -> bool:
    """True when under 18 on `today`. An unknown birth date counts as adult: no right is taken for want of a date."""
    if born is None:
        return False
    had_birthday = (today.month, today.day) >= (born.month, born.day)
    return today.year - born.year - (0 if had_birthday else 1) < MAJORITY


def reads_with_difficulty(languages_read: list[str]) -> bool:
    """True when nothing is known to be read: letters carry pictograms and are explained in person (P24)."""
    return not languages_read
