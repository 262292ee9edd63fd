"""A contact written down in a minute: only the text is asked, and it goes where it belongs."""

import datetime
import uuid

import pytest

from palier.access.actions import add_to_team
from palier.access.rules import Duty, Tier
from palier.casework.cases import queries as cases
from palier.kernel.errors import Refused
from tests.desk.capture.writing import contact_of, open_file, rows, send, written_earlier


def test_the_text_alone_is_enough(stage, amina):
    answer = send(amina, facts="La caisse a rappelé.")

    assert answer.status_code == 302
    kept = contact_of(stage.amina.post)
    assert (kept["facts"], kept["subject_id"], kept["household_id"]) == ("La caisse a rappelé.", stage.amina.post, None)
    assert kept["ends_on"] is not None


def test_every_field_is_kept(stage, amina):
    case, home = open_file(stage), stage.homes[0]

    answer = send(
        amina,
        facts="Elle passe demain.",
        household=home.household,
        persons=[home.persons[1]],
        place=case,
        channel="phone",
        result="i_called",
        confided="ce qui est dit entre nous",
        next_step="rappeler le 24/12/2027",
        domain="health",
        at="2026-03-10T10:42",
        who="la voisine",
        next="/requests/",
    )

    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == "/requests/"
    kept = contact_of(stage.amina.post)
    assert kept["case_id"] == case
    assert kept["concerns"] == [home.persons[1]]
    assert (kept["channel"], kept["result"], kept["domain"]) == ("phone", "i_called", "health")
    assert kept["who"] == "la voisine"
    assert kept["at"] == datetime.datetime(2026, 3, 10, 9, 42, tzinfo=datetime.UTC)
    assert rows("SELECT text, tier FROM cases_confidence WHERE contact_id = %s", kept["id"]) == [
        ("ce qui est dit entre nous", "team")
    ]
    assert rows("SELECT due, call_back FROM cases_step WHERE contact_id = %s", kept["id"]) == [
        (datetime.date(2027, 12, 24), True)
    ]


def test_an_open_file_takes_the_contact_unless_asked_otherwise(stage, amina):
    case = open_file(stage)

    send(amina, facts="dans le dossier", household=stage.homes[0].household)

    assert contact_of(stage.amina.post)["case_id"] == case


def test_a_simple_contact_stays_out_of_the_file(stage, amina):
    open_file(stage)

    send(amina, facts="une question", household=stage.homes[0].household, place="simple")

    kept = contact_of(stage.amina.post)
    assert (kept["case_id"], kept["subject_id"]) == (None, stage.amina.post)


def test_a_contact_with_another_workers_household_is_left_with_her(stage, amina):
    theirs = next(home for home in stage.homes if _worker(stage, home) == stage.dries.post)
    open_file(stage, "dries", stage.homes.index(theirs))

    page = amina.get(f"/capture/?household={theirs.household}").content.decode()
    answer = send(
        amina,
        facts="elle est venue",
        household=theirs.household,
        confided="seulement pour vous",
        confided_reinforced="on",
        next_step="rappeler demain",
    )

    assert "Dries Exemple" in page
    assert "dossier" not in page.split("<main")[1].split("</main>")[0].lower()
    assert answer.status_code == 302
    kept = contact_of(stage.amina.post)
    assert (kept["subject_id"], kept["case_id"]) == (stage.dries.post, None)
    with stage.dries.acting() as dries:
        assert cases.contact(dries, kept["id"]).facts == "elle est venue"
        (confided,) = cases.reinforced_of(dries, _case_of(theirs))
        assert confided.text == "seulement pour vous"


def test_what_is_left_with_a_colleague_cannot_be_hidden_from_her(stage, amina):
    theirs = next(home for home in stage.homes if _worker(stage, home) == stage.dries.post)

    answer = send(amina, facts="gardé", household=theirs.household, tier="author")

    assert answer.status_code == 422
    assert "gardé" in answer.content.decode()
    assert not rows("SELECT 1 FROM cases_contact WHERE author_id = %s", stage.amina.post)


def test_an_unknown_caller_is_kept_as_typed(stage, amina):
    send(amina, facts="demande une attestation", who="M. Fictif, 02 000 00 00")

    kept = contact_of(stage.amina.post)
    assert (kept["who"], kept["household_id"]) == ("M. Fictif, 02 000 00 00", None)


def test_a_person_may_stay_unnamed_in_her_household(stage, amina):
    send(amina, facts="au téléphone", household=stage.homes[0].household, persons=["none"])

    assert contact_of(stage.amina.post)["concerns"] == []


@pytest.mark.parametrize("tier", ["author", "reinforced"])
def test_what_is_for_few_leaves_no_trace_for_the_rest_of_the_team(stage, amina, tier):
    case = open_file(stage)
    _join(stage, case, "emma")

    send(amina, facts="mot secret", household=stage.homes[0].household, place=case, tier=tier)

    with stage.emma.acting() as emma:
        assert cases.contacts_of(emma, case).count() == 0
    with stage.amina.acting() as amina_again:
        assert cases.contact(amina_again, contact_of(stage.amina.post)["id"]).facts == "mot secret"


def test_a_reinforced_confidence_is_not_in_the_timeline(stage, amina):
    case = open_file(stage)
    _join(stage, case, "emma")

    send(amina, facts="fait", household=stage.homes[0].household, confided="canari", confided_reinforced="on")

    with stage.emma.acting() as emma:
        shown = cases.contacts_of(emma, case)
        assert [row.facts for row in shown] == ["fait"]
        assert cases.confidences_of(emma, shown) == {}
        assert cases.reinforced_of(emma, case) == []
    with stage.amina.acting() as again:
        assert [row.text for row in cases.reinforced_of(again, case)] == ["canari"]


def test_a_pair_names_one_colleague(stage, amina):
    case = open_file(stage)
    _join(stage, case, "emma")
    _join(stage, case, "bart")
    home = stage.homes[0].household

    without = send(amina, facts="à deux", household=home, place=case, tier="pair")
    answer = send(amina, facts="à deux", household=home, place=case, tier="pair", readers=[stage.emma.post])

    assert without.status_code == 422
    assert answer.status_code == 302
    made = contact_of(stage.amina.post)["id"]
    with stage.emma.acting() as emma:
        assert cases.contact(emma, made).tier == Tier.PAIR
    with stage.bart.acting() as bart, pytest.raises(Refused):
        cases.contact(bart, made)


def test_nobody_outside_the_team_can_be_named(stage, amina):
    case = open_file(stage)
    _join(stage, case, "emma")

    answer = send(
        amina, facts="à deux", household=stage.homes[0].household, place=case, tier="pair", readers=[stage.dries.post]
    )

    assert answer.status_code == 422


def test_sent_twice_it_is_kept_once(stage, amina):
    key = uuid.uuid4()

    first = send(amina, facts="une fois", idempotency_key=key)
    second = send(amina, facts="une fois", idempotency_key=key)
    other = send(amina, facts="autre chose", idempotency_key=key)

    assert (first.status_code, second.status_code, other.status_code) == (302, 302, 409)
    assert contact_of(stage.amina.post)["facts"] == "une fois"


@pytest.mark.parametrize(
    "wrong",
    [
        {"facts": ""},
        {"facts": " \u2003 "},
        {"channel": "pigeon"},
        {"at": "2999-01-01T10:00"},
        {"at": "hier"},
        {"next_day": "31/02/2027"},
        {"next_step": "x" * 301},
        {"facts": "a\x00b"},
        {"tier": "everybody"},
        {"household": "nonsense"},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_a_mistake_keeps_what_was_typed(stage, amina, wrong):
    answer = send(amina, **{"facts": "texte à garder", "confided": "confié à garder", "next_step": "suite", **wrong})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "confié à garder" in page
    assert "facts" in wrong or "texte à garder" in page
    assert 'id="to-mend"' in page
    assert not rows("SELECT 1 FROM cases_contact WHERE author_id = %s", stage.amina.post)


def test_a_household_of_another_company_is_not_there(stage, amina):
    other = type(stage).set()

    assert amina.get(f"/capture/?household={other.homes[0].household}").status_code == 404
    assert amina.get(f"/capture/?household={stage.homes[0].household}").status_code == 200


def test_undone_within_seconds_it_is_gone(stage, amina):
    saved = send(amina, facts="à reprendre", next="/requests/")
    page = amina.get(saved["Location"]).content.decode()
    made = contact_of(stage.amina.post)["id"]
    assert f"/capture/{made}/undo/" in page

    answer = amina.post(f"/capture/{made}/undo/?next=/requests/")

    assert answer["Location"] == "/requests/"
    assert not rows("SELECT 1 FROM cases_contact WHERE id = %s", made)


def test_undo_is_not_for_later_nor_for_others(stage, amina):
    send(amina, facts="reste")
    made = contact_of(stage.amina.post)["id"]

    stage.dries.browser().post(f"/capture/{made}/undo/")
    assert rows("SELECT 1 FROM cases_contact WHERE id = %s", made)
    written_earlier("cases_contact", "written_at", made, "20 seconds")
    late = amina.post(f"/capture/{made}/undo/", follow=True)

    assert rows("SELECT 1 FROM cases_contact WHERE id = %s", made)
    assert "Trop tard" in late.content.decode()


def test_only_addresses_of_this_site_are_come_back_to(stage, amina):
    assert send(amina, facts="a", next="https://ailleurs.example/")["Location"] == "/"
    assert send(amina, facts="a", next="//ailleurs.example/")["Location"] == "/"
    assert send(amina, facts="a", next="/requests/?state=")["Location"] == "/requests/?state="


def _worker(stage, home):
    with stage.amina.acting() as actor:
        return cases.assigned_worker(actor, home.household)


def _case_of(home):
    ((case,),) = rows("SELECT id FROM cases_case WHERE household_id = %s", home.household)
    return case


def _join(stage, case, who):
    with stage.amina.acting() as actor:
        subject = cases.case(actor, case).subject_id
        add_to_team(
            actor=actor,
            subject=subject,
            post=stage.people[who].post,
            duty=Duty.COLLEAGUE,
            until=None,
            reason="ensemble",
        )
