"""Numbers that name somebody: national number, telephone, account, plate, file; and addresses of mail and web."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers
from stdnum import iban
from stdnum.be import nn

from palier.engines.pseudonymise.spans import Found, Kind

_MAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}(?: ?(?:@|\(at\)|\[at\]|\(a\)) ?| arobase | apenstaartje )"
    r"[\w-]{1,63}(?:(?:\.| point | dot | punt )[\w-]{2,63}){1,4}",
    re.IGNORECASE,
)
_WEB = re.compile(r"\bhttps?://\S{1,300}|\bwww\.\S{1,200}|(?<!\w)@[\w.]{2,40}", re.IGNORECASE)
_BELGIAN_ACCOUNT = re.compile(r"\bBE[ .-]?\d{2}(?:[ .-]?\d{4}){3}\b", re.IGNORECASE)
_ACCOUNT = re.compile(r"\b[A-Z]{2}\d{2}(?:[ .-]?[A-Z\d]{4}){2,7}(?:[ .-]?[A-Z\d]{1,3})?\b")
# Eleven digits however they are spaced; a national number has a check, but a mistyped one names somebody all the same.
_ELEVEN = re.compile(r"(?<![\d])\d(?:[ .\-/]{0,2}\d){10}(?![\d])")
_NATIONAL = re.compile(r"(?<!\d)\d{2}[ .\-/]\d{2}[ .\-/]\d{2}[ .\-/]{1,3}\d{3}[ .\-/]{0,2}\d{2}(?!\d)")
_BELGIAN_PHONE = re.compile(
    r"(?<![\w+])(?:\+|00)\d{2}[\d ./()\-]{6,18}\d(?!\d)|(?<![\d/.\-])0\d[\d ./\-]{6,12}\d(?!\d)"
)
_PLATE = re.compile(r"\b\d[ -]?[A-Z]{3}[ -]?\d{3}\b|\b[A-Z]{3}-?\d{3}\b|\b\d{3}-[A-Z]{3}\b|\b[A-Z]{2}-\d{3}-[A-Z]{2}\b")
_PLATE_IN_LOWER_CASE = re.compile(r"\b\d-[a-z]{3}-\d{3}\b")
_FILE = re.compile(
    r"\b(?:dossiers?|dossiernummer|r[ée]f(?:[ée]rences?)?|referentie|kenmerk|n°|num[ée]ro|nummer|\w{2,15}nummer|contrat|contract|badge|client|klant)"
    r"\.?(?: (?:n°|nr\.?|is|est|van|de))?[ :]{1,3}(?P<number>(?=[\w./-]{0,20}\d)[\w./-]{2,30}[\w])",
    re.IGNORECASE,
)
_LONG = re.compile(r"(?<![\w])(?:\d[ ./\-]?){4,40}\d(?![\w])")
_YEARS = re.compile(r"(?:19|20)\d{2} ?[-/] ?(?:19|20)?\d{2}")
_MONEY_AFTER = re.compile(r"[ \u00a0\u202f]?(?:€|eur\b|euros?\b)", re.IGNORECASE)
_MONEY_BEFORE = re.compile(r"(?:€|\beur)[ \u00a0\u202f]?$", re.IGNORECASE)
_AMOUNT = re.compile(r"\d{1,3}(?:[. ]\d{3})+(?:,\d{2})?$|\d+(?:[.,]\d{2})?$")


def web_and_accounts(text: str) -> Iterator[Found]:
    """What no other pattern may cut in two: addresses of mail and web, accounts, plates."""
    yield from (Found(*one.span(), Kind.MAIL) for one in _MAIL.finditer(text))
    yield from (Found(*one.span(), Kind.MAIL) for one in _WEB.finditer(text))
    yield from (Found(*one.span(), Kind.ACCOUNT) for one in _BELGIAN_ACCOUNT.finditer(text))  # mistyped ones too
    yield from (Found(*one.span(), Kind.ACCOUNT) for one in _ACCOUNT.finditer(text) if iban.is_valid(one.group()))
    for pattern in (_PLATE, _PLATE_IN_LOWER_CASE):
        yield from (Found(*one.span(), Kind.PLATE) for one in pattern.finditer(text))


def national_numbers(text: str) -> Iterator[Found]:
    """Written as national numbers are, or eleven digits whose check is right."""
    yield from (Found(*one.span(), Kind.NATIONAL_NUMBER) for one in _NATIONAL.finditer(text))
    for one in _ELEVEN.finditer(text):
        if nn.is_valid(re.sub(r"\D", "", one.group())):
            yield Found(*one.span(), Kind.NATIONAL_NUMBER)


def phones(text: str) -> Iterator[Found]:
    """Numbers that exist by the plan of their country, and what is written as a Belgian one."""
    matcher = phonenumbers.PhoneNumberMatcher(text, "BE", leniency=phonenumbers.Leniency.VALID, max_tries=200)
    yield from (Found(one.start, one.end, Kind.PHONE) for one in matcher)
    yield from (Found(*one.span(), Kind.PHONE) for one in _BELGIAN_PHONE.finditer(text))


def other_numbers(text: str) -> Iterator[Found]:
    """The number of a file, and any number of five digits or more that is no amount of money."""
    yield from (Found(*one.span("number"), Kind.NUMBER) for one in _FILE.finditer(text))
    for one in _LONG.finditer(text):
        if not _money(text, one) and not _YEARS.fullmatch(one.group()):
            yield Found(*one.span(), Kind.NUMBER)


def _money(text: str, one: re.Match[str]) -> bool:
    near = _MONEY_AFTER.match(text, one.end()) or _MONEY_BEFORE.search(text, max(0, one.start() - 5), one.start())
    return bool(near and _AMOUNT.fullmatch(one.group()))
