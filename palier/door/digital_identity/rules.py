"""Pure decisions on what a provider answers."""

import re
from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any

DIGITS = 11  # of a national number or a BIS number
GAVE_UP = {
    "access_denied",
    "login_required",
    "interaction_required",
    "consent_required",
}  # OpenID Connect Core, 3.1.2.6
AT_REST = {"server_error", "temporarily_unavailable"}  # RFC 6749, 4.1.2.1


class Refusal(StrEnum):
    """Why the door did not open."""

    SIGNED_IN = "signed_in"  # somebody of the house, on this machine
    TOO_OFTEN = "too_often"
    SILENT = "silent"  # the provider does not answer, or not in time
    GIVEN_UP = "given_up"  # she came back without showing who she is
    STALE = "stale"  # begun elsewhere, too long ago, or used already
    UNTRUSTED = "untrusted"  # the answer is not one that may be believed
    TOO_LOW = "too_low"  # of an assurance that is not high
    NOBODY = "nobody"  # no such person, under sixteen, no tenant: never told apart


def refusal_of(error: str) -> Refusal:
    """What a provider's `error` means to her."""
    if error in GAVE_UP:
        return Refusal.GIVEN_UP
    return Refusal.SILENT if error in AT_REST else Refusal.UNTRUSTED


def is_high(claims: Mapping[str, Any], levels: Collection[str]) -> bool:
    """Is the assurance one of the high ones? A claim that is absent, or no text, is not."""
    level = claims.get("acr")
    return isinstance(level, str) and level in levels


def number_in(claims: Mapping[str, Any], name: str) -> str:
    """The eleven digits, however they are grouped; nothing when they are not there."""
    digits = re.sub(r"[\s.-]", "", str(claims.get(name, "")))
    return digits if len(digits) == DIGITS and digits.isascii() and digits.isdigit() else ""
