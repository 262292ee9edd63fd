"""Pseudonymise measured: seconds by length of text, an ordinary one and hostile ones, after the words are loaded."""

import time

from palier.engines.pseudonymise import LONGEST, pseudonymise

ORDINARY = (
    "Mme Zoubirane ne répond plus depuis le 12 mars 2024. Son fils Oguz habite 14 rue des Tisserands, 1030 Schaerbeek. "
)
TEXTS = {
    "ordinary": ORDINARY,
    "a name at each word": "Zoubirane Castrique Quaghebeur ",
    "digits": "0499 99 12 34 72.06.30-992.50 ",
    "one word": "a",
    "streets without end": "rue de la ",
}


def measure() -> list[str]:
    """Markdown lines: seconds by kind of text and length."""
    pseudonymise(ORDINARY, "fr")
    lengths = (2_000, 10_000, LONGEST)
    lines = [f"| text | {' | '.join(f'{length:,} characters' for length in lengths)} |", "|---" * 4 + "|"]
    for name, piece in TEXTS.items():
        seconds = [_seconds((piece * length)[:length]) for length in lengths]
        lines.append(f"| {name} | {' | '.join(f'{one:.2f} s' for one in seconds)} |")
    return lines


def _seconds(text: str) -> float:
    begun = time.perf_counter()
    pseudonymise(text, "fr", seed=1)
    return time.perf_counter() - begun
