"""Asking the support cell (P19): only a copy leaves, each side has its own, and nobody joins them."""

import html
import json
import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from palier.casework.support_requests import actions, queries
from palier.casework.support_requests.rules import Discipline, Pair, State
from palier.identity.organisations.models import Post
from palier.identity.organisations.rules import Role
from palier.kernel.errors import Conflict, InvalidInput, Refused
from tests.casework.support_requests.cells import a_cell, ask, draft
from tests.stage import ALWAYS, put, without_locks

ELSE = [
    "bart",
    "dries",
    "emma",
    "head",
    "desk",
    "accounts",
    "transfers",
    "agent",
    "technical",
    "direction",
    "admin",
    "officer",
    "chloe",
    "trainee",
]
WORDS = "Mme Zoubirane et son fils Oguz (16 ans), 14 rue des Tisserands, ne répondent plus au 0499 99 12 34. Elle a quatre enfants."


def plain(answer):
    return re.sub(r"\s+", " ", html.unescape(answer.content.decode()).replace("\u00a0", " ").replace("\u202f", " "))


def first_step(cell, **changes):
    return {
        "cell": str(cell.pk),
        "situation": "no_contact",
        "triggers": ["arrears"],
        "text": WORDS,
        "tried": "",
        "fears": "Je dors mal",
    } | changes


def second_step(page, **changes):
    """The form of the proof-reading page as a browser sends it, with every tick set."""
    text = page.content.decode()
    values = {
        name: html.unescape(value)
        for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text)
    }
    values["triggers"] = re.findall(r'name="triggers" value="([^"]*)"', text)
    for name in ("text", "tried"):
        values[name] = html.unescape(
            re.search(rf'<textarea[^>]*name="{name}"[^>]*>\s*(.*?)</textarea>', text, re.DOTALL).group(1)
        )
    values["seen"] = [html.unescape(one) for one in re.findall(r'name="seen"[^>]*value="([^"]*)"', text)]
    return values | changes


@pytest.fixture
def cell(stage):
    return a_cell(stage, "selma", "sam")


# -- asking ---------------------------------------------------------------------------------------------------------


def test_a_worker_asks_reads_the_copy_and_sends_it(stage, cell):
    browser = stage.amina.browser()

    proof = browser.post("/support/ask/", first_step(cell))
    assert "<li>Zoubirane" in proof.content.decode() and "[Personne 1]" in plain(proof)
    assert "quatre enfants (nombre exact d’enfants)" in plain(proof)
    sent = second_step(proof)
    assert "Zoubirane" not in sent["text"] and "Tisserands" not in sent["text"] and "0499" not in sent["text"]
    answer = browser.post("/support/ask/", sent)

    assert answer.status_code == 302, plain(answer)
    mine = plain(browser.get("/support/mine/"))
    assert "Reçue" in mine and "Je dors mal" in mine and "[Personne 1]" in mine
    with without_locks() as cursor:
        cursor.execute("SELECT r::text FROM support_requests_supportrequest r WHERE organisation_id = %s", [cell.pk])
        (row,) = cursor.fetchone()
    assert "[Personne 1]" in row
    assert not any(word in row for word in ("Zoubirane", "Oguz", "Tisserands", "0499", "Je dors mal"))


def test_what_was_not_looked_at_comes_back_with_all_that_was_typed(stage, cell):
    browser = stage.amina.browser()
    proof = browser.post("/support/ask/", first_step(cell))

    answer = browser.post("/support/ask/", second_step(proof, seen=[]))

    assert answer.status_code == 422
    assert "Regardez-les un par un" in plain(answer)
    assert "[Personne 1]" in plain(answer) and "Je dors mal" in answer.content.decode()
    with stage.amina.acting() as amina:
        assert queries.mine(amina) == []


def test_a_name_put_back_does_not_leave_unseen_and_a_number_does_not_leave_at_all(stage, cell):
    browser = stage.amina.browser()
    sent = second_step(browser.post("/support/ask/", first_step(cell)))

    named = browser.post("/support/ask/", sent | {"text": "Mme Zoubirane ne répond plus.", "seen": []})
    numbered = browser.post("/support/ask/", sent | {"text": "Appelez le 0499 99 12 34."})

    assert named.status_code == 422 and "Zoubirane (ressemble à un nom)" in plain(named)
    assert second_step(numbered)["text"] == "Appelez le [Téléphone 1]."
    with stage.amina.acting() as amina:
        assert queries.mine(amina) == []


def test_the_names_of_the_household_are_known_where_nothing_shows_them(stage, cell):
    home = stage.homes[0]
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE people_person SET first_name = 'Rose', last_name = 'Petit' WHERE id = %s", [home.persons[0]]
        )

    proof = stage.amina.browser().post(
        "/support/ask/", first_step(cell, text="j'ai vu petit hier", household=str(home.household))
    )

    assert "j'ai vu [Personne 1] hier" in plain(proof)


def test_the_page_says_for_whom_the_cell_is_and_refuses_nobody(stage, cell):
    page = plain(stage.amina.browser().get("/support/ask/"))

    assert "souffrance psychique qui peuvent coûter son logement" in page and "aucune règle n’écarte personne" in page
    with stage.amina.acting() as amina:
        assert actions.ask(actor=amina, draft=draft(cell, triggers=()))


def test_a_form_without_its_situation_keeps_what_was_typed(stage, cell):
    answer = stage.amina.browser().post("/support/ask/", first_step(cell, situation=""))

    assert answer.status_code == 422
    assert "0499 99 12 34" in plain(answer) and "Je dors mal" in plain(answer)


def test_it_is_asked_about_a_household_of_one_s_own_or_about_none(stage, cell):
    with stage.amina.acting() as amina:
        actions.ask(actor=amina, draft=draft(cell, household=stage.homes[0].household))
    with stage.people["bart"].acting() as bart, pytest.raises(Refused):
        actions.ask(actor=bart, draft=draft(cell, household=stage.homes[0].household))
    with stage.people["bart"].acting() as bart:
        actions.ask(actor=bart, draft=draft(cell))


def test_the_same_form_sent_twice_asks_once(stage, cell):
    key = uuid.uuid4()
    with stage.amina.acting() as amina:
        once = actions.ask(actor=amina, draft=draft(cell), key=key)
        assert actions.ask(actor=amina, draft=draft(cell), key=key) == once
        assert len(queries.mine(amina)) == 1


@pytest.mark.parametrize("who", ["trainee", "head", "accounts", "desk", "officer", "admin", "direction"])
def test_only_a_social_worker_asks(stage, cell, who):
    assert stage.people[who].browser().get("/support/ask/").status_code == 404
    with stage.people[who].acting() as actor, pytest.raises(Refused):
        actions.ask(actor=actor, draft=draft(cell))


# -- whose it is ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ELSE)
def test_nobody_else_learns_that_she_asked(stage, cell, who):
    asking, request = ask(stage, cell)
    browser = stage.people[who].browser()

    assert browser.get(f"/support/queue/{request}/").status_code == 404
    assert "J'ai peur" not in plain(browser.get("/support/mine/"))
    assert browser.post(f"/support/mine/{asking}/fears/").status_code == 404
    with stage.people[who].acting(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sec.my_support_requests() WHERE id = %s", [asking])
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM sec.support_queue()")
        assert cursor.fetchone() == (0,)


def test_a_stranger_who_reads_the_cell_s_rows_finds_nobody_and_joins_nothing(stage, cell):
    home = stage.homes[0]
    _asking, one = ask(stage, cell, household=home.household)
    _asking, other = ask(stage, cell, household=home.household, text="Mme [Personne 1] crie.", tried="")
    with without_locks() as cursor:
        cursor.execute("SELECT label FROM people_household WHERE id = %s", [home.household])
        label = cursor.fetchone()[0].split()[-1]
        cursor.execute("SELECT to_jsonb(r) FROM support_requests_supportrequest r WHERE id = ANY(%s)", [[one, other]])
        rows = [row if isinstance(row, dict) else json.loads(row) for (row,) in cursor.fetchall()]
    said = str(rows)

    for secret in (
        label,
        "Amina",
        str(stage.amina.post),
        str(stage.company.pk),
        str(home.household),
        *map(str, home.persons),
    ):
        assert secret not in said
    shared = {key for key in rows[0] if rows[0][key] == rows[1][key]}
    assert shared <= set(rows[0]) - {"id", "text", "tried"}
    # What two requests share, all requests of that day and kind share.
    assert shared == {
        "organisation_id", "origin", "situation", "triggers", "no_demand", "received_on", "answer_by", "state", "first_id",
        "first_discipline", "second_id", "second_discipline", "aside", "named_on", "closed_on", "version", "social_tenant", "relay",
        "relay_service_id", "home", "network_primary", "network_secondary", "crisis", "neighbours", "eviction",
    }  # fmt: skip


def test_the_cell_reads_the_copy_and_not_what_she_fears(stage, cell):
    _asking, request = ask(stage, cell)

    for page in ("/support/queue/", f"/support/queue/{request}/"):
        text = plain(stage.people["selma"].browser().get(page))
        assert "J'ai peur" not in text and "Amina" not in text
    assert "[Personne 1] ne répond plus" in text and "pas demandé d’aide" in text


def test_another_cell_reads_nothing(stage, cell):
    ask(stage, cell)
    with without_locks():
        from palier.identity.organisations.models import Organisation

        elsewhere = put(
            Organisation(
                kind="mental_health_support_cell", slug=f"ailleurs-{stage.company.slug}", name_fr="A", name_nl="A"
            )
        )
        stage.somebody("other_cell", Role.SUPPORT_CELL_WORKER, organisation=elsewhere)

    with stage.people["other_cell"].acting() as actor:
        assert queries.received(actor) == []
    with stage.people["selma"].acting() as actor:
        assert len(queries.received(actor)) == 1


def test_what_she_fears_goes_without_a_trace(stage, cell):
    asking, _request = ask(stage, cell, fears="Une peur à moi")

    answer = stage.amina.browser().post(f"/support/mine/{asking}/fears/")

    assert answer.status_code == 302
    with without_locks() as cursor:
        cursor.execute("SELECT fears FROM support_requests_asking WHERE id = %s", [asking])
        assert cursor.fetchone() == ("",)
        cursor.execute("SELECT count(*) FROM access_history h WHERE h::text LIKE '%%Une peur à moi%%'")
        assert cursor.fetchone() == (0,)


# -- the pair ---------------------------------------------------------------------------------------------------------


def pair(stage, first="selma", second="sam", as_first=Discipline.NURSE, as_second=Discipline.PSYCHOLOGIST):
    return Pair(stage.people[first].post, as_first, stage.people[second].post, as_second)


def test_the_cell_names_a_pair_and_who_asked_sees_the_disciplines(stage, cell):
    _asking, request = ask(stage, cell)
    selma = stage.people["selma"].browser()
    sent = {
        "version": 1, "first": str(stage.people["selma"].post), "first_discipline": "nurse",
        "second": str(stage.people["sam"].post), "second_discipline": "psychologist",
    }  # fmt: skip

    assert selma.post(f"/support/queue/{request}/", sent).status_code == 302
    mine = plain(stage.amina.browser().get("/support/mine/"))
    assert "Un binôme est désigné" in mine and "Psychologue" in mine and "Selma" not in mine
    with stage.people["sam"].acting() as sam:
        assert queries.one(sam, request).state == State.PAIR_NAMED
        with pytest.raises(Conflict):
            actions.name_pair(actor=sam, pk=request, pair=pair(stage), version=1)
        actions.close(actor=sam, pk=request, version=2)
    with stage.people["sam"].acting() as sam, pytest.raises(Conflict):
        actions.close(actor=sam, pk=request, version=2)


@pytest.mark.parametrize("wrong", [{"second": "selma"}, {"as_second": Discipline.NURSE}])
def test_a_pair_of_one_or_of_one_discipline_is_no_pair(stage, cell, wrong):
    _asking, request = ask(stage, cell)
    with stage.people["selma"].acting() as selma, pytest.raises(InvalidInput):
        actions.name_pair(actor=selma, pk=request, pair=pair(stage, **wrong), version=1)


def test_it_is_never_routed_to_a_pair_member_s_own_company(stage, cell):
    """Sam is seconded by the company that asks: no choice of the list, and refused when typed by hand."""
    _asking, request = ask(stage, cell)
    with without_locks() as cursor:
        cursor.execute("SELECT staff_id FROM organisations_post WHERE id = %s", [stage.people["sam"].post])
        staff = cursor.fetchone()[0]
        put(
            Post(
                staff_id=staff, organisation=stage.company, service=stage.service, role=Role.SOCIAL_WORKER, valid=ALWAYS
            )
        )

    with stage.people["selma"].acting() as selma:
        assert [post for post, _name in queries.colleagues(selma, request)] == [str(stage.people["selma"].post)]
        with pytest.raises(Refused):
            actions.name_pair(actor=selma, pk=request, pair=pair(stage), version=1)


def test_who_is_paid_by_the_company_that_asks_is_not_of_the_pair(stage, cell):
    _asking, request = ask(stage, cell)
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE organisations_staffmember SET employer_id = %s WHERE id = (SELECT staff_id FROM organisations_post WHERE id = %s)",
            [stage.company.pk, stage.people["sam"].post],
        )
    with stage.people["selma"].acting() as selma:
        assert str(stage.people["sam"].post) not in dict(queries.colleagues(selma, request))


def test_what_waits_longest_stands_first_and_says_by_when(stage, cell):
    _asking, late = ask(stage, cell)
    _asking, fresh = ask(stage, cell)
    with without_locks() as cursor:
        cursor.execute("UPDATE support_requests_supportrequest SET answer_by = answer_by - 20 WHERE id = %s", [late])

    page = stage.people["selma"].browser().get("/support/queue/")

    text = page.content.decode()
    assert text.index(str(late)) < text.index(str(fresh))
    assert "un binôme était dû le" in plain(page) and "un binôme avant le" in plain(page)


def test_the_queue_costs_the_same_however_long(stage, cell):
    counts = []
    for _time in range(2):
        ask(stage, cell)
        browser = stage.people["selma"].browser()
        browser.get("/support/queue/")
        with CaptureQueriesContext(connection) as asked:
            browser.get("/support/queue/")
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 8


def test_both_sides_go_after_their_term(stage, cell):
    asking, request = ask(stage, cell)
    _other, open_one = ask(stage, cell)
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE support_requests_supportrequest SET state = 'closed', closed_on = '2020-01-01' WHERE id = %s",
            [request],
        )
        cursor.execute("SELECT sec.erase_support_requests()")
        cursor.execute("SELECT count(*) FROM support_requests_asking WHERE id = %s", [asking])
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT id FROM support_requests_supportrequest WHERE id = ANY(%s)", [[request, open_one]])
        assert cursor.fetchall() == [(open_one,)]


def test_the_file_of_one_s_own_household_offers_to_ask_and_nothing_is_proposed_by_rule(stage, cell):
    """S4-031: a link in the worker's own menu, the same on every file of hers."""
    own, other = stage.homes[0].household, stage.homes[2].household
    assert f"/support/ask/?household={own}" in stage.amina.browser().get(f"/households/{own}/").content.decode()
    assert "/support/ask/" not in stage.amina.browser().get(f"/households/{other}/").content.decode()
