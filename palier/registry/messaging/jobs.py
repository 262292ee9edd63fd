"""What the worker does for letters between two rounds."""

from palier.registry.messaging import actions


def send_due() -> int:
    """Send what is due by mail and SMS. Returns how many went."""
    return actions.send_due()
