"""docs/access-expected.csv, written by hand from the doctrine, against the three layers: rule, page, hand-written SQL.

A cell without an expected answer, or with two, fails; so does a layer that answers otherwise. `WITHOUT` lists, with its
reason, what a layer cannot be asked.
"""

import uuid
from collections import Counter
from contextlib import contextmanager
from functools import lru_cache

import psycopg
import pytest
from django.db import transaction
from django.db.models import Q
from django.db.utils import DatabaseError, ProgrammingError
from django.test import Client
from django.urls import NoReverseMatch, reverse

from config import database
from palier.access.actors import ACTORS
from palier.access.binding import acting
from palier.access.capabilities import Capability as Can
from palier.access.gate import condition, permits
from palier.casework.cases.models import Case
from palier.registry.doubles.models import DoublePair
from tests.access.cast import canary, sql, world
from tests.access.matrix_cells import NOBODY, TABLES, VERBS, Cell, existing, expected
from tests.access.matrix_layers import AMOUNT, AT_THE_DOOR, INES, OF_HERSELF, PAGE_SHOWS_LESS, PAGES, PHONES, RULES
from tests.access.matrix_sql import statement
from tests.stage import without_locks


def cells() -> dict[Cell, bool]:
    answers, uncovered, doubled, _ = expected(existing(list(world().actors)))
    assert not uncovered and not doubled
    return answers


def test_every_cell_has_exactly_one_expected_answer():
    _, uncovered, doubled, unused = expected(existing(list(world().actors)))

    assert [str(cell) for cell in uncovered] == []
    assert [str(cell) for cell in doubled] == []
    assert unused == [], "lines that speak of nothing"


def test_every_denial_has_a_positive_twin():
    answers = cells()
    allowed = {(cell.resource, cell.verb) for cell, answer in answers.items() if answer}

    assert {(cell.resource, cell.verb) for cell in answers} - allowed == NOBODY


def test_every_actor_of_the_house_stands_in_the_table():
    assert {kind.code for kind in ACTORS} == {code for code, _ in world().actors}


# -- first layer: the rule ----------------------------------------------------------------------------------


def by_rule(cell: Cell) -> bool | None:
    """What the first lock says by itself, with the second one out of the way. None: it is not asked this."""
    rule = RULES.get((cell.resource, cell.verb))
    if rule is None or (cell.actor, cell.resource) in OF_HERSELF:
        return None
    made = world()
    with acting(made.token((cell.actor, cell.relation))) as actor:
        model, *capabilities = rule
        if actor is None:
            return any(permits(None, capability) for capability in capabilities)
        if model is None:  # what has no row yet is always made in the actor's own organisation
            own = actor.person is not None or actor.organisation == made.stage.company.pk
            return own and any(permits(actor, one) for one in capabilities)
        every = Q()
        for number, capability in enumerate(capabilities):
            every = condition(actor, capability, model) if not number else every | condition(actor, capability, model)
        key = made.ids[{Case: "case", DoublePair: "double"}.get(model, cell.resource)]
        if cell.resource == "hidden_double":
            key = made.ids["hidden_double"]
        rows = model.objects.unguarded(because="asks the first lock alone").using("stage")
        with _the_first_lock_alone():
            return rows.filter(every, pk=key).exists()


@contextmanager
def _the_first_lock_alone():
    """The stage's connection sees every row; what is asked there is the condition and nothing else."""
    from django.db import connections

    from palier.access import token

    with transaction.atomic(using="stage"), connections["stage"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE palier_migrate")
        cursor.execute("SELECT set_config('palier.token', %s, true)", [token.current() or ""])
        yield


# -- second layer: pages ------------------------------------------------------------------------------------


class Browsers(dict):
    """One signed-in browser a person, made when first needed."""

    def __missing__(self, key):
        somebody = world().actors[key]
        self[key] = Client() if somebody is None or somebody.post is None else somebody.browser("fr")
        return self[key]


def by_page(cell: Cell, browsers: Browsers, seen: dict) -> bool | None:
    """Is the page there, and does it show the item? None: no page is asked this, or it is not built yet."""
    page = PAGES.get((cell.resource, cell.verb))
    if page is None or cell.actor == "A15":
        return None
    route, key, shows = page
    made, params = world(), {}
    try:
        if key is None:
            url = reverse(route)
        elif key.startswith("q:"):
            url, params = reverse(route), {"q": canary(key[2:])}
        else:
            url = reverse(route, args=["contact", made.ids[key]] if route == "purge" else [made.ids[key]])
    except NoReverseMatch:
        return None
    who = (cell.actor, cell.relation)
    if (who, url, str(params)) not in seen:
        seen[who, url, str(params)] = browsers[who].get(url, params)
    answer = seen[who, url, str(params)]
    assert answer.status_code in {200, 302, 404}, f"{cell}: {url} answered {answer.status_code}"
    if answer.status_code != 200:
        return False
    if shows is None:
        return True
    text = answer.content.decode()
    if shows in AT_THE_DOOR:
        return shows in text
    if shows in PHONES:
        return _phone(PHONES[shows]) in text
    if shows == AMOUNT:
        return AMOUNT in "".join(letter for letter in text if letter.isalnum())
    return {INES: INES}.get(shows, canary(shows)) in text


@lru_cache(maxsize=2)
def _phone(resource: str) -> str:
    with without_locks() as cursor:
        cursor.execute("SELECT phone FROM people_contactdetails WHERE id = %s", [world().ids[resource]])
        return cursor.fetchone()[0]


# -- third layer: hand-written SQL --------------------------------------------------------------------------


def by_sql(cell: Cell, job) -> bool | None:
    """Does a statement typed by hand on this actor's connection reach the row? None: nothing to type."""
    made = world()
    secret = made.token((cell.actor, cell.relation))
    typed = statement(cell)
    if typed is None:
        return None
    text, params = typed
    try:
        if cell.actor == "A15":
            with job.transaction(force_rollback=True):
                job.execute("SELECT set_config('palier.token', %s, true)", [secret])
                done = job.execute(text, params)
                return bool(done.fetchall() if done.description else done.rowcount)
        before = ""
        if (cell.resource, cell.verb) == ("case", "create"):  # two gestures: a subject of one's own, then its file
            before = "SELECT set_config('palier.made', sec.open_subject('case', NULL)::text, true)"
        found = sql(secret, text, params, before=before)
        return bool(found and found[0][0])
    except (ProgrammingError, psycopg.errors.InsufficientPrivilege) as refusal:
        assert (
            "permission denied" in str(refusal)
            or "row-level security" in str(refusal)
            or "authorship" in str(refusal)
            or "only its author" in str(refusal)
        ), refusal
        return False
    except DatabaseError as trouble:
        raise AssertionError(f"{cell}: {trouble}") from trouble


def test_rule_page_and_sql_answer_as_doctrine_does():
    answers, asked, wrong = cells(), Counter(), []
    browsers, seen = Browsers(), {}
    with psycopg.connect(database.urls("job", _database()), autocommit=True) as job:
        for cell, allowed in answers.items():
            for layer, said in (
                ("rule", by_rule(cell)),
                ("page", by_page(cell, browsers, seen)),
                ("sql", by_sql(cell, job)),
            ):
                if said is None:
                    asked[f"{layer}: not asked"] += 1
                else:
                    asked[layer] += 1
                    if said != allowed and not (
                        layer == "page" and allowed and (cell.resource, cell.verb) in PAGE_SHOWS_LESS
                    ):
                        wrong.append(f"{cell}: {layer} says {said}, doctrine says {allowed}")
    print("\n" + "\n".join(wrong))
    print(f"\ncells: {len(answers)}; " + ", ".join(f"{name} {count}" for name, count in sorted(asked.items())))
    assert wrong == []


def _database() -> str:
    from django.conf import settings

    return settings.DATABASES["default"]["NAME"]


def test_the_tables_of_the_matrix_are_all_there_is():
    """A guarded table that no resource stands for fails here: it needs its line in the expected table."""
    from palier.access.lock import guarded_tables

    elsewhere = {  # who reads them follows from another resource, or from nothing at all
        "access_subject", "access_namedreader", "access_dutypresence", "access_lock_session", "access_oncekey",
        "people_householdmember", "people_representation", "housing_room", "doubles_doublekey",
        "organisations_postproposal",  # by who proposes and who confirms: tests/desk/administration
    }  # fmt: skip
    assert guarded_tables() - set(TABLES.values()) <= elsewhere
    assert set(TABLES) <= set(VERBS) | {"deposit"}


def test_an_unknown_capability_opens_nothing(stage):
    with stage.amina.acting() as amina:
        assert not permits(amina, "no_such_capability")
        assert not permits(None, Can.DAY_OPEN)
        assert permits(amina, Can.DAY_OPEN)


@pytest.fixture(autouse=True)
def _made_outside_any_transaction():
    world()


def test_an_unknown_id_is_denied_to_all():
    for who in world().actors:
        assert sql(world().token(who), "SELECT count(*) FROM cases_case WHERE id = %s", [uuid.uuid4()]) == [(0,)]
