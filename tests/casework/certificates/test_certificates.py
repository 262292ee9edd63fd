"""The certificate of help offered (P3): days and channels by the worker's hand, her two lines, and nothing else, ever."""

import datetime as dt
import inspect
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palier.access.capabilities import Capability
from palier.access.gate import permits
from palier.casework.cases import actions as cases
from palier.casework.cases.rules import CaseDraft, ContactDraft
from palier.casework.certificates import actions, queries
from palier.casework.certificates.rules import FREE, OFFERED, SAYS, TITLES, Offer, OfferChannel, body, forbidden_words
from palier.kernel.errors import InvalidInput, Refused
from palier.registry.messaging import queries as letters
from palier.registry.messaging.rules import LetterKind
from tests.access.cast import canary, world
from tests.stage import without_locks

NAMED = ("refus", "absent", "ne collabore pas", "weigert", "afwezig")  # the words of P3 itself
DAY = dt.date(2026, 3, 2)
ONE_DAY = (Offer(DAY, OfferChannel.PHONE),)


@pytest.fixture
def case(stage):
    home = stage.homes[0]
    with stage.amina.acting() as amina:
        return cases.open_case(actor=amina, draft=CaseDraft(home.household, (home.persons[0],), amina.today))


def make(stage, who="amina", offers=ONE_DAY, own_lines=(), file=None, person=0):
    home = stage.homes[0]
    with stage.people[who].acting() as actor:
        return actions.make_certificate(
            actor=actor,
            household=home.household,
            person=home.persons[person],
            file=file,
            offers=list(offers),
            own_lines=list(own_lines),
        )


def text(stage, pk):
    with stage.amina.acting() as amina:
        row = letters.letter(amina, pk)
        return "\n".join((row.title_fr, row.body_fr, row.title_nl, row.body_nl))


def test_it_says_the_days_in_their_order_with_their_channel(stage):
    pk = make(stage, offers=[Offer(dt.date(2026, 5, 1), OfferChannel.HOME), Offer(DAY, OfferChannel.LETTER)])
    said = text(stage, pk)
    assert said.startswith("Attestation d'offre d'accompagnement\nLe service social a proposé son aide à Zoé Exemple")
    assert said.index("lundi 2 mars 2026, par écrit") < said.index("vendredi 1er mai 2026, lors d'une visite")
    with stage.amina.acting() as amina:
        row = letters.letter(amina, pk)
        assert (row.kind, row.state, row.person_id) == (LetterKind.CERTIFICATE, "draft", stage.homes[0].persons[0])


def test_in_both_languages_when_nobody_knows_which_one(stage):
    with without_locks() as cursor:
        cursor.execute("UPDATE people_person SET language = '' WHERE id = %s", [stage.homes[0].persons[0]])
    said = text(stage, make(stage))
    assert TITLES["fr"] in said and TITLES["nl"] in said and "maandag 2 maart 2026, per telefoon" in said


@given(
    st.lists(st.builds(Offer, st.dates(dt.date(2000, 1, 1)), st.sampled_from(OfferChannel)), min_size=1, max_size=9),
    st.sampled_from(["fr", "nl"]),
)
def test_whatever_is_chosen_the_words_that_must_not_stand_there_do_not(offers, language):
    said = body(language, "Zoé Exemple", offers, [], "Amina Exemple").lower()
    assert not [word for word in NAMED if word in said]
    assert forbidden_words(said) == []


def test_every_fixed_word_of_it_is_free_of_them_too():
    fixed = " ".join(
        [*TITLES.values(), *OFFERED.values(), *FREE.values(), *(w for one in SAYS.values() for w in one.values())]
    )
    assert not [word for word in NAMED if word in fixed.lower()]
    assert all(forbidden_words(f"elle {word} ceci") for word in NAMED)


@pytest.mark.parametrize(
    "line", ["Elle était absente", "REFUS net", "zij weigert", "Afwezigheid", "il ne collabore pas"]
)
def test_a_word_typed_is_refused_and_named(stage, line):
    with pytest.raises(InvalidInput) as problem:
        make(stage, own_lines=[line])
    said = str(problem.value.fields["own_lines"][0]).lower()
    assert any(word in said for word in ("absente", "refus", "weigert", "afwezigheid", "ne collabore pas"))


def test_her_two_lines_stand_there_as_hers_and_a_third_does_not(stage):
    said = text(stage, make(stage, own_lines=["J'ai demandé un délai.", "J'attends."]))
    assert " ajoute :\nJ'ai demandé un délai.\nJ'attends." in said.replace("\N{NO-BREAK SPACE}", " ")
    with pytest.raises(InvalidInput):
        make(stage, own_lines=["a", "b", "c"])


def test_no_date_or_a_day_to_come_makes_none(stage):
    for offers in ([], [Offer(dt.date(2100, 1, 1), OfferChannel.PHONE)]):
        with pytest.raises(InvalidInput):
            make(stage, offers=offers)


def test_the_days_offered_to_choose_from_are_her_own_and_of_this_person(stage, case):
    with stage.amina.acting() as amina:
        cases.record_contact(
            actor=amina,
            draft=ContactDraft("par téléphone", case=case, channel="phone", persons=(stage.homes[0].persons[0],)),
        )
    home = stage.homes[0]
    with stage.amina.acting() as amina:
        assert [one.channel for one in queries.own_days(amina, home.household, home.persons[0])] == [OfferChannel.PHONE]
        assert queries.own_days(amina, home.household, home.persons[1]) == []


def test_nothing_of_any_secret_field_ever_stands_on_it():
    """Every canary of the prepared file, against the certificate made of all its days."""
    made = world()
    with made.actors["A4a", "own_team"].acting() as amina:
        days = queries.own_days(amina, made.home.household, made.home.persons[0])
        assert days, "the positive twin: her contacts are offered as days"
        pk = actions.make_certificate(
            actor=amina,
            household=made.home.household,
            person=made.home.persons[0],
            file=made.subject,
            offers=days,
            own_lines=[],
        )
    with made.actors["A4a", "own_team"].acting() as amina:
        row = letters.letter(amina, pk)
        said = row.title_fr + row.body_fr + row.title_nl + row.body_nl
    assert "canari" not in said and canary("case") not in said
    with without_locks() as cursor:
        cursor.execute("DELETE FROM messaging_letter WHERE id = %s", [pk])


def test_nobody_but_the_worker_makes_one(stage):
    for who in ("bart", "trainee", "head", "accounts", "transfers", "direction", "desk", "officer", "chloe"):
        with pytest.raises(Refused):
            make(stage, who=who)
    assert make(stage)


def test_no_department_has_the_capability_whatever_it_stands_in(stage):
    for who in ("head", "accounts", "transfers", "technical", "agent", "collective", "desk", "admin", "direction"):
        with stage.people[who].acting() as actor:
            assert not permits(actor, Capability.CERTIFICATE_MAKE)
    with stage.amina.acting() as amina:
        assert permits(amina, Capability.CERTIFICATE_MAKE)


def test_no_job_makes_one():
    import palier.cli.worker
    import palier.registry.messaging.jobs

    for module in (palier.cli.worker, palier.registry.messaging.jobs):
        assert "certificate" not in inspect.getsource(module)


def test_the_page_from_choosing_to_the_draft_which_is_not_corrected_as_free_text(stage, case):
    home, browser = stage.homes[0], stage.amina.browser("fr")
    with stage.amina.acting() as amina:
        cases.record_contact(
            actor=amina,
            draft=ContactDraft("par téléphone", case=case, channel="phone", persons=(stage.homes[0].persons[0],)),
        )
    page = browser.get(f"/households/{home.household}/").content.decode()
    assert f"/certificates/make/?household={home.household}" in page
    address = f"/certificates/make/?household={home.household}&person={home.persons[0]}"
    page = browser.get(address).content.decode()
    boxes = re.findall(r'<input[^>]*name="offers"[^>]*>', page)
    assert boxes and not [one for one in boxes if "checked" in one]

    answer = browser.post(address, {"own_lines": "elle était absente", "on": "2026-03-02", "channel": "letter"})
    assert answer.status_code == 422 and "absente" in answer.content.decode()
    for half in ({"on": "2026-03-02"}, {"channel": "letter"}):
        answer = browser.post(address, half)
        assert answer.status_code == 422 and "Donnez les deux" in answer.content.decode()
    answer = browser.post(address, {"on": "2026-03-02", "channel": "letter", "own_lines": "Merci."})
    assert answer.status_code == 302
    assert "lundi 2 mars 2026" in browser.get(answer["Location"]).content.decode()
    assert browser.get(f"{answer['Location']}edit/").status_code == 404
    assert stage.accounts.browser().get(address).status_code == 404
    assert stage.bart.browser().get(address).status_code == 404
