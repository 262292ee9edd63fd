"""Numbers that name persons, enterprises, accounts and telephones; and ids for our own rows.

Each is read the way people write it, kept compact, shown in the usual grouping. The checks are
python-stdnum's and phonenumbers'; a number that fails says why in one stable word.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import phonenumbers
import uuid_utils.compat
from stdnum import exceptions as stdnum_errors
from stdnum import iban
from stdnum.be import bis, nn, ogm_vcs, vat
from stdnum.be import iban as belgian_iban

from palier.kernel.errors import Message, Problem

_REASONS: dict[type[Exception], tuple[str, Message]] = {
    stdnum_errors.InvalidFormat: (
        "invalid_format",
        Message("This is not written the way such a number is."),
    ),
    stdnum_errors.InvalidLength: (
        "invalid_length",
        Message("There are too many or too few digits."),
    ),
    stdnum_errors.InvalidChecksum: (
        "invalid_checksum",
        Message("The check digits do not match: compare each digit."),
    ),
    stdnum_errors.InvalidComponent: (
        "invalid_component",
        Message("A part of this cannot occur in such a number."),
    ),
}

_NATIONAL_NUMBER = Message("National number")
_ENTERPRISE_NUMBER = Message("Enterprise number")
_IBAN = Message("Account number (IBAN)")
_STRUCTURED_COMMUNICATION = Message("Structured communication")
_TELEPHONE_NUMBER = Message("Telephone number")


class InvalidIdentifier(Problem):
    """This number cannot be right."""

    # `code` is one of invalid_format, invalid_length, invalid_checksum, invalid_component.
    # The number itself is never part of the error: errors go to logs, national numbers do not.
    code = "invalid_format"


def new_id() -> uuid.UUID:
    """A new row id: UUID version 7 (RFC 9562), which grows with time and keeps indexes tight."""
    return uuid_utils.compat.uuid7()


@dataclass(frozen=True, slots=True)
class NationalNumber:
    """A valid Belgian national number (NISS/INSZ) or BIS number; see `parse`.

    `digits` are hidden from `repr` and `str` so that no log line or error page shows them.
    """

    digits: str = field(repr=False)
    kind: Literal["national", "bis"]

    @classmethod
    def parse(cls, text: str) -> NationalNumber:
        """Read "85.07.30-033.28", "85073003328" and the like.

        Raises `InvalidIdentifier`. A number whose month is raised by 20 or 40 is a BIS number.
        Source of the checks: python-stdnum `be.nn` and `be.bis`.
        """
        try:
            return cls(_checked(nn.validate, text, _NATIONAL_NUMBER), "national")
        except InvalidIdentifier as not_national:
            if not_national.code != "invalid_component":
                raise
        return cls(_checked(bis.validate, text, _NATIONAL_NUMBER), "bis")

    @property
    def formatted(self) -> str:
        """As on the identity card: "85.07.30-033.28"."""
        return nn.format(self.digits)

    @property
    def born(self) -> dt.date | None:
        """The day of birth written in the number; None when it was not fully known."""
        return nn.get_birth_date(self.digits)

    @property
    def sex(self) -> Literal["f", "m"] | None:
        """The sex written in the number; None for a BIS number made without knowing it."""
        read = nn.get_gender if self.kind == "national" else bis.get_gender
        stated = read(self.digits)
        return None if stated is None else ("m" if stated == "M" else "f")

    def __str__(self) -> str:
        return "NationalNumber(…)"


def enterprise_number(text: str) -> str:
    """The ten digits of a Belgian enterprise or VAT number ("BE 0403.019.261"): "0403019261"."""
    return _checked(vat.validate, text, _ENTERPRISE_NUMBER)


def format_enterprise_number(digits: str) -> str:
    """ "0403019261" as "0403.019.261"."""
    return f"{digits[:4]}.{digits[4:7]}.{digits[7:]}"


def iban_number(text: str) -> str:
    """An IBAN of any country, compact; a Belgian one is also checked for its bank's code."""
    compact = _checked(iban.compact, text, _IBAN)
    validate = belgian_iban.validate if compact.startswith("BE") else iban.validate
    return _checked(validate, text, _IBAN)


def format_iban(compact: str) -> str:
    """In groups of four: "BE07 3751 1110 2566"."""
    return iban.format(compact)


def structured_communication(text: str) -> str:
    """The twelve digits of a Belgian structured communication ("+++010/8068/17183+++")."""
    return _checked(ogm_vcs.validate, text, _STRUCTURED_COMMUNICATION)


def phone_number(text: str, *, in_use: bool = True) -> str:
    """A telephone number in E.164 ("+32470123456"); Belgian when no country code is given.

    Raises `InvalidIdentifier`: code `invalid_format` when it is no telephone number at all,
    `invalid_component` when the numbering plan has no such number. Short numbers (112) too.
    With `in_use` False its length is enough: plans change, and nobody is sent away for a new range.
    """
    try:
        number = phonenumbers.parse(text, "BE")
    except phonenumbers.NumberParseException:
        raise _invalid(stdnum_errors.InvalidFormat, _TELEPHONE_NUMBER) from None
    if not (phonenumbers.is_valid_number if in_use else phonenumbers.is_possible_number)(number):
        raise _invalid(stdnum_errors.InvalidComponent, _TELEPHONE_NUMBER)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def format_phone(e164: str) -> str:
    """As read here: "0470 12 34 56" for a Belgian number, "+33 1 23 45 67 89" for another."""
    number = phonenumbers.parse(e164, None)
    style = phonenumbers.PhoneNumberFormat
    belgian = number.country_code == phonenumbers.country_code_for_region("BE")
    return phonenumbers.format_number(number, style.NATIONAL if belgian else style.INTERNATIONAL)


def _checked(check: Callable[[str], str], text: str, where: Message) -> str:
    try:
        return check(text)
    except stdnum_errors.ValidationError as error:
        raise _invalid(type(error), where) from None
    except ValueError:  # stdnum's own arithmetic on letters it did not expect
        raise _invalid(stdnum_errors.InvalidFormat, where) from None


def _invalid(error: type[Exception], where: Message) -> InvalidIdentifier:
    code, what = _REASONS.get(error, _REASONS[stdnum_errors.InvalidFormat])
    return InvalidIdentifier(what, where=where, code=code)
