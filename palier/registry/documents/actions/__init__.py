"""Verbs that write: gate first. The second lock checks every row again."""

from palier.registry.documents.actions.keeping import correct_document, keep_document
from palier.registry.documents.actions.sweeping import sweep

__all__ = ["correct_document", "keep_document", "sweep"]
