"""What the sector's people write, in French and Dutch: the shape of the two lists (words_fr, words_nl)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """Sentences of one language, by domain where the domain matters. They say what was done, never what a person is."""

    openings: dict[str, tuple[str, ...]]  # by channel
    facts: dict[str, tuple[str, ...]]  # by domain
    follow: tuple[str, ...]
    no_answer: tuple[str, ...]
    confided: tuple[str, ...]
    requests: dict[str, tuple[str, ...]]
    steps: dict[str, tuple[str, ...]]
    calls: tuple[str, ...]
    analyses: tuple[str, ...]
    own_words: tuple[str, ...]
    housing_project: tuple[str, ...]
    desk_words: tuple[str, ...]
    reminders: tuple[str, ...]
    signals: dict[str, tuple[str, ...]]

    def all(self) -> list[str]:
        """Every sentence, for tests that look at the words themselves."""
        lists: list[str] = []
        for value in vars(self).values():
            parts = value.values() if isinstance(value, dict) else (value,)
            lists += [sentence for part in parts for sentence in part]
        return lists
