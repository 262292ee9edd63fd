"""Two lines become one person with the yes of the two workers of their places, and two again exactly (docs/adr/0013)."""

import datetime as dt
import re

import pytest
from django.db.utils import ProgrammingError
from hypothesis import given, settings
from hypothesis import strategies as st

from palier.casework.cases import actions as cases
from palier.casework.cases.rules import CaseDraft
from palier.registry.people import queries as people
from tests.access.cast import sql
from tests.access.test_existence import masked
from tests.registry.doubles.lines import line, look_for_doubles
from tests.stage import Stage, put, without_locks  # noqa: F401

REGISTER = (
    "people_person", "people_contactdetails", "people_nettaxableincome", "people_householdmember", "people_household",
    "people_representation", "people_safecontact", "people_keepapart", "housing_lease", "cases_case", "cases_contact",
    "access_codes_accesscode", "access_teammember", "doubles_doublepair", "doubles_merging",
)  # fmt: skip


@pytest.fixture
def pair(stage):
    """One Nora on two lines: at a door of Amina and at a door of Bart. (pair, Amina's, Bart's)."""
    return make_pair(stage)


def make_pair(stage, last="Lamrani"):
    with without_locks() as cursor:  # the people of the stage resemble each other too
        mine = "UPDATE people_person SET born = NULL WHERE organisation_id = %s AND last_name LIKE %s"
        cursor.execute(mine, [stage.company.pk, "Exemple%"])
    hers = line(stage, "Nora", last, household=stage.homes[0].household)
    his = line(stage, "Nora", last, household=stage.homes[-1].household)
    look_for_doubles(stage)
    with without_locks() as cursor:
        cursor.execute("SELECT id FROM doubles_doublepair WHERE one_id IN (%s, %s)", [hers, his])
        return cursor.fetchone()[0], hers, his


def propose(stage, pair, who="admin"):
    return stage.people[who].browser().post(f"/doubles/{pair[0]}/merge/", {"keep": str(pair[1])})


def the_merge():
    with without_locks() as cursor:
        cursor.execute("SELECT id FROM doubles_merging ORDER BY proposed_at DESC LIMIT 1")
        return cursor.fetchone()[0]


def agree(stage, who):
    return stage.people[who].browser().post(f"/merges/{the_merge()}/agree/").status_code


def pointer(person):
    with without_locks() as cursor:
        cursor.execute("SELECT merged_into_id FROM people_person WHERE id = %s", [person])
        return cursor.fetchone()[0]


def page(stage, who):
    return stage.people[who].browser().get("/doubles/").content.decode()


def test_one_person_with_the_yes_of_both_and_two_again(stage, pair):
    preview = stage.admin.browser().get(f"/doubles/{pair[0]}/merge/").content.decode()
    assert preview.count("1 ménage déclaré") == 2 and "Rien ne bouge" in preview
    assert propose(stage, pair).status_code == 302
    assert "Amina Exemple · Bart Exemple" in page(stage, "admin")
    assert agree(stage, "dries") == agree(stage, "admin") == agree(stage, "head") == 404
    asked = stage.amina.browser("nl").get(f"/merges/{the_merge()}/agree/").content.decode()
    assert "Ja, één persoon" in asked and asked.count("1 aangegeven huishouden") == 2
    assert f"/doubles/{pair[0]}/merge/" not in page(stage, "amina"), "proposed, it does not wait a second time"
    assert agree(stage, "amina") == 302 and pointer(pair[2]) is None
    assert agree(stage, "amina") == 404, "said once"
    assert agree(stage, "bart") == 302 and pointer(pair[2]) == pair[1]
    assert "Une seule personne depuis" in page(stage, "admin")

    with stage.amina.acting() as amina:
        found = people.find_people(amina, "Lamrani")
    assert set(found) == {stage.homes[0].household, stage.homes[-1].household}
    assert "sur une autre ligne du registre" in stage.bart.browser().get(
        f"/households/{stage.homes[-1].household}/"
    ).content.decode()  # fmt: skip
    look_for_doubles(stage)
    assert f"/doubles/{pair[0]}/merge/" not in page(stage, "admin")

    assert stage.bart.browser().post(f"/merges/{the_merge()}/undo/").status_code == 302
    assert pointer(pair[2]) is None and f"/doubles/{pair[0]}/merge/" in page(stage, "admin")


def everything():
    """Every row of the register and of what hangs on its persons, as text."""
    with without_locks() as cursor:
        rows = {}
        for table in REGISTER:
            cursor.execute(f"SELECT t::text FROM {table} t ORDER BY 1")
            rows[table] = cursor.fetchall()
        return rows


@settings(max_examples=6)
@given(keep=st.booleans(), first=st.booleans(), who=st.sampled_from(["admin", "amina", "bart"]), undo=st.sampled_from(["admin", "amina", "bart"]))  # fmt: skip
def test_merge_then_undo_gives_exactly_the_former_rows(keep, first, who, undo):
    stage = Stage.set()
    pair = make_pair(stage)
    before = everything()
    kept, gone = pair[1:] if keep else pair[:0:-1]
    stage.people[who].browser().post(f"/doubles/{pair[0]}/merge/", {"keep": str(kept)})
    for name in ("amina", "bart") if first else ("bart", "amina"):
        agree(stage, name)
    assert pointer(gone) == kept and pointer(kept) is None
    assert stage.people[undo].browser().post(f"/merges/{the_merge()}/undo/").status_code == 302
    assert everything() == before


def test_the_administrator_sees_the_same_whether_a_file_exists_or_not(stage):
    """P1, P49: two pairs alike, one of whom is accompanied; every page and answer is equal to the end."""
    seen = []
    for last in ("Berrada", "Cherradi"):
        pair = make_pair(stage, last)
        if last == "Berrada":
            with stage.amina.acting() as amina:
                home = stage.homes[0].household
                cases.open_case(actor=amina, draft=CaseDraft(home, (pair[1],), amina.today))
        browser, pages = stage.admin.browser(), []
        for act in (
            lambda p=pair: browser.get(f"/doubles/{p[0]}/merge/"), lambda p=pair: propose(stage, p),
            lambda: browser.get("/doubles/"), lambda p=pair: propose(stage, p), lambda: agree(stage, "amina"),
            lambda: browser.get("/doubles/"), lambda: agree(stage, "bart"), lambda: browser.get("/doubles/"),
            lambda: browser.post(f"/merges/{the_merge()}/undo/"), lambda: browser.get("/doubles/"),
        ):  # fmt: skip
            answer = act()
            pages.append(answer if isinstance(answer, int) else (answer.status_code, plain(answer, stage, pair, last)))
        seen.append(pages)
        with without_locks() as cursor:
            cursor.execute("DELETE FROM doubles_doublepair WHERE id = %s", [pair[0]])
            gone = "UPDATE people_person SET born = NULL, last_name = 'Exemple' WHERE organisation_id = %s AND last_name = %s"
            cursor.execute(gone, [stage.company.pk, last])
    for one, other in zip(*seen, strict=True):
        assert one == other
    assert seen[0][4] == seen[0][6] == 302


def plain(answer, stage, pair, last):
    text = answer.content.decode().replace(last, "LAST")
    with without_locks() as cursor:
        cursor.execute("SELECT source_id FROM people_person WHERE id = ANY(%s)", [list(pair[1:])])
        for (number,) in cursor.fetchall():
            text = text.replace(number, "NUMBER")
    return masked(text, stage.homes[0])


def test_a_door_and_a_file_know_nothing_of_it(stage, pair):
    """What says whose an item is reads its own person: a function of the database that named the column would fail here."""
    with without_locks() as cursor:
        cursor.execute(
            "SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
            " WHERE n.nspname = 'sec' AND p.prosrc LIKE '%%merged_into%%'"
        )
        named = {row[0] for row in cursor.fetchall()}
    assert named == {
        "find_people",
        "weigh_doubles",
        "find_doubles",
        "propose_merge",
        "agree_merge",
        "undo_merge",
        "part_lines",
        "declared_sizes",  # who was merged away is counted once in her household
        "people_to_search",
    }


def test_without_the_yes_of_both_it_is_gone_in_fourteen_days(stage, pair):
    propose(stage, pair), agree(stage, "amina")
    assert "Amina Exemple · Bart Exemple" in page(stage, "admin")
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE doubles_merging SET proposed_at = now() - interval '14 days' WHERE id = %s", [the_merge()]
        )
    assert agree(stage, "bart") == 404 and pointer(pair[2]) is None
    assert sql(stage.admin.token, "SELECT count(*) FROM doubles_merging") == [(0,)]
    assert propose(stage, pair).status_code == 302, "it may be proposed again"


def test_after_its_term_it_is_not_undone(stage, pair):
    propose(stage, pair), agree(stage, "amina"), agree(stage, "bart")
    with without_locks() as cursor:
        cursor.execute("UPDATE doubles_merging SET merged_at = now() - interval '90 days' WHERE id = %s", [the_merge()])
    assert stage.admin.browser().post(f"/merges/{the_merge()}/undo/").status_code == 409
    assert pointer(pair[2]) == pair[1]


@pytest.mark.parametrize("hide", [
    "UPDATE people_person SET protected_address = true WHERE id = %(her)s",
    "INSERT INTO people_keepapart (id, organisation_id, one_id, other_id) VALUES"
    " (gen_random_uuid(), %(company)s, least(%(her)s, %(other)s), greatest(%(her)s, %(other)s))",
])  # fmt: skip
def test_who_is_protected_is_parted_at_once(stage, pair, hide):
    propose(stage, pair), agree(stage, "amina"), agree(stage, "bart")
    assert pointer(pair[2]) == pair[1]
    named = {"her": pair[1], "other": stage.homes[0].persons[0], "company": stage.company.pk}
    with without_locks() as cursor:
        cursor.execute(hide, named)
    assert pointer(pair[2]) is None and "Lamrani" not in page(stage, "admin")


def test_two_lines_of_one_household_count_once(stage):
    house = stage.homes[0]
    one, other = (line(stage, "Nora", "Lamrani", dt.date(2015, 3, 3), household=house.household) for _ in range(2))
    address = f"/households/{house.household}/"
    with without_locks() as cursor:
        cursor.execute("UPDATE people_householdmember SET role = 'child' WHERE person_id IN (%s, %s)", [one, other])
    before = stage.amina.browser().get(address).content.decode()
    with without_locks() as cursor:
        cursor.execute("UPDATE people_person SET merged_into_id = %s WHERE id = %s", [one, other])
    after = stage.amina.browser().get(address).content.decode()
    assert "compte une fois" in after and "compte une fois" not in before
    assert len(re.findall(r">Nora<", after)) < len(re.findall(r">Nora<", before)) or before != after


def test_by_hand_no_role_points_one_line_to_another(stage, pair):
    statement = "UPDATE people_person SET merged_into_id = %s WHERE id = %s"
    for who in ("admin", "amina"):
        with pytest.raises(ProgrammingError):
            sql(stage.people[who].token, statement, [pair[1], pair[2]])
    for who in ("dries", "head", "officer", "chloe"):
        assert sql(stage.people[who].token, "SELECT sec.propose_merge(gen_random_uuid(), %s, %s)", pair[:2]) == [
            (None,)
        ]
    assert sql(stage.amina.token, "SELECT sec.propose_merge(gen_random_uuid(), %s, %s)", pair[:2]) == [("asked",)]
