"""Codes, instructions and hand-overs end at the term of their company, and the twin within it stays (P39)."""

import datetime as dt

import pytest

from palier.access.rights.rules import TermKey
from palier.casework.handovers.models import Handover
from palier.kernel.terms import Term, Unit
from palier.registry.access_codes.models import AccessCode
from palier.registry.safety.models import SafetyInstruction
from tests.access.rights.test_terms import decide, erase, propose
from tests.stage import STAGE, put, without_locks


def code(stage, ended):
    return AccessCode(
        organisation=stage.company, person_id=stage.homes[0].persons[0], level=1, code_hash=b"x",
        given_by_id=stage.amina.post, ends_on=ended,
    )  # fmt: skip


def instruction(stage, ended):
    return SafetyInstruction(
        organisation=stage.company, household_id=stage.homes[0].household, what=["dog"], told_on=ended,
        proposed_by_id=stage.amina.post, asked_of_id=stage.bart.post, starts=ended, ends=ended,
        agreed_at=dt.datetime.combine(ended, dt.time(8), dt.UTC),
    )  # fmt: skip


def hand_over(stage, ended):
    return Handover(
        organisation=stage.company, from_post_id=stage.amina.post, to_post_id=stage.bart.post, starts=ended,
        overlap_ends=ended, author_id=stage.amina.post,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("key", "row", "function", "days"),
    [
        (TermKey.ACCESS_CODE, code, "erase_access_codes", 30),
        (TermKey.SAFETY, instruction, "erase_safety", 30),
        (TermKey.HANDOVER, hand_over, "erase_handovers", 366),
    ],
)
def test_it_goes_at_the_house_s_term_and_at_a_shorter_one_that_was_signed(stage, key, row, function, days):
    with stage.officer.acting() as officer:
        today = officer.today
    ages = {"past": days + 1, "within": days - 10, "fresh": 5}
    with without_locks():
        made = {name: put(row(stage, today - dt.timedelta(days=age))).pk for name, age in ages.items()}
        model = row(stage, today)._meta.model

    def there():
        with without_locks():
            kept = set(model._base_manager.using(STAGE).filter(pk__in=made.values()).values_list("pk", flat=True))
        return {name for name, pk in made.items() if pk in kept}

    erase(function)
    assert there() == {"within", "fresh"}
    decide(stage.officer, propose(stage, key, Term(7, Unit.DAYS)))
    erase(function)
    assert there() == {"fresh"}
