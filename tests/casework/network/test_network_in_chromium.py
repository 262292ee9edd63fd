"""The network of a file in a real Chromium: axe, both widths, both languages; said by keyboard and without a script."""

import pytest
from django.urls import reverse

from palier.casework.network.rules import Circle, TieDraft
from tests.axe import both_ways, faults
from tests.casework.network.test_network import AUNT, DOCTOR, department, file, say  # noqa: F401 - a fixture
from tests.casework.referrals.directory import partner
from tests.desk.conftest import site, tab  # noqa: F401 - fixtures

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def full(stage, file):  # noqa: F811
    """(file, one tie of it): somebody on each side, one that has ended."""
    pk = say(stage, file)
    say(stage, file, DOCTOR)
    say(stage, file, TieDraft(Circle.SECONDARY, service=department(stage).pk, strength="tense"))
    to = partner(stage, "Maison médicale d’un nom tout à fait imaginaire et long")
    with stage.amina.acting() as amina:
        today = amina.today
    say(
        stage, file, TieDraft(Circle.SECONDARY, partner=to.service_id, strength="there", until=today.replace(year=2025))
    )
    return file, pk


@both_ways
def test_axe_finds_nothing_and_every_page_fits(stage, full, tab, language, width):  # noqa: F811
    case, pk = full
    page, wrong = tab(stage.amina, language, width), []
    new = reverse("network_add", args=[case])
    for path in (
        reverse("network", args=[case]),
        reverse("network_apart", args=[case]),
        *(f"{new}?to={side}" for side in ("person", "department", "outside")),
        reverse("tie_edit", args=[pk]),
        reverse("tie_end", args=[pk]),
    ):
        assert page.goto(path).status == 200, path
        wrong += [f"{path}: {fault}" for fault in faults(page)]
    assert wrong == []


def test_axe_finds_nothing_in_the_dark_either_and_paper_keeps_the_drawing(stage, full, tab):  # noqa: F811
    page = tab(stage.amina, "fr", 1280)
    page.emulate_media(color_scheme="dark")
    page.goto(reverse("network", args=[full[0]]))
    assert faults(page) == []
    page.emulate_media(media="print")
    assert page.locator(".ecomap > svg").is_visible()
    assert page.locator(".ties > li").count() == 4
    assert not page.locator(f"a[href='{reverse('network_add', args=[full[0]])}?to=person']").is_visible()


def test_a_person_is_said_by_keyboard_alone_without_a_script(stage, full, tab):  # noqa: F811
    page = tab(stage.amina, "fr", 320, script=False)
    page.goto(reverse("network", args=[full[0]]))
    page.focus("main .acts a")
    page.keyboard.press("Enter")
    page.focus("#id_name")
    page.keyboard.type("Voisine Imaginaire")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Voisine Imaginaire")
    assert page.locator("text=Rien n’a été envoyé à personne").count() == 1
    assert page.locator("section[aria-labelledby=h-near] .ties > li").count() == 2
