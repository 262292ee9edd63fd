"""Pages of what is said without agreement: of the worker, of the second head, of the officer."""

from palier.casework.disclosures.views.heads import (
    disclosure_called,
    disclosure_list,
    disclosure_looked_at,
    disclosure_second,
)
from palier.casework.disclosures.views.worker import (
    disclosure,
    disclosure_add,
    disclosure_say,
    disclosure_take_back,
    disclosure_tell,
    disclosures,
)

__all__ = [
    "disclosure",
    "disclosure_add",
    "disclosure_called",
    "disclosure_list",
    "disclosure_looked_at",
    "disclosure_say",
    "disclosure_second",
    "disclosure_take_back",
    "disclosure_tell",
    "disclosures",
]
