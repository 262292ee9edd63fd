"""The landlord's side of the wall (P8): accounts write and correct, the referent reads, nobody else learns of it."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from palier.casework.tenancies.procedure import actions, queries
from palier.casework.tenancies.procedure.rules import End, FactDraft, FactKind, ProcedureDraft
from palier.kernel import clock
from palier.kernel.errors import Conflict, InvalidInput, Refused
from tests.casework.tenancies.procedures import begin, days_ago, note
from tests.stage import without_locks

ELSE = [
    "bart",
    "dries",
    "emma",
    "head",
    "desk",
    "transfers",
    "agent",
    "technical",
    "direction",
    "admin",
    "officer",
    "chloe",
]


def plain(answer):
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " ").replace("\u202f", " "))


@pytest.fixture
def home(stage):
    with without_locks():
        return stage.home(stage.buildings[0], 2)


# -- who ----------------------------------------------------------------------------------------------------------


def test_accounts_write_and_the_referent_reads(stage, home):
    procedure = begin(stage, home)
    note(stage, procedure, "reminder", days_ago(20), remark="Deuxième rappel")
    page = f"/procedures/{procedure}/"

    for who in ("accounts", "amina"):
        browser = stage.people[who].browser()
        assert page in plain(browser.get("/procedures/"))
        assert "Deuxième rappel" in plain(browser.get(page))
    assert "Noter un fait" in plain(stage.accounts.browser().get(page))
    assert "Noter un fait" not in plain(stage.amina.browser().get(page))


@pytest.mark.parametrize("who", ELSE)
def test_nobody_else_learns_that_it_runs(stage, home, who):
    procedure = begin(stage, home)
    fact = note(stage, procedure, "reminder", days_ago(20))
    browser = stage.people[who].browser()

    assert browser.get(f"/procedures/{procedure}/").status_code == 404
    assert str(procedure) not in browser.get("/procedures/").content.decode()
    assert browser.post(f"/procedures/facts/{fact}/strike/", {"version": 1}).status_code == 404
    with stage.people[who].acting(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procedure_procedure WHERE id = %s", [procedure])
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM procedure_fact WHERE id = %s", [fact])
        assert cursor.fetchone() == (0,)


def test_the_referent_writes_nothing_on_this_side(stage, home):
    procedure = begin(stage, home)
    fact = note(stage, procedure, "reminder", days_ago(20))
    browser = stage.amina.browser()

    for path in (f"{procedure}/facts/", f"{procedure}/rent/", f"{procedure}/end/", f"facts/{fact}/"):
        assert browser.get(f"/procedures/{path}").status_code == 404
    assert browser.get(f"/households/{home.household}/procedure/").status_code == 404
    with stage.amina.acting(), connection.cursor() as cursor:
        cursor.execute("UPDATE procedure_fact SET remark = 'x' WHERE id = %s", [fact])
        assert cursor.rowcount == 0
    with stage.amina.acting(), pytest.raises(DatabaseError, match="row-level security"), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procedure_fact (id, organisation_id, household_id, procedure_id, author_id, kind, day, exception,"
            " remark, struck, version) SELECT gen_random_uuid(), organisation_id, household_id, id, sec.post(), 'reminder',"
            " sec.today(), '', '', false, 1 FROM procedure_procedure WHERE id = %s",
            [procedure],
        )


def test_a_household_of_another_company_has_none_here(stage, home):
    neighbour = stage.people["chloe"]
    with stage.accounts.acting() as actor, pytest.raises(Refused):
        actions.begin(actor=actor, draft=ProcedureDraft(neighbour.post, clock.today()))


# -- what is noted ------------------------------------------------------------------------------------------------


def test_one_runs_a_household_and_the_second_beginning_leads_to_the_first(stage, home):
    procedure = begin(stage, home)

    answer = stage.accounts.browser().get(f"/households/{home.household}/procedure/")

    assert answer.headers["Location"] == f"/procedures/{procedure}/"
    with pytest.raises(Conflict):
        begin(stage, home)


def test_sums_are_read_as_people_type_them(stage, home):
    procedure = begin(stage, home)
    sent = {"kind": "balance", "day": days_ago(3).isoformat(), "amount": "1.234,5", "until": "", "remark": ""}
    browser = stage.accounts.browser()

    assert browser.post(f"/procedures/{procedure}/facts/", sent).status_code == 302
    assert "1 234,50 €" in plain(browser.get(f"/procedures/{procedure}/"))
    wrong = browser.post(f"/procedures/{procedure}/facts/", sent | {"amount": "mille", "remark": "gardé"})
    assert wrong.status_code == 422
    assert "1234,50" in plain(wrong)
    assert "gardé" in plain(wrong)


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (FactDraft(FactKind.REMINDER, days_ago(-3)), "day"),
        (FactDraft(FactKind.BALANCE, days_ago(3)), "amount"),
        (FactDraft(FactKind.PETITION, days_ago(3), until=days_ago(1)), "until"),
        (FactDraft(FactKind.JUDGMENT, days_ago(3), until=days_ago(9)), "until"),
        (FactDraft(FactKind.PETITION, days_ago(3), exception="danger"), "exception"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(stage, home, draft, field):
    procedure = begin(stage, home)
    with stage.accounts.acting() as actor, pytest.raises(InvalidInput) as problem:
        actions.note(actor=actor, procedure=procedure, draft=draft)
    assert list(problem.value.fields) == [field]


def test_only_a_hearing_and_an_eviction_lie_ahead(stage, home):
    procedure = begin(stage, home)
    note(stage, procedure, "hearing", days_ago(-30))
    assert "annoncé" in plain(stage.amina.browser().get(f"/procedures/{procedure}/"))


def test_a_wrong_fact_is_corrected_or_struck_and_stays_in_the_history(stage, home):
    procedure = begin(stage, home)
    fact = note(stage, procedure, "reminder", days_ago(20), remark="Premier texte")
    browser = stage.accounts.browser()
    sent = {
        "version": 1,
        "day": days_ago(19).isoformat(),
        "amount": "",
        "until": "",
        "exception": "",
        "remark": "Second",
    }

    assert browser.post(f"/procedures/facts/{fact}/", sent).status_code == 302
    assert browser.post(f"/procedures/facts/{fact}/", sent).status_code == 409
    assert browser.post(f"/procedures/facts/{fact}/strike/", {"version": 2}).status_code == 302
    page = plain(stage.amina.browser().get(f"/procedures/{procedure}/"))
    assert "<s><b>Rappel</b>" in page
    assert "Second" not in page
    with without_locks() as cursor:
        cursor.execute(
            "SELECT count(*) FROM access_history WHERE row_id = %s AND before->>'remark' = 'Premier texte'", [fact]
        )
        assert cursor.fetchone() == (1,)


def test_once_ended_nothing_more_is_noted(stage, home):
    procedure = begin(stage, home)
    fact = note(stage, procedure, "reminder", days_ago(20))
    browser = stage.accounts.browser()
    ending = {"version": 1, "outcome": "settled", "ended_on": clock.today().isoformat()}

    assert (
        browser.post(f"/procedures/{procedure}/end/", ending | {"ended_on": days_ago(90).isoformat()}).status_code
        == 422
    )
    assert browser.post(f"/procedures/{procedure}/end/", ending).status_code == 302
    with stage.accounts.acting() as actor, pytest.raises(Refused):
        actions.note(actor=actor, procedure=procedure, draft=FactDraft(FactKind.REMINDER, days_ago(1)))
    assert browser.get(f"/procedures/facts/{fact}/").status_code == 404
    assert str(procedure) not in browser.get("/procedures/").content.decode()
    begin(stage, home, days=1)


# -- what is shown ------------------------------------------------------------------------------------------------


def test_the_list_shows_no_sum_and_is_not_in_the_order_of_sums(stage, home):
    with without_locks():
        other = stage.home(stage.buildings[0], 1)
    first, second = begin(stage, home, days=10), begin(stage, other, days=40)
    note(stage, first, "balance", days_ago(2), amount=Decimal("100.00"))
    note(stage, second, "balance", days_ago(2), amount=Decimal("9999.00"))

    for who in ("accounts", "amina"):
        page = plain(stage.people[who].browser().get("/procedures/"))
        assert page.index(str(first)) < page.index(str(second))
        assert "9 999" not in page
        assert "€" not in page


def test_the_list_sends_as_many_statements_for_many_as_for_one(stage, home):
    begin(stage, home)
    counts = []
    for _round in (1, 2):
        with stage.amina.acting() as actor, CaptureQueriesContext(connection) as asked:
            queries.running(actor, "fr")
        counts.append(len(asked))
        with without_locks():
            more = [stage.home(stage.buildings[0], 1) for _number in range(5)]
        for one in more:
            begin(stage, one)
    assert counts[0] == counts[1] <= 8


def test_the_clock_counts_from_the_facts_and_says_what_does_not_fit(stage, home):
    procedure = begin(stage, home, days=200, rent=Decimal(500))
    note(stage, procedure, "formal_notice", dt.date(2026, 3, 2))
    note(stage, procedure, "petition", dt.date(2026, 3, 12), amount=Decimal(900))
    with stage.amina.acting() as actor:
        row = queries.procedure(actor, procedure)
        clock_now = queries.clock_of(actor, row, queries.facts(actor, row))

    assert clock_now.stands_at == "petition"
    assert {doubt.key for doubt in clock_now.doubts} == {"too_soon", "no_plan", "debt_too_small"}
    page = plain(stage.amina.browser().get(f"/procedures/{procedure}/"))
    assert "On en est à : <b>Requête déposée</b>, jeudi 12 mars 2026." in page
    assert "Moins de trois mois de loyer" in page
    assert "trêve hivernale" in page


def test_a_struck_fact_moves_no_day(stage, home):
    procedure = begin(stage, home)
    fact = note(stage, procedure, "petition", days_ago(30))
    with stage.accounts.acting() as actor:
        actions.strike(actor=actor, pk=fact, version=1)
    with stage.accounts.acting() as actor:
        row = queries.procedure(actor, procedure)
        assert queries.clock_of(actor, row, queries.facts(actor, row)).stands_at is None


# -- the end ------------------------------------------------------------------------------------------------------


def erase():
    with without_locks() as cursor:
        cursor.execute("SELECT sec.erase_procedures()")


def test_all_of_it_goes_twelve_months_after_its_end_and_a_number_stays(stage, home):
    procedure = begin(stage, home, days=800)
    fact = note(stage, procedure, "reminder", days_ago(700))
    with stage.accounts.acting() as actor:
        actions.finish(actor=actor, pk=procedure, end=End.SETTLED, day=days_ago(300), version=1)

    def left():
        with without_locks() as cursor:
            cursor.execute(
                "SELECT (SELECT count(*) FROM procedure_procedure WHERE id = %(p)s), (SELECT count(*) FROM procedure_fact"
                " WHERE id = %(f)s), (SELECT count(*) FROM access_history WHERE row_id IN (%(p)s, %(f)s))",
                {"p": procedure, "f": fact},
            )
            return cursor.fetchone()

    erase()
    assert left()[:2] == (1, 1)
    assert left()[2] > 0
    with without_locks() as cursor:
        cursor.execute("UPDATE procedure_procedure SET ended_on = %s WHERE id = %s", [days_ago(400), procedure])
    erase()
    assert left() == (0, 0, 0)
    with without_locks() as cursor:
        cursor.execute(
            "SELECT sum(number) FROM rights_keptcount WHERE organisation_id = %s AND kind = 'procedure' AND theme = 'settled'",
            [stage.company.pk],
        )
        assert cursor.fetchone() == (1,)


def test_the_court_of_the_dwelling_is_named_and_a_protected_dwelling_names_none(stage, home):
    procedure = begin(stage, home)
    browser = stage.accounts.browser()
    assert "Justice de paix" in plain(browser.get(f"/procedures/{procedure}/"))

    with without_locks() as cursor:
        cursor.execute("UPDATE housing_lease SET protected = true WHERE id = %s", [home.lease])
    answer = browser.get(f"/procedures/{procedure}/")
    assert answer.status_code == 200
    assert "Justice de paix" not in plain(answer)


# -- dates ahead --------------------------------------------------------------------------------------------------


def test_a_hearing_within_ten_days_is_in_the_day_of_the_referent_and_of_nobody_else(stage, home):
    procedure = begin(stage, home)
    near, far = note(stage, procedure, "hearing", days_ago(-8)), note(stage, procedure, "hearing", days_ago(-20))

    def told(who):
        with stage.people[who].acting() as actor:
            return [one.pk for one in queries.dates_ahead(actor)]

    assert told("amina") == [near]
    assert told("bart") == told("head") == told("transfers") == []
    assert f"/procedures/{procedure}/" in plain(stage.amina.browser().get("/day/"))
    assert f"/procedures/{procedure}/" not in plain(stage.people["bart"].browser().get("/day/"))
    with stage.accounts.acting() as actor:
        actions.strike(actor=actor, pk=near, version=1)
    assert told("amina") == []
    assert far


def test_the_head_reads_dates_and_whose_task_they_are_never_of_whom(stage, home):
    procedure = begin(stage, home)
    note(stage, procedure, "hearing", days_ago(-20))
    note(stage, procedure, "eviction", days_ago(-60))

    page = plain(stage.head.browser().get("/service/"))
    assert "Audience" in page
    assert "Expulsion" not in page
    assert str(procedure) not in page
    assert str(home.household) not in page
    with stage.head.acting() as actor:
        assert [(kind, worker) for _day, kind, worker in queries.dates_of_the_service(actor)] == [
            ("hearing", "Amina Exemple")
        ]
    for who in ("amina", "accounts", "direction", "chloe"):
        with stage.people[who].acting() as actor:
            assert queries.dates_of_the_service(actor) == []
