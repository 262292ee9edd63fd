"""What became of a code drawn for a telephone."""

import uuid

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.kernel.errors import Refused
from palier.registry.documents.models import PhotoCode


def photo_code(actor: Actor, pk: uuid.UUID) -> PhotoCode:
    """A code that the actor drew, or Refused; it is gone an hour after its end."""
    found: PhotoCode | None = PhotoCode.objects.visible_to(actor, Capability.PHOTO_CODE_READ).filter(pk=pk).first()
    if found is None:
        raise Refused()
    return found
