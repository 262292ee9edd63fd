"""Pages as they are served, with their words compiled and plain static files."""

import secrets
import uuid
from pathlib import Path

import pytest

import palier

ROOT = Path(palier.__file__).parent
PLAIN_FILES = {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
}


@pytest.fixture(scope="session")
def words():
    """The compiled catalogues; they are never committed."""
    from django.utils.translation import trans_real

    from palier.ui import messages_tool

    messages_tool.compile_all([ROOT])
    trans_real._translations = {}
    trans_real._default = None


@pytest.fixture(autouse=True)
def served(words):
    """The whole product, with stand-ins for the pages of apps that are not there yet."""
    from django.test import override_settings

    with override_settings(STORAGES=PLAIN_FILES, ROOT_URLCONF="tests.desk.my_day.routes"):
        yield


@pytest.fixture
def work(stage):
    from tests.desk.my_day.desk_of_amina import Work

    return Work(stage)


@pytest.fixture
def key():
    return str(uuid.uuid4())


@pytest.fixture
def canary():
    return f"canari-{secrets.token_hex(6)}"


@pytest.fixture
def site(monkeypatch):
    """The product on a port of this machine, in a thread of this process."""
    import threading
    from wsgiref.simple_server import WSGIRequestHandler, make_server

    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.wsgi import get_wsgi_application
    from django.db import connections

    class Quiet(WSGIRequestHandler):
        def log_message(self, *_arguments):
            pass

    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's own loop runs in this thread
    server = make_server("127.0.0.1", 0, StaticFilesHandler(get_wsgi_application()), handler_class=Quiet)

    def serve():
        server.serve_forever(poll_interval=0.05)
        connections.close_all()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(5)
    server.server_close()


@pytest.fixture
def chromium():
    import shutil

    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("no Chromium on this machine: apt install chromium")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@pytest.fixture
def tab(chromium, site):
    """A tab in which somebody is signed in: tab(stage.amina, "fr", width=1280)."""

    def opened(somebody=None, language="fr", width=1280):
        context = chromium.new_context(viewport={"width": width, "height": 900}, locale=language, base_url=site)
        if somebody is not None:
            client = somebody.browser(language)
            context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
        return context.new_page()

    return opened
