"""What the worker of the machine does for referrals between two rounds."""

from palier.casework.referrals import actions


def send_due() -> int:
    """Send the links that wait by mail and the codes that are wanted by SMS. Returns how many went."""
    return actions.send_due()
