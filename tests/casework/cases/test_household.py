"""The household as known to the service (P4): said, corrected, ended by the team; on no page, list or paper of anybody else."""

import datetime
from pathlib import Path

import pytest
from django.db.utils import ProgrammingError
from django.urls import reverse

from palier.access.rules import Duty, Tier
from palier.casework.cases import actions, queries
from palier.casework.cases.rules import CaseDraft, KnownDraft
from palier.kernel.errors import Conflict, InvalidInput, Refused
from tests.access.cast import sql
from tests.stage import without_locks

BROTHER = KnownDraft(name="Idris Fictif", tie="sibling", own_words="Il dort au salon, sans papiers.")


@pytest.fixture
def file(stage):
    home = stage.homes[0]
    with stage.amina.acting() as amina:
        return actions.open_case(actor=amina, draft=CaseDraft(home.household, (home.persons[0],), amina.today))


def say(stage, file, draft=BROTHER):
    with stage.amina.acting() as amina:
        return actions.say_known(actor=amina, case=file, draft=draft)


def known(stage, file):
    with stage.amina.acting() as amina:
        return queries.known_members(amina, [queries.case(amina, file)])


def add_to_team(stage, file, name):
    from palier.access.actions import add_to_team as add

    with stage.amina.acting() as amina:
        subject = queries.case(amina, file).subject_id
        add(actor=amina, subject=subject, post=stage.people[name].post, duty=Duty.SECOND, until=None, reason="")


def page_of(stage, name="amina", language="fr"):
    url = reverse("household_file", args=[stage.homes[0].household])
    return stage.people[name].browser(language).get(url).content.decode()


@pytest.mark.parametrize(
    ("language", "layer"), [("fr", "Connu du service social"), ("nl", "Gekend door de sociale dienst")]
)
def test_the_team_opens_it_as_a_closed_layer_beside_the_declared_record(stage, file, language, layer):
    say(stage, file)

    page = page_of(stage, language=language)

    at = page.index(layer)
    assert '<details class="secret known noprint"><summary>' in page[at - 400 : at]
    assert "Idris Fictif" in page[at:]
    assert "Il dort au salon" in page[at:]


@pytest.mark.parametrize(
    "name", ["bart", "dries", "chloe", "head", "desk", "accounts", "transfers", "agent", "officer"]
)
def test_nobody_outside_the_team_meets_a_trace_of_it(stage, file, name):
    member = say(stage, file)
    browser = stage.people[name].browser()

    assert "Idris" not in page_of(stage, name)
    assert "Connu du service social" not in page_of(stage, name)
    for route, pk in (("known_add", file), ("known_edit", member), ("known_end", member)):
        assert browser.get(reverse(route, args=[pk])).status_code == 404
        assert stage.amina.browser().get(reverse(route, args=[pk])).status_code == 200
    assert sql(stage.people[name].token, "SELECT count(*) FROM cases_knownmember") == [(0,)]


def test_it_is_in_no_search_no_copy_and_no_interface_for_programs(stage, file):
    say(stage, file)
    browser, home = stage.amina.browser(), stage.homes[0]

    copy = browser.get(reverse("person_copy", args=[home.household]) + f"?person={home.persons[0]}")
    assert copy.status_code == 200
    for answer in (copy, browser.get("/search/", {"q": "Idris"}), browser.get("/api/v1/households")):
        assert "Fictif" not in answer.content.decode()
    assert "known" not in Path("openapi.yaml").read_text().lower()


def test_it_is_said_corrected_and_ended_by_small_pages(stage, file):
    browser = stage.amina.browser()
    sent = {"name": "Idris Fictif", "tie": "sibling"}

    assert browser.post(reverse("known_add", args=[file]), {"tie": "friend"}).status_code == 422
    assert browser.post(reverse("known_add", args=[file]), sent).status_code == 302
    (member,) = known(stage, file)
    corrected = {**sent, "tie": "friend", "version": 1}
    for _again in range(2):
        assert browser.post(reverse("known_edit", args=[member.pk]), corrected).status_code == 302
    stale = browser.post(reverse("known_edit", args=[member.pk]), {**sent, "name": "Autre", "version": 1})
    assert (
        browser.post(reverse("known_end", args=[member.pk]), {"until": "2026-11-01", "version": 2}).status_code == 302
    )

    assert stale.status_code == 409
    (member,) = known(stage, file)
    assert (member.tie, member.until, member.version) == ("friend", datetime.date(2026, 11, 1), 3)
    assert "Ne vit plus là" not in page_of(stage)


def test_somebody_must_be_named_and_the_days_follow_one_another(stage, file):
    day = datetime.date(2026, 3, 3)
    for wrong in (KnownDraft(), KnownDraft(name="Idris", since=day, until=day - datetime.timedelta(days=1))):
        with pytest.raises(InvalidInput):
            say(stage, file, wrong)
    say(stage, file, KnownDraft(name="Idris", since=day, until=day))


def test_a_second_version_of_the_same_line_is_never_overwritten(stage, file):
    member = say(stage, file)
    with stage.amina.acting() as amina:
        actions.correct_known(actor=amina, pk=member, version=1, custody="une semaine sur deux")
    with stage.amina.acting() as amina, pytest.raises(Conflict):
        actions.end_known(actor=amina, pk=member, version=1, until=amina.today)


def test_a_reinforced_line_is_read_apart_by_whom_it_names(stage, file):
    for name in ("emma", "bart"):
        add_to_team(stage, file, name)
    member = say(stage, file, KnownDraft(name="Idris", tier=Tier.REINFORCED, readers=(stage.emma.post,)))
    apart = reverse("reinforced", args=[file])

    assert known(stage, file) == []
    assert "Idris" in stage.emma.browser().get(apart).content.decode()
    assert "Idris" not in stage.bart.browser().get(apart).content.decode()
    for name in ("emma", "bart"):
        with stage.people[name].acting() as actor, pytest.raises(Refused):
            actions.end_known(actor=actor, pk=member, version=1, until=actor.today)


def test_the_team_keeps_a_line_right_and_its_author_stays_who_wrote_it(stage, file):
    add_to_team(stage, file, "emma")
    member = say(stage, file)

    with stage.emma.acting() as emma:
        assert actions.end_known(actor=emma, pk=member, version=1, until=emma.today).author_id == stage.amina.post
    with pytest.raises(ProgrammingError, match="authorship"):
        sql(stage.emma.token, "UPDATE cases_knownmember SET author_id = sec.post() WHERE id = %s", [member])


def test_it_is_erased_with_its_file(stage, file):
    member = say(stage, file)
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE cases_case SET closed_on = sec.today() - interval '6 years', outcome = 'withdrew' WHERE id = %s",
            [file],
        )
        cursor.execute("SELECT sec.erase_ended()")
        cursor.execute(
            "SELECT (SELECT count(*) FROM cases_knownmember WHERE id = %s),"
            " (SELECT count(*) FROM access_history WHERE row_id = %s)",
            [member, member],
        )
        assert cursor.fetchone() == (0, 0)
