"""Verbs that write: gate first. The second lock checks every row again."""

from palier.registry.documents.actions.keeping import correct_document, keep_document
from palier.registry.documents.actions.photos import draw_photo_code, keep_photos
from palier.registry.documents.actions.sealing import seal_files
from palier.registry.documents.actions.sweeping import sweep, sweep_shelf

__all__ = ["correct_document", "draw_photo_code", "keep_document", "keep_photos", "seal_files", "sweep", "sweep_shelf"]
