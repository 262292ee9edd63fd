"""Keys, cover, drafts, previews and widths in a real Chromium, under the strict policy of the product."""

import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest
from django.contrib.staticfiles import finders
from django.template import engines  # noqa: F401 - the engines must be ready before the threads
from django.utils import translation

from tests import axe

from . import pages

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
]
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'"
FORM = """{% load ui %}{% block content %}<h1>Sample</h1><form method="post" action="/save" data-draft-url="/draft">{% idempotency_key %}
<input type="hidden" name="draft">{% field form.text rows=3 %}{% picks form.how optional=True %}
<input name="next" aria-label="next" data-preview-url="/preview" data-preview-target="#seen"><div id="seen"></div>
<p data-draft-state></p><button type="submit" id="save">Save</button></form>
<details><summary data-key="c">more</summary><textarea name="more" aria-label="more"></textarea></details>{% endblock %}"""


class Site(BaseHTTPRequestHandler):
    posts: list[tuple[str, dict[str, list[str]]]] = []
    draft_status = 200

    def do_GET(self):
        path, _, query = self.path.partition("?")
        if path.startswith("/static/"):
            found = finders.find(path.removeprefix("/static/"))
            kind = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}[path.rsplit(".", 1)[1]]
            return self.answer(200, open(found, "rb").read(), kind)
        with translation.override("nl" if "lang=nl" in query else "fr"):
            if path == "/all":
                html = pages.page("staff", form=pages.SampleForm({}))
            elif path == "/public":
                html = pages.page("public", form=pages.SampleForm({}))
            else:
                html = pages.page("staff", form=pages.SampleForm(), body=FORM)
        return self.answer(200, html.encode())

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.posts.append((self.path, parse_qs(body)))
        if self.path == "/draft":
            return self.answer(Site.draft_status, b'{"id": "42"}', "application/json")
        if self.path == "/preview":
            return self.answer(200, b"<b>Thursday</b>")
        time.sleep(0.4)
        return self.answer(200, b"<title>saved</title>saved")

    def answer(self, status, content, kind="text/html; charset=utf-8"):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_arguments):
        pass


class Server(ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # a tab closed before its answer is no fault


@pytest.fixture(scope="module")
def site(alone):
    server = Server(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(chromium, site):
    Site.posts.clear()
    Site.draft_status = 200
    tab = chromium.new_page(base_url=site, viewport={"width": 1280, "height": 900})
    tab.set_default_timeout(10_000)
    faults = []
    tab.on(
        "console",
        lambda said: faults.append(said.text) if said.type == "error" and "500" not in said.text else None,
    )
    tab.on("pageerror", lambda fault: faults.append(str(fault)))
    tab.asked = []
    tab.on("dialog", lambda dialog: (tab.asked.append(dialog.type), dialog.accept()))
    yield tab
    tab.close()
    assert faults == []


def posts_to(path):
    return [fields for to, fields in Site.posts if to == path]


def wait_for(condition, seconds=8):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("waited in vain")


def test_keys_of_one_letter(page):
    page.goto("/form")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("n/?")
    assert page.input_value("#find") == "n/?"

    page.locator("main").focus()
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    assert page.evaluate("document.activeElement.name") == "more"
    page.locator("main").focus()
    page.keyboard.press("g")
    with page.expect_navigation(url="**/day"):
        page.keyboard.press("d")
    with page.expect_navigation(url="**/write"):
        page.keyboard.press("n")


def test_keys_of_one_letter_can_be_turned_off(page):
    page.goto("/form")
    page.keyboard.press("?")
    page.locator("[data-letters]").uncheck()
    page.keyboard.press("Escape")
    page.locator("main").focus()
    page.keyboard.press("/")

    assert page.evaluate("document.activeElement.id") != "find"


def test_escape_twice_masks_and_any_key_brings_back(page):
    page.goto("/form")
    page.fill("textarea[name=text]", "kept words")
    before = page.title()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")

    assert page.locator("#cover").is_visible()
    assert page.title() == "Palier"
    page.keyboard.press("x")
    assert page.locator("#cover").is_hidden()
    assert page.title() == before
    assert page.input_value("textarea[name=text]") == "kept words"
    assert page.evaluate("document.activeElement.name") == "text"


def test_the_screen_blanks_after_a_while(page):
    page.clock.install()
    page.goto("/form")
    page.clock.fast_forward("11:00")
    page.locator("#cover").wait_for(state="visible")

    assert page.locator("#cover").get_attribute("data-shown") == "mask"  # this site has no lock; tests/browser has
    assert page.locator("main#content").is_hidden()


def test_a_draft_is_kept_and_said(page):
    page.goto("/form")
    page.fill("textarea[name=text]", "a word")
    wait_for(lambda: posts_to("/draft"))

    page.locator(".draftstate[data-state=kept]").wait_for()
    assert "brouillon gardé à" in page.inner_text(".draftstate")
    sent = posts_to("/draft")[0]
    assert sent["text"] == ["a word"]
    assert "csrfmiddlewaretoken" not in sent
    assert page.input_value("input[name=draft]", strict=True) == "42"


def test_a_draft_that_fails_is_said_and_tried_again(page):
    Site.draft_status = 500
    page.goto("/form")
    page.fill("textarea[name=text]", "a word")
    page.locator(".draftstate[data-state=waiting]").wait_for()
    Site.draft_status = 200

    page.locator(".draftstate[data-state=kept]").wait_for(timeout=20_000)
    assert len(posts_to("/draft")) >= 2


def test_leaving_asks_first_when_a_draft_is_not_kept(page):
    page.goto("/form")
    page.fill("textarea[name=text]", "a word")
    page.goto("/all")

    assert page.asked == ["beforeunload"]


def test_leaving_asks_nothing_once_the_draft_is_kept(page):
    page.goto("/form")
    page.fill("textarea[name=text]", "a word")
    page.locator(".draftstate[data-state=kept]").wait_for()
    page.goto("/all")

    assert page.asked == []


def test_signing_out_asks_first_when_a_draft_is_not_kept(page):
    page.goto("/form")
    page.fill("textarea[name=text]", "a word")
    page.click("details.memenu > summary")
    page.click("[data-logout] button")
    page.wait_for_url("**/out")

    assert page.asked == ["confirm"]


def test_a_form_is_sent_once_with_its_key(page):
    page.goto("/form")
    page.fill("textarea[name=text]", "a word")
    page.evaluate("const b = document.querySelector('#save'); b.click(); b.click(); b.click()")
    page.wait_for_url("**/save")

    assert page.asked == []
    assert len(posts_to("/save")) == 1
    assert len(posts_to("/save")[0]["idempotency_key"]) == 1


def test_control_enter_sends_the_form(page):
    page.goto("/form")
    page.fill("textarea[name=text]", "a word")
    page.check("input[value=call]", force=True)
    page.locator("textarea[name=text]").focus()
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/save")

    assert posts_to("/save")[0]["how"] == ["call"]


def test_a_preview_travels_in_the_body(page):
    page.goto("/form")
    page.fill("main input[name=next]", "thursday")
    page.locator("#seen b").wait_for()

    assert posts_to("/preview") == [{"next": ["thursday"]}]


def test_an_optional_radio_is_let_go(page):
    page.goto("/form")
    radio = page.locator("input[value=call]")
    radio.click(force=True)
    assert radio.is_checked()
    radio.click(force=True)
    assert not radio.is_checked()
    radio.check(force=True)
    page.keyboard.press("Delete")
    assert not radio.is_checked()


def test_the_summary_takes_the_focus(page):
    page.goto("/all")

    assert page.evaluate("document.activeElement.id") == "to-mend"


@pytest.mark.parametrize("width", [320, 375, 768, 1280])
@pytest.mark.parametrize("path", ["/all?lang=fr", "/all?lang=nl", "/public?lang=nl", "/form?lang=fr"])
def test_no_page_is_wider_than_the_screen(page, path, width):
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(path)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", ["/all?lang=fr", "/public?lang=nl", "/form?lang=nl"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page, path, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(path)

    assert axe.faults(page) == []


def test_the_page_works_without_javascript(chromium, site):
    context = chromium.new_context(java_script_enabled=False, base_url=site)
    tab = context.new_page()
    tab.goto("/form")
    tab.locator("details.memenu > summary").click()

    assert tab.locator(".memenu form").first.is_visible()
    assert tab.locator("[data-mask]").is_hidden()
    tab.fill("textarea[name=text]", "a word")
    tab.check("input[value=call]", force=True)
    tab.click("#save")
    tab.wait_for_url("**/save")
    context.close()
