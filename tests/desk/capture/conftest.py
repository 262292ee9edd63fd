"""Amina at her desk."""

import pytest


@pytest.fixture(autouse=True)
def served():
    """This app's pages, alone: those of other apps are stand-ins."""
    from django.test import override_settings

    with override_settings(ROOT_URLCONF="tests.desk.capture.routes"):
        yield


@pytest.fixture
def amina(stage):
    return stage.amina.browser()


@pytest.fixture
def site(monkeypatch, served):
    """The pages on a port of this machine, in a thread of this process."""
    import threading
    from wsgiref.simple_server import WSGIRequestHandler, make_server

    from django.core.wsgi import get_wsgi_application
    from django.db import connections

    class Quiet(WSGIRequestHandler):
        def log_message(self, *_arguments):
            pass

    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's own loop runs in this thread
    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet)

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
    """A tab in which somebody is signed in: tab(stage.amina, "fr", width=1280, script=False)."""

    def opened(somebody, language="fr", width=1280, script=True):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, locale=language, base_url=site, java_script_enabled=script
        )
        client = somebody.browser(language)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
        return context.new_page()

    return opened
