"""What the file of a service published beside what the directory holds: shown apart, as its source's words."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from palier.registry.partners.rules.exchange.told import day_of


class Kept(Protocol):
    """A service with what is kept for the exchange."""

    exchange: dict[str, Any]


@dataclass(frozen=True)
class Published:
    """`assured_on`: when the source checked its line, which is no verification of ours; `contacts`: (name, how)."""

    closed: bool
    assured_on: dt.date | None
    alert: str
    contacts: tuple[tuple[str, str], ...]


def published(service: Kept) -> Published | None:
    """What the source of a service published; None when it came from no file, or the file says none of it."""
    doc = service.exchange
    found = Published(
        closed=doc.get("status") == "temporarily closed",
        assured_on=day_of(doc.get("assured_date")),
        alert=str(doc.get("alert") or "")[:500],
        contacts=tuple(_contacts(doc)),
    )
    return None if found == Published(False, None, "", ()) else found


def _contacts(doc: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for one in (doc.get("contacts") or ())[:10]:
        numbers = [str(phone.get("number") or "") for phone in one.get("phones") or ()]
        how = [str(one.get(name) or "") for name in ("title", "department", "email")] + numbers
        if name := str(one.get("name") or "").strip():
            yield name[:160], ", ".join(part for part in how if part)[:300]
