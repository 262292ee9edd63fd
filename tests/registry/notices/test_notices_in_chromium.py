"""The notices in a real browser: heard without a script, used by everybody, one sheet of paper of either size."""

import io

import pikepdf
import pytest

from palier.identity.organisations.models import Organisation
from palier.identity.organisations.rules import Role
from palier.kernel import clock
from palier.registry.notices.models import Recording
from palier.registry.notices.rules import heard_languages, notices
from tests.axe import both_ways, faults
from tests.browser.conftest import server  # noqa: F401 - a fixture
from tests.registry.notices import voices
from tests.stage import SESSION_KEY, Stage, gathered, put, without_locks

PAGES = {"fr": "/fr/avis/", "nl": "/nl/berichten/"}


@pytest.fixture
def company():
    """A company in which every notice is spoken in every language."""
    with without_locks():
        made = Stage._company("voix")
        made.somebody("olga", Role.ORGANISATION_ADMIN)
        with gathered():
            for language in heard_languages():
                for one in notices():
                    put(_spoken(made.company, one.key, language.code))
    return made


def _spoken(company: Organisation, key: str, code: str) -> Recording:
    return Recording(
        organisation=company,
        notice=key,
        language=code,
        kind="mp3",
        seconds=2,
        data=voices.mp3(tagged=False),
        voice="interpreter",
        listened_on=clock.today(),
    )


@pytest.mark.browser
@both_ways
@pytest.mark.parametrize("code", ["ary", ""])
def test_everybody_can_use_it(server, chromium, company, language, width, code):  # noqa: F811
    context = chromium.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{server}{PAGES[language]}?company={company.company.slug}&in={code or language}")
    assert faults(page) == []
    page.locator("nav.companies").evaluate_all("of => of.forEach(one => one.remove())")  # as tests made them
    assert len(page.content()) < 40_000 and page.locator("audio").count() == 10
    context.close()


@pytest.mark.browser
def test_it_is_heard_without_a_script(server, chromium, company):  # noqa: F811
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/fr/avis/?company={company.company.slug}")
    link = page.locator("#danger .player a").get_attribute("href")
    sound = context.request.get(f"{server}{link}")
    assert sound.headers["content-type"] == "audio/mpeg" and sound.body() == voices.mp3(tagged=False)
    page.click("nav.tellings a[lang=ti]")
    assert page.locator("#danger .player").is_visible()
    context.close()


@pytest.mark.browser
def test_the_page_itself_may_play_it(server, chromium, company):  # noqa: F811
    page = chromium.new_page()
    page.goto(f"{server}/fr/avis/?company={company.company.slug}")
    length = page.evaluate("""new Promise((heard, refused) => { const one = document.querySelector('audio');
      one.onloadedmetadata = () => heard(one.duration); one.onerror = () => refused(one.error.message); one.load();
      one.preload = 'metadata'; })""")
    assert 2 < length < 3
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("size", ["A4", "A3"])
def test_the_poster_is_one_sheet_with_both_languages(server, chromium, company, size):  # noqa: F811
    page = chromium.new_page()
    page.goto(f"{server}/nl/berichten/?company={company.company.slug}&in=ary")
    sheet = page.pdf(format=size)
    page.emulate_media(media="print")
    words = page.inner_text("main")
    sizes = page.evaluate(
        "[...document.querySelectorAll('.told div[lang]:not(.courtesy)')].map(e => getComputedStyle(e).fontSize)"
    )
    page.close()
    with pikepdf.open(io.BytesIO(sheet)) as read:
        assert len(read.pages) == 1
    assert all(one.words[code].text in words for one in notices() for code in ("fr", "nl"))
    assert len(sizes) == 20 and len(set(sizes)) == 1


@pytest.mark.browser
@both_ways
@pytest.mark.parametrize("path", ["?in=ary", "help/ary/", "telephone/"])
def test_the_administrators_pages(server, chromium, company, language, width, path):  # noqa: F811
    client = company.olga.browser(language)
    context = chromium.new_context(viewport={"width": width, "height": 800})
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server}])
    page = context.new_page()
    page.goto(f"{server}/administration/notices/{path}{'&' if '?' in path else '?'}lang={language}")
    assert page.locator("main h1").count() == 1 and faults(page) == []
    assert SESSION_KEY in client.session
    context.close()
