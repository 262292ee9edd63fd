"""Without agreement nothing leaves, but on four closed grounds with two heads; she is told, and reads it (P6, P7, P2)."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.db.utils import IntegrityError, ProgrammingError
from django.test.utils import CaptureQueriesContext

from palier.casework.data_requests.rules import Decision, ItemKind, proposed
from palier.casework.disclosures.rules import AUTHORITIES, QUESTIONS, Authority, Ground, Standing, articles, standing
from tests.access.cast import sql
from tests.casework.data_requests.test_data_requests import asked, inbox, items
from tests.casework.disclosures.saying import (  # noqa: F401 - fixture
    SAID,
    TODAY,
    add,
    answer,
    house,
    kept,
    sent,
    written,
)
from tests.casework.referrals.directory import partner
from tests.door.comers import come_in, give, plain
from tests.stage import without_locks

# -- on screen: nothing is said before two heads agree -------------------------------------------------------


def test_written_thought_over_by_another_said_and_read_at_her_own_door(stage, house):  # noqa: F811
    case = house[0]
    her, other = stage.homes[0].persons
    door, his = come_in(give(stage.amina, her)), come_in(give(stage.amina, other))
    page = plain(stage.amina.browser().get(f"/cases/{case}/disclosures/"))
    assert "L’accord est la règle" in page
    pk = written(stage, case, "law", told="not_reached", told_on="")
    assert "Sans son accord" in plain(stage.amina.browser().get(f"/cases/{case}/referrals/"))
    early = stage.amina.browser().post(f"/disclosures/{pk}/said/", {"on": TODAY.isoformat(), "version": 1})
    assert early.status_code == 409 and kept(case)[0]["said_on"] is None

    assert "Amina Exemple vous demande d’y réfléchir" in plain(stage.bart.browser().get("/day/"))
    seen = plain(stage.bart.browser().get(f"/disclosures/{pk}/second/"))
    assert SAID in seen and "Tribunal" in seen
    assert answer(stage.bart, pk, "agreed").status_code == 302
    assert "pas encore dit" in plain(stage.amina.browser().get("/day/"))
    said = stage.amina.browser().post(f"/disclosures/{pk}/said/", {"on": TODAY.isoformat(), "version": 2})
    assert said.status_code == 302
    assert "À lui dire" in plain(stage.amina.browser().get("/day/"))
    assert SAID not in plain(door.get("/door/file/")), "not before she was told"

    told = stage.amina.browser().post(f"/disclosures/{pk}/told/", {"on": TODAY.isoformat(), "version": 3})
    assert told.status_code == 302
    assert "À lui dire" not in plain(stage.amina.browser().get("/day/"))
    hers = plain(door.get("/door/file/"))
    assert SAID in hers and "une loi obligeait votre référent" in hers and "le tribunal" in hers
    assert SAID not in plain(his.get("/door/file/"))
    assert kept(case)[0]["not_told"] == "not_reached", "why not earlier stays"


@pytest.mark.parametrize(
    ("word", "stands"), [("otherwise", "autre moyen"), ("ask_her", "demander d’abord"), ("less", "moins")]
)
def test_when_the_second_head_does_not_agree_nothing_is_said(stage, house, word, stands):  # noqa: F811
    case = house[0]
    pk = written(stage, case, "law")
    assert answer(stage.bart, pk, word).status_code == 302
    page = plain(stage.amina.browser().get(f"/disclosures/{pk}/"))
    assert stands in page and f"/disclosures/{pk}/said/" not in page
    refused = stage.amina.browser().post(f"/disclosures/{pk}/said/", {"on": TODAY.isoformat(), "version": 2})
    assert refused.status_code == 409
    back = stage.amina.browser().post(f"/disclosures/{pk}/take-back/", {"version": 2})
    assert back.status_code == 302 and "epris" in plain(stage.amina.browser().get(f"/disclosures/{pk}/"))
    assert kept(case)[0]["said_on"] is None


def test_an_answer_is_given_once_and_of_the_list(stage, house):  # noqa: F811
    pk = written(stage, house[0], "law")
    assert answer(stage.bart, pk, "because").status_code == 422
    assert answer(stage.bart, pk, "not_asked").status_code == 422, "only after a call"
    assert answer(stage.bart, pk, "agreed", version=7).status_code == 409
    assert answer(stage.bart, pk, "agreed").status_code == 302
    assert answer(stage.bart, pk, "less").status_code == 404


# -- who is the second head ----------------------------------------------------------------------------------


@pytest.mark.parametrize("second", ["amina", "trainee", "head", "collective", "desk", "officer", "chloe"])
def test_who_cannot_think_it_over_is_not_in_the_list_nor_written_by_hand(stage, house, second):  # noqa: F811
    case = house[0]
    assert add(stage, case, "law", second=second).status_code == 422 and kept(case) == []
    with pytest.raises(ProgrammingError):
        by_hand(stage, case, second=stage.people[second].post)
    assert by_hand(stage, case) == [(1,)]
    assert add(stage, case, "law", second="bart").status_code == 302


def test_another_post_of_the_same_person_is_no_second_head(stage, house):  # noqa: F811
    case = house[0]
    with without_locks() as cursor:
        cursor.execute(
            "INSERT INTO organisations_post SELECT (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid()))).*"
            " FROM organisations_post p WHERE p.id = %s RETURNING id",
            [stage.amina.post],
        )
        (mine,) = cursor.fetchone()
    page = stage.amina.browser().get(f"/cases/{case}/disclosures/law/").content.decode()
    assert f'<option value="{mine}">' not in page and f'<option value="{stage.bart.post}">' in page
    with pytest.raises(ProgrammingError):
        by_hand(stage, case, second=mine)
    assert by_hand(stage, case) == [(1,)]


def test_the_second_head_reads_this_row_alone_until_she_has_answered(stage, house):  # noqa: F811
    case = house[0]
    pk, other = written(stage, case, "law"), written(stage, case, "court", second="dries")
    count = "SELECT count(*) FROM disclosures_disclosure"
    assert sql(stage.bart.token, count) == [(1,)]
    for page in (f"/disclosures/{pk}/", f"/cases/{case}/disclosures/", f"/disclosures/{other}/second/"):
        assert stage.bart.browser().get(page).status_code == 404, page
    assert sql(stage.bart.token, "SELECT count(*) FROM cases_case WHERE id = %s", [case]) == [(0,)]
    assert stage.bart.browser().get(f"/disclosures/{pk}/second/").status_code == 200
    answer(stage.bart, pk, "agreed")
    assert sql(stage.bart.token, count) == [(0,)]
    assert stage.bart.browser().get(f"/disclosures/{pk}/second/").status_code == 404
    assert sql(stage.amina.token, count) == [(2,)]


# -- by phone, when danger does not wait ---------------------------------------------------------------------


def test_said_at_once_in_danger_and_confirmed_by_who_was_called(stage, house):  # noqa: F811
    case = house[0]
    page = stage.amina.browser().get(f"/cases/{case}/disclosures/danger/").content.decode()
    assert page.index('href="tel:112"') < page.index('name="what_danger"'), "the numbers come first"
    pk = written(stage, case, called="call", told="danger", told_on="")
    assert kept(case)[0]["said_on"] == TODAY
    assert "Avez-vous reçu l’appel" in plain(stage.bart.browser().get("/day/"))
    assert answer(stage.bart, pk, "agreed").status_code == 422
    assert answer(stage.bart, pk, "was_asked").status_code == 302
    assert "dit, à deux regards" in plain(stage.amina.browser().get(f"/disclosures/{pk}/")).lower()
    assert "attend" not in plain(stage.officer.browser().get("/emergencies/")).split("<main")[1][:900]


def test_i_was_not_asked_reaches_the_officer_without_a_word_of_it(stage, house):  # noqa: F811
    pk = written(stage, house[0], called="call")
    officer = stage.officer.browser()
    assert "sans accord vous attend" not in plain(officer.get("/emergencies/"))
    assert answer(stage.bart, pk, "not_asked").status_code == 302
    assert "1 communication sans accord vous attend" in plain(officer.get("/emergencies/"))
    page = plain(officer.get("/disclosures/"))
    assert "On ne m’a rien demandé" in page and "Amina Exemple" in page and "Bart Exemple" in page
    assert "Danger grave et imminent" in page
    with without_locks() as cursor:
        cursor.execute("SELECT name FROM disclosures_disclosure WHERE id = %s", [pk])
        (name,) = cursor.fetchone()
    for content in (SAID, "En quelques mots.", name, "Services de secours"):
        assert content not in page
    assert officer.post(f"/disclosures/{pk}/looked-at/").status_code == 302
    assert "sans accord vous attend" not in plain(officer.get("/emergencies/"))


def test_by_phone_the_officer_may_be_the_second_head_and_still_reads_nothing(stage, house):  # noqa: F811
    assert add(stage, house[0], second="officer").status_code == 422, "not on screen"
    pk = written(stage, house[0], second="officer", called="call")
    officer = stage.officer.browser()
    assert sql(stage.officer.token, "SELECT count(*) FROM disclosures_disclosure") == [(0,)]
    assert officer.get(f"/disclosures/{pk}/second/").status_code == 404
    assert officer.post(f"/disclosures/{pk}/called/", {"answer": "agreed", "version": 1}).status_code == 409
    assert officer.post(f"/disclosures/{pk}/called/", {"answer": "was_asked", "version": 1}).status_code == 302
    assert kept(house[0])[0]["second_answer"] == "was_asked"


@pytest.mark.parametrize("ground", ["law", "court", "consultation"])
def test_only_danger_does_not_wait(stage, house, ground):  # noqa: F811
    written(stage, house[0], ground, called="call")
    assert kept(house[0])[0]["said_on"] is None, "the form of this ground asks nothing of a call"
    with pytest.raises(IntegrityError, match="a_call_only_in_danger"):
        by_hand(stage, house[0], called=True, said_on=TODAY)
    with pytest.raises(IntegrityError, match="said_once_two_heads_agree"):
        by_hand(stage, house[0], said_on=TODAY)


# -- the grounds, their questions, their recipients ----------------------------------------------------------


@pytest.mark.parametrize("ground", list(Ground))
def test_every_question_of_a_ground_is_answered_in_words(stage, house, ground):  # noqa: F811
    case = house[0]
    for one in QUESTIONS[ground]:
        refused = add(stage, case, ground, **{one.value: "  "})
        assert refused.status_code == 422 and SAID in refused.content.decode(), "nothing typed is lost"
    assert add(stage, case, ground, said=" ").status_code == 422
    assert kept(case) == []
    written(stage, case, ground)
    assert set(kept(case)[0]["answers"]) == {one.value for one in QUESTIONS[ground]}


def test_there_is_no_fifth_ground(stage, house):  # noqa: F811
    case = house[0]
    assert stage.amina.browser().get(f"/cases/{case}/disclosures/other/").status_code == 404
    with pytest.raises(IntegrityError, match="four_grounds_all_answered"):
        by_hand(stage, case, ground="other")
    with pytest.raises(IntegrityError, match="four_grounds_all_answered"):
        by_hand(stage, case, answers='{"which_law": "x"}')
    with pytest.raises(IntegrityError, match="four_grounds_all_answered"):
        by_hand(stage, case, answers='{"which_law": "x", "what_it_obliges": ""}')
    assert by_hand(stage, case) == [(1,)]


@pytest.mark.parametrize("ground", list(Ground))
def test_only_the_authorities_of_a_ground_are_told(stage, house, ground):  # noqa: F811
    case = house[0]
    page = stage.amina.browser().get(f"/cases/{case}/disclosures/{ground}/").content.decode()
    for one in Authority:
        assert (f'value="{one.value}"' in page) == (one in AUTHORITIES[ground]), one
        if one not in AUTHORITIES[ground]:
            assert add(stage, case, ground, to=one.value).status_code == 422
    for nobody in ("", "police", str(uuid.uuid4())):
        assert add(stage, case, ground, to=nobody).status_code == 422
    assert kept(case) == []


def test_somebody_named_is_bound_by_secrecy_and_never_who_enforces(stage, house):  # noqa: F811
    case, bound, unbound = house
    guard = partner(stage, "Garde", kind="police", bound="no")
    for contact in (unbound, guard):
        assert add(stage, case, "law", to=str(contact.pk)).status_code == 422
        with pytest.raises(ProgrammingError):
            by_hand(stage, case, contact=contact.pk, authority="")
    assert add(stage, case, "consultation", to=str(bound.pk)).status_code == 422, "not on this ground"
    for to in ({"authority": "police"}, {"authority": ""}, {"contact": bound.pk}):
        with pytest.raises(IntegrityError, match="nobody_else_may_be_told"):
            by_hand(stage, case, **to)
    pk = written(stage, case, "law", to=str(bound.pk))
    assert "Ida Exemple, assistante sociale, Service Exemple" in plain(stage.amina.browser().get(f"/disclosures/{pk}/"))


def test_the_law_is_dated_and_waits_for_counsel(stage, house):  # noqa: F811
    for ground in Ground:
        for day in (dt.date(2026, 4, 7), dt.date(2026, 4, 8)):
            assert "confirmer" in articles(ground, day).words.fr and "confirmer" in articles(ground, day).source
    assert "anciens" in articles(Ground.DANGER, dt.date(2026, 4, 8)).words.fr
    assert "anciens" not in articles(Ground.DANGER, dt.date(2026, 4, 7)).words.fr
    page = plain(stage.amina.browser().get(f"/cases/{house[0]}/disclosures/court/"))
    assert "vous pouvez aussi vous taire" in page and "confirmer par un conseil juridique" in page


# -- it stays as it was, and among few -----------------------------------------------------------------------


def by_hand(stage, case, **more):
    """A statement typed by hand, as the law ground to the court, by Amina."""
    values = {
        "ground": "law", "answers": '{"which_law": "x", "what_it_obliges": "x"}', "authority": "court", "contact": None,
        "second": stage.bart.post, "called": False, "said_on": None,
    } | more  # fmt: skip
    return sql(
        stage.amina.token,
        "INSERT INTO disclosures_disclosure (id, organisation_id, subject_id, case_id, household_id, confided_by, concerns, name,"
        " ground, answers, said, contact_id, authority, to_whom, second_id, second_answer, called, said_on, told_on, not_told,"
        " author_id, version) SELECT gen_random_uuid(), f.organisation_id, f.subject_id, f.id, f.household_id, '{}', f.concerns,"
        " 'x', %s, %s, 'x', %s, %s, '', %s, '', %s, %s, sec.today(), '', sec.post(), 1 FROM cases_case f WHERE f.id = %s",
        [
            values["ground"], values["answers"], values["contact"], values["authority"], values["second"],
            values["called"], values["said_on"], case,
        ],
    )  # fmt: skip


@pytest.mark.parametrize(
    "what", ["said = 'x'", "ground = 'court'", "answers = '{}'", "second_answer = 'agreed'", "told_on = NULL"]
)
def test_what_was_said_never_changes(stage, house, what):  # noqa: F811
    pk = written(stage, house[0], called="call")
    for name in ("amina", "bart", "officer"):
        with pytest.raises(ProgrammingError):
            sql(stage.people[name].token, f"UPDATE disclosures_disclosure SET {what} WHERE id = %s", [pk])
    assert kept(house[0])[0]["said"] == SAID


@pytest.mark.parametrize("who", ["dries", "head", "trainee", "accounts", "desk", "officer", "collective", "chloe"])
def test_nobody_else_learns_of_it(stage, house, who):  # noqa: F811
    case = house[0]
    pk = written(stage, case)
    browser = stage.people[who].browser()
    pages = [f"/disclosures/{pk}/", f"/disclosures/{pk}/second/", f"/cases/{case}/disclosures/"]
    for page in [*pages, f"/cases/{case}/disclosures/danger/"]:
        assert browser.get(page).status_code in {403, 404}, page
    for act, form in (("said", {"on": TODAY.isoformat()}), ("told", {"on": TODAY.isoformat()}), ("take-back", {})):
        assert browser.post(f"/disclosures/{pk}/{act}/", {"version": 1} | form).status_code in {403, 404, 409}
    assert sql(stage.people[who].token, "SELECT count(*) FROM disclosures_disclosure") == [(0,)]
    assert (browser.get("/disclosures/").status_code == 200) == (who == "officer")
    assert stage.amina.browser().get(f"/disclosures/{pk}/").status_code == 200


def test_it_goes_with_its_file(stage, house):  # noqa: F811
    case = house[0]
    pk = written(stage, case)
    answer(stage.bart, pk, "less")
    history = "SELECT count(*) FROM access_history WHERE row_id = %s"
    with without_locks() as cursor:
        cursor.execute(history, [pk])
        assert cursor.fetchone()[0] > 0
        cursor.execute("DELETE FROM cases_case WHERE id = %s", [case])
        cursor.execute(history, [pk])
        assert cursor.fetchone() == (0,)
    assert kept(case) == []


def test_it_is_in_her_copy_and_before_she_was_told_waits_for_the_worker(stage, house):  # noqa: F811
    case, her = house[0], stage.homes[0].persons[0]
    pk = written(stage, case, called="call", told="danger", told_on="")
    asked(stage.desk, her)
    [request] = inbox(stage.amina)

    def in_the_copy():
        [item] = [one for one in items(stage.amina, request) if one.kind == ItemKind.DISCLOSURE]
        assert SAID in item.text and "Services de secours" in item.text
        return proposed(item)

    assert in_the_copy() is None
    told = stage.amina.browser().post(f"/disclosures/{pk}/told/", {"on": TODAY.isoformat(), "version": 1})
    assert told.status_code == 302
    assert in_the_copy() == Decision.GIVE


def test_a_day_to_come_and_a_missing_motive_are_asked_to_be_mended(stage, house):  # noqa: F811
    case = house[0]
    tomorrow = (TODAY + dt.timedelta(days=1)).isoformat()
    assert add(stage, case, told_on=tomorrow).status_code == 422
    assert add(stage, case, told_on="").status_code == 422
    assert add(stage, case, told="").status_code == 422
    assert add(stage, case, called="call", said_on=tomorrow).status_code == 422
    pk = written(stage, case, "law", told="not_reached", told_on="")
    answer(stage.bart, pk, "agreed")
    for act in ("said", "told"):
        wrong = stage.amina.browser().post(f"/disclosures/{pk}/{act}/", {"on": tomorrow, "version": 2})
        assert wrong.status_code == 422 and tomorrow in wrong.content.decode(), "what was typed stays"
    day_before = (TODAY - dt.timedelta(days=1)).isoformat()
    early = stage.amina.browser().post(f"/disclosures/{pk}/said/", {"on": day_before, "version": 2})
    assert early.status_code == 422, "before the second head agreed"


def test_a_day_asks_as_many_statements_with_one_as_with_many(stage, house):  # noqa: F811
    case = house[0]

    def statements(somebody):
        browser = somebody.browser()
        with CaptureQueriesContext(connection) as seen:
            assert browser.get("/day/").status_code == 200
        return len(seen)

    pk = written(stage, case, called="call", told="danger", told_on="")
    written(stage, case, "law")
    few = statements(stage.amina), statements(stage.bart)
    for _number in range(4):
        written(stage, case, called="call", told="danger", told_on="")
        written(stage, case, "law")
    assert (statements(stage.amina), statements(stage.bart)) == few
    assert str(pk) in stage.amina.browser().get("/day/").content.decode()


@pytest.mark.parametrize(
    ("answered", "called", "said", "back", "stands"),
    [
        ("", False, None, None, Standing.WAITING), ("agreed", False, None, None, Standing.AGREED),
        ("less", False, None, None, Standing.NOT_AGREED), ("agreed", False, TODAY, None, Standing.SAID),
        ("", True, TODAY, None, Standing.TO_CONFIRM), ("was_asked", True, TODAY, None, Standing.SAID),
        ("not_asked", True, TODAY, None, Standing.NOT_ASKED), ("agreed", False, None, TODAY, Standing.TAKEN_BACK),
    ],
)  # fmt: skip
def test_how_it_stands(answered, called, said, back, stands):
    assert standing(answered, called, said, back) is stands


def test_the_same_form_sent_twice_writes_one(stage, house):  # noqa: F811
    key = str(uuid.uuid4())
    form = sent(stage) | {"idempotency_key": key}
    browser = stage.amina.browser()
    for _twice in range(2):
        assert browser.post(f"/cases/{house[0]}/disclosures/danger/", form).status_code == 302
    assert len(kept(house[0])) == 1
