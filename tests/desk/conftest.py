"""The product on a port of this machine, Chromium in front of it, and somebody signed in."""

import threading
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest


@pytest.fixture
def site():
    """Served in a thread of this process, so that a test may look behind the locks meanwhile."""
    from django.core.wsgi import get_wsgi_application
    from django.db import connections

    class Quiet(WSGIRequestHandler):
        def log_message(self, *_arguments):
            pass

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
def tab(chromium, site):
    """A tab in which somebody is signed in: tab(stage.amina, "fr", width=1280, script=False)."""

    contexts = []

    def opened(somebody=None, language="fr", width=1280, script=True):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, locale=language, base_url=site, java_script_enabled=script
        )
        contexts.append(context)
        if somebody is not None:
            client = somebody.browser(language)
            context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
