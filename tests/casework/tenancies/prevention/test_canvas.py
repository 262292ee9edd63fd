"""A company's own canvas of first contacts: proposed by one, confirmed by another, the house's until then; it speaks of nobody."""

import datetime as dt
import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from palier.casework.tenancies.prevention import actions, queries
from palier.casework.tenancies.prevention.models import CompanyCanvas
from palier.casework.tenancies.prevention.rules import DAYS_AT_MOST, STEPS_AT_MOST, CanvasDraft, Way, in_force
from palier.identity.organisations.models import Post
from palier.identity.organisations.rules import Role
from palier.kernel import clock
from palier.kernel.errors import Conflict, InvalidInput, Refused
from tests.access.cast import sql
from tests.axe import both_ways, faults
from tests.desk.conftest import site, tab  # noqa: F401 - fixtures
from tests.door.comers import plain
from tests.stage import ALWAYS, put, without_locks

TODAY = clock.today()
EARLY = ((5, Way.VISIT), (12, Way.CALL))
HOUSE = [(10, Way.CALL), (20, Way.LETTER), (35, Way.VISIT)]


def propose(stage, who="admin", steps=EARLY, on=TODAY, **told):
    with stage.people[who].acting() as actor:
        draft = CanvasDraft(on, steps, told.pop("source", "Décision fictive du comité"))
        return actions.propose_canvas(actor=actor, draft=draft, **told)


def decide(stage, pk, who="head", confirms=True):
    with stage.people[who].acting() as actor:
        actions.decide_canvas(actor=actor, pk=pk, confirms=confirms)


def today(stage, who="amina"):
    with stage.people[who].acting() as actor:
        return [(one.days_after, one.way) for one in queries.canvas_today(actor)]


# -- rules ------------------------------------------------------------------------------------------------------


@given(
    st.lists(st.tuples(st.integers(1, DAYS_AT_MOST), st.sampled_from(list(Way))), min_size=1, max_size=STEPS_AT_MOST)
)
def test_steps_of_a_draft_are_what_was_written(pairs):
    own = CanvasDraft(TODAY, tuple(pairs), "x").as_steps("logis")

    assert [(one.days_after, one.way) for one in own] == pairs
    assert in_force(own, "logis", TODAY) == own
    assert [one.days_after for one in in_force([], "logis", TODAY)] == [days for days, _way in HOUSE]


# -- proposed and confirmed -------------------------------------------------------------------------------------


def test_until_another_has_confirmed_it_the_canvas_of_the_house_holds(stage):
    assert today(stage) == HOUSE
    pk = propose(stage)
    assert today(stage) == HOUSE

    decide(stage, pk)

    assert today(stage) == list(EARLY)
    assert today(stage, "chloe") == HOUSE, "another company keeps its own"
    with stage.amina.acting() as actor:
        since = dt.date(2026, 11, 1)
        assert [day for _step, day in queries.canvas_of(actor, since)] == [dt.date(2026, 11, 6), dt.date(2026, 11, 13)]


def test_the_latest_that_has_begun_holds_and_one_to_come_waits_for_its_day(stage, monkeypatch):
    decide(stage, propose(stage))
    decide(stage, propose(stage, steps=((30, Way.LETTER),), on=TODAY + dt.timedelta(days=10)))
    assert today(stage) == list(EARLY)
    with stage.head.acting() as actor:
        found = queries.canvases(actor)
    assert [row.days for row in found.coming] == [[30]] and found.own.days == [5, 12]

    with without_locks() as cursor:  # its day has come
        cursor.execute(
            "UPDATE prevention_companycanvas SET valid_from = %s - (days[1] < 30)::int WHERE organisation_id = %s",
            [TODAY, stage.company.pk],
        )

    assert today(stage) == [(30, Way.LETTER)]


def test_nobody_confirms_what_she_proposed_in_whichever_post(stage):
    pk = propose(stage)
    with pytest.raises(Refused):
        decide(stage, pk, "admin")
    with without_locks():
        her = Post.objects.using("stage").get(pk=stage.admin.post).staff
        put(Post(staff=her, organisation=stage.company, service=stage.service, role=Role.HEAD_OF_SERVICE, valid=ALWAYS))
    assert sql(stage.admin.token, f"SELECT sec.decide_canvas('{pk}', true)") == [(False,)]
    assert today(stage) == HOUSE

    decide(stage, pk)

    assert today(stage) == list(EARLY)


def test_set_aside_it_never_holds_and_is_not_decided_twice(stage):
    pk = propose(stage)
    decide(stage, pk, confirms=False)
    decide(stage, pk, confirms=False)
    with pytest.raises(Conflict):
        decide(stage, pk)

    assert today(stage) == HOUSE
    with stage.admin.acting() as actor:
        assert [row.pk for row in queries.canvases(actor).former] == [pk]


def test_sent_twice_it_is_proposed_once(stage):
    key = uuid.uuid4()

    assert propose(stage, key=key) == propose(stage, key=key) == key

    with stage.admin.acting() as actor:
        assert [row.pk for row in queries.canvases(actor).proposed] == [key]


@pytest.mark.parametrize(
    ("told", "field"),
    [({"on": TODAY - dt.timedelta(days=1)}, "valid_from"), ({"steps": ()}, "days_1"), ({"source": " "}, "source"),
     ({"steps": ((0, Way.CALL),)}, "days_1"), ({"steps": ((366, Way.CALL),)}, "days_1"),
     ({"steps": tuple((n, Way.CALL) for n in range(1, 8))}, "days_1")],
)  # fmt: skip
def test_what_cannot_be_a_canvas_says_why(stage, told, field):
    with pytest.raises(InvalidInput) as problem:
        propose(stage, **told)

    assert list(problem.value.fields) == [field]


@pytest.mark.parametrize(
    ("statement", "stands"),
    [("sec.today(), ARRAY[5], ARRAY['call'], 'x'", True), ("sec.today() - 1, ARRAY[5], ARRAY['call'], 'x'", False),
     ("sec.today(), '{}'::int[], '{}'::text[], 'x'", False), ("sec.today(), ARRAY[5, 6], ARRAY['call'], 'x'", False),
     ("sec.today(), ARRAY[0], ARRAY['call'], 'x'", False), ("sec.today(), ARRAY[NULL::int], ARRAY['call'], 'x'", False),
     ("sec.today(), ARRAY[5], ARRAY['bailiff'], 'x'", False), ("sec.today(), ARRAY[5], ARRAY['call'], ' '", False),
     ("sec.today(), NULL, NULL, 'x'", False), ("NULL, ARRAY[5], ARRAY['call'], 'x'", False),
     ("sec.today(), ARRAY[5], ARRAY['call'], NULL", False),
     ("sec.today(), ARRAY[1,2,3,4,5,6,7], ARRAY['call','call','call','call','call','call','call'], 'x'", False)],
)  # fmt: skip
def test_the_database_takes_only_what_a_canvas_can_be(stage, statement, stands):
    assert sql(stage.head.token, f"SELECT sec.propose_canvas(gen_random_uuid(), {statement})") == [(stands,)]


def test_by_hand_nobody_writes_into_the_table(stage):
    propose(stage)
    for statement in (
        "UPDATE prevention_companycanvas SET state = 'confirmed'",
        "DELETE FROM prevention_companycanvas",
    ):
        with pytest.raises(Exception, match="permission denied"):
            sql(stage.head.token, statement)
    assert sql(stage.head.token, "SELECT days FROM prevention_companycanvas WHERE organisation_id = sec.organisation()")


def test_who_decides_for_the_service_does_and_nobody_else(stage):
    pk = propose(stage)
    for who in (
        "amina",
        "trainee",
        "desk",
        "accounts",
        "transfers",
        "technical",
        "agent",
        "direction",
        "officer",
        "chloe",
    ):
        with pytest.raises(Refused):
            propose(stage, who)
        with pytest.raises(Refused):
            decide(stage, pk, who)
    decide(stage, propose(stage, "head"), "admin")
    assert today(stage) == list(EARLY)


# -- pages ------------------------------------------------------------------------------------------------------

PAGE = "/homes/canvas/"
SENT = {"valid_from": TODAY.isoformat(), "source": "Décision fictive", "days_1": "12", "way_1": "call", "days_2": "5",
        "way_2": "visit"}  # fmt: skip


def test_it_is_read_by_the_service_and_kept_by_two(stage):
    for who, status in {"amina": 200, "head": 200, "admin": 200, "accounts": 404, "officer": 404, "desk": 404}.items():
        answer = stage.people[who].browser().get(PAGE)
        assert answer.status_code == status, who
        keeps = who in {"head", "admin"}
        assert ("Proposer d’autres jours" in plain(answer)) is keeps
        assert stage.people[who].browser().get(f"{PAGE}propose/").status_code == (200 if keeps else 404)
    assert "10 jours après le premier jour impayé" in plain(stage.amina.browser().get(PAGE))
    assert "10 dagen na de eerste onbetaalde dag" in plain(stage.amina.browser("nl").get(PAGE))


def test_looked_at_first_it_shows_the_days_and_keeps_nothing(stage):
    admin = stage.admin.browser()

    page = plain(admin.post(f"{PAGE}propose/", SENT | {"look": "1", "valid_from": "2030-03-01"}))

    assert "6 mars 2030, lors d’une visite" in page and "13 mars 2030, par téléphone" in page
    assert "11 mars 2030, par téléphone" in page, "beside the days of today"
    assert 'value="Décision fictive"' in admin.post(f"{PAGE}propose/", SENT | {"look": "1"}).content.decode()
    assert not CompanyCanvas.objects.filter(organisation=stage.company.pk).exists()


def test_from_the_form_to_the_page_of_a_home(stage):
    answer = stage.admin.browser().post(f"{PAGE}propose/", SENT, follow=True)
    assert "Proposé. Cela compte dès qu’une autre personne" in plain(answer)
    assert "C’est votre proposition" in plain(answer) and 'value="confirm"' not in answer.content.decode()
    pk = CompanyCanvas.objects.get(organisation=stage.company.pk).pk

    page = stage.head.browser().get(PAGE)
    assert 'value="confirm"' in page.content.decode()
    assert "5 jours après le premier jour impayé, lors d’une visite" in re.sub("<[^>]+>", "", plain(page))
    done = plain(stage.head.browser().post(f"{PAGE}{pk}/decide/", {"decision": "confirm"}, follow=True))

    assert "Confirmé. Cela vaut à partir de sa date." in done and "5 jours après le premier jour impayé" in done
    assert stage.admin.browser().post(f"{PAGE}{pk}/decide/", {"decision": "set_aside"}).status_code == 409
    assert stage.chloe.browser().post(f"{PAGE}{pk}/decide/", {"decision": "confirm"}).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "words"),
    [({"days_2": ""}, "Après combien de jours"), ({"way_2": ""}, "Comment l’aide est-elle proposée alors"),
     ({"valid_from": "2020-01-01"}, "Ce jour est passé"), ({"days_1": "mille"}, ""), ({"source": ""}, ""),
     ({"days_1": "", "way_1": "", "days_2": "", "way_2": ""}, "Dites au moins une fois")],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_it_and_nothing_typed_is_lost(stage, wrong, words):
    answer = stage.admin.browser().post(f"{PAGE}propose/", SENT | {"source": "Ma décision"} | wrong)

    assert answer.status_code == 422 and words in plain(answer)
    assert wrong.get("source") == "" or 'value="Ma décision"' in answer.content.decode()


def test_the_page_asks_the_same_number_of_statements_however_much_was_decided(stage):
    head = stage.head.browser()
    decide(stage, propose(stage))
    with CaptureQueriesContext(connection) as one:
        head.get(PAGE)
    for _ in range(3):
        decide(stage, propose(stage))
        propose(stage)
    with CaptureQueriesContext(connection) as many:
        head.get(PAGE)

    assert len(one) == len(many)


@pytest.mark.browser
@pytest.mark.slow
@both_ways
def test_axe_finds_nothing_and_the_pages_fit(stage, tab, language, width):  # noqa: F811
    decide(stage, propose(stage))
    propose(stage, steps=((30, Way.LETTER),))
    decide(stage, propose(stage, on=TODAY + dt.timedelta(days=9)))
    page = tab(stage.head, language, width)
    page.goto(PAGE)
    wrong = faults(page)
    page.goto(f"{PAGE}propose/")
    page.fill("[name=source]", "Comité fictif")
    page.click("[name=look]")
    page.wait_for_selector("#h-look")

    assert wrong + faults(page) == []
