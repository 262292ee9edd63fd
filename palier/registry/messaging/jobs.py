"""What the worker does for letters between two rounds."""

from palier.registry.messaging import actions


def send_due() -> int:
    """Send what is due by mail and SMS. Returns how many went."""
    return actions.send_due()


def send_mailings() -> int:
    """Send what is due by mail of what goes to all households of some places. Returns how many went."""
    return actions.send_mailings()
