"""Providers of identities on loopback: a sound one, a program of others in a process of its own; and one whose answers are bad."""

import base64
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import requests
from django.test import Client, override_settings
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

from config.provider import provider
from tests.browser.conftest import free_port, wait_for

HIGH, LOW = "urn:test:high", "urn:test:low"
CLIENT, SECRET = "palier", "a-secret-of-the-client"
BACK = "/door/identity/back/"


def named(issuer: str, **more: str) -> dict[str, str]:
    """The environment of an installation that knows this provider."""
    known = {
        "PALIER_OIDC_ISSUER": issuer,
        "PALIER_OIDC_CLIENT": CLIENT,
        "PALIER_OIDC_SECRET": SECRET,
        "PALIER_OIDC_LEVELS": f"urn:test:highest, {HIGH}",
        "PALIER_OIDC_NUMBER_CLAIM": "number",
        "PALIER_OIDC_SCOPES": "openid number",
    }
    return {**known, **more}


def configured(issuer: str, **more: str) -> override_settings:
    return override_settings(IDENTITY_PROVIDER=provider(named(issuer, **more)))


@contextmanager
def running() -> Iterator[str]:
    """The sound one; yields its address. Whoever is asked for there is made by `known_there`."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce", "true"],
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(f"{address}/.well-known/openid-configuration")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def known_there(address: str, number: str, acr: str | None = HIGH, **more: object) -> str:
    """Somebody at the sound provider with this national number; answers the name under which she signs in there."""
    name = f"somebody-{number}-{acr}".replace(":", "-")
    claims = {"number": number, **({"acr": acr} if acr else {}), **more}
    requests.put(f"{address}/users/{name}", json=claims, timeout=5).raise_for_status()
    return name


def go(client: Client) -> str:
    """Presses the button; answers where it leads."""
    answer = client.post("/door/identity/")
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def show(address: str, name: str) -> str:
    """Signs in at the sound provider; answers the address that leads back, without the host."""
    answer = requests.post(address, data={"sub": name}, allow_redirects=False, timeout=5)
    return here(answer.headers["location"])


def here(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


def asked(address: str) -> dict[str, str]:
    """The parameters of the way there."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


class Crooked:
    """A provider that answers what a test tells it. `claims`, `sign`, `token`, `userinfo` are changed by the test."""

    def __init__(self) -> None:
        self.key, self.foreign = (RSAKey.generate_key(2048, {"kid": "k"}) for _ in range(2))
        self.metadata: dict[str, object] = {}
        self.claims: dict[str, object] = {}
        self.sign = self.soundly
        self.token = self.token_of
        self.userinfo: object = {}
        self.waits = 0.0
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def discovery(self) -> dict[str, object]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/jwks",
            "id_token_signing_alg_values_supported": ["RS256", "none", "HS256"],
            **self.metadata,
        }

    def id_claims(self) -> dict[str, object]:
        now = int(time.time())
        sound = {
            "iss": self.address,
            "sub": "zoe",
            "aud": CLIENT,
            "iat": now,
            "exp": now + 60,
            "acr": HIGH,
            "number": "",
        }
        return {name: value for name, value in {**sound, **self.claims}.items() if value is not None}

    def soundly(self, claims: dict[str, object], alg: str = "RS256") -> str:
        return jwt.encode({"alg": alg, "kid": "k"}, claims, self.key, algorithms=[alg])

    def by_another_key(self, claims: dict[str, object]) -> str:
        return jwt.encode({"alg": "RS256", "kid": "k"}, claims, self.foreign)

    def not_at_all(self, claims: dict[str, object]) -> str:
        parts = [json.dumps(part).encode() for part in ({"alg": "none", "kid": "k"}, claims)]
        return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts) + "."

    def with_what_is_shared(self, claims: dict[str, object]) -> str:
        return jwt.encode({"alg": "HS256", "kid": "k"}, claims, OctKey.import_key(SECRET), algorithms=["HS256"])

    def token_of(self) -> tuple[int, object]:
        return 200, {"access_token": "a", "token_type": "Bearer", "id_token": self.sign(self.id_claims())}

    def answer(self, path: str) -> tuple[int, object]:
        time.sleep(self.waits)
        self.asked.append(path)
        match path:
            case "/.well-known/openid-configuration":
                return 200, self.discovery()
            case "/jwks":
                return 200, KeySet([self.key]).as_dict(private=False)
            case "/token":
                return self.token()
            case "/userinfo":
                return 200, self.userinfo
        return 404, {}

    def back(self, client: Client, **more: str) -> str:
        """The way back after a start by this browser: with its own state, and its nonce in the token unless the test gave one."""
        wanted = asked(go(client))
        self.claims.setdefault("nonce", wanted["nonce"])
        query = {"state": wanted["state"], "code": "c", **more}
        return BACK + "?" + "&".join(f"{name}={value}" for name, value in query.items())


@contextmanager
def crooked() -> Iterator[Crooked]:
    told = Crooked()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = told.answer(urlsplit(self.path).path)
            signed = isinstance(body, str)
            self.send_response(status)
            self.send_header("Content-Type", "application/jwt" if signed else "application/json")
            self.end_headers()
            self.wfile.write((body if signed else json.dumps(body)).encode())

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.do_GET()

        def log_message(self, *args: object) -> None:
            pass

    told.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=told.server.serve_forever, daemon=True).start()
    try:
        yield told
    finally:
        told.server.shutdown()
        told.server.server_close()
