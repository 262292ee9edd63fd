"""The menu and the routes agree: what it shows opens, for every actor of the house."""

import re

import pytest

EVERYBODY = ["amina", "trainee", "head", "desk", "accounts", "transfers", "technical", "agent", "collective"]
OTHERS = ["caretaker", "direction", "admin", "officer", "analyst", "operator"]


def rail(browser):
    """The pages of the menu, by address; read from the one page that everybody who works here may open."""
    page = browser.get("/emergency-numbers/").content.decode()
    return re.findall(r'<a href="([^"]+)"', page[page.index('<nav class="rail"') : page.index("<main")])


@pytest.mark.parametrize("name", [*EVERYBODY, *OTHERS])
def test_every_page_of_the_menu_opens(stage, name):
    browser = stage.people[name].browser()

    assert {url: browser.get(url).status_code for url in rail(browser)} == dict.fromkeys(rail(browser), 200)


@pytest.mark.parametrize("name", ["desk", "amina", "trainee"])
def test_who_receives_people_finds_who_is_whose_in_the_menu(stage, name):
    assert "/desk/" in rail(stage.people[name].browser())


@pytest.mark.parametrize("name", ["agent", "accounts", "head", "officer", "caretaker"])
def test_who_receives_nobody_has_no_desk_in_the_menu(stage, name):
    assert "/desk/" not in rail(stage.people[name].browser())


@pytest.mark.parametrize(("language", "words"), [("fr", "Numéros d’urgence"), ("nl", "Noodnummers")])
@pytest.mark.parametrize("name", ["agent", "desk", "caretaker", "amina", "direction"])
def test_everybody_who_works_here_finds_the_emergency_numbers(stage, name, language, words):
    browser = stage.people[name].browser(language)

    page = browser.get("/emergency-numbers/").content.decode()

    assert "/emergency-numbers/" in rail(browser)
    assert words in page
    assert all(f">{number}<" in page for number in ("112", "101", "107", "103", "1712", "0800 30 030"))


def test_a_trainee_in_no_team_sees_an_empty_list_of_files(stage):
    page = stage.trainee.browser().get("/cases/")

    assert page.status_code == 200
    assert "Aucun dossier ici" in page.content.decode()


@pytest.mark.parametrize("name", ["desk", "head", "agent", "accounts", "direction"])
def test_nobody_outside_the_social_service_opens_the_list_of_files(stage, name):
    assert stage.people[name].browser().get("/cases/").status_code == 404


def test_whoever_has_many_pages_finds_the_seldom_ones_folded_and_open_when_she_is_there(stage):
    browser = stage.amina.browser()

    def fold(address):
        return re.search(
            r'<nav class="rail".*?<details( open)?>(.*?)</details>', browser.get(address).content.decode(), re.S
        )

    shut, opened = fold("/emergency-numbers/"), fold("/territories/")
    assert not shut[1] and 'href="/territories/"' in shut[2]
    assert opened[1] and 'href="/territories/" aria-current="page"' in opened[2]


@pytest.mark.parametrize("name", ["officer", "admin", "accounts"])
def test_whoever_has_few_pages_finds_all_of_them_at_once(stage, name):
    page = stage.people[name].browser().get("/emergency-numbers/").content.decode()

    assert "<details" not in page[page.index('<nav class="rail"') : page.index("<main")]


@pytest.mark.browser
def test_from_the_bar_of_a_telephone_every_page_is_two_touches_away(stage, tab):
    page = tab(stage.amina, "fr", width=375)
    page.goto("/day/")

    page.click(".bottombar a[href='#pages']")
    page.click("nav.rail a[href='/emergency-numbers/']")

    assert page.url.endswith("/emergency-numbers/")
