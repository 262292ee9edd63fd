"""How a person's name is shortened for paper that leaves the office."""

import re


def initials(name: str) -> str:
    """What leaves the office on paper: `Amina Exemple` gives `A. E.`; digits say nothing and go."""
    words = re.findall(r"[^\W\d_]+", name)
    return " ".join(f"{word[0].upper()}." for word in words[:4])
