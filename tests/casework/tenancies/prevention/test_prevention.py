"""What was confided about a home: who reads it, what is kept, what is refused, and that it ends (P8, P2, P35)."""

import datetime as dt
import re
from decimal import Decimal

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config import database
from palier.casework.cases import actions as cases
from palier.casework.cases import queries as files
from palier.casework.cases.rules import Outcome
from palier.casework.tenancies.prevention import actions, queries
from palier.casework.tenancies.prevention.rules import BudgetDraft, HomeOutcome, Label, LineDraft, LineKind, Way
from palier.kernel import clock
from palier.kernel.errors import Conflict, InvalidInput, Refused
from tests.casework.shared_files import read_by_emma
from tests.casework.tenancies.prevention.homes import keep, lines, prepared, signed, told, tried
from tests.casework.tenancies.procedures import begin, days_ago, note
from tests.stage import without_locks

TABLES = ("prevention", "budget", "budgetline", "plandraft", "signedact")
ELSE = ["bart", "dries", "emma", "head", "desk", "accounts", "transfers", "agent", "technical", "direction", "admin", "officer", "chloe"]  # fmt: skip


def plain(answer):
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " ").replace("\u202f", " "))


@pytest.fixture
def home(stage):
    with without_locks():
        return stage.home(stage.buildings[0], 2)


@pytest.fixture
def kept(stage, home):
    return keep(stage, home)


def addresses(kept, budget, act):
    return [
        f"/homes/{kept.row}/causes/", f"/homes/{kept.row}/stakes/", f"/homes/{kept.row}/end/", f"/files/{kept.case}/home/step/",
        f"/files/{kept.case}/budget/", f"/files/{kept.case}/budget/sheet/", f"/files/{kept.case}/budget/week/",
        f"/budgets/{budget}/", f"/files/{kept.case}/plans/", f"/files/{kept.case}/acts/", f"/acts/{act}/", f"/acts/{act}/sheet/",
        f"/households/{kept.home.household}/home/", f"/households/{kept.home.household}/home/offer/",
    ]  # fmt: skip


# -- who ------------------------------------------------------------------------------------------------------------


def test_the_worker_of_the_file_opens_every_page(stage, kept):
    budget, act = told(stage, kept), signed(stage, kept)
    tried(stage, kept)
    browser = stage.amina.browser()
    assert {url: browser.get(url).status_code for url in addresses(kept, budget, act)} == dict.fromkeys(
        addresses(kept, budget, act), 200
    )
    assert f"/households/{kept.home.household}/home/" in plain(browser.get("/homes/"))


@pytest.mark.parametrize("who", ELSE)
def test_nobody_else_learns_that_a_home_is_kept_least_of_all_accounts(stage, kept, who):
    budget, act = told(stage, kept), signed(stage, kept)
    tried(stage, kept)
    browser = stage.people[who].browser()
    pages = [url for url in addresses(kept, budget, act) if "/households/" not in url]
    assert {browser.get(url).status_code for url in pages} == {404}
    assert str(kept.home.household) not in browser.get("/homes/").content.decode()
    with stage.people[who].acting(), connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT count(*) FROM prevention_{table}")
            assert cursor.fetchone() == (0,), table


def test_a_colleague_of_the_team_reads_what_she_told(stage):
    case, _subject = read_by_emma(stage)
    with stage.amina.acting() as amina:
        actions.begin(actor=amina, case=case)
    with stage.emma.acting() as emma:
        assert queries.prevention_of(emma, files.case(emma, case)) is not None
    with stage.bart.acting() as bart, pytest.raises(Refused):
        files.case(bart, case)


def test_the_head_reads_dates_and_a_number_from_five_and_no_name(stage):
    kept = [keep(stage, stage.homes[0]) for _ in range(4)]
    browser = stage.head.browser()
    page = plain(browser.get("/homes/dates/"))
    assert "moins de cinq" in page
    keep(stage, stage.homes[0])
    page = plain(browser.get("/homes/dates/"))
    assert "garder : <b>5</b>" in page
    assert str(kept[0].home.household) not in page
    assert stage.amina.browser().get("/homes/dates/").status_code == 404


# -- early help ------------------------------------------------------------------------------------------------------


def test_before_any_file_help_is_offered_by_the_canvas_and_nothing_of_the_answer_is_kept(stage, home):
    begin(stage, home, days=15)
    browser, page = stage.amina.browser(), f"/households/{home.household}/home/"
    before = plain(browser.get(page))
    assert "10 jours après le premier jour impayé" in before
    assert "Vous êtes libre de dire non" in before
    assert "Proposé :" not in before
    sent = {"way": "call", "persons": [str(home.persons[0])]}
    assert browser.post(f"{page}offer/", sent).status_code == 302
    assert "par téléphone" in plain(browser.get(page)).split("Proposé :")[1].split("</p>")[0]
    with stage.amina.acting() as amina:
        (row,) = files.simple_contacts_of(amina, home.household).items
        assert (row.channel, row.facts, row.result) == ("phone", "Aide pour le loyer proposée. Libre de dire non.", "")
        assert [one.way for one in queries.offered(amina, home.household)] == [Way.CALL]


def test_an_offer_says_to_whom(stage, home):
    answer = stage.amina.browser().post(f"/households/{home.household}/home/offer/", {"way": "call"})
    assert answer.status_code == 422
    assert "Dites à qui" in plain(answer)


def test_who_neither_accompanies_nor_looks_after_has_no_such_page(stage, home):
    assert stage.bart.browser().get(f"/households/{home.household}/home/").status_code == 404
    assert stage.amina.browser().get(f"/households/{home.household}/home/").status_code == 200


def test_the_page_reads_the_landlords_balance_stage_and_next_dates(stage, kept):
    procedure = begin(stage, kept.home, days=90, rent=Decimal(500))
    note(stage, procedure, "balance", days_ago(5), amount=Decimal("1234.50"))
    note(stage, procedure, "formal_notice", days_ago(4))
    page = plain(stage.amina.browser().get(f"/households/{kept.home.household}/home/"))
    assert '<b class="n">1 234,50 €</b>' in page
    assert "Mise en demeure" in page
    assert "Requête" in page


def test_the_page_asks_the_same_statements_whatever_was_told(stage, kept):
    browser, page = stage.amina.browser(), f"/households/{kept.home.household}/home/"
    begin(stage, kept.home)
    told(stage, kept), tried(stage, kept), prepared(stage, kept)
    browser.get(page)
    with CaptureQueriesContext(connection) as few:
        browser.get(page)
    for _ in range(4):
        told(stage, kept), tried(stage, kept), prepared(stage, kept)
    with CaptureQueriesContext(connection) as many:
        browser.get(page)
    assert len(many) == len(few)
    assert len(many) <= 30


# -- causes, stakes, outcome -----------------------------------------------------------------------------------------


def test_causes_and_stakes_are_of_closed_lists_and_the_stakes_hold_nothing_besides(stage, kept):
    browser, page = stage.amina.browser(), f"/households/{kept.home.household}/home/"
    sent = {"version": 1, "causes": ["health", "separation"], "own_words": "Depuis l’été"}
    assert browser.post(f"/homes/{kept.row}/causes/", sent).status_code == 302
    assert browser.post(f"/homes/{kept.row}/stakes/", {"version": 2, "stakes": ["rent", "repairs"]}).status_code == 302
    text = plain(browser.get(page))
    assert "<li>Une maladie ou un accident</li><li>Une séparation</li>" in text
    assert text.index("Vos droits") < text.index("Vos devoirs")
    assert "à confirmer par un conseil juridique" in text
    with without_locks() as cursor:
        cursor.execute("SELECT causes, own_words, at_stake FROM prevention_prevention WHERE id = %s", [kept.row])
        assert cursor.fetchone() == (["health", "separation"], "Depuis l’été", ["repairs", "rent"])
    assert browser.post(f"/homes/{kept.row}/causes/", {"version": 3, "causes": ["fault"]}).status_code == 422


def test_nothing_beside_a_stake_can_be_written():
    from palier.casework.tenancies.prevention.models import Prevention

    names = {field.name for field in Prevention._meta.fields}
    assert not [name for name in names if re.search("breach|fault|count|missed|broken", name)]
    assert Prevention._meta.get_field("at_stake").base_field.choices is not None


def test_a_stale_form_is_said_and_nothing_is_overwritten(stage, kept):
    browser = stage.amina.browser()
    browser.post(f"/homes/{kept.row}/causes/", {"version": 1, "own_words": "premier"})
    answer = browser.post(f"/homes/{kept.row}/causes/", {"version": 1, "own_words": "second"})
    assert answer.status_code == 409
    with stage.amina.acting() as amina:
        assert queries.mine(amina, kept.row).own_words == "premier"


def test_what_became_of_the_home_ends_it_and_leaves_the_file_open(stage, kept):
    with stage.amina.acting() as amina:
        actions.end(actor=amina, pk=kept.row, outcome=HomeOutcome.KEPT, version=1)
        assert files.case(amina, kept.case).closed_on is None
        assert queries.open_preventions(amina) == []
        with pytest.raises(Refused):
            actions.note_causes(actor=amina, pk=kept.row, causes=[], own_words="", version=2)
        again = actions.begin(actor=amina, case=kept.case)
        assert [row.pk for row in queries.open_preventions(amina)] == [again]


def test_one_home_is_kept_once_in_a_file(stage, kept):
    with stage.amina.acting() as amina, pytest.raises(Conflict):
        actions.begin(actor=amina, case=kept.case)


def test_a_next_step_goes_into_the_plan_of_the_file(stage, kept):
    due = clock.today() + dt.timedelta(days=7)
    answer = stage.amina.browser().post(
        f"/files/{kept.case}/home/step/", {"what": "talk_again", "due": due.isoformat()}
    )
    assert answer.status_code == 302
    with stage.amina.acting() as amina:
        assert [(row.text, row.due) for row in files.steps_of(amina, kept.case)] == [("Se reparler du plan", due)]


# -- budget ----------------------------------------------------------------------------------------------------------


def test_a_budget_is_told_by_somebody_and_a_later_one_erases_none(stage, kept):
    first = told(stage, kept)
    second = told(stage, kept, more=(LineDraft(LineKind.CHARGE, Label.FOOD, Decimal(90), whose=kept.home.persons[0]),))
    with stage.amina.acting() as amina:
        file = files.case(amina, kept.case)
        assert [one.row.pk for one in queries.budgets_of(amina, file)] == [second, first]
        found = queries.latest_budget(amina, file)
        assert found.totals.remainder == Decimal("370.00")
        assert {tuple(line.confided_by) for line in found.lines} == {(kept.home.persons[0],)}
        with pytest.raises(InvalidInput):
            actions.write_budget(actor=amina, case=kept.case, draft=BudgetDraft(amina.today, 1, (), lines()))
        stranger = BudgetDraft(amina.today, 1, (kept.home.persons[1],), lines())
        with pytest.raises(Refused):
            actions.write_budget(actor=amina, case=kept.case, draft=stranger)


def form_of(browser, url):
    """What the page would send as it stands."""
    text, found = browser.get(url).content.decode(), {}
    form = text[text.index('<form class="form') : text.index("</form>", text.index('<form class="form'))]
    for tag in re.findall(r"<input[^>]*>", form):
        given = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if given.get("type") in {"checkbox", "radio"} and " checked" not in tag:
            continue
        found.setdefault(given.get("name", ""), []).append(given.get("value", ""))
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options) or re.search(
            r'<option value="([^"]*)"', options
        )
        found[name] = [chosen[1]]
    return found


def test_a_budget_is_written_on_the_page_and_begins_with_the_former_one(stage, kept):
    browser, url = stage.amina.browser(), f"/files/{kept.case}/budget/"
    sent = form_of(browser, url)
    sent |= {
        "income-0-amount": ["1.234,50"],
        "charge-0-amount": ["600"],
        "debt-0-amount": ["800"],
        "debt-0-paid": ["25"],
    }
    assert browser.post(url, sent).status_code == 302
    again = form_of(browser, url)
    assert again["income-0-amount"] == ["1234,50"]
    assert again["debt-0-paid"] == ["25,00"]
    page = plain(browser.get(f"/households/{kept.home.household}/home/"))
    assert "609,50 €" in page


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("income-0-amount", "beaucoup", "Écrivez la somme ainsi"),
        ("debt-0-creditor", "Banque fictive", "Écrivez le montant, ou videz la ligne."),
        ("charge-9-amount", "12", "Dites ce que c’est."),
        ("persons", "0", "1"),
    ],
)
def test_a_wrong_line_is_said_where_it_stands_and_nothing_typed_is_lost(stage, kept, name, value, says):
    browser, url = stage.amina.browser(), f"/files/{kept.case}/budget/"
    sent = form_of(browser, url) | {"income-1-amount": ["950"], name: [value]}
    answer = browser.post(url, sent)
    assert answer.status_code == 422
    text = plain(answer)
    assert says in text
    assert 'value="950"' in text
    assert f'value="{value}"' in text


def test_an_empty_budget_is_said(stage, kept):
    browser, url = stage.amina.browser(), f"/files/{kept.case}/budget/"
    answer = browser.post(url, form_of(browser, url))
    assert answer.status_code == 422
    assert "Écrivez au moins une ligne" in plain(answer)


def test_the_sheets_are_in_her_language_and_name_nobody(stage, kept):
    told(stage, kept)
    with without_locks() as cursor:
        cursor.execute("UPDATE people_person SET language = 'nl' WHERE id = %s", [kept.home.persons[0]])
        cursor.execute("SELECT last_name FROM people_person WHERE id = %s", [kept.home.persons[0]])
        name = cursor.fetchone()[0]
    browser = stage.amina.browser()
    sheet = plain(browser.get(f"/files/{kept.case}/budget/sheet/")).split("<article")[1]
    week = plain(browser.get(f"/files/{kept.case}/budget/week/")).split("<article")[1]
    assert "Mijn budget" in sheet and "Mijn week" in week
    assert sheet.count("<td>&nbsp;</td>") == 12
    assert week.count('class="note"') == 3 * 0 + len(re.findall('class="note"', week)) > 0
    assert name not in sheet + week


# -- plans -----------------------------------------------------------------------------------------------------------


def test_three_plans_stand_side_by_side_and_say_whether_they_are_bearable(stage, kept):
    told(stage, kept)
    for amount in (10, 20, 300, 25):
        tried(stage, kept, amount)
    page = plain(stage.amina.browser().get(f"/files/{kept.case}/plans/"))
    assert page.count('<section class="block"><h2 class="head">') == 3
    assert "trop lourd" in page
    assert "à fixer par le service" in page


def test_the_landlords_balance_begins_the_plan_and_is_marked_as_his(stage, kept):
    procedure = begin(stage, kept.home)
    note(stage, procedure, "balance", days_ago(2), amount=Decimal("640.00"))
    browser, url = stage.amina.browser(), f"/files/{kept.case}/plans/"
    sent = form_of(browser, url)
    assert sent["balance"] == ["640,00"]
    assert browser.post(url, sent | {"amount": ["80"], "months": ["8"]}).status_code == 200
    assert (
        browser.post(url, form_of(browser, url) | {"balance": ["500"], "amount": ["80"], "months": ["8"]}).status_code
        == 200
    )
    with stage.amina.acting() as amina:
        found = queries.plans_of(amina, files.case(amina, kept.case))
    assert [(row.balance, row.is_landlords) for row in found] == [(Decimal(500), False), (Decimal(640), True)]


# -- it ends ---------------------------------------------------------------------------------------------------------


def test_the_sums_of_the_landlord_go_twelve_months_after_nothing_is_owed(stage, kept):
    old, told_by_her, running = (
        tried(stage, kept, is_landlords=True), tried(stage, kept), tried(stage, keep(stage, stage.homes[0]), is_landlords=True)
    )  # fmt: skip
    begin(stage, stage.homes[0])
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE prevention_plandraft SET written_at = written_at - interval '13 months' WHERE id = ANY (%s)",
            [[old, told_by_her, running]],
        )
    erase("erase_received_sums")
    with without_locks() as cursor:
        cursor.execute("SELECT id FROM prevention_plandraft WHERE id = ANY (%s)", [[old, told_by_her, running]])
        assert {row[0] for row in cursor.fetchall()} == {told_by_her, running}
        cursor.execute("SELECT count(*) FROM access_history WHERE row_id = %s", [old])
        assert cursor.fetchone() == (0,)


def erase(name):
    with psycopg.connect(database.urls("job", settings.DATABASES["default"]["NAME"]), autocommit=True) as job:
        return job.execute(f"SELECT sec.{name}()").fetchone()[0]


def test_all_of_it_goes_with_the_file(stage, kept):
    budget, act = told(stage, kept), signed(stage, kept)
    tried(stage, kept)
    with stage.amina.acting() as amina:
        cases.close_case(actor=amina, pk=kept.case, outcome=Outcome.TENANCY_KEPT, version=1)
    assert stage.amina.browser().get(f"/files/{kept.case}/budget/").status_code == 404
    with without_locks() as cursor:
        cursor.execute("UPDATE cases_case SET closed_on = closed_on - 3000 WHERE id = %s", [kept.case])
    erase("erase_ended")
    with without_locks() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT count(*) FROM prevention_{table} WHERE case_id = %s", [kept.case])
            assert cursor.fetchone() == (0,), table
        cursor.execute("SELECT count(*) FROM access_history WHERE row_id = ANY (%s)", [[kept.row, budget, act]])
        assert cursor.fetchone() == (0,)
