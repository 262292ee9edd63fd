"""Why a file is not taken in, in words that say how to mend it."""

from palier.kernel.errors import Message, Problem


class NotTaken(Problem):
    """This file cannot be taken in."""

    code = "not_taken"


KINDS = Message(
    "Palier takes PDF, photos (JPEG), pictures (PNG), Word (docx), Excel (xlsx), OpenDocument (odt, ods), plain text."
)


def broken() -> NotTaken:
    """The content does not hold together: cut short in the sending, or made so on purpose."""
    return NotTaken(
        Message("The file is damaged or not whole."),
        how_to_mend=Message("Open it in the program that made it, save it again, and send the new copy."),
    )


def too_heavy() -> NotTaken:
    """It unfolds to more than a document would."""
    return NotTaken(
        Message("The file unfolds to far more than its size."),
        how_to_mend=Message("Print it to a PDF and send that."),
    )


def empty() -> NotTaken:
    return NotTaken(Message("The file is empty."), how_to_mend=Message("Look whether the right file was chosen."))


def too_large() -> NotTaken:
    return NotTaken(
        Message("The file is larger than 20 MB."),
        how_to_mend=Message("Send it in parts, or a photo of lower quality."),
    )


def locked() -> NotTaken:
    return NotTaken(
        Message("The file is locked with a password."),
        how_to_mend=Message("Open it, take the password off, save it and send it again."),
    )
