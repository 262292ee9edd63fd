"""The company's own words for what is asked, kept by the head of the service (seed 001; access-expected: topic)."""

import pytest
from django.db import connection
from django.db.utils import ProgrammingError
from django.urls import reverse

from palier.casework.cases import actions, queries
from palier.casework.cases.rules import RequestDraft
from palier.kernel.errors import InvalidInput, Refused


def add(stage, word="Compteur d’eau", domain="financial"):
    with stage.head.acting() as head:
        return actions.add_topic(actor=head, domain=domain, name_fr=word, name_nl="Watermeter")


@pytest.mark.parametrize(("language", "word"), [("fr", "Compteur d’eau"), ("nl", "Watermeter")])
def test_a_word_is_added_offered_chosen_and_taken_out(stage, language, word):
    head, desk = stage.head.browser(language), stage.desk.browser(language)
    address = reverse("topics")
    assert word not in head.get(address).content.decode()

    sent = {"domain": "financial", "name_fr": "Compteur d’eau", "name_nl": "Watermeter"}
    assert head.post(address, sent).status_code == 302
    assert word in head.get(address).content.decode()
    assert word in desk.get(reverse("request_add")).content.decode()

    with stage.amina.acting() as amina:
        ((chosen),) = queries.topics(amina, offered=True)
    asked = {"household": stage.homes[0].household, "text": "Trop cher.", "topics": [chosen.pk]}
    made = desk.post(reverse("request_add"), asked)
    assert made.status_code == 302
    assert word in stage.amina.browser(language).get(made["Location"]).content.decode()

    assert head.post(reverse("topic_offer", args=[chosen.pk]), {"offered": "0"}).status_code == 302
    assert word not in desk.get(reverse("request_add")).content.decode()
    assert word in stage.amina.browser(language).get(made["Location"]).content.decode()  # what holds it keeps it
    again = desk.post(reverse("request_add"), asked)
    assert again.status_code == 422
    assert "Trop cher." in again.content.decode()
    assert head.post(reverse("topic_offer", args=[chosen.pk]), {"offered": "1"}).status_code == 302
    assert word in desk.get(reverse("request_add")).content.decode()


def test_what_is_missing_or_there_already_comes_back_on_the_page(stage):
    head = stage.head.browser()
    half = head.post(reverse("topics"), {"domain": "family", "name_fr": "Garde", "name_nl": " "})
    assert half.status_code == 422
    assert "Écrivez le mot dans les deux langues." in half.content.decode()
    assert 'value="Garde"' in half.content.decode()
    add(stage)
    twice = head.post(reverse("topics"), {"domain": "family", "name_fr": "compteur D’EAU", "name_nl": "x"})
    assert twice.status_code == 422
    assert "déjà dans la liste" in twice.content.decode()


@pytest.mark.parametrize("who", ["amina", "trainee", "desk", "accounts", "officer"])
def test_nobody_but_the_head_changes_the_list(stage, who):
    pk = add(stage)
    browser = stage.people[who].browser()
    assert browser.get(reverse("topics")).status_code == 404
    assert browser.post(reverse("topic_offer", args=[pk]), {"offered": "0"}).status_code == 404
    with stage.people[who].acting() as actor, pytest.raises(Refused):
        actions.add_topic(actor=actor, domain="family", name_fr="x", name_nl="x")
    with stage.people[who].acting(), connection.cursor() as cursor:
        cursor.execute("UPDATE cases_topic SET ended_on = sec.today() WHERE id = %s", [pk])
        assert cursor.rowcount == 0
    with stage.head.acting(), connection.cursor() as cursor:  # its twin
        cursor.execute("UPDATE cases_topic SET ended_on = sec.today() WHERE id = %s", [pk])
        assert cursor.rowcount == 1


def test_a_word_keeps_its_sense(stage):
    pk = add(stage)
    with stage.head.acting(), connection.cursor() as cursor, pytest.raises(ProgrammingError):
        cursor.execute("UPDATE cases_topic SET name_fr = 'autre' WHERE id = %s", [pk])


def test_another_company_has_other_words(stage):
    pk = add(stage)
    with stage.people["chloe"].acting() as stranger:
        assert queries.topics(stranger) == []
    with stage.amina.acting() as amina:
        assert [one.pk for one in queries.topics(amina)] == [pk]


def test_a_word_of_nobody_is_not_taken(stage):
    home = stage.homes[0]
    with stage.amina.acting() as amina, pytest.raises(InvalidInput):
        actions.add_request(actor=amina, draft=RequestDraft("x", home.household, topics=(home.household,)))
