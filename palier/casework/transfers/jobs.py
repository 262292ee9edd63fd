"""What the worker of the machine does for transfers between two rounds."""

from palier.casework.transfers import actions


def search_due() -> int:
    """Do the searches for exchanges that wait. Returns how many were done."""
    return actions.search_due()


def count_companies() -> int:
    """Count the table by company anew. Returns how many companies there are."""
    return actions.count_companies()
