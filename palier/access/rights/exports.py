"""The nightly report as a file: its text, its signature, and the check of a whole chain.

The text is JSON with sorted keys: `company`, `day`, `number`, `closed_under`, `counts` [{`kind`, `towards`, `number` or
null: under five}], `former` (SHA-256 of the text before it, "" for the first). The signature is Ed25519 over its bytes.
The key is made from the installation’s own; its public half stands on the public page and with every report.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from palier.access.rights.policies.crossing import UNDER
from palier.kernel.days import ONE_DAY

KEPT = """SELECT o.slug, c.day, c.number, c.body, c.signature, c.key FROM public.rights_crossingreport c
  JOIN public.organisations_organisation o ON o.id = c.organisation_id ORDER BY o.slug, c.number"""


def _private() -> Ed25519PrivateKey:
    seed = hashlib.sha256(b"palier.rights.report:" + settings.SECRET_KEY.encode()).digest()
    return Ed25519PrivateKey.from_private_bytes(seed)


def public_key() -> str:
    """The installation’s public key, 64 hexadecimal digits."""
    return _private().public_key().public_bytes_raw().hex()


def digest(text: str) -> str:
    """SHA-256 of a report’s text; "" of none."""
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def text_of(company: str, day: dt.date, number: int, former: str, counts: Sequence[dict[str, Any]]) -> str:
    """The text of a report. `former`: the text of the one before it, "" for the first."""
    said = {
        "company": company,
        "day": day.isoformat(),
        "number": number,
        "closed_under": UNDER,
        "counts": list(counts),
        "former": digest(former),
    }
    return json.dumps(said, sort_keys=True, ensure_ascii=False)


def signature_of(text: str) -> str:
    """The installation’s signature, 128 hexadecimal digits."""
    return _private().sign(text.encode()).hex()


@dataclass(frozen=True)
class Kept:
    """A report as it is kept."""

    company: str
    day: dt.date
    number: int
    text: str
    signature: str
    key: str


def _is_signed(one: Kept, keys: frozenset[str]) -> bool:
    if one.key not in keys:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(one.key)).verify(
            bytes.fromhex(one.signature), one.text.encode()
        )
    except (InvalidSignature, ValueError):
        return False
    return True


def _fault(one: Kept, former: Kept | None, keys: frozenset[str]) -> str:
    """What is wrong with a report behind the one before it; "" when nothing is."""
    if not _is_signed(one, keys):
        return "The signature is not of this installation, or the text was changed."
    said = json.loads(one.text)
    if (said["day"], said["number"], said["company"]) != (one.day.isoformat(), one.number, one.company):
        return "The report stands in another place than it was signed for."
    if one.number != (former.number + 1 if former else 1) or (former and one.day != former.day + ONE_DAY):
        return "A report is missing before it."
    if said["former"] != digest(former.text if former else ""):
        return "The report before it is not the one it was chained to."
    return ""


def verified(reports: Iterable[Kept], keys: Iterable[str]) -> dict[str, Any]:
    """intact, reports, companies, broken [{company, day, why}]: the first bad link of each company.

    `reports`: by company, in the order of their numbers. What it cannot see alone: an end of a chain cut off whole.
    """
    trusted, former, broken, read = frozenset(keys), {}, {}, 0  # type: frozenset[str], dict[str, Kept], dict[str, Any], int
    for one in reports:
        read += 1
        why = _fault(one, former.get(one.company), trusted)
        if why and one.company not in broken:
            broken[one.company] = {"company": one.company, "day": one.day.isoformat(), "why": why}
        former[one.company] = one
    return {"intact": not broken, "reports": read, "companies": len(former), "broken": list(broken.values())}
