"""An aide-mémoire is its author's alone; in one tap it becomes a contact, or it dies after thirty days (P17)."""

import datetime
import uuid

import pytest
from django.urls import reverse

from palier.access.rules import Tier
from palier.casework.cases import actions, queries
from palier.casework.cases.models import Contact
from palier.casework.cases.rules import ContactDraft
from palier.kernel.errors import Refused
from tests.casework.shared_files import read_by_emma
from tests.stage import STAGE, without_locks


@pytest.fixture
def shared(stage):
    """A file of Amina's that Emma reads too."""
    case, _subject = read_by_emma(stage)
    return case


def note(stage, case=None, **more):
    with stage.amina.acting() as amina:
        draft = ContactDraft("À vérifier avec elle", case=case, tier=Tier.AUTHOR, **more)
        return actions.record_contact(actor=amina, draft=draft)


def row(pk):
    with without_locks():
        return Contact._base_manager.using(STAGE).get(pk=pk)


def read_by(somebody, case):
    with somebody.acting() as actor:
        found = list(queries.contacts_of(actor, case))
        confided = queries.confidences_of(actor, found)
        steps = [step.text for step in queries.steps_of(actor, case)]
    return [contact.facts for contact in found], [one.text for one in confided.values()], steps


def test_kept_it_is_read_by_the_team_and_no_longer_dies_in_thirty_days(stage, shared):
    pk = note(stage, shared, confided="canari confié", next_step="canari pas")
    assert read_by(stage.emma, shared) == ([], [], [])
    assert row(pk).ends_on is not None

    with stage.amina.acting() as amina:
        actions.keep_aide_memoire(actor=amina, pk=pk)

    assert read_by(stage.emma, shared) == (["À vérifier avec elle"], ["canari confié"], ["canari pas"])
    assert (row(pk).tier, row(pk).ends_on, row(pk).version) == ("team", None, 2)


def test_without_a_file_it_is_kept_as_long_as_any_simple_contact(stage):
    pk = note(stage, household=stage.homes[0].household)

    with stage.amina.acting() as amina:
        actions.keep_aide_memoire(actor=amina, pk=pk)

    assert row(pk).tier == "team"
    assert row(pk).ends_on > datetime.date.today() + datetime.timedelta(days=300)


def test_only_its_author_keeps_it_and_the_team_does_not_learn_that_it_is_there(stage, shared):
    pk = note(stage, shared)

    for other in (stage.emma, stage.bart, stage.head, stage.chloe):
        with other.acting() as actor:
            for what in (pk, uuid.uuid4()):
                with pytest.raises(Refused):
                    actions.keep_aide_memoire(actor=actor, pk=what)

    assert row(pk).tier == "author"


def test_what_two_read_is_not_opened_to_all_this_way(stage, shared):
    with stage.amina.acting() as amina:
        pk = actions.record_contact(actor=amina, draft=ContactDraft("À deux", case=shared, tier=Tier.PAIR))

    with stage.amina.acting() as amina, pytest.raises(Refused):
        actions.keep_aide_memoire(actor=amina, pk=pk)

    assert row(pk).tier == "pair"


@pytest.mark.parametrize(("language", "words"), [("fr", "En faire un contact"), ("nl", "Er een contact van maken")])
@pytest.mark.parametrize("with_file", [True, False])
def test_one_tap_on_the_page_and_twice_changes_nothing_more(stage, shared, language, words, with_file):
    home = stage.homes[0]
    pk = note(stage, shared) if with_file else note(stage, household=home.household)
    browser = stage.amina.browser(language)
    page = reverse("household_file", args=[home.household])
    assert words in browser.get(page).content.decode()

    answers = [browser.post(reverse("aide_memoire_keep", args=[pk])).status_code for _again in range(2)]

    assert answers == [302, 302]
    assert row(pk).version == 2
    assert words not in browser.get(page).content.decode()
    assert browser.get(reverse("aide_memoire_keep", args=[pk])).status_code == 405
