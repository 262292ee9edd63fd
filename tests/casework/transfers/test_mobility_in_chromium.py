"""Journey 13 in a real Chromium, in French with Dutch letters; axe on every page, both widths, both languages."""

import pytest

from palier.casework.transfers.rules import Kind, Need
from tests.axe import both_ways, faults
from tests.casework.transfers.mobility import agree, begin, decide, home, met, moves, search, vacant, work
from tests.desk.conftest import site, tab  # noqa: F401 - fixtures

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@both_ways
def test_axe_finds_nothing_and_every_page_fits(stage, tab, language, width):  # noqa: F811
    tight = home(stage, children=1, bedrooms=1)
    request = begin(stage, tight, needs=(Need.LIFT, Need.NEAR_SCHOOL), near="École 7", by=[tight.persons[0]])
    begin(stage, home(stage, bedrooms=2))
    must = begin(stage, home(stage, bedrooms=3), kind=Kind.MANDATORY)
    met(stage, must)
    vacant(stage, bedrooms=1)
    first = search(stage)
    found = moves(stage, first)
    agree(stage, found[0].request_id, move=found[0].pk)
    decide(
        stage, found[0], True, **({} if str(found[0].request_id) != str(must) else {"rent_now": 400, "rent_there": 400})
    )
    move = f"/transfers/moves/{found[0].pk}/"
    paths = [
        "/transfers/", "/transfers/?state=mandatory", f"/transfers/{request}/", f"/transfers/{must}/",
        f"/transfers/{request}/wishes/", f"/transfers/{request}/agree/", f"/transfers/{request}/end/",
        f"/transfers/{must}/met/", f"/transfers/{request}/slip/", "/transfers/paper/", "/transfers/numbers/", "/exchanges/",
        f"/exchanges/{first}/", move, f"{move}agree/", f"{move}decide/", f"{move}help/", f"{move}moved/",
        f"/households/{home(stage).household}/transfer/",
    ]  # fmt: skip
    pages = [("transfers", path) for path in paths] + [("amina", "/transfers/"), ("amina", f"/transfers/{request}/")]
    tabs, wrong = {}, []
    for name, path in pages:
        page = tabs.setdefault(name, tab(stage.people[name], language, width))
        assert page.goto(path).status == 200, path
        wrong += [f"{path} {fault}" for fault in faults(page)]
    assert wrong == []


def test_journey_13_from_the_counter_to_the_move(stage, tab):  # noqa: F811
    tight, wide = home(stage, children=1, bedrooms=1), home(stage, bedrooms=2)
    begin(stage, wide)
    page = tab(stage.transfers, "fr")

    # At the counter: needs, not reasons; she leaves with a slip in Dutch.
    page.goto(f"/households/{tight.household}/")
    page.get_by_role("link", name="Mutation", exact=True).first.click()
    page.get_by_label("Au rez-de-chaussée").uncheck()
    page.get_by_label("Zoé", exact=False).first.check()
    page.get_by_label("Le ménage est d’accord de recevoir des propositions").check()
    page.get_by_role("button", name="Commencer").click()
    assert page.get_by_text("sous-adapté").first.is_visible()
    page.get_by_role("link", name="Billet").click()
    page.get_by_role("link", name="Nederlands").last.click()
    assert page.get_by_text("Een andere woning").is_visible()

    # A search: a ring, drawn, with its norm.
    page.goto("/exchanges/")
    page.get_by_role("button", name="Chercher maintenant").click()
    assert page.get_by_text("attend son tour").is_visible()
    work()
    page.reload()
    assert page.get_by_role("heading", name="Boucle 1").is_visible()
    assert page.locator("svg.looped circle").count() == 2

    # The household says yes; the department decides with its motive; it helps; they move.
    page.locator("a[href*='/transfers/moves/']").first.click()
    page.get_by_role("link", name="Ce qu’il dit").click()
    page.get_by_label("D’accord", exact=True).check()
    page.get_by_role("button", name="Noter").click()
    page.get_by_role("link", name="Décider").click()
    page.get_by_label("L’accepter").check()
    page.get_by_label("Pourquoi").fill("Chaque ménage reçoit les chambres qu’il lui faut.")
    page.get_by_role("button", name="Décider").click()
    assert page.get_by_text("Chaque ménage reçoit les chambres").is_visible()
    page.get_by_role("link", name="Cocher ce qui est fait").click()
    page.get_by_label("Déménageurs", exact=False).check()
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_role("link", name="Ils ont déménagé").click()
    page.get_by_role("button", name="Noter").click()
    assert page.get_by_text("Nouvelles à prendre").is_visible()
