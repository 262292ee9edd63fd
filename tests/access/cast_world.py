"""The prepared stage as its tests see it: people by (code, relation), ids by resource; and words that occur nowhere else."""

import datetime
import hashlib
import uuid
from dataclasses import dataclass, field

from tests.stage import Home, Somebody, Stage


def canary(what: str) -> str:
    """A word that occurs nowhere else."""
    return "canari" + hashlib.sha256(what.encode()).hexdigest()[:10]


@dataclass
class World:
    """The stage, its people by (code, relation), and the ids of what is read by `resource`."""

    stage: Stage
    home: Home
    hidden: Home
    subject: uuid.UUID
    case: uuid.UUID
    today: datetime.date
    actors: dict[tuple[str, str], Somebody | None] = field(default_factory=dict)
    ids: dict[str, uuid.UUID] = field(default_factory=dict)
    tables: dict[str, str] = field(default_factory=dict)

    def token(self, actor: tuple[str, str]) -> str:
        """The token of an actor; somebody anonymous sends one that nobody was given."""
        somebody = self.actors[actor]
        return somebody.token if somebody else "never given to anybody"
