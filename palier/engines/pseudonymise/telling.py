"""A sentence that is about nobody: does it hold somebody's number or address of mail all the same?"""

from palier.engines.pseudonymise.replacing import pseudonymise
from palier.engines.pseudonymise.spans import Kind

_OF_SOMEBODY = frozenset({Kind.NATIONAL_NUMBER, Kind.NUMBER, Kind.PHONE, Kind.MAIL, Kind.ACCOUNT, Kind.PLATE})
"""What points at somebody without her name; the number of a household or a file is a NUMBER."""


def holds_a_number(text: str) -> bool:
    """Is a number of somebody in it, or an address of mail, as people write them?"""
    return any(one.kind in _OF_SOMEBODY for one in pseudonymise(text, "fr").replaced)
