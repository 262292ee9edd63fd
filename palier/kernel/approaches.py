"""Before a trouble or after it: said of files, and of what is done with many."""

from enum import StrEnum


class Approach(StrEnum):
    """Before the trouble, after it, or both at once (seed 002: « de manière préventive et curative »)."""

    PREVENTIVE = "preventive"
    CURATIVE = "curative"
