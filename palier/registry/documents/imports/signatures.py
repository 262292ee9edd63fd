"""The one signature that is looked for without a scanner: the harmless test file that every scanner must find."""

from palier.kernel.errors import Message
from palier.registry.documents.imports.refusal import NotTaken

# In two halves, so that no scanner takes this file for it (EICAR, "Anti-Malware Testfile").
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def refuse_known(data: bytes) -> None:
    """Raises NotTaken when the test signature stands anywhere in these bytes."""
    if EICAR in data:
        raise infected()


def infected() -> NotTaken:
    return NotTaken(
        Message("A virus was found in this file."),
        how_to_mend=Message("Do not open it. Tell who sent it to you, and the person who looks after the computers."),
    )
