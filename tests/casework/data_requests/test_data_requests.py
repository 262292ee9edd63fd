"""A copy of what is held of one person (P17): item by item, worker and officer, and nobody told of another's part."""

import inspect
import re
import uuid
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.db.utils import ProgrammingError

from palier.access.guarded import Guarded
from palier.access.rules import Tier
from palier.casework.cases import actions as cases
from palier.casework.cases.rules import KnownDraft
from palier.casework.data_requests import actions, queries
from palier.casework.data_requests.actions import Decided
from palier.casework.data_requests.rules import (
    DataRight,
    Decision,
    Handed,
    Item,
    ItemKind,
    Motive,
    answer_due,
    is_complete,
    proposed,
)
from palier.casework.transfers.rules import Kind, Need
from palier.kernel import clock
from palier.kernel.errors import Conflict, InvalidInput, Refused
from tests.access.cast import canary
from tests.casework.transfers import mobility
from tests.door.comers import plain, with_account
from tests.door.test_my_file import ask, letter_to, open_file, write
from tests.registry.interservice import lines as table
from tests.registry.safety import doors as safety
from tests.stage import without_locks

TODAY = clock.today()
REASON = "Cela vient d’une autre personne du ménage."


def asked(who, person, right=DataRight.COPY, text=""):
    """Asked at the counter, written down by `who`."""
    with who.acting() as actor:
        actions.ask_about_data(actor=actor, person=person, right=right, text=text, key=uuid.uuid4())


def inbox(worker):
    with worker.acting() as actor:
        return list(queries.open_requests(actor))


def items(worker, row):
    with worker.acting() as actor:
        return queries.held(actor, row)


def decide(worker, row, **by_text):
    """Decide items by a word of their text."""
    found = {word: item for item in items(worker, row) for word in by_text if word in item.text}
    with worker.acting() as actor:
        actions.decide(actor=actor, pk=row.pk, decided={found[word].id: one for word, one in by_text.items()})


def answered(worker, row, words="", version=None):
    with worker.acting() as actor:
        seen = queries.data_request(actor, row.pk).version if version is None else version
        return actions.answer(actor=actor, pk=row.pk, version=seen, words=words, handed=Handed.BY_HAND)


GIVE = Decided(Decision.GIVE)
BACK = Decided(Decision.KEEP_BACK, motive=Motive.SOMEBODY_ELSE, reason=REASON)


# -- rules ------------------------------------------------------------------------------------------------------


def test_an_answer_is_due_within_a_month():
    import datetime as dt

    assert answer_due(dt.date(2026, 1, 31)) == dt.date(2026, 2, 28)
    assert answer_due(dt.date(2026, 11, 26)) == dt.date(2026, 12, 26)


@pytest.mark.parametrize(
    ("alone", "own", "expected"), [(True, False, Decision.GIVE), (False, False, None), (True, True, None)]
)
def test_only_what_is_hers_alone_is_proposed(alone, own, expected):
    assert proposed(Item(uuid.uuid4(), ItemKind.CONTACT, TODAY, "x", alone, own)) == expected


def test_a_copy_is_complete_when_each_item_stands():
    one, two = uuid.uuid4(), uuid.uuid4()
    assert is_complete([], {})
    assert not is_complete([one, two], {one: True})
    assert not is_complete([one, two], {one: True, two: False})
    assert is_complete([one, two], {one: True, two: True})


# -- who gets it ------------------------------------------------------------------------------------------------


def test_it_lies_with_each_who_holds_something_and_with_nobody_else(stage):
    home = stage.homes[0]
    zoe, omer = home.persons
    write(stage.dries, "x", case=open_file(stage.dries, home, [zoe]), persons=[zoe])
    write(stage.bart, "y", case=open_file(stage.bart, home, [omer]), persons=[omer])
    asked(stage.desk, zoe)
    assert [row.concerns for row in inbox(stage.amina)] == [[zoe]]
    assert [row.concerns for row in inbox(stage.dries)] == [[zoe]]
    assert inbox(stage.bart) == inbox(stage.emma) == []
    assert inbox(stage.amina)[0].pk != inbox(stage.dries)[0].pk
    for who in ("desk", "head", "accounts", "officer", "agent"):
        with stage.people[who].acting(), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM data_requests_datarequest")
            assert cursor.fetchone()[0] == 0
            cursor.execute("SELECT count(*) FROM data_requests_datadecision")
            assert cursor.fetchone()[0] == 0


def test_the_same_asking_twice_is_one(stage):
    zoe = stage.homes[0].persons[0]
    key = uuid.uuid4()
    for _ in range(2):
        with stage.desk.acting() as actor:
            actions.ask_about_data(actor=actor, person=zoe, right=DataRight.COPY, text="", key=key)
    assert len(inbox(stage.amina)) == 1


def test_who_may_not_ask_is_refused_and_who_may_is_not(stage):
    zoe = stage.homes[0].persons[0]
    for who in ("accounts", "technical", "head", "direction", "officer", "agent"):
        with stage.people[who].acting() as actor, pytest.raises(Refused):
            actions.ask_about_data(actor=actor, person=zoe, right=DataRight.COPY, text="", key=uuid.uuid4())
        with stage.people[who].acting(), connection.cursor() as cursor:
            cursor.execute("SELECT sec.ask_about_data(%s, %s, 'copy', '')", [uuid.uuid4(), zoe])
            assert cursor.fetchone()[0] == 0
    with stage.chloe.acting() as actor, pytest.raises(Refused):
        actions.ask_about_data(actor=actor, person=zoe, right=DataRight.COPY, text="", key=uuid.uuid4())
    assert inbox(stage.amina) == []
    asked(stage.bart, zoe)
    assert len(inbox(stage.amina)) == 1


def test_a_correction_says_what(stage):
    zoe = stage.homes[0].persons[0]
    with pytest.raises(InvalidInput):
        asked(stage.desk, zoe, DataRight.CORRECTION, "  ")
    asked(stage.desk, zoe, DataRight.CORRECTION, "Ma date de naissance.")
    row = inbox(stage.amina)[0]
    with pytest.raises(InvalidInput):
        answered(stage.amina, row)
    answered(stage.amina, row, "C’est corrigé.")
    page = plain(with_account(zoe).get("/door/file/"))
    assert "Ma date de naissance." in page and "C’est corrigé." in page


# -- item by item -----------------------------------------------------------------------------------------------


def test_every_tier_is_decided_and_what_is_not_hers_alone_is_not_proposed(stage):
    home = stage.homes[0]
    zoe, omer = home.persons
    case = open_file(stage.amina, home, [zoe])
    write(stage.amina, "seule", case=case, persons=[zoe], confided="confie", confided_tier=Tier.REINFORCED)
    write(stage.amina, "ensemble", case=case, persons=[zoe, omer])
    write(stage.amina, "memoire", case=case, persons=[zoe], tier=Tier.AUTHOR)
    write(stage.amina, "delui", case=case, persons=[omer])
    ask(stage.amina, home, "demande", [zoe])
    asked(stage.desk, zoe)
    [row] = inbox(stage.amina)
    found = {item.text: proposed(item) for item in items(stage.amina, row)}
    assert found == {
        "seule": Decision.GIVE,
        "confie": None,
        "ensemble": None,
        "memoire": None,
        "demande": Decision.GIVE,
    }


def test_letters_analyses_her_own_words_who_lives_there_and_the_door_are_in_it(stage):
    home = stage.homes[0]
    zoe, omer = home.persons
    case = open_file(stage.amina, home, [zoe], "mots")
    letter_to(stage.amina, home, zoe, "lettre")
    letter_to(stage.amina, home, omer, "autre lettre")
    with stage.amina.acting() as actor:
        cases.analyse(actor=actor, case=case, text="lecture")
        cases.say_known(actor=actor, case=case, draft=KnownDraft(name="Idris Fictif", confided_by=(zoe,)))
    safety.proposed(stage, fact="le fait")
    asked(stage.desk, zoe)
    [row] = inbox(stage.amina)
    found = {item.kind: (item.text, proposed(item)) for item in items(stage.amina, row)}
    assert found == {
        ItemKind.FILE: ("mots", Decision.GIVE),
        ItemKind.LETTER: ("Un mot pour vous\nlettre", Decision.GIVE),
        ItemKind.ANALYSIS: ("lecture", Decision.GIVE),
        ItemKind.KNOWN: ("Idris Fictif", None),  # of somebody else, whoever told it
        ItemKind.SAFETY: ("Sonner et attendre dehors\nle fait", None),
    }


def test_lines_of_the_table_are_in_it_but_for_what_was_asked_for_her_partner(stage):
    home = stage.homes[0]
    zoe, omer = home.persons
    table.repair(stage, home, person=zoe, spot="bathroom")
    table.repair(stage, home, person=omer, spot="cellar")
    table.answer(stage, table.told(stage, home, text="Un rappel est parti"), "call_back", who="amina")
    asked(stage.desk, zoe)
    [row] = inbox(stage.amina)
    found = [(item.kind, item.text, proposed(item)) for item in items(stage.amina, row)]
    assert found == [
        (ItemKind.TABLE, "Une réparation est nécessaire\nSalle de bain", Decision.GIVE),
        (ItemKind.TABLE, "À propos du compte locatif\nUn rappel est parti\nMerci de me rappeler", None),
    ]


def test_what_was_declared_for_another_dwelling_is_in_it_but_for_what_her_partner_declared_alone(stage):
    home = mobility.home(stage, adults=2, bedrooms=3)
    zoe, omer = home.persons
    mobility.vacant(stage, bedrooms=1)
    request = mobility.begin(stage, home, by=[zoe], needs=(Need.NEAR_SCHOOL,), near="École Imaginaire")
    mobility.search(stage)
    [move] = mobility.moves(stage)
    mobility.agree(stage, request, move=move.pk)
    mobility.decide(stage, move, accept=True)
    for person in home.persons:
        asked(stage.desk, person)
    rows = {row.concerns[0]: row for row in inbox(stage.amina)}

    found = {item.id: item for item in items(stage.amina, rows[zoe]) if item.kind == ItemKind.TRANSFER}

    assert set(found) == {request, move.pk}
    assert found[request].text.startswith("À la demande du ménage\nPrès de cette école\nÉcole Imaginaire\n")
    assert proposed(found[request]) == Decision.GIVE
    assert "Deux ménages seraient mieux logés." in found[move.pk].text and "d’accord" in found[move.pk].text.lower()
    assert proposed(found[move.pk]) is None, "it goes to the home of somebody"
    assert [item for item in items(stage.amina, rows[omer]) if item.kind == ItemKind.TRANSFER] == []


def test_a_transfer_declared_by_two_or_begun_by_the_landlord_waits_for_the_worker(stage):
    two, landlords = stage.homes[0], mobility.home(stage, adults=1, bedrooms=3)
    mobility.begin(stage, two, by=two.persons)
    mobility.begin(stage, landlords, kind=Kind.MANDATORY, agrees=False)
    for person in (two.persons[0], landlords.persons[0]):
        asked(stage.desk, person)

    for row in inbox(stage.amina):
        assert [(item.kind, proposed(item)) for item in items(stage.amina, row)] == [(ItemKind.TRANSFER, None)]


def test_who_does_not_look_after_the_home_holds_nothing_of_its_transfer(stage):
    home = stage.homes[0]
    mobility.begin(stage, home, by=home.persons[:1])
    write(stage.bart, "y", household=home.household, persons=home.persons[:1], tier=Tier.AUTHOR)
    asked(stage.desk, home.persons[0])
    kinds = {}
    for name in ("amina", "bart"):
        for row in inbox(stage.people[name]):
            kinds[name] = {item.kind for item in items(stage.people[name], row)}

    assert ItemKind.TRANSFER in kinds["amina"]
    assert ItemKind.CONTACT in kinds["bart"] and ItemKind.TRANSFER not in kinds["bart"]


def test_of_a_file_of_two_neither_words_nor_analysis_are_proposed(stage):
    home = stage.homes[0]
    case = open_file(stage.amina, home, home.persons, "mots")
    with stage.amina.acting() as actor:
        cases.analyse(actor=actor, case=case, text="lecture")
    asked(stage.desk, home.persons[0])
    [row] = inbox(stage.amina)
    assert {item.text: proposed(item) for item in items(stage.amina, row)} == {"mots": None, "lecture": None}


def test_every_table_that_speaks_of_a_person_is_in_the_copy_or_says_why_not():
    """Whoever adds a table with persons says here whether the copy holds it."""
    elsewhere = {
        "data_requests_datarequest",  # shown to her as such, with its answer
        "entitlements_rightseen",  # that a question was looked at with her: she was there, no answer is kept
        "access_codes_accesscode",  # the code itself: she holds it, its giver and day stand on her door
        "documents_photocode",  # two minutes
        "doubles_doublekey",  # how her name sounds: made anew from her name
        "interservice_confidedby",  # it says which lines of the table are hers; these are in the copy
        "people_contactdetails",  # the landlord's record, which My file shows whole
        "people_safecontact",  # the flag is revealed to nobody (P2)
    }
    in_copy = set(re.findall(r"(\w+)\.objects", Path(inspect.getfile(queries.held)).read_text()))
    tables = {
        model._meta.db_table: model.__name__
        for model in apps.get_models()
        if issubclass(model, Guarded) and (model.ACCESS.persons or model.ACCESS.person)
    }
    assert {table for table, name in tables.items() if name not in in_copy} == elsewhere


def test_a_part_goes_and_what_is_kept_back_waits_for_the_officer(stage):
    home = stage.homes[0]
    zoe, omer = home.persons
    case = open_file(stage.amina, home, [zoe])
    secret = canary("of both")
    write(stage.amina, "seule", case=case, persons=[zoe])
    write(stage.amina, f"ensemble {secret}", case=case, persons=[zoe, omer])
    write(stage.amina, "troisieme", case=case, persons=[zoe, omer])
    asked(stage.desk, zoe)
    [row] = inbox(stage.amina)
    client = stage.amina.browser()
    assert client.get(f"/data-requests/{row.pk}/copy/").status_code == 404
    part = Decided(Decision.IN_PART, "Nous en avons parlé.", Motive.SOMEBODY_ELSE, REASON)
    decide(stage.amina, row, seule=GIVE, ensemble=part, troisieme=BACK)
    with pytest.raises(InvalidInput):
        answered(stage.amina, row)
    officer = stage.officer.browser()
    page = plain(officer.get("/kept-back/"))
    assert REASON in page and secret not in page and "Zoé" not in page and home.household.hex not in page
    with stage.officer.acting() as actor:
        waiting = queries.kept_back(actor)
        assert {one.decision for one in waiting} == {"in_part", "keep_back"}
        for one in waiting:
            actions.confirm(actor=actor, pk=one.id, version=one.version)
    copy = plain(client.get(f"/data-requests/{row.pk}/copy/"))
    assert "seule" in copy and "Nous en avons parlé." in copy
    assert secret not in copy and "troisieme" not in copy
    assert copy.count(REASON) == 2 and "APD" in copy
    assert "Gegevensbeschermingsautoriteit" in plain(client.get(f"/data-requests/{row.pk}/copy/?in=nl"))
    answered(stage.amina, row)
    assert inbox(stage.amina) == []


def test_the_officer_sends_a_reason_back_and_a_changed_decision_waits_again(stage):
    home = stage.homes[0]
    zoe, omer = home.persons
    write(stage.amina, "ensemble", case=open_file(stage.amina, home, [zoe]), persons=[zoe, omer])
    asked(stage.desk, zoe)
    [row] = inbox(stage.amina)
    decide(stage.amina, row, ensemble=BACK)
    with stage.officer.acting() as actor:
        [one] = queries.kept_back(actor)
        actions.confirm(actor=actor, pk=one.id, version=one.version, question="En partie, peut-être ?")
    assert "En partie, peut-être" in plain(stage.amina.browser().get(f"/data-requests/{row.pk}/"))
    decide(stage.amina, row, ensemble=Decided(Decision.IN_PART, "Un mot.", Motive.SOMEBODY_ELSE, REASON))
    with stage.officer.acting() as actor:
        [again] = queries.kept_back(actor)
        assert not again.confirmed
        with pytest.raises(Conflict):
            actions.confirm(actor=actor, pk=again.id, version=one.version)
        actions.confirm(actor=actor, pk=again.id, version=again.version)
    decide(stage.amina, row, ensemble=BACK)
    with stage.officer.acting() as actor:
        assert not queries.kept_back(actor)[0].confirmed


def test_what_the_officer_typed_stays_when_it_cannot_go(stage):
    home = stage.homes[0]
    zoe, omer = home.persons
    write(stage.amina, "ensemble", case=open_file(stage.amina, home, [zoe]), persons=[zoe, omer])
    asked(stage.desk, zoe)
    [row] = inbox(stage.amina)
    decide(stage.amina, row, ensemble=BACK)
    with stage.officer.acting() as actor:
        [one] = queries.kept_back(actor)
    officer, address = stage.officer.browser(), f"/kept-back/{one.id}/"
    long = "Pourquoi ? " * 40
    for question in ("", long):
        refused = officer.post(address, {"version": one.version, "ask": "1", "question": question})
        assert refused.status_code == 422 and question.strip() in plain(refused)
        assert f'aria-describedby="q{one.id}_question' in refused.content.decode()
    assert officer.post(address, {"version": one.version, "ask": "1", "question": "Pourquoi ?"}).status_code == 302
    assert "Pourquoi ?" in plain(stage.amina.browser().get(f"/data-requests/{row.pk}/"))


def test_an_answer_that_cannot_go_stays_beside_what_to_mend(stage):
    zoe = stage.homes[0].persons[0]
    asked(stage.desk, zoe, DataRight.CORRECTION, "Ma date de naissance.")
    [row] = inbox(stage.amina)
    client, address = stage.amina.browser(), f"/data-requests/{row.pk}/answered/"
    sent = {"version": row.version, "handed": "by_hand"}
    for words in ("   ", "Corrigé. " * 600):
        refused = client.post(address, {**sent, "answer": words})
        assert refused.status_code == 422 and words.strip() in plain(refused)
        assert "id_answer_errors" in refused.content.decode()
    assert client.post(address, {**sent, "answer": "Corrigé."}).status_code == 302
    assert inbox(stage.amina) == []


def test_nobody_but_the_officer_confirms(stage):
    home = stage.homes[0]
    zoe, omer = home.persons
    write(stage.amina, "ensemble", case=open_file(stage.amina, home, [zoe]), persons=[zoe, omer])
    asked(stage.desk, zoe)
    [row] = inbox(stage.amina)
    decide(stage.amina, row, ensemble=BACK)
    with stage.officer.acting() as actor:
        [one] = queries.kept_back(actor)
    for who in ("amina", "head", "bart", "chloe"):
        with stage.people[who].acting() as actor, pytest.raises(Refused):
            actions.confirm(actor=actor, pk=one.id, version=one.version)
        with stage.people[who].acting(), connection.cursor() as cursor:
            cursor.execute("SELECT sec.confirm_kept_back(%s, %s, '')", [one.id, one.version])
            assert cursor.fetchone()[0] is False
    with stage.amina.acting(), connection.cursor() as cursor, pytest.raises(ProgrammingError):
        cursor.execute("UPDATE data_requests_datadecision SET confirmed_by_id = %s", [stage.amina.post])


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (Decided(Decision.KEEP_BACK, reason=REASON), "Choose why"),
        (Decided(Decision.KEEP_BACK, motive=Motive.DANGER, reason="court"), "twenty characters"),
        (Decided(Decision.IN_PART, " ", Motive.DANGER, REASON), "words that go"),
    ],
)
def test_what_a_decision_lacks_is_said_beside_it_and_nothing_is_lost(stage, one, words):
    home = stage.homes[0]
    zoe, omer = home.persons
    write(stage.amina, "ensemble", case=open_file(stage.amina, home, [zoe]), persons=[zoe, omer])
    asked(stage.desk, zoe)
    [row] = inbox(stage.amina)
    with pytest.raises(InvalidInput) as refused:
        decide(stage.amina, row, ensemble=one)
    assert any(words in str(message) for messages in refused.value.fields.values() for message in messages)
    [item] = items(stage.amina, row)
    sent = {f"{item.id.hex}-{name}": getattr(one, name) for name in ("decision", "words", "motive", "reason")}
    answer = stage.amina.browser().post(f"/data-requests/{row.pk}/", sent)
    assert answer.status_code == 422
    assert one.reason in plain(answer)


def test_what_another_worker_holds_is_in_no_ones_copy_but_hers(stage):
    home = stage.homes[0]
    zoe = home.persons[0]
    write(stage.dries, canary("his"), case=open_file(stage.dries, home, [zoe]), persons=[zoe])
    ask(stage.amina, home, canary("hers"), [zoe])
    asked(stage.desk, zoe)
    [amina], [dries] = inbox(stage.amina), inbox(stage.dries)
    assert [item.text for item in items(stage.amina, amina)] == [canary("hers")]
    assert [item.text for item in items(stage.dries, dries)] == [canary("his")]
    with stage.amina.acting() as actor, pytest.raises(Refused):
        queries.data_request(actor, dries.pk)
    assert stage.amina.browser().get(f"/data-requests/{dries.pk}/").status_code == 404


def test_she_asks_at_her_door_and_reads_how_it_stands(stage):
    zoe, omer = stage.homes[0].persons
    client = with_account(zoe)
    answer = client.post("/door/file/ask/", {"right": "restriction", "text": "Mon numéro."}, follow=True)
    assert "C’est noté" in plain(answer) and "Mon numéro." in plain(client.get("/door/file/"))
    [row] = inbox(stage.amina)
    assert (row.author_id, row.text, row.right) == (None, "Mon numéro.", "restriction")
    assert "Mon numéro." not in plain(with_account(omer).get("/door/file/"))
    missing = client.post("/door/file/ask/", {"right": "correction", "text": ""})
    assert missing.status_code == 422


def test_an_answered_request_goes_after_twelve_months_with_its_decisions_and_history(stage):
    home = stage.homes[0]
    zoe = home.persons[0]
    write(stage.amina, "seule", case=open_file(stage.amina, home, [zoe]), persons=[zoe])
    asked(stage.desk, zoe)
    [row] = inbox(stage.amina)
    decide(stage.amina, row, seule=GIVE)
    answered(stage.amina, row)
    with without_locks() as cursor:
        cursor.execute("SELECT sec.erase_data_requests()")
        cursor.execute("SELECT count(*) FROM data_requests_datadecision WHERE data_request_id = %s", [row.pk])
        assert cursor.fetchone()[0] == 1
        cursor.execute("UPDATE data_requests_datarequest SET ends_on = sec.today() - 2 WHERE id = %s", [row.pk])
        cursor.execute("SELECT sec.erase_data_requests()")
        cursor.execute("SELECT count(*) FROM data_requests_datadecision WHERE data_request_id = %s", [row.pk])
        assert cursor.fetchone()[0] == 0
        cursor.execute("SELECT count(*) FROM access_history WHERE row_id = %s", [row.pk])
        assert cursor.fetchone()[0] == 0


def test_the_slip_says_neither_who_nor_what(stage):
    home = stage.homes[0]
    zoe = home.persons[0]
    page = stage.desk.browser().post(f"/data-requests/of/{zoe}/", {"right": "copy"})
    slip = plain(page)[plain(page).index('class="slip"') :]
    assert "Votre question a été notée" in slip and 'lang="nl"' in slip
    assert "Zoé" not in slip and "copie" not in slip.split("</section>")[0]
    assert len(inbox(stage.amina)) == 1


def test_at_the_desk_one_person_is_chosen_never_a_household(stage):
    home = stage.homes[0]
    client = stage.desk.browser()
    page = plain(client.get(f"/data-requests/at/{home.household}/"))
    assert all(f"/data-requests/of/{person}/" in page for person in home.persons)
    assert client.get(f"/data-requests/of/{home.persons[1]}/").status_code == 200
    assert stage.people["accounts"].browser().get(f"/data-requests/at/{home.household}/").status_code == 404
    assert stage.chloe.browser().get(f"/data-requests/at/{home.household}/").status_code == 404


def test_a_copy_that_is_asked_for_freezes_the_aide_memoires_about_her_and_no_others(stage):
    home = stage.homes[0]
    zoe, omer = home.persons
    case = open_file(stage.amina, home, [zoe])
    hers = write(stage.amina, "hers", case=case, persons=[zoe], tier=Tier.AUTHOR)
    his = write(stage.amina, "his", case=case, persons=[omer], tier=Tier.AUTHOR)
    with without_locks() as cursor:
        cursor.execute("UPDATE cases_contact SET ends_on = sec.today() + 2 WHERE id = ANY (%s)", [[hers, his]])
    asked(stage.desk, zoe, DataRight.CORRECTION, "Un mot.")
    asked(stage.desk, zoe)
    with without_locks() as cursor:
        cursor.execute("SELECT id, ends_on - sec.today() FROM cases_contact WHERE id = ANY (%s)", [[hers, his]])
        left = dict(cursor.fetchall())
    assert left[his] == 2
    assert left[hers] >= 28
