"""Sentences that the kernel says by the names of its errors: here so that both catalogues know them."""

from django.utils.translation import gettext_noop

SAID_BY_ERRORS = (
    gettext_noop("This file cannot be read as GeoJSON."),
    gettext_noop("The file does not hold areas as GeoJSON."),
)
