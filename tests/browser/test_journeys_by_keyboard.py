"""Two journeys with the keyboard alone: new tenants are welcomed (journey 2), and somebody asks for what is kept about her
(journey 18), from her own door, without JavaScript, to the paper in her hand."""

import datetime as dt

import pytest

from palier.casework.data_requests import queries as data_requests
from palier.casework.welcomes import queries as welcomes
from palier.casework.welcomes.rules import WelcomeState
from tests.browser.conftest import PASSWORD
from tests.browser.hands import Keyboard
from tests.browser.test_journey import Walk, amina  # noqa: F401 - a fixture
from tests.casework.welcomes.test_welcomes import TODAY, move_in
from tests.door.comers import give
from tests.door.test_my_file import open_file, write

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def walk_in(page, server, username, language):
    """She signs in, with the keyboard too, and is on her day."""
    walk = Walk(Keyboard(page), server, with_axe=True)
    walk.to(f"/accounts/login/?lang={language}")
    walk.hand.write("[name=login]", username)
    walk.hand.write("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/day/")
    return walk


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_who_moves_in_is_welcomed(stage, amina, server, chromium, language):  # noqa: F811
    home = move_in(stage, starts=TODAY - dt.timedelta(days=3))
    page = chromium.new_context(locale=f"{language}-BE").new_page()
    walk = walk_in(page, server, amina, language)

    walk.hand.press("nav.rail a[href='/welcome/']")
    walk.look()
    assert page.locator(f"main a[href='/households/{home.household}/']").count() == 1
    walk.hand.press(f"a[href='/welcome/{home.lease}/card/']")  # her worker's card, to print, names nobody
    walk.look()
    assert "Amina" in page.content() and "Zoé" not in page.inner_text("main")
    walk.to("/welcome/")
    walk.hand.press(f"a[href='/welcome/{home.lease}/folder/']")
    walk.look()
    walk.to("/welcome/")
    walk.hand.press(f"a[href='/welcome/{home.lease}/']")
    walk.look()
    walk.hand.choose("input[name=way][value=visit]")
    walk.hand.write("input[name=met_on]", TODAY.strftime("%m%d%Y"))  # as this browser's own field takes it
    walk.hand.choose("input[name=told]")
    walk.hand.press("main form button[type=submit]")
    walk.look()

    with stage.amina.acting() as actor:
        row = next(one for one in welcomes.newcomers(actor, language) if one.began.lease == home.lease)
        assert (row.state, row.welcome.met_on, row.welcome.way) == (WelcomeState.MET, TODAY, "visit")


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_what_is_kept_about_her_from_her_question_to_the_paper(stage, amina, server, chromium, language):  # noqa: F811
    home = stage.homes[0]
    zoe, other = home.persons
    case = open_file(stage.amina, home, [zoe], "Je veux rester ici.")
    write(stage.amina, "Elle est venue avec son courrier.", case=case, persons=[zoe])
    write(
        stage.amina, "Il a parlé de son travail.", case=open_file(stage.amina, home, [other], "Moi."), persons=[other]
    )
    code = give(stage.amina, zoe)

    # at her door, on a telephone, without JavaScript: what is kept, who read it, a copy asked for
    phone = chromium.new_context(viewport={"width": 375, "height": 700}, java_script_enabled=False).new_page()
    hers = Walk(Keyboard(phone), server, with_axe=False)
    hers.to(f"/door/?lang={language}")
    hers.hand.write("[name=code]", code)
    hers.hand.press("main button[type=submit]")
    hers.hand.press("main a[href='/door/file/']")
    assert "Elle est venue avec son courrier." in phone.content()
    assert "Il a parlé de son travail." not in phone.content()
    hers.to("/door/file/ask/")
    hers.hand.choose("input[name=right][value=copy]")
    hers.hand.press("main form button[type=submit]")
    assert phone.url.endswith("/door/file/")

    # her worker answers item by item, and prints it
    page = chromium.new_context(locale=f"{language}-BE").new_page()
    walk = walk_in(page, server, amina, language)
    walk.hand.unfold("nav.rail summary")
    walk.hand.press("nav.rail a[href='/data-requests/']")
    walk.look()
    with stage.amina.acting() as actor:
        (asked,) = data_requests.open_requests(actor)
    walk.hand.press(f"main a[href='/data-requests/{asked.pk}/']")
    walk.look()
    walk.hand.press("main form button[type=submit]")
    walk.hand.press(f"main a[href='/data-requests/{asked.pk}/copy/']")
    walk.look()
    assert "Elle est venue avec son courrier." in page.content()
    assert "Il a parlé de son travail." not in page.content()
