"""The provider of digital identities at a tenant's door, as the operator named it; named nowhere, none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

GUIDE = "docs/operations/digital-identity.md"
NEEDED = ("PALIER_OIDC_CLIENT", "PALIER_OIDC_SECRET", "PALIER_OIDC_LEVELS")
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Provider:
    """Where it is, who we are there, and what is believed of its answers."""

    issuer: str
    client: str
    secret: str = field(repr=False)
    levels: tuple[str, ...]  # values of `acr` that are of high assurance (P10)
    claim: str  # the name under which the national number comes
    scopes: str  # what is asked: nothing beyond the number
    origins: tuple[str, ...]  # to which a form of the door may lead


def provider(environ: Mapping[str, str]) -> Provider | None:
    """None when no issuer is named. Raises ImproperlyConfigured, without any value, when it is named by half."""
    issuer = environ.get("PALIER_OIDC_ISSUER", "").rstrip("/")
    if not issuer:
        return None
    lacking = [name for name in NEEDED if not environ.get(name, "").strip()]
    if lacking:
        raise ImproperlyConfigured(f"PALIER_OIDC_ISSUER is set, and {', '.join(lacking)} not: see {GUIDE}.")
    where = urlsplit(issuer)
    if where.scheme != "https" and where.hostname not in LOOPBACK:
        raise ImproperlyConfigured(f"PALIER_OIDC_ISSUER must begin with https:// ({GUIDE}).")
    return Provider(
        issuer=issuer,
        client=environ["PALIER_OIDC_CLIENT"],
        secret=environ["PALIER_OIDC_SECRET"],
        levels=_listed(environ["PALIER_OIDC_LEVELS"]),
        claim=environ.get("PALIER_OIDC_NUMBER_CLAIM", "egovNRN"),
        scopes=environ.get("PALIER_OIDC_SCOPES", "openid egovnrn"),
        origins=(f"{where.scheme}://{where.netloc}", *_listed(environ.get("PALIER_OIDC_FORWARDS", ""))),
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (word.strip() for word in text.split(","))))
