"""The household file and the pages of a file in a real Chromium: axe finds nothing, every page fits the screen."""

import datetime
import os
from pathlib import Path

import pytest
from django.urls import reverse

from palier.access.rules import Tier
from palier.casework.cases import actions, queries
from palier.casework.cases.rules import CaseDraft, ContactDraft, RequestDraft, StepDraft, StepState
from tests.axe import both_ways, faults
from tests.browser.conftest import server  # noqa: F401 - the server is a fixture
from tests.stage import put, without_locks

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SHOTS = os.environ.get("PALIER_SHOTS")


def a_family(stage, home):
    """Two children of different sex, rooms with areas, languages: too tight by one bedroom."""
    from palier.registry.housing.models import Room
    from palier.registry.people.models import HouseholdMember, Person
    from tests.stage import ALWAYS

    with without_locks() as cursor:
        for name, year, sex in (("Nour", 2012, "f"), ("Ilyas", 2018, "m")):
            child = put(
                Person(
                    organisation=stage.company,
                    last_name="Exemple",
                    first_name=name,
                    sort_key=f"exemple {name.lower()}",
                    born=datetime.date(year, 5, 17),
                    sex=sex,
                )
            )
            member = {"organisation": stage.company, "household_id": home.household, "person": child, "role": "child"}
            put(HouseholdMember(valid=ALWAYS, **member))
        for area in (13, 11):
            put(Room(organisation=stage.company, dwelling_id=home.dwelling, kind="bedroom", area_m2=area))
        cursor.execute("UPDATE people_person SET languages_spoken = '{prs,fr}' WHERE id = %s", [home.persons[0]])
        cursor.execute(
            "UPDATE people_contactdetails SET reach = 'call', reach_when = '9-11' WHERE person_id = %s",
            [home.persons[0]],
        )


def a_full_file(stage):
    home = stage.homes[0]
    a_family(stage, home)
    hers = (home.persons[0],)
    with stage.amina.acting() as amina:
        words = "Rester dans le quartier, près de ma sœur. Et que les papiers soient rangés, une fois."
        draft = CaseDraft(home.household, hers, amina.today, own_words=words, domain="financial")
        case = actions.open_case(actor=amina, draft=draft)
    with stage.amina.acting() as amina:
        for facts, tier, channel, confided in (
            ("Carte médicale prolongée. Elle a parlé elle-même, j’étais à côté.", Tier.TEAM, "accompaniment", ""),
            ("Demander à la bibliothèque si l’atelier a encore une place le matin.", Tier.AUTHOR, "", ""),
            ("La sœur propose de garder le plus jeune le mercredi. On en reparle sans presser.", Tier.PAIR, "home", ""),
            ("La lettre de la caisse demande deux papiers. Elle en a déjà un.", Tier.TEAM, "drop_in", "Elle dort mal."),
        ):
            more = {"next_step": "Rappeler la caisse ensemble", "next_day": amina.today} if confided else {}
            written = {"case": case, "persons": hers, "tier": tier, "channel": channel, "confided": confided}
            draft = ContactDraft(facts, **written, **more)
            contact = actions.record_contact(actor=amina, draft=draft)
        for text, state in (
            ("Prolonger la carte médicale", StepState.DONE),
            ("Mettre le courrier dans une farde", StepState.UNDER_WAY),
            ("Remplir la feuille de budget", StepState.PLANNED),
            ("Cours de français", StepState.NOT_NOW),
        ):
            step = actions.plan_step(actor=amina, case=case, draft=StepDraft(text, amina.today, concerns=hers))
            actions.move_step(actor=amina, pk=step, state=state)
        simple = ContactDraft("Passée pour une attestation.", household=home.household, persons=hers, channel="drop_in")
        loose = actions.record_contact(actor=amina, draft=simple)
        asked = RequestDraft("Aide pour un courrier", household=home.household, confided_by=hers)
        actions.add_request(actor=amina, draft=asked)
        actions.analyse(actor=amina, case=case, text="Les papiers d’abord.", accompaniment_type="administrative")
        actions.leave_word(actor=amina, household=home.household, text="Laissez-lui le temps.", until=amina.today)
        step = queries.steps_of(amina, case)[0].pk
    return home, case, contact, loose, step


def pages_of(home, case, contact, loose, step):
    file = reverse("household_file", args=[home.household])
    hers = f"?person={home.persons[0]}"
    query = f"?household={home.household}"
    return {
        "file": ("amina", file),
        "person": ("amina", file + hers),
        "outside": ("bart", file),
        "door": ("agent", file),
        "together": ("amina", reverse("together", args=[home.household]) + hers),
        "copy": ("amina", reverse("person_copy", args=[home.household]) + hers),
        "list": ("amina", reverse("case_list")),
        "nothing": ("bart", reverse("case_list")),
        "open": ("amina", reverse("case_open") + query),
        "close": ("amina", reverse("case_close", args=[case])),
        "reopen": ("amina", reverse("case_reopen", args=[case])),
        "analysis": ("amina", reverse("analysis_add", args=[case])),
        "step": ("amina", reverse("step_add", args=[case])),
        "move": ("amina", reverse("step_move", args=[step])),
        "word": ("amina", reverse("word_leave") + query),
        "edit": ("amina", reverse("contact_edit", args=[contact])),
        "attach": ("amina", reverse("contact_attach", args=[loose])),
        "apart": ("amina", reverse("reinforced", args=[case])),
        "team": ("amina", reverse("team_add", args=[case])),
        "emergency": ("bart", reverse("emergency") + query),
        "contacts": ("amina", reverse("contact_list")),
        "agreed way": ("amina", reverse("safe_contact", args=[home.household]) + hers),
        "record": ("transfers", file),
        "national number": ("transfers", reverse("national_number", args=[home.household]) + hers),
    }


@pytest.fixture
def tab(chromium, server):  # noqa: F811
    """A signed-in tab: who, language, width."""
    opened = []

    def open_tab(somebody, language, width):
        client = somebody.browser(language)
        context = chromium.new_context(base_url=server, viewport={"width": width, "height": 900}, locale=language)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server}])
        opened.append(context)
        return context.new_page()

    yield open_tab
    for context in opened:
        context.close()


@both_ways
def test_axe_finds_nothing_and_every_page_fits(stage, tab, language, width):
    pages = pages_of(*a_full_file(stage))
    tabs = {name: tab(stage.people[name], language, width) for name in {who for who, _address in pages.values()}}
    wrong = []
    for page in tabs.values():
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)

    for name, (who, address) in pages.items():
        page = tabs[who]
        answer = page.goto(address)
        assert answer.status == 200, name
        for folded in page.query_selector_all(
            "details.fold > summary, details.move > summary, details.secret > summary"
        ):
            folded.click()
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"{name}-{language}-{width}.png", full_page=True)
        wrong += [f"{name}: {fault}" for fault in faults(page)]

    assert wrong == []


def test_a_step_is_climbed_by_keyboard_alone(stage, tab):
    home, *_rest = a_full_file(stage)
    page = tab(stage.amina, "fr", 1280)
    page.goto(reverse("household_file", args=[home.household]))

    page.focus(".stairs .now details.move > summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#messages .notice-done")

    assert page.query_selector(".stairs .now") is None


def test_on_paper_the_aide_memoire_and_the_names_in_lists_stay_behind(stage, tab):
    home, *_rest = a_full_file(stage)
    page = tab(stage.amina, "fr", 1280)
    page.emulate_media(media="print")

    page.goto(reverse("household_file", args=[home.household]))
    assert page.is_hidden(".trail .own >> nth=0")
    assert page.is_visible(".printonly")
    page.goto(reverse("case_list"))
    assert page.is_hidden(".full >> nth=0")
    assert page.is_visible(".initials >> nth=0")
    page.goto(f"{reverse('case_open')}?household={home.household}")
    assert page.is_visible("text=Vous êtes libre de dire non")
    assert page.is_hidden("form.form")
