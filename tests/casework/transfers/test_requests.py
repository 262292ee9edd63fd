"""What a household declares to the transfers department (P16): who writes, who reads, what is never asked."""

import re

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from palier.casework.transfers import actions, queries
from palier.casework.transfers.rules import AgreementDraft, End, Kind, Need, RequestDraft, Step, Wishes
from palier.kernel import clock
from palier.kernel.errors import Conflict, InvalidInput, Refused
from tests.casework.transfers.mobility import agree, begin, days_ago, home, met
from tests.stage import without_locks

ELSE = [
    "bart",
    "dries",
    "emma",
    "head",
    "desk",
    "accounts",
    "agent",
    "technical",
    "direction",
    "admin",
    "officer",
    "chloe",
]


def plain(answer):
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " ").replace("\u202f", " "))


# -- who ----------------------------------------------------------------------------------------------------------


def test_the_department_writes_and_the_referent_reads(stage):
    request = begin(stage, home(stage), near="école des Exemples", needs=(Need.NEAR_SCHOOL,))
    page = f"/transfers/{request}/"

    for who in ("transfers", "amina"):
        browser = stage.people[who].browser()
        assert page in plain(browser.get("/transfers/"))
        assert "école des Exemples" in plain(browser.get(page))
    assert "Ce qu’il déclare" in plain(stage.transfers.browser().get(page))
    assert "Ce qu’il déclare" not in plain(stage.amina.browser().get(page))
    assert "Contester" in plain(stage.amina.browser().get(page))
    assert "Contester" not in plain(stage.transfers.browser().get(page))


@pytest.mark.parametrize("who", ELSE)
def test_nobody_else_learns_of_it(stage, who):
    request = begin(stage, home(stage))
    browser = stage.people[who].browser()

    assert browser.get(f"/transfers/{request}/").status_code == 404
    assert str(request) not in browser.get("/transfers/").content.decode()
    with stage.people[who].acting(), connection.cursor() as cursor:
        for table, column in (("transferrequest", "id"), ("stepagreement", "request_id")):
            cursor.execute(f"SELECT count(*) FROM transfers_{table} WHERE {column} = %s", [request])
            assert cursor.fetchone() == (0,)


def test_the_referent_writes_nothing_on_this_side(stage):
    there = home(stage)
    request = begin(stage, there)
    browser = stage.amina.browser()

    for path in ("wishes", "agree", "met", "end"):
        assert browser.get(f"/transfers/{request}/{path}/").status_code == 404
    assert browser.post(f"/transfers/{request}/exempt/", {"version": 1}).status_code == 404
    assert browser.get(f"/households/{home(stage).household}/transfer/").status_code == 404
    assert browser.get("/exchanges/").status_code == 404
    with stage.amina.acting(), connection.cursor() as cursor:
        cursor.execute("UPDATE transfers_transferrequest SET near = 'x' WHERE id = %s", [request])
        assert cursor.rowcount == 0
    with stage.amina.acting(), pytest.raises(DatabaseError, match="row-level security"), connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO transfers_stepagreement (id, organisation_id, household_id, request_id, author_id, step, given, "on")'
            " SELECT gen_random_uuid(), organisation_id, household_id, id, sec.post(), 'visit', false, sec.today()"
            " FROM transfers_transferrequest WHERE id = %s",
            [request],
        )


def test_a_household_of_another_company_has_none_here(stage):
    elsewhere = stage.people["chloe"].post
    with stage.transfers.acting() as actor, pytest.raises(Refused):
        actions.begin(actor=actor, draft=RequestDraft(elsewhere, Kind.VOLUNTARY, clock.today()))


# -- what is declared ---------------------------------------------------------------------------------------------


def test_a_transfer_is_begun_at_the_counter_with_needs_and_no_reasons(stage):
    there, browser = home(stage), stage.transfers.browser()
    address = f"/households/{there.household}/transfer/"
    page = plain(browser.get(address))
    assert "Sans escalier" in page
    assert "des besoins, pas des raisons" in page
    sent = {
        "kind": "voluntary", "asked_on": days_ago(2).isoformat(), "needs": ["no_stairs", "near_school"], "near": "École 7",
        "declared_by": [str(there.persons[0])], "sites": [str(stage.sites[0].pk)], "communes": ["21004"],
        "certificate_seen_on": days_ago(2).isoformat(), "agrees": "on",
    }  # fmt: skip

    answer = browser.post(address, sent)

    shown = plain(browser.get(answer.headers["Location"]))
    for words in ("Sans escalier", "École 7", "Site 1", "Bruxelles", "pas gardée", "Zoé", "Recevoir des propositions"):
        assert words in shown
    assert browser.get(address).headers["Location"] == answer.headers["Location"]


def test_what_is_to_mend_is_said_beside_its_field_and_nothing_typed_is_lost(stage):
    there, browser = home(stage), stage.transfers.browser()
    sent = {"kind": "voluntary", "asked_on": days_ago(-3).isoformat(), "needs": ["near_school"], "near": ""}

    answer = browser.post(f"/households/{there.household}/transfer/", sent)
    assert answer.status_code == 422
    assert "Dites quelle école" in plain(answer)

    answer = browser.post(f"/households/{there.household}/transfer/", sent | {"near": "École 7"})
    assert answer.status_code == 422
    assert "encore à venir" in plain(answer)
    assert 'value="École 7"' in plain(answer)


def test_one_runs_a_household(stage):
    there = home(stage)
    begin(stage, there)
    with pytest.raises(Conflict):
        begin(stage, there, days=10)


def test_what_it_declares_changes_and_who_was_slower_is_told(stage):
    request = begin(stage, home(stage))
    with stage.transfers.acting() as actor:
        actions.change(actor=actor, pk=request, wishes=Wishes(needs=(Need.LIFT,)), version=1)
        assert queries.transfer(actor, request).needs == [Need.LIFT]
        with pytest.raises(Conflict):
            actions.change(actor=actor, pk=request, wishes=Wishes(), version=1)


def test_a_no_is_a_word_of_the_household_with_its_day_and_without_a_reason(stage):
    request = begin(stage, home(stage))
    agree(stage, request, step=Step.VISIT, given=False)

    page = plain(stage.transfers.browser().get(f"/transfers/{request}/"))
    assert "Pas d’accord" in page
    assert not re.search(r"refus|ne collabore|absent", page, re.IGNORECASE)
    with stage.transfers.acting() as actor, pytest.raises(InvalidInput):
        actions.agree(actor=actor, pk=request, draft=AgreementDraft(Step.VISIT, True, days_ago(-1)))


def test_after_its_end_nothing_more_is_noted(stage):
    request = begin(stage, home(stage))
    with stage.transfers.acting() as actor:
        actions.finish(actor=actor, pk=request, end=End.WITHDRAWN, day=clock.today(), version=1)
        with pytest.raises(Refused):
            actions.change(actor=actor, pk=request, wishes=Wishes(), version=2)
    assert str(request) in stage.transfers.browser().get("/transfers/?state=ended").content.decode()
    assert str(request) not in stage.transfers.browser().get("/transfers/").content.decode()


# -- whether it fits ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bedrooms", "children", "words"),
    [(1, 0, "adapté"), (1, 1, "sous-adapté"), (2, 0, "sous-occupé"), (3, 0, "suradapté")],
)
def test_size_is_told_by_the_norm_from_the_declared_composition(stage, bedrooms, children, words):
    request = begin(stage, home(stage, bedrooms=bedrooms, children=children))
    assert f"<b>{words}" in plain(stage.transfers.browser().get(f"/transfers/{request}/"))


def test_a_mandatory_one_needs_two_bedrooms_too_many(stage):
    with pytest.raises(InvalidInput) as problem:
        begin(stage, home(stage, bedrooms=2), kind=Kind.MANDATORY)
    assert list(problem.value.fields) == ["kind"]
    assert begin(stage, home(stage, bedrooms=3), kind=Kind.MANDATORY)


def test_nobody_of_seventy_is_made_to_move(stage):
    seventy, nearly = (clock.today().replace(day=1, year=clock.today().year - years) for years in (70, 69))
    with pytest.raises(InvalidInput):
        begin(stage, home(stage, bedrooms=3, born=seventy), kind=Kind.MANDATORY)
    assert begin(stage, home(stage, bedrooms=3, born=nearly), kind=Kind.MANDATORY)


def test_the_rules_of_a_mandatory_one_stand_there_with_source_and_confidence(stage):
    request = begin(stage, home(stage, bedrooms=3), kind=Kind.MANDATORY)
    page = plain(stage.amina.browser().get(f"/transfers/{request}/"))
    assert "à 5 km au plus" in page
    assert "carolinedesir.be" in page
    assert "à confirmer par un juriste" in page
    met(stage, request)
    assert days_ago(1).strftime("%Y") in plain(stage.transfers.browser().get(f"/transfers/{request}/"))


def test_a_protected_address_gives_no_size_and_no_address(stage):
    there = home(stage, bedrooms=1)
    with stage.amina.acting(), connection.cursor() as cursor:
        cursor.execute("SELECT sec.protect_address(%s, true)", [there.persons[0]])
    request = begin(stage, there)
    browser = stage.transfers.browser()

    assert "adresse protégée" in plain(browser.get("/transfers/"))
    assert "avenue du Brouillon" not in plain(browser.get(f"/transfers/{request}/"))
    assert "Pas de réponse" in plain(browser.get(f"/transfers/{request}/"))


# -- lists, papers, the end ---------------------------------------------------------------------------------------


def test_the_list_takes_as_many_statements_however_long(stage):
    def statements():
        with CaptureQueriesContext(connection) as queries:
            assert stage.transfers.browser().get("/transfers/").status_code == 200
        return len(queries)

    begin(stage, home(stage))
    few = statements()
    for _one in range(6):
        begin(stage, home(stage))
    assert statements() == few


def test_the_form_on_paper_is_there_in_both_languages_whatever_the_screen(stage):
    browser = stage.transfers.browser("fr")
    assert "Je demande un autre logement" in plain(browser.get("/transfers/paper/"))
    dutch = plain(browser.get("/transfers/paper/?in=nl"))
    assert "Ik vraag een andere woning" in dutch
    assert "U zegt niet waarom" in dutch


def test_the_slip_carries_neither_name_nor_address_nor_reason(stage):
    there = home(stage)
    request = begin(stage, there, needs=(Need.LIFT,))
    page = stage.transfers.browser().get(f"/transfers/{request}/slip/?in=nl").content.decode()
    slip = page[page.index('class="slip"') : page.index("</section>", page.index('class="slip"'))]

    assert "Een andere woning" in slip
    assert "Exemple" not in slip
    assert "Brouillon" not in slip


def test_it_goes_at_its_term_and_a_number_stays(stage):
    request = begin(stage, home(stage), days=900)
    agree(stage, request, step=Step.VISIT)
    with stage.transfers.acting() as actor:
        actions.finish(actor=actor, pk=request, end=End.STOPPED, day=days_ago(400), version=1)
    kept = begin(stage, home(stage))
    with without_locks() as cursor:
        cursor.execute("SELECT sec.erase_transfers()")
        cursor.execute("SELECT count(*) FILTER (WHERE id = %s), count(*) FILTER (WHERE id = %s) FROM transfers_transferrequest",
                       [request, kept])  # fmt: skip
        assert cursor.fetchone() == (0, 1)
        cursor.execute(
            "SELECT number FROM rights_keptcount WHERE organisation_id = %s AND kind = 'transfer'", [stage.company.pk]
        )
        assert cursor.fetchone() == (1,)
        cursor.execute("SELECT count(*) FROM access_history WHERE row_id = %s", [request])
        assert cursor.fetchone() == (0,)


def test_waiting_is_counted_in_months_from_the_day_it_was_asked(stage):
    request = begin(stage, home(stage), days=65)
    assert "2 mois d’attente" in plain(stage.transfers.browser().get(f"/transfers/{request}/"))
