"""A text about somebody without what tells who: placeholders of one text only, and what remains pointed at."""

from palier.engines.pseudonymise.placeholders import LANGUAGES, Language
from palier.engines.pseudonymise.remaining import Flag, Why
from palier.engines.pseudonymise.replacing import LONGEST, Copy, Replaced, pseudonymise
from palier.engines.pseudonymise.spans import Kind
from palier.engines.pseudonymise.telling import holds_a_number

__all__ = [
    "LANGUAGES",
    "LONGEST",
    "Copy",
    "Flag",
    "Kind",
    "Language",
    "Replaced",
    "Why",
    "holds_a_number",
    "pseudonymise",
]
