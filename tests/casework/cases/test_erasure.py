"""What has reached its end goes, with its history; what has not stays (P17, P39)."""

import datetime

from palier.access.models import History
from palier.access.rules import Tier
from palier.casework.cases import actions, queries
from palier.casework.cases.models import Analysis, Case, Confidence, Contact, Step
from palier.casework.cases.rules import CaseDraft, ContactDraft, Outcome, StepDraft
from tests.stage import STAGE, without_locks

YEARS_AGO = datetime.date(2019, 1, 1)


def a_closed_file(stage):
    """A file with one of everything, closed today by its worker."""
    home = stage.homes[0]
    with stage.amina.acting() as amina:
        draft = CaseDraft(home.household, (home.persons[0],), amina.today)
        case = actions.open_case(actor=amina, draft=draft)
    with stage.amina.acting() as amina:
        actions.analyse(actor=amina, case=case, text="Une lecture")
        actions.plan_step(actor=amina, case=case, draft=StepDraft("Une marche"))
        contact = actions.record_contact(
            actor=amina, draft=ContactDraft("Un contact", case=case, confided="Un secret", next_step="Une suite")
        )
        actions.correct_contact(actor=amina, pk=contact, version=1, facts="Un contact corrigé")
        file = queries.case(amina, case)
        actions.close_case(actor=amina, pk=case, outcome=Outcome.TENANCY_KEPT, version=file.version)
    return case


def left(model, case):
    """How many rows of a file are still there, behind the locks."""
    with without_locks():
        rows = model._base_manager.using(STAGE)
        if model is Case:
            return rows.filter(pk=case).count()
        if model is Confidence:
            return rows.filter(contact__case=case).count()
        return rows.filter(case=case).count()


def erase():
    with without_locks() as cursor:
        cursor.execute("SET LOCAL ROLE palier_definer")
        cursor.execute("SELECT sec.erase_ended()")


def test_a_file_goes_five_years_after_its_closure_with_all_it_held_and_its_history(stage):
    kept, ended = a_closed_file(stage), a_closed_file(stage)
    with without_locks() as cursor:
        cursor.execute("UPDATE cases_case SET closed_on = %s WHERE id = %s", [YEARS_AGO, ended])

    erase()

    for model in (Case, Contact, Confidence, Analysis, Step):
        assert left(model, ended) == 0, model
        assert left(model, kept) > 0, model
    with without_locks():
        remembered = History.objects.using(STAGE)
        assert not remembered.filter(before__case_id=str(ended)).exists()
        assert not remembered.filter(row_id=ended).exists()
        assert remembered.filter(before__case_id=str(kept)).exists()


def test_a_simple_contact_goes_after_its_last_day_and_not_before(stage):
    with stage.amina.acting() as amina:
        contact = actions.record_contact(actor=amina, draft=ContactDraft("Bref", household=stage.homes[0].household))
        last = queries.contact(amina, contact).ends_on

    erase()
    with without_locks():
        assert Contact._base_manager.using(STAGE).filter(pk=contact).exists()
    with without_locks() as cursor:
        cursor.execute("UPDATE cases_contact SET ends_on = %s WHERE id = %s", [YEARS_AGO, contact])
    erase()

    assert last == amina.today + datetime.timedelta(days=365)
    with without_locks():
        assert not Contact._base_manager.using(STAGE).filter(pk=contact).exists()


def test_the_next_step_of_a_reinforced_contact_stays_with_its_writer(stage):
    case = a_closed_file(stage)
    with stage.amina.acting() as amina:
        actions.record_contact(
            actor=amina, draft=ContactDraft("Renforcé", case=case, tier=Tier.REINFORCED, next_step="canari")
        )

    with without_locks():
        step = Step._base_manager.using(STAGE).get(text="canari", author=stage.amina.post)

    assert (step.subject_id, step.case_id) == (stage.amina.post, None)
