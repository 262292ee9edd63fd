"""Whole requests over HTTP on loopback: each page alone and at 16 at once, beside a bare page of the same rows."""

import http.client
import os
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
import uuid
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections
from django.test import Client

from bench.clock import Times
from palier.access.binding import SESSION_KEY, acting, open_session
from palier.casework.cases import queries
from palier.identity.accounts.models import User

ROOT = Path(__file__).resolve().parent.parent
AT_ONCE = 16
IDLE = 5  # seconds: a server closes connections nobody uses, so a longer pause asks for a new one


@dataclass(frozen=True)
class Target:
    """A page, its bare twin, and how many of each answer 200 or 302."""

    name: str
    path: str
    bare: str
    body: dict[str, str] | None = None


def measure(people: dict[str, Any], requests: int) -> list[dict[str, Any]]:
    """One row a page: times alone and at 16 at once, of the page and of its bare twin, and statements a page."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    cookie, targets = _stage(people["worker"])
    server = subprocess.Popen([sys.executable, "-m", "bench.serve", str(port)], cwd=ROOT, env=dict(os.environ))
    try:
        _wait(port)
        return [
            _row(port, cookie, target, requests) | {"statements": _statements(cookie, target)} for target in targets
        ]
    finally:
        server.terminate()
        server.wait(timeout=20)


def _stage(person: dict[str, str]) -> tuple[str, list[Target]]:
    """A signed-in session for the worker of 60 files, and the pages she opens."""
    user = User.objects.get(pk=person["user"])
    secret = open_session(user.pk, uuid.UUID(person["post"]))
    with acting(secret) as actor:
        assert actor is not None
        case = queries.my_cases(actor).first()
        assert case is not None
        household, label = case.household_id, case.household.sort_key.split()[0]
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session.update({
        "_auth_user_id": str(user.pk),
        "_auth_user_backend": "allauth.account.auth_backends.AuthenticationBackend",
        "_auth_user_hash": user.get_session_auth_hash(),
        SESSION_KEY: secret,
        "bare_post": person["post"],
        "bare_organisation": str(actor.organisation),
    })  # fmt: skip
    session.save()
    wanted = urllib.parse.quote(label)
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}", [
        Target("My day", "/day/", "/bare/contacts/"),
        Target("My files", "/cases/", "/bare/cases/"),
        Target("A file", f"/households/{household}/", f"/bare/file/{household}/"),
        Target("My latest contacts", "/contacts/", "/bare/contacts/"),
        Target("Search by name", f"/search/?q={wanted}", f"/bare/search/?q={wanted}"),
        Target(
            "Save a contact", "/capture/", "/bare/save/", {"facts": "Appel bref, rien à noter.", "case": str(case.pk)}
        ),
    ]


def _statements(cookie: str, target: Target) -> int:
    """How many a page sends, sign-in included, once everything that is remembered is."""
    name, _, value = cookie.partition("=")
    browser = Client(headers={"accept-language": "fr"}, SERVER_NAME="127.0.0.1")
    browser.cookies[name] = value
    sent: list[str] = []

    def count(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        sent.append(str(sql))
        return execute(sql, params, many, context)

    def ask() -> None:
        body = target.body and {**target.body, "idempotency_key": str(uuid.uuid4())}
        browser.post(target.path, body) if body else browser.get(target.path)

    ask()
    with connections["default"].execute_wrapper(count), connections["auth"].execute_wrapper(count):
        ask()
    return len(sent)


def _wait(port: int) -> None:
    for _attempt in range(200):
        try:
            if _ask(http.client.HTTPConnection("127.0.0.1", port), "/healthz", "")[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the server did not answer")


def _ask(
    link: http.client.HTTPConnection, path: str, cookie: str, body: dict[str, str] | None = None
) -> tuple[int, bytes]:
    headers = {"Cookie": cookie, "Accept-Language": "fr"}
    if body is None:
        link.request("GET", path, headers=headers)
    else:
        headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        link.request("POST", path, urllib.parse.urlencode(body), headers)
    answer = link.getresponse()
    return answer.status, answer.read()


def _row(port: int, cookie: str, target: Target, requests: int) -> dict[str, Any]:
    ours, bare = _loader(port, cookie, target.path, target.body), _loader(port, cookie, target.bare, target.body)
    return {
        "page": target.name,
        "alone": _many(ours, requests, 1),
        "bare alone": _many(bare, requests, 1),
        "at once": _many(ours, requests, AT_ONCE),
        "bare at once": _many(bare, requests, AT_ONCE),
        "bytes": len(_ask(http.client.HTTPConnection("127.0.0.1", port), target.path, cookie)[1]),
    }


def _loader(port: int, cookie: str, path: str, body: dict[str, str] | None) -> Any:
    """A function that makes one request on a connection of its own thread; a wrong status ends the run."""
    kept = threading.local()
    if body is not None:
        page = _ask(http.client.HTTPConnection("127.0.0.1", port), "/capture/", cookie)[1].decode()
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        token = found.group(1) if found else ""
        cookie = f"{cookie}; {settings.CSRF_COOKIE_NAME}={token}"
        body = {**body, "csrfmiddlewaretoken": token}

    def act() -> float:
        if time.monotonic() - getattr(kept, "used", 0) > IDLE:
            kept.link = http.client.HTTPConnection("127.0.0.1", port)
        sent = None if body is None else {**body, "idempotency_key": str(uuid.uuid4())}
        begun = time.perf_counter()
        status, _content = _ask(kept.link, path, cookie, sent)
        taken = (time.perf_counter() - begun) * 1000
        kept.used = time.monotonic()
        if status != (200 if body is None else 302):
            raise RuntimeError(f"{path} answered {status}")
        return taken

    return act


def _many(act: Any, requests: int, at_once: int) -> Times:
    taken: list[float] = []
    for _ in range(10):
        act()

    def some() -> None:
        taken.extend(act() for _ in range(requests // at_once))

    threads = [threading.Thread(target=some) for _ in range(at_once)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Times.of(taken)
