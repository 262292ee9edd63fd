"""The household file sends the same number of statements whatever the household holds, and this many."""

import datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext

from palier.casework.cases import actions
from palier.casework.cases.rules import CaseDraft, ContactDraft, StepDraft

SIGN_IN = 2  # session and account, on their own connection
MOST = 30  # one for what to do at the door, one for letters, one for erasures by two


def statements(browser, household):
    browser.get(f"/households/{household}/")
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(f"/households/{household}/").status_code == 200
    return [one["sql"] for one in seen if one["sql"] not in {"BEGIN", "COMMIT"}]


def fill(stage, home, contacts):
    with stage.amina.acting() as amina:
        case = actions.open_case(actor=amina, draft=CaseDraft(home.household, (home.persons[0],), amina.today))
    for number in range(contacts):
        with stage.amina.acting() as amina:
            actions.record_contact(
                actor=amina, draft=ContactDraft(f"contact {number}", case=case, confided=f"dit {number}")
            )
            actions.plan_step(
                actor=amina, case=case, draft=StepDraft(f"marche {number}", amina.today + datetime.timedelta(9))
            )


def test_one_item_or_fifty(stage):
    one, fifty = stage.homes[0], stage.homes[1]
    fill(stage, one, 1)
    fill(stage, fifty, 50)
    browser = stage.amina.browser()

    few, many = statements(browser, one.household), statements(browser, fifty.household)

    assert len(few) == len(many), "\n".join(many)
    assert len(many) + SIGN_IN <= MOST + SIGN_IN


def test_a_colleague_is_answered_by_the_same_statements_with_and_without_a_file(stage):
    fill(stage, stage.homes[0], 3)
    browser = stage.bart.browser()

    with_file, without = (statements(browser, home.household) for home in stage.homes[:2])

    assert len(with_file) == len(without)
