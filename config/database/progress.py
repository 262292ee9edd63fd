"""A sentence on stderr while somebody waits."""

import sys
import time
from collections.abc import Callable

Say = Callable[[str], None]

FIRST_WORD = 2.0  # seconds of silence before the first line
NEXT_WORD = 5.0  # seconds between two lines


def say_on_stderr(sentence: str) -> None:
    """Print one line for a person, never mixed with what a command answers."""
    print(sentence, file=sys.stderr, flush=True)


def say_nothing(sentence: str) -> None:
    """Keep silent."""


class Waiting:
    """One wait: polls at a growing pace and says now and then how long it has lasted."""

    def __init__(self, say: Say, sentence: str) -> None:
        self._say = say
        self._sentence = sentence
        self._began = time.monotonic()
        self._next_word = FIRST_WORD

    @property
    def seconds(self) -> float:
        """How long this wait has lasted."""
        return time.monotonic() - self._began

    def pause(self) -> None:
        """Sleep 10 ms at first, 100 ms after a second; speak when it is time to."""
        time.sleep(0.01 if self.seconds < 1 else 0.1)
        if self.seconds >= self._next_word:
            self._say(f"{self._sentence} ({self.seconds:.0f} s)")
            self._next_word += NEXT_WORD
