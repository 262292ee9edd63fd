"""One working week of Amina, from the demonstration's sector, in a real browser: hers in French, the tenant's in Dutch on a telephone.

Each day stands at its own hour (PALIER_NOW). With PALIER_WEEK_PICTURES=FOLDER every key screen is kept there, to be looked at.
"""

import datetime as dt
import re

import pytest

from tests.demo.conftest import fill
from tests.demo.week import MONDAY, Week

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def week(empty, chromium):
    return Week(chromium, fill(empty("week"), "tiny", MONDAY))


def test_one_whole_week(week):
    tenant = week.accounts["tenant"]
    household, person = tenant["household"], tenant["person"]
    said = "Elle vient avec une lettre du fournisseur d’énergie."

    with week.day(1, "08:50"):  # Monday: the day, the waiting room, a contact written from it
        page = week.worker()
        week.look(page, "1-my-day")
        page.goto(f"{week.server}/waiting/")
        if page.get_by_role("link", name=re.compile("^Ouvrir")).count():
            page.get_by_role("link", name=re.compile("^Ouvrir")).first.click()
        week.look(page, "1-waiting-room")
        page.goto(f"{week.server}/households/{household}/")
        week.look(page, "1-household-file")
        page.goto(f"{week.server}/capture/?household={household}")
        for choice in page.locator("input[name=persons]").all():
            choice.set_checked(choice.get_attribute("value") == person, force=True)
        page.fill("textarea[name=facts]", said)
        page.fill("input[name=next_step]", "rappeler jeudi")
        week.look(page, "1-capture")
        page.click("button[name=act][value=save]")
        page.wait_for_load_state()
        page.goto(f"{week.server}/households/{household}/")
        assert said in page.content()

    with week.day(2, "09:10"):  # Tuesday: who has just moved in; an hour is agreed, a code handed over
        page = week.worker()
        page.goto(f"{week.server}/welcome/")
        week.look(page, "2-newcomers")
        page.goto(f"{week.server}/agenda/new/?household={household}")
        page.fill("[name=day]", str(MONDAY + dt.timedelta(days=3)))
        page.fill("[name=start]", "14:00")
        for choice in page.locator("input[name=persons]").all():
            choice.set_checked(choice.get_attribute("value") == person, force=True)
        page.fill("[name=purpose]", "Lire la lettre ensemble")
        week.look(page, "2-agree-on-an-hour")
        page.get_by_role("button", name="Réserver cette heure").click()
        page.wait_for_load_state()
        page.goto(f"{week.server}/codes/{person}/")
        page.locator("input[name=level]").first.check(force=True)
        page.locator("input[name=seen]").check(force=True)
        page.get_by_role("button", name="Faire le code").click()
        week.look(page, "2-code-on-its-slip")
        code = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", page.content()).group()

    with week.day(3, "19:30"):  # Wednesday evening: at her own door, in Dutch, on a telephone
        phone = week.page("nl", width=375)
        phone.goto(f"{week.server}/door/?lang=nl")
        week.look(phone, "3-door")
        phone.fill("[name=code]", code.lower())
        phone.get_by_role("button", name="Binnenkomen").click()
        week.look(phone, "3-door-open")
        phone.goto(f"{week.server}/door/appointments/")
        week.look(phone, "3-my-appointments")
        assert "donderdag 5 maart" in phone.content().lower()
        phone.goto(f"{week.server}/door/file/")
        week.look(phone, "3-my-file")
        assert said in phone.content()
        phone.goto(f"{week.server}/door/ask/")
        phone.locator("input[value=call_me]").check(force=True)
        week.look(phone, "3-question-1")
        phone.get_by_role("button", name="Verder").click()
        phone.fill("[name=phone]", "0470 12 34 56")
        week.look(phone, "3-question-2")
        phone.get_by_role("button", name="Verder").click()
        week.look(phone, "3-question-3")
        phone.get_by_role("button", name="Versturen").click()
        phone.wait_for_url("**/door/ask/noted/")
        week.look(phone, "3-noted")
        phone.goto(f"{week.server}/door/file/ask/")
        phone.locator("input[name=right]").first.check(force=True)
        phone.get_by_role("button", name="Versturen").click()
        phone.wait_for_url("**/door/file/")

    with week.day(4, "15:10"):  # Thursday: what was asked, how the hour went
        page = week.worker()
        week.look(page, "4-my-day")
        assert "0470 12 34 56" in page.content()
        page.goto(f"{week.server}/agenda/")
        week.look(page, "4-agenda")
        page.goto(f"{week.server}/households/{household}/")
        page.get_by_role("link", name="Écrire une lettre").first.click()
        page.wait_for_load_state()
        page.check("[name=kind][value=call_us]", force=True)
        page.check(f"[name=person][value='{person}']", force=True)
        week.look(page, "4-which-letter")
        page.click(".form .btn-primary")
        page.wait_for_load_state()
        page.fill("[name=body_fr]", "Bonjour,\n\nAppelez-moi quand vous voulez.")
        week.look(page, "4-words-of-the-letter")
        page.click(".form .btn-primary")
        page.wait_for_load_state()
        page.check("[name=channel][value=counter]", force=True)
        week.look(page, "4-letter")
        page.click("form[action$='/send/'] button")
        page.wait_for_load_state()
        page.goto(f"{week.server}/data-requests/")
        week.look(page, "4-data-requests")
        page.locator("main .lines a").first.click()
        page.wait_for_load_state()
        week.look(page, "4-data-request")
        for group in page.locator("fieldset.item").all():
            group.locator("input[value=give]").check(force=True)
        page.get_by_role("button", name="Garder ces décisions").click()
        page.wait_for_load_state()
        page.get_by_role("link", name="La copie").click()
        page.wait_for_load_state()
        week.look(page, "4-copy")
        assert said in page.content()

    with week.day(5, "16:00"):  # Friday: the table of the day's end, the sheet of next week, who follows
        page = week.worker()
        page.goto(f"{week.server}/day/end/")
        week.look(page, "5-end-of-day")
        page.goto(f"{week.server}/day/sheet/")
        week.look(page, "5-sheet")
        page.goto(f"{week.server}/handovers/new/")
        week.look(page, "5-hand-over")

        evening = week.page("nl", width=375)  # and in the evening the letter is at the tenant's door
        evening.goto(f"{week.server}/door/?lang=nl")
        evening.fill("[name=code]", code)
        evening.get_by_role("button", name="Binnenkomen").click()
        evening.get_by_role("link", name="Mijn brieven").click()
        evening.wait_for_load_state()
        evening.locator("summary").first.click()
        week.look(evening, "5-my-letters")
        assert "Appelez-moi quand vous voulez." in evening.content()
