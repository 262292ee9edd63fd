"""The provider, through Authlib: how one is sent there, and what is believed of what comes back."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import requests
from authlib.integrations.django_client import OAuth, OAuthError
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from config.provider import Provider
from palier.door.digital_identity.rules import Refusal, is_high, number_in, refusal_of

DISCOVERY = "/.well-known/openid-configuration"
# Signed with the provider's own private key; never `none`, nor a secret that two share, whatever it announces.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
SECONDS = 3  # that each call may wait: meanwhile a thread of the house does nothing else
REST = 30  # seconds in which one that did not answer is not asked again, or everybody's pages would wait with hers
RESTS = "identity_provider_rests:"  # of which issuer
LEEWAY = 30  # seconds that two clocks may differ

log = logging.getLogger(__name__)


class TurnedAway(Exception):
    """The door does not open. Carries the reason, and nothing of what the provider told."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal


def lead_there(request: HttpRequest, back: str, language: str) -> HttpResponse:
    """To the provider's page, which asks anew who she is: on a shared machine nobody is taken for who came before.

    Raises TurnedAway. State, nonce and PKCE verifier wait in the session, for one use.
    """
    with _what_fails_turns_away():
        wanted = " ".join(_provider().levels)
        answer: HttpResponse = _client().authorize_redirect(
            request, back, prompt="login", acr_values=wanted, ui_locales=language
        )
        return answer


def number_shown(request: HttpRequest) -> str:
    """The national number of who comes back from the provider; nothing when it knows none. Raises TurnedAway.

    Believed: the answer to a state of this session, once; an ID token that the provider signed for us, in time, with
    our nonce (OpenID Connect Core, 3.1.3.7); of high assurance.
    """
    provider = _provider()
    with _what_fails_turns_away():
        client = _client()
        _must_be_awaited(client, request)
        expected = {
            "iss": {"essential": True, "value": provider.issuer},
            "aud": {"essential": True, "value": provider.client},
        }
        token = client.authorize_access_token(request, claims_options=expected, leeway=LEEWAY)
        claims = token["userinfo"]  # of the ID token, verified
        if not is_high(claims, provider.levels):
            raise TurnedAway(Refusal.TOO_LOW)
        if provider.claim not in claims and "userinfo_endpoint" in client.server_metadata:
            claims = _told_apart(client, token, claims["sub"])
        return number_in(claims, provider.claim)


def _provider() -> Provider:
    found = settings.IDENTITY_PROVIDER
    assert found is not None, "without one the pages are not there"
    return found


def _client() -> Any:
    """A client that has read the provider's discovery document just now: what it changes counts at once."""
    provider = _provider()
    if cache.get(RESTS + provider.issuer):
        raise TurnedAway(Refusal.SILENT)
    client = OAuth().register(
        "door",
        client_id=provider.client,
        client_secret=provider.secret,
        server_metadata_url=provider.issuer + DISCOVERY,
        client_kwargs={"scope": provider.scopes, "code_challenge_method": "S256", "default_timeout": SECONDS},
    )
    told = client.load_server_metadata()
    if told.get("issuer") != provider.issuer:  # OpenID Connect Discovery, 4.3
        raise TurnedAway(Refusal.UNTRUSTED)
    told["id_token_signing_alg_values_supported"] = ALGORITHMS
    return client


def _must_be_awaited(client: Any, request: HttpRequest) -> None:
    """A state of this very session, not used yet; and no error in its place."""
    state = request.GET.get("state", "")
    if client.framework.get_state_data(request.session, state) is None:
        raise TurnedAway(Refusal.STALE)
    if error := request.GET.get("error"):
        client.framework.clear_state_data(request.session, state)
        raise TurnedAway(refusal_of(error))


def _told_apart(client: Any, token: Mapping[str, Any], subject: str) -> Mapping[str, Any]:
    """The claims of the UserInfo endpoint, plain or signed, of that very person (OpenID Connect Core, 5.3.2)."""
    answer = client.get(client.server_metadata["userinfo_endpoint"], token=token)
    answer.raise_for_status()
    claims: Mapping[str, Any]
    if "application/jwt" in answer.headers.get("Content-Type", ""):
        keys = KeySet.import_key_set(client.fetch_jwk_set())
        signed = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
        claims = jwt.decode(answer.text, keys, registry=signed).claims
    else:
        claims = answer.json()
    if claims.get("sub") != subject:
        raise TurnedAway(Refusal.UNTRUSTED)
    return claims


@contextmanager
def _what_fails_turns_away() -> Iterator[None]:
    """Whatever goes wrong with the provider is told to her. The log has the kind of fault, never what came back."""
    fault: Exception
    try:
        yield
    except OAuthError as refused:
        fault, reason = refused, Refusal.STALE if refused.error == "invalid_grant" else Refusal.UNTRUSTED
    except (JoseError, ValueError, LookupError, TypeError, AttributeError, RuntimeError) as unreadable:
        fault, reason = unreadable, Refusal.UNTRUSTED
    except requests.RequestException as silent:
        fault, reason = silent, Refusal.SILENT
        if isinstance(silent, requests.ConnectionError | requests.Timeout):
            cache.set(RESTS + _provider().issuer, True, REST)
    else:
        return
    log.warning("The provider of identities at the door: %s (%s).", reason, type(fault).__name__)
    raise TurnedAway(reason) from None
