"""I am away: the worker herself names who stands in for her, in three taps (P15)."""

import datetime

import pytest

from palier.access.actions import cover
from palier.casework.cases import queries
from palier.identity.organisations.models import Replacement
from palier.kernel.errors import Refused
from tests.stage import STAGE


def taps(somebody, days=6):
    return {
        "covering": str(somebody.post),
        "last": (datetime.date.today() + datetime.timedelta(days=days)).isoformat(),
    }


def replacements(absent):
    return list(Replacement.objects.using(STAGE).filter(absent=absent.post).values_list("covering", flat=True))


@pytest.mark.parametrize(
    ("language", "link", "words"),
    [("fr", "Je ne suis pas là", "Emma Exemple vous remplace"), ("nl", "Ik ben er niet", "Emma Exemple vervangt u")],
)
def test_a_worker_names_her_own_replacement_and_twice_is_one(stage, work, language, link, words):
    work.file()
    browser = stage.amina.browser(language)
    assert link in browser.get("/day/").content.decode()

    answers = [browser.post("/day/away/", taps(stage.emma)).status_code for _again in range(2)]

    assert answers == [302, 302]
    assert replacements(stage.amina) == [stage.emma.post]
    assert words in browser.get("/day/away/").content.decode()
    with stage.emma.acting() as emma:
        assert queries.my_cases(emma).count() == 1


def test_a_worker_names_nobody_in_the_place_of_a_colleague(stage, work):
    work.file()

    answer = stage.bart.browser().post("/day/away/", {**taps(stage.emma), "absent": str(stage.amina.post)})
    with stage.bart.acting() as bart, pytest.raises(Refused):
        cover(actor=bart, absent=stage.amina.post, covering=stage.emma.post, first=bart.today, last=bart.today)

    assert answer.status_code == 302
    assert replacements(stage.amina) == []
    assert replacements(stage.bart) == [stage.emma.post]


@pytest.mark.parametrize(("name", "days"), [("amina", 3), ("chloe", 3), ("head", 3), ("trainee", 3), ("emma", -3)])
def test_nobody_else_stands_in_and_what_was_chosen_stays(stage, name, days):
    sent = taps(stage.people[name], days)

    answer = stage.amina.browser().post("/day/away/", sent)

    assert answer.status_code == 422
    assert f'value="{sent["last"]}"' in answer.content.decode()
    assert replacements(stage.amina) == []


@pytest.mark.parametrize("name", ["trainee", "head", "desk", "accounts", "officer", "admin", "direction"])
def test_whoever_has_no_files_of_her_own_has_no_such_page(stage, name):
    assert stage.people[name].browser().get("/day/away/").status_code == 404
