"""The pages' common ground is tested alone: its own template engine, no database."""

import os

import pytest

if not os.environ.get("DJANGO_SETTINGS_MODULE"):
    import django
    from django.conf import settings

    if not settings.configured:
        settings.configure(
            SECRET_KEY="not-a-secret",
            USE_I18N=True,
            USE_TZ=True,
            LANGUAGE_CODE="fr",
            LANGUAGES=[("fr", "French"), ("nl", "Dutch")],
            INSTALLED_APPS=[
                "django.contrib.contenttypes",
                "django.contrib.auth",
                "django.contrib.sessions",
                "django.contrib.messages",
                "django.contrib.staticfiles",
                "django_htmx",
                "palier.ui",
            ],
            STATIC_URL="/static/",
            ROOT_URLCONF=__name__,
        )
        django.setup()

urlpatterns: list = []


TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]
STORAGES = {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
}


@pytest.fixture(autouse=True, scope="session")
def words():
    """This app's words, compiled now; the compiled files are never committed."""
    from pathlib import Path

    from django.utils.translation import trans_real

    from palier.ui import messages_tool

    messages_tool.compile_all([Path(messages_tool.__file__).parent])
    trans_real._translations = {}
    trans_real._default = None


@pytest.fixture(autouse=True, scope="module")
def alone():
    """Neither the product's context processors nor its hashed static files.

    For the whole module, not test by test: a page asked for by a tab that has just closed may still be drawn while the
    next test begins, and would then keep the product's storage for that test too.
    """
    from django.test import override_settings

    with override_settings(STORAGES=STORAGES, STATIC_URL="/static/", TEMPLATES=TEMPLATES):
        yield
