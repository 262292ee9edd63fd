"""On a telephone 375 pixels wide, with and without JavaScript: the worker sends, the partner answers, the worker reads it (P7)."""

import datetime as dt
import os
import re
from pathlib import Path

import pytest

from palier.kernel import clock
from tests.axe import faults
from tests.browser.conftest import leave_quickly
from tests.casework.referrals.test_referrals import NEED, house  # noqa: F401 - a fixture
from tests.desk.conftest import site, tab  # noqa: F401 - fixtures

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PICTURES = os.environ.get("PALIER_PICTURES")
WORDS = {
    "fr": {
        "waits": "Une demande d’un service social vous attend", "make": "Faire le lien", "tell": "Un code à dire par téléphone",
        "open": "Ouvrir", "read": "Lire", "propose": "Nous proposons un jour", "take": "Nous prenons en charge", "answer": "Répondre",
        "ask": "J’ai d’abord une question", "asks": "Demander", "reply": "Répondre sur le lien", "heard": "Réponse ou question par le lien",
        "leave": "Quitter vite", "taken": "pris en charge par le service", "title": "Bonjour",
    },
    "nl": {
        "waits": "Een vraag van een sociale dienst wacht op u", "make": "De link maken", "tell": "Een code om telefonisch door te geven",
        "open": "Openen", "read": "Lezen", "propose": "We stellen een dag voor", "take": "We nemen het op ons", "answer": "Antwoorden",
        "ask": "Ik heb eerst een vraag", "asks": "Vragen", "reply": "Antwoorden op de link", "heard": "Antwoord of vraag via de link",
        "leave": "Snel weg", "taken": "opgenomen door de dienst", "title": "Dag",
    },
}  # fmt: skip


@pytest.mark.parametrize(("language", "script"), [("fr", False), ("nl", False), ("nl", True)])
def test_the_worker_sends_the_partner_answers_the_worker_reads_it(stage, house, tab, language, script):  # noqa: F811
    case, bound, _unbound = house
    said, wrong = WORDS[language], []

    def look(page, name):
        if script:  # axe is one
            wrong.extend(f"{name} {fault}" for fault in faults(page))
        if PICTURES:
            page.screenshot(path=str(Path(PICTURES) / f"{name}-{language}.png"), full_page=True)

    amina = tab(stage.amina, language, width=1280, script=script)
    amina.goto(f"/cases/{case}/referrals/new/")
    amina.select_option("[name=contact]", str(bound.pk))
    amina.fill("[name=need]", NEED)
    for value in (
        "input[value=reach]",
        "input[value=analysis]",
        "input[value=given]",
        "input[value=read_together]",
        "[name=needed]",
    ):
        amina.check(value, force=True)
    amina.locator("main form.form button[type=submit]").click()
    referral = amina.url
    look(amina, "referral")
    amina.get_by_role("button", name=said["make"]).click()
    look(amina, "slip")
    link = re.search(r"/for-you/[A-Z0-9-]+/", amina.locator(".slip").first.text_content()).group(0)
    amina.goto(referral)
    amina.get_by_role("button", name=said["tell"]).click()
    look(amina, "told")
    code = re.search(r"\d{4} \d{4}", amina.locator("main").inner_text()).group(0)

    ida = tab(None, language, width=375, script=script)
    ida.goto(link)
    assert said["waits"] in ida.inner_text("h1") and ida.title().strip() == said["title"]
    look(ida, "code")
    ida.fill("[name=code]", "12 34")
    ida.get_by_role("button", name=said["open"]).click()
    assert ida.locator("#id_code").input_value() == "12 34"
    look(ida, "code-wrong")
    ida.fill("[name=code]", code)
    ida.get_by_role("button", name=said["open"]).click()
    assert ida.url.endswith("/for-you/") and NEED not in ida.content()
    look(ida, "declare")
    ida.check("[name=confirmed]")
    ida.get_by_role("button", name=said["read"]).click()
    assert NEED in ida.content() and ida.title().strip() == said["title"]
    look(ida, "pack")
    ida.get_by_text(said["ask"]).click()
    ida.fill("[name=question]", "Parle-t-elle français ?")
    ida.get_by_role("button", name=said["asks"], exact=True).click()

    amina.goto("/day/")
    assert said["heard"] in amina.content()
    amina.goto(referral)
    amina.fill("[name=words]", "Oui, et turc.")
    look(amina, "asked")
    amina.get_by_role("button", name=said["reply"]).click()
    ida.goto("/for-you/")
    assert "Oui, et turc." in ida.content()
    ida.get_by_text(said["take"]).click()
    ida.fill("[name=day] >> nth=0", (clock.today() + dt.timedelta(days=5)).isoformat())
    ida.get_by_role("button", name=said["answer"], exact=True).locator("visible=true").click()
    look(ida, "answered")
    ida.emulate_media(media="print")
    assert NEED in ida.locator("main").inner_text()
    if PICTURES:
        ida.screenshot(path=str(Path(PICTURES) / f"print-{language}.png"), full_page=True)
    ida.emulate_media(media="screen")

    amina.goto(referral)
    assert said["taken"] in amina.locator("main").inner_text()
    look(amina, "end")
    leave_quickly(ida, said["leave"])
    ida.goto("/for-you/")
    assert NEED not in ida.content()
    look(ida, "gone")
    assert wrong == []
