"""Verbs of letters: written, corrected, sent, explained; templates of the service; the outbox emptied."""

from palier.registry.messaging.actions.batches import make_again, order_letters, post_batch, stop_batch
from palier.registry.messaging.actions.letters import correct_letter, write_letter
from palier.registry.messaging.actions.mailings import lay_at_the_counter, order_mailing, post_file, send_mailings
from palier.registry.messaging.actions.outbox import (
    explain,
    put_in_the_post,
    remind,
    send_letter,
    try_again,
    withdraw,
    withdraw_reminders,
)
from palier.registry.messaging.actions.sending import send_due
from palier.registry.messaging.actions.templates import keep_template, use_template

__all__ = [
    "correct_letter",
    "explain",
    "keep_template",
    "lay_at_the_counter",
    "make_again",
    "order_letters",
    "order_mailing",
    "post_batch",
    "post_file",
    "put_in_the_post",
    "remind",
    "send_due",
    "send_letter",
    "send_mailings",
    "stop_batch",
    "try_again",
    "use_template",
    "withdraw",
    "withdraw_reminders",
    "write_letter",
]
