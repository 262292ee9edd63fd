"""Where people met (S0-015), and the follow-up of one kind of support (S0-019)."""

import pytest
from django.urls import reverse

from palier.casework.cases import actions, queries
from palier.casework.cases.rules import Channel, ContactPlace, usual_place
from tests.casework.cases.test_views_journey import a_contact, a_file


@pytest.mark.parametrize(
    ("channel", "place"),
    [
        (Channel.DROP_IN, ContactPlace.PREMISES),
        (Channel.OFFICE, ContactPlace.PREMISES),
        (Channel.HOME, ContactPlace.HOME),
        (Channel.FIELD, ContactPlace.OUTSIDE),
        (Channel.ACCOMPANIMENT, ContactPlace.ELSEWHERE),
        (Channel.PHONE, ""),
        (Channel.LETTER, ""),
        ("", ""),
    ],
)
def test_a_contact_takes_place_where_its_kind_usually_does(stage, channel, place):
    case = a_file(stage)
    pk = a_contact(stage, stage.amina, case, channel=channel)
    assert usual_place(channel) == place
    with stage.amina.acting() as amina:
        assert queries.contact(amina, pk).place == place


def test_the_place_follows_the_kind_until_it_was_said(stage):
    case = a_file(stage)
    followed = a_contact(stage, stage.amina, case, channel=Channel.PHONE)
    said = a_contact(stage, stage.amina, case, channel=Channel.OFFICE, place=ContactPlace.OUTSIDE)
    with stage.amina.acting() as amina:
        for pk in (followed, said):
            actions.correct_contact(actor=amina, pk=pk, version=1, channel=Channel.HOME)
        assert queries.contact(amina, followed).place == ContactPlace.HOME
        assert queries.contact(amina, said).place == ContactPlace.OUTSIDE


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("fr", "Au bureau, dehors, dans le quartier, soutien psychosocial"),
        ("nl", "Op kantoor, buiten, in de wijk, psychosociale ondersteuning"),
    ],
)
def test_an_unusual_place_and_the_kind_of_support_are_said_and_stand_in_a_thread_of_their_own(stage, language, title):
    home, case = stage.homes[0], a_file(stage)
    browser = stage.amina.browser(language)
    sent = {"household": home.household, "place": case, "channel": "office", "facts": "Elle a parlé longtemps.",
            "met_at": "outside", "support": "psychosocial"}  # fmt: skip
    assert browser.post(reverse("capture"), sent).status_code == 302
    a_contact(stage, stage.amina, case, "Une facture.")
    analysed = {"text": "Reprendre confiance.", "accompaniment_type": "psychosocial", "again_on": "2027-03-01"}
    assert browser.post(reverse("analysis_add", args=[case]), analysed).status_code == 302

    address = reverse("household_file", args=[home.household])
    thread = browser.get(f"{address}?show=psychosocial").content.decode()
    assert title in thread
    assert "Elle a parlé longtemps." in thread
    assert "Reprendre confiance." in thread
    assert "Une facture." not in thread
    assert "Une facture." in browser.get(address).content.decode()
    with stage.amina.acting() as amina:
        (step,) = queries.steps_of(amina, case)
    words = {"fr": "soutien psychosocial", "nl": "psychosociale ondersteuning"}[language]
    assert step.text.endswith(words)
    assert f"{step.due:%Y-%m-%d}" == "2027-03-01"


def test_a_correction_says_where_and_as_part_of_what(stage):
    case = a_file(stage)
    pk = a_contact(stage, stage.amina, case, channel=Channel.PHONE)
    sent = {"facts": "Vu dehors.", "channel": "field", "place": "elsewhere", "support": "budget", "version": "1"}
    assert stage.amina.browser().post(reverse("contact_edit", args=[pk]), sent).status_code == 302
    with stage.amina.acting() as amina:
        contact = queries.contact(amina, pk)
    assert (contact.place, contact.support) == ("elsewhere", "budget")


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("fr", "Au guichet, un conseil, des démarches expliquées"),
        ("nl", "Aan het loket, raad, uitleg over de stappen en papieren"),
    ],
)
def test_a_contact_says_whether_it_advised_oriented_or_explained(stage, language, title):
    """S1-005: which of the three, and more than one is usual; unsaid, nothing is said of it."""
    home, case = stage.homes[0], a_file(stage)
    browser = stage.amina.browser(language)
    sent = {"household": home.household, "place": case, "channel": "drop_in", "facts": "La prime, pas à pas."}
    assert browser.post(reverse("capture"), sent).status_code == 302
    address = reverse("household_file", args=[home.household])
    assert title not in browser.get(address).content.decode()
    assert browser.post(reverse("capture"), {**sent, "given": ["advice", "explanation"]}).status_code == 302
    assert title in browser.get(address).content.decode()


def test_what_was_given_is_one_of_the_list_and_can_be_corrected(stage):
    case = a_file(stage)
    pk = a_contact(stage, stage.amina, case, channel=Channel.PHONE)
    sent = {"facts": "Appel.", "channel": "phone", "given": ["orientation"], "version": "1"}
    browser = stage.amina.browser()
    wrong = browser.post(reverse("contact_edit", args=[pk]), {**sent, "given": ["sanction"]})
    assert wrong.status_code == 422 and "sanction" in wrong.content.decode()
    assert browser.post(reverse("contact_edit", args=[pk]), sent).status_code == 302
    with stage.amina.acting() as amina:
        assert queries.contact(amina, pk).given == ["orientation"]
