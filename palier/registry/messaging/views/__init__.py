"""Pages of letters: written, sent, followed; templates of the service."""

from palier.registry.messaging.views.batches import (
    letter_batch,
    letter_batch_again,
    letter_batch_go_on,
    letter_batch_posted,
    letter_batch_print,
    letter_batch_stop,
)
from palier.registry.messaging.views.letters import (
    letter,
    letter_edit,
    letter_print,
    letter_send,
    letter_write,
)
from palier.registry.messaging.views.outbox import (
    dispatch_again,
    dispatch_explained,
    dispatch_posted,
    dispatch_withdraw,
    letters,
)
from palier.registry.messaging.views.templates import (
    poster,
    template_edit,
    template_preview,
    template_use,
    template_version,
)

__all__ = [
    "dispatch_again",
    "dispatch_explained",
    "dispatch_posted",
    "dispatch_withdraw",
    "letter",
    "letter_batch",
    "letter_batch_again",
    "letter_batch_go_on",
    "letter_batch_posted",
    "letter_batch_print",
    "letter_batch_stop",
    "letter_edit",
    "letter_print",
    "letter_send",
    "letter_write",
    "letters",
    "poster",
    "template_edit",
    "template_preview",
    "template_use",
    "template_version",
]
