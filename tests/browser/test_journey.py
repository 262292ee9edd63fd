"""A request followed from the first call to closure, in a real browser: French with a mouse, Dutch with the keyboard only,
French again without JavaScript. axe looks at every page on the way."""

import pytest
from django.contrib.auth.hashers import make_password

from palier.access.rules import Tier
from palier.casework.cases import queries
from palier.casework.cases.rules import Channel
from palier.casework.referrals import queries as referrals
from palier.casework.referrals.rules import Standing
from palier.identity.accounts.models import User
from tests.axe import faults
from tests.browser.conftest import PASSWORD, sign_in
from tests.browser.hands import Keyboard, Mouse
from tests.casework.referrals.directory import partner
from tests.stage import STAGE, without_locks

pytestmark = pytest.mark.browser
MET_BY = [channel for channel in Channel if channel != Channel.SCREEN]  # what she asks on her screen is no contact
WAYS = [
    pytest.param("fr", Mouse, True, id="french-mouse"),
    pytest.param("nl", Keyboard, True, id="dutch-keyboard-only"),
    pytest.param("fr", Mouse, False, id="french-without-javascript"),
]


@pytest.fixture
def amina(stage):
    """Her user name; her password is the suite's."""
    with without_locks():
        rows = User.objects.using(STAGE).filter(pk=stage.amina.user)
        rows.update(password=make_password(PASSWORD))
        return rows.get().username


class Walk:
    """One person going through the pages; each is looked at by axe once."""

    def __init__(self, hand, server, with_axe):
        self.hand, self.page, self.server, self.with_axe = hand, hand.page, server, with_axe
        self.seen = set()

    def to(self, path):
        self.page.goto(f"{self.server}{path}")
        self.look()

    def look(self):
        """No fault for axe, no sideways scrolling, the language as asked."""
        where = self.page.url.split("?")[0]
        if self.with_axe and where not in self.seen:
            assert faults(self.page) == [], where
        self.seen.add(where)

    def capture(self, facts, *, channel=None, next_step="", at=""):
        self.to(f"/capture/{at}")
        if channel:
            self.hand.choose(f"input[name=channel][value={channel}]")
        self.hand.write("textarea[name=facts]", facts)
        if next_step:
            self.hand.write("input[name=next_step]", next_step)
        self.hand.press("button[name=act][value=save]")
        self.look()


@pytest.mark.parametrize(("language", "hand", "javascript"), WAYS)
def test_from_the_first_call_to_closure(stage, amina, server, chromium, language, hand, javascript):
    home = stage.homes[0]
    context = chromium.new_context(
        java_script_enabled=javascript, locale=f"{language}-BE", viewport={"width": 1280, "height": 900}
    )
    page = context.new_page()
    walk = Walk(hand(page), server, with_axe=javascript)

    # she signs in and sees her day
    if hand is Keyboard:
        page.goto(f"{server}/accounts/login/?lang={language}")
        walk.hand.write("[name=login]", amina)
        walk.hand.write("[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/day/")
    else:
        sign_in(page, server, amina, language)
    walk.look()
    assert page.url.endswith("/day/")
    assert page.get_attribute("html", "lang") == language

    # notes a call without opening a file
    walk.capture("Mme demande le numéro du CPAS. Donné.", channel=Channel.PHONE, at=f"?household={home.household}")
    with stage.amina.acting() as actor:
        assert queries.cases_of(actor, home.household) == []
        assert [row.channel for row in queries.simple_contacts_of(actor, home.household).items] == [Channel.PHONE]

    # opens a file when the tenant agrees
    walk.to(f"/cases/new/?household={home.household}")
    walk.hand.choose(f"input[name=agreed_by][value='{home.persons[0]}']")
    walk.hand.write("textarea[name=own_words]", "Rester dans le quartier.")
    walk.hand.press("main form button[type=submit]")
    walk.look()
    with stage.amina.acting() as actor:
        file = queries.cases_of(actor, home.household)[0]

    # analyses, plans a small dated step
    walk.to(f"/cases/{file.pk}/analyses/new/")
    walk.hand.write("textarea[name=text]", "Les papiers d'abord, puis le budget.")
    walk.hand.press("main form button[type=submit]")
    walk.to(f"/cases/{file.pk}/steps/new/")
    walk.hand.write("input[name=text]", "Appeler la caisse ensemble")
    walk.hand.press("main form button[type=submit]")
    walk.look()

    # gives her an address on paper: nothing about her goes there (P7)
    walk.to(f"/letters/write/?household={home.household}&file={file.subject_id}&kind=orientation"
            f"&person={home.persons[0]}&language={language}&place=Le+Phare+imaginaire")  # fmt: skip
    walk.hand.write(f"textarea[name=body_{language}]", "Le Phare imaginaire, rue du Brouillon 1, lundi 9:00.")
    walk.hand.press("main form button[type=submit]")
    walk.look()
    walk.hand.choose("input[name=channel][value=counter]")
    walk.hand.press("form[action$='/send/'] button[type=submit]")
    walk.look()

    # refers her with her agreement to somebody named: what is ticked goes, on paper (P6, P7)
    partner(stage, "Exemple")
    walk.to(f"/cases/{file.pk}/referrals/new/")
    walk.hand.pick("select[name=contact]")
    walk.hand.write("textarea[name=need]", "Voir ses dettes avec elle.")
    walk.hand.choose("input[name=parts][value=reach]")
    walk.hand.choose("input[name=way][value=carried]")
    walk.hand.choose("input[name=agreed][value=read_together]")
    walk.hand.choose("input[name=needed]")
    walk.hand.press("main form button[type=submit]")
    walk.look()
    walk.hand.press("main a[href$='/sheet/']")
    walk.look()
    walk.hand.press("main a[href*='/referrals/']")
    walk.hand.choose("input[name=state][value=accepted]")
    walk.hand.press("main form button.btn-primary")
    walk.to(f"/cases/{file.pk}/referrals/")
    with stage.amina.acting() as actor:
        assert [one.standing for one in referrals.referrals_of(actor, file)] == [Standing.ACCEPTED]

    # records contacts by every channel, and climbs the step
    for channel in MET_BY:
        walk.capture(
            f"Contact par {channel}.",
            channel=channel,
            next_step="rappeler demain" if language == "fr" else "morgen terugbellen",
            at=f"?household={home.household}&case={file.pk}",
        )
    with stage.amina.acting() as actor:
        contacts = list(queries.contacts_of(actor, file.pk))
        assert {row.channel for row in contacts} == {channel.value for channel in MET_BY}
        assert {row.tier for row in contacts} == {Tier.TEAM}
        step = next(row for row in queries.steps_of(actor, file.pk) if row.text == "Appeler la caisse ensemble")
        assert any(row.call_back and row.due for row in queries.steps_of(actor, file.pk))
    walk.to(f"/households/{home.household}/")
    walk.to(f"/cases/steps/{step.pk}/move/")
    walk.hand.press("main form button[type=submit]")
    walk.to("/cases/")
    walk.to("/requests/")
    walk.to("/search/?q=exemple")

    # closes with an outcome
    walk.to(f"/cases/{file.pk}/close/")
    walk.hand.choose("input[name=outcome][value=tenancy_kept]")
    walk.hand.press("main form button[type=submit]")
    walk.look()
    with stage.amina.acting() as actor:
        closed = queries.case(actor, file.pk)
        assert (closed.outcome, closed.tenancy_kept, closed.closed_on) == ("tenancy_kept", True, actor.today)
    context.close()


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("language", ["fr", "nl"])
def test_no_page_scrolls_sideways(stage, amina, server, chromium, language, width):
    context = chromium.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    sign_in(page, server, amina, language)

    for path in ("/day/", "/capture/", "/cases/", "/requests/", "/requests/new/", "/search/?q=exemple", "/desk/",
                 "/households/", f"/households/{stage.homes[0].household}/"):  # fmt: skip
        page.goto(f"{server}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.get_attribute("html", "lang") == language
    context.close()
