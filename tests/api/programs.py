"""A program with a bearer token, as it stands at the door of the interface."""

import datetime
import hashlib
import json
import secrets
import uuid
from dataclasses import dataclass
from typing import Any

from django.test import Client

from palier.casework.cases import actions
from palier.casework.cases.rules import CaseDraft
from palier.identity.accounts.models import ApiToken
from palier.kernel import clock
from tests.stage import Somebody, Stage, put

V1 = "/api/v1"


def token_of(who: Somebody, *, lasts: datetime.timedelta = datetime.timedelta(days=1)) -> str:
    bearer = secrets.token_urlsafe(32)
    put(ApiToken(user_id=who.user, token_hash=hashlib.sha256(bearer.encode()).digest(), expires_at=clock.now() + lasts))
    return bearer


@dataclass
class Program:
    """Calls with a bearer token and, when asked, a post, a language, a key."""

    bearer: str
    post: uuid.UUID | str | None = None
    language: str = "fr"

    def headers(self, key: str | None = None) -> dict[str, str]:
        found = {"authorization": f"Bearer {self.bearer}", "accept-language": self.language}
        if self.post is not None:
            found["palier-post"] = str(self.post)
        if key is not None:
            found["idempotency-key"] = key
        return found

    def get(self, path: str, **query: Any):
        return Client(raise_request_exception=False).get(f"{V1}{path}", query, headers=self.headers())

    def post_json(self, path: str, body: Any, key: str | None = None):
        return self.post_raw(path, json.dumps(body).encode(), key)

    def post_raw(self, path: str, body: bytes, key: str | None = None):
        client = Client(raise_request_exception=False)
        return client.generic("POST", f"{V1}{path}", body, content_type="application/json", headers=self.headers(key))


def open_case(stage: Stage, home: int = 0) -> uuid.UUID:
    where = stage.homes[home]
    with stage.amina.acting() as actor:
        return actions.open_case(
            actor=actor, draft=CaseDraft(where.household, (where.persons[0],), datetime.date(2026, 3, 3))
        )
