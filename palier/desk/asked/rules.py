"""Who asks a social service about a person."""

from enum import StrEnum


class Asker(StrEnum):
    """The closed list of P40."""

    POLICE = "police"
    MAGISTRATE = "magistrate"
    BAILIFF = "bailiff"
    LAWYER = "lawyer"
    WELFARE_CENTRE = "welfare_centre"
    HOUSE = "house"
    FAMILY = "family"
