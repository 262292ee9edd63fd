"""The words for browsers and systems."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from palier.identity.accounts.rules import Browser, System

BROWSERS: dict[str, Any] = {
    Browser.FIREFOX: "Firefox",
    Browser.EDGE: "Edge",
    Browser.CHROME: "Chrome",
    Browser.SAFARI: "Safari",
    Browser.OTHER: _("another browser"),
}
SYSTEMS: dict[str, Any] = {
    System.WINDOWS: "Windows",
    System.ANDROID: "Android",
    System.IPHONE: "iPhone, iPad",
    System.MACOS: "macOS",
    System.LINUX: "Linux",
    System.OTHER: _("another system"),
}
ICONS: dict[str, str] = {System.ANDROID: "smartphone", System.IPHONE: "smartphone"}
