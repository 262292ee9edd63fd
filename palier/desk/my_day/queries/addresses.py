"""Addresses of pages that other apps bring."""

import uuid
from typing import Any

from django.urls import NoReverseMatch, reverse


def address(route: str, *arguments: Any) -> str:
    """The address of a page, empty while the app that brings it is not there."""
    try:
        return reverse(route, args=arguments)
    except NoReverseMatch:
        return ""


def file_url(household: uuid.UUID | None) -> str:
    """Where a line leads: the file of its household."""
    return address("household_file", household) if household else ""
