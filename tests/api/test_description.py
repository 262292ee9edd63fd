"""The description of the interface is what the interface is, and each address says what it needs."""

from pathlib import Path

from palier.access.capabilities import Capability


def test_openapi_yaml_is_fresh():
    from config.api import description

    kept = Path(__file__).resolve().parents[2] / "openapi.yaml"

    assert kept.read_text() == description(), "stale: python -m config.api > openapi.yaml"


def test_every_address_declares_what_it_needs():
    from config.api import api

    declared = {(str(pattern.pattern), pattern.callback.declares) for pattern in api.urls[0]}

    assert declared == {
        ("openapi.json", "public"),
        ("", "public"),
        ("households", Capability.HOUSEHOLD_FIND),
        ("cases", Capability.CASE_READ),
        ("cases/<pk>", Capability.CASE_READ),
        ("cases/<pk>/contacts", Capability.CONTACT_READ),
        ("cases/<pk>/contacts", Capability.CONTACT_ADD),
        ("cases/<pk>/break-glass", Capability.EMERGENCY_OPEN),
        ("requests", Capability.REQUEST_ADD),
        ("signals", Capability.SIGNAL_READ),
        ("<path:rest>", "signed_in"),
    }
