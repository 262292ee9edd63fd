"""Hostile files, made anew at each run: each must be refused with words, or come out without its hostile part."""

from dataclasses import dataclass

EICAR = (
    rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
)  # in halves: no scanner takes us for it
RADIX = "hostile"


@dataclass(frozen=True)
class Case:
    """`hostility`: the kind of trick. `gone`: bytes that stand in it and in nothing that is kept; None: it is refused.

    `stays`: bytes that must be there afterwards. `said`: what the sender is told was taken out. `by`: the library or program
    that made it, when it really writes the format.
    """

    hostility: str
    name: str
    data: bytes
    gone: tuple[bytes, ...] | None = None
    stays: bytes = b""
    said: str = ""
    by: str = ""


def all_cases() -> list[Case]:
    from tests.registry.documents.hostile import archives, excel, images, odf, others, pdfs, polyglots, word

    return [one for module in (others, polyglots, images, pdfs, archives, word, excel, odf) for one in module.cases()]
