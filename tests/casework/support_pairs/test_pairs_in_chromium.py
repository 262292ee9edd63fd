"""The pages of the pair in a real Chromium: axe at both widths; journey 5 in French, with the sheet for her in Dutch."""

import os
from pathlib import Path

import pytest

from palier.access import keys
from palier.casework.support_pairs.rules.notes import Detail, NoteDraft, NoteKind
from tests.axe import both_ways, faults
from tests.casework.support_pairs.pairs import CALL, NAME, STREET, Paired
from tests.casework.support_pairs.test_after import kept
from tests.casework.support_pairs.test_notes import STEP, a_service, noted
from tests.casework.support_requests.test_endings import last_day
from tests.desk.conftest import site, tab  # noqa: F401 - fixtures
from tests.stage import without_locks

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WORDS = "Mme Zoubirane ne répond plus au 0499 99 12 34. Elle habite 14 rue des Tisserands, 1030 Schaerbeek."


def look(page, name):
    """With PICTURES= a folder, draws the page too."""
    if folder := os.environ.get("PICTURES"):
        width = page.viewport_size["width"]
        page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


@both_ways
def test_axe_finds_nothing_and_every_page_fits(stage, tab, language, width):  # noqa: F811
    paired = Paired(stage)
    a_service(paired)
    paired.open(paired.visit(reach=CALL, her_words="à deux, pas le matin"))
    paired.declare()
    for draft in (
        STEP,
        NoteDraft(NoteKind.BLOCKAGE, "elle n'ouvre qu'à sa soeur", detail=Detail.TIES_BROKEN, shared=True),
        NoteDraft(NoteKind.CRISIS_SIGNS, "ne dort plus, la radio très fort", shared=True),
    ):
        noted(paired, draft)
    kept(paired)
    in_danger = Paired(stage, cell=paired.cell)
    in_danger.open(in_danger.danger())
    empty = Paired(stage, cell=paired.cell)
    mine, queue = f"/support/mine/{paired.asking}", f"/support/queue/{paired.request}/pair"
    amina, bart = (tab(stage.people[name], language, width) for name in ("amina", "bart"))
    wrong = []
    for page, path in (
        (amina, f"{mine}/"), (amina, f"{mine}/sheet/?in=nl"), (amina, f"{mine}/plan/"),
        (amina, f"/support/mine/{empty.asking}/"), (amina, f"/support/mine/{in_danger.asking}/"),
        *((amina, f"/support/mine/{empty.asking}/door/{door}/") for door in ("accord", "announced_visit", "grave_danger")),
        (bart, "/support/second/"),
    ):  # fmt: skip
        assert page.goto(path).status == 200, path
        look(page, path.strip("/").replace("/", "-").replace(str(paired.asking), "it")[:60] + f"-{language}")
        wrong += [f"{path} {fault}" for fault in faults(page)]
    selma = tab(paired.people["selma"], language, width)
    for path in (
        f"{queue}/", f"{queue}/note/blockage/", f"{queue}/note/orientation/", f"{queue}/note/network_meeting/",
        f"{queue}/plan/", f"{queue}/plan/paper/", f"{queue}/after/", "/support/after/",
    ):  # fmt: skip
        answer = selma.goto(path)
        assert answer.status == 200, path
        look(selma, path.strip("/").replace("/", "-").replace(str(paired.request), "it")[:60] + f"-{language}")
        wrong += [f"{path} {fault}" for fault in faults(selma)]
    selma.goto(f"{queue}/")
    selma.locator("form[action$='/pair/who/'] button").click()
    selma.wait_for_selector(f"text={NAME}")
    look(selma, f"who-{language}")
    wrong += [f"who {fault}" for fault in faults(selma)]

    assert wrong == []


@both_ways
def test_who_follows_and_a_post_that_ends_fit_every_page(stage, tab, language, width):  # noqa: F811
    """Said to the pair, to the cell, to who asked; and the stage of change, on the form and among the notes."""
    paired = Paired(stage)
    paired.open()
    paired.declare()
    noted(paired, NoteDraft(NoteKind.CHANGE, "dit oui, puis non", detail=Detail.OF_TWO_MINDS))
    paired.name_pair("selma", "third")
    last_day(stage, "selma", 30)
    last_day(stage, "third", -2)
    queue = f"/support/queue/{paired.request}"
    wrong = []
    for who, path in (
        ("selma", "/support/queue/"), ("selma", f"{queue}/"), ("selma", f"{queue}/pair/"), ("selma", "/partnership/"),
        ("selma", f"{queue}/pair/note/change/"), ("sam", f"{queue}/"), ("amina", f"/support/mine/{paired.asking}/"),
    ):  # fmt: skip
        page = tab(stage.people[who], language, width)
        assert page.goto(path).status == 200, path
        name = path.strip("/").replace("/", "-").replace(str(paired.asking), "it").replace(str(paired.request), "it")
        look(page, f"follows-{who}-{name}-{language}")
        wrong += [f"{path} {fault}" for fault in faults(page)]
    assert wrong == []


def press(page, words):
    page.get_by_role("button", name=words, exact=True).first.click()
    page.wait_for_load_state()


def follow(page, words):
    page.locator("main").get_by_role("link", name=words, exact=True).first.click()
    page.wait_for_load_state()


def tick(page, name, value):
    page.locator(f"input[name={name}][value={value}]").check(force=True)


def test_journey_5_from_the_request_to_the_end(stage, tab):  # noqa: F811
    """Product, journey 5: request, proof-reading, pair, declarations, announced visit, resources, a shared step, crisis plan,
    the end, after which nobody reads who it was."""
    from tests.casework.support_requests.cells import a_cell

    cell = a_cell(stage, "selma", "sam")
    amina, selma, sam = (tab(stage.people[name], "fr") for name in ("amina", "selma", "sam"))

    # Amina asks, and reads the copy again.
    amina.goto(f"/support/ask/?household={stage.homes[0].household}")
    if amina.locator("select[name=cell]").count():
        amina.locator("select[name=cell]").select_option(str(cell.pk))
    tick(amina, "situation", "no_contact")
    amina.locator("textarea[name=text]").fill(WORDS)
    press(amina, "Voir la copie")
    for box in amina.locator("input[name=seen]").all():
        box.check(force=True)
    press(amina, "Envoyer à la cellule")

    # Selma names the pair; both declare.
    selma.goto("/support/queue/")
    selma.locator("main ul.lines a").first.click()
    selma.wait_for_load_state()
    assert "Zoubirane" not in selma.content() and "Amina" not in selma.content()
    selma.locator("select[name=first]").select_option(str(stage.people["selma"].post))
    selma.locator("select[name=first_discipline]").select_option("nurse")
    selma.locator("select[name=second]").select_option(str(stage.people["sam"].post))
    press(selma, "Désigner le binôme")
    follow(selma, "Le travail du binôme")
    pair_page = selma.url
    press(selma, "Je ne connais pas cette personne")
    sam.goto(pair_page)
    press(sam, "Je ne connais pas cette personne")

    # Amina sees who comes, hands over the sheet in Dutch, announces the visit.
    amina.goto("/support/mine/")
    assert "Selma Exemple" not in amina.content()
    follow(amina, "Avec le binôme")
    mine_page = amina.url
    assert "Selma Exemple" in amina.content()
    follow(amina, "Une feuille pour elle")
    follow(amina, "Nederlands")
    letter = amina.locator("section.letter").inner_text()
    assert "Een bezoek, als u dat wilt" in letter and "Sam Exemple" in letter and "U mag neen zeggen" in letter
    assert NAME not in letter
    amina.goto(mine_page)
    follow(amina, "Une visite annoncée")
    tick(amina, "how", "interpreter")
    for name in ("who_named", "may_refuse"):
        amina.locator(f"input[name={name}]").check()
    tick(amina, "answer", "nothing_yet")
    amina.locator("input[name=name]").fill(NAME)
    amina.locator("input[name=address]").fill(STREET)
    press(amina, "Noter")

    # The pair reads who it is, visits, notes what is there, shares a step, writes the crisis plan.
    selma.goto(pair_page)
    press(selma, "Lire de qui il s’agit")
    assert NAME in selma.content() and STREET in selma.content()
    for kind, fill in (
        ("Une visite ensemble", {"day": "2026-11-20", "words": "dix minutes sur le palier"}),
        ("Quelqu’un de proche", {"words": "une soeur, le dimanche", "_detail": "family"}),
        ("Un pas à sa mesure", {"words": "boire un café au foyer", "_shared": True}),
    ):
        selma.goto(pair_page)
        follow(selma, kind)
        for name, value in fill.items():
            if name == "_detail":
                tick(selma, "detail", value)
            elif name == "_shared":
                selma.locator("input[name=shared]").check()
            else:
                selma.locator(f"[name={name}]").fill(value)
        press(selma, "Enregistrer")
    selma.goto(pair_page)
    follow(selma, "Écrire le plan de crise")
    selma.locator("[name=crisis_signs]").fill("la radio très fort, la nuit")
    selma.locator("[name=crisis_call]").fill("sa soeur")
    press(selma, "Enregistrer")
    amina.goto(mine_page)
    assert "boire un café au foyer" in amina.content() and "une soeur, le dimanche" not in amina.content()
    press(amina, "Fait")
    follow(amina, "Le plan de crise sur une page")
    assert "la radio très fort, la nuit" in amina.content()

    # It ends: nobody reads any more who it was, in no copy either.
    with without_locks() as cursor:
        cursor.execute("SELECT subject_id FROM support_pairs_opening WHERE organisation_id = %s", [stage.company.pk])
        subject = cursor.fetchone()[0]
    assert keys.versions(subject)
    selma.goto(pair_page)
    assert "Fait" in selma.content()
    press(selma, "Terminer l’intervention")
    assert keys.versions(subject) == ()
    assert sam.goto(pair_page).status == 404
    amina.goto(mine_page)
    assert "Fermée. Plus personne ne le lit." in amina.content() and STREET not in amina.content()
    assert "boire un café au foyer" in amina.content()
