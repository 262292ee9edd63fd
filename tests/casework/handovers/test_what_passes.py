"""What passes with a hand-over and what does not: tiers, inbox, hours, places, what is written, told and erased."""

import datetime as dt

import pytest

from palier.access import actions as access
from palier.access.binding import acting
from palier.access.capabilities import Capability
from palier.casework.cases import queries as cases
from palier.casework.handovers import actions, queries
from palier.casework.handovers.models import Handover, HandoverNote, KeptBack
from palier.casework.handovers.rules import (
    NoteDraft,
)
from palier.kernel.errors import Conflict, InvalidInput, Refused
from tests.access.cast import sql
from tests.casework.handovers.handing import (
    DAY,
    TODAY,
    by_itself,
    keep_back,
    lay,
    on_its_day,
    prepare,
    seen_by_hand,
    seen_by_rule,
    the_note,
)
from tests.stage import put, without_locks

HERS = {"team", "pair", "author", "reinforced", "kept"}


def both_locks(stage, who, laid):
    by_rule, by_hand = seen_by_rule(stage, who, laid), seen_by_hand(stage, who, laid)
    assert by_rule == by_hand, (who, by_rule, by_hand)
    return by_rule


# -- what stays behind ------------------------------------------------------------------------------------------------


def test_what_she_keeps_back_becomes_her_aide_memoire_with_all_that_hangs_on_it(stage):
    laid = lay(stage)
    handover = prepare(stage)
    keep_back(stage, handover, laid)
    by_itself()
    assert both_locks(stage, "bart", laid) == {"team"} and both_locks(stage, "amina", laid) == HERS
    with without_locks() as cursor:
        cursor.execute("SELECT tier, ends_on, words FROM cases_contact WHERE id = %s", [laid.contacts["kept"]])
        assert cursor.fetchone() == ("author", TODAY + 30 * DAY, None)
        cursor.execute("SELECT tier FROM cases_confidence WHERE contact_id = %s", [laid.contacts["kept"]])
        assert cursor.fetchone() == ("author",)
        cursor.execute("SELECT subject_id, case_id FROM cases_step WHERE contact_id = %s", [laid.contacts["kept"]])
        assert cursor.fetchone() == (stage.amina.post, None)
    for table in ("cases_confidence", "cases_step"):
        rows = sql(stage.bart.token, f"SELECT count(*) FROM {table} WHERE contact_id = %s", [laid.contacts["kept"]])
        assert rows == [(0,)]


def test_the_mark_is_taken_away_until_the_day(stage):
    laid = lay(stage)
    handover = prepare(stage)
    keep_back(stage, handover, laid)
    keep_back(stage, handover, laid, name="")
    by_itself()
    assert both_locks(stage, "bart", laid) == {"team", "kept"}


def test_nobody_else_learns_that_something_stays_behind(stage):
    laid = lay(stage)
    with stage.amina.acting() as amina:
        access.cover(actor=amina, absent=amina.post, covering=stage.emma.post, first=TODAY, last=TODAY)
    handover = prepare(stage)
    keep_back(stage, handover, laid)
    count = "SELECT count(*) FROM handovers_keptback"
    assert sql(stage.amina.token, count) == [(1,)]
    assert [sql(stage.people[who].token, count) for who in ("emma", "bart", "head", "chloe")] == [[(0,)]] * 4
    by_itself()
    assert sql(stage.bart.token, count) == [(0,)]


def test_only_ones_own_contacts_that_the_team_reads_are_kept_back(stage):
    laid = lay(stage)
    columns = "INSERT INTO handovers_keptback (id, organisation_id, subject_id, contact_id, author_id, standing)"
    values = " VALUES (gen_random_uuid(), %s, %s, %s, sec.post(), true)"
    from django.db.utils import ProgrammingError

    for name in ("pair", "reinforced", "author"):
        with pytest.raises(ProgrammingError):
            sql(stage.amina.token, columns + values, [stage.company.pk, laid.subject, laid.contacts[name]])
    with pytest.raises(ProgrammingError):
        sql(stage.bart.token, columns + values, [stage.company.pk, stage.bart.post, laid.contacts["team"]])
    made = sql(stage.amina.token, columns + values, [stage.company.pk, laid.subject, laid.contacts["team"]])
    assert made == [(1,)]


def test_reinforced_and_pair_items_are_named_to_the_next_worker_or_stay(stage):
    laid = lay(stage)
    prepare(stage)
    by_itself()
    assert both_locks(stage, "bart", laid) == {"team", "kept"}
    with stage.amina.acting() as amina:
        access.name_reader(actor=amina, item=laid.contacts["reinforced"], post=stage.bart.post)
    assert both_locks(stage, "bart", laid) == {"team", "kept", "reinforced"}


# -- the inbox, the hours, the places -----------------------------------------------------------------------------------


def test_the_inbox_passes_but_for_what_is_its_authors_alone(stage):
    from palier.casework.cases import actions as work
    from palier.casework.cases.rules import ContactDraft, RequestDraft

    home = stage.homes[0]
    with stage.amina.acting() as amina:
        asked = work.add_request(actor=amina, draft=RequestDraft("une demande", household=home.household))
        shared, own = (
            work.record_contact(
                actor=amina,
                draft=ContactDraft("au comptoir", household=home.household, tier=tier, next_step="rappeler"),
            )
            for tier in ("team", "author")
        )
    prepare(stage, inbox=True)
    by_itself()
    with stage.bart.acting() as bart:
        assert [row.pk for row in cases.waiting_requests(bart)] == [asked]
        assert cases.contact(bart, shared).pk == shared
        with pytest.raises(Refused):
            cases.contact(bart, own)
        assert [step.contact_id for step in cases.open_steps(bart, until=dt.date.max)] in ([], [shared])
    steps = sql(stage.bart.token, "SELECT contact_id FROM cases_step")
    assert steps == [(shared,)]
    with stage.amina.acting() as amina:
        assert cases.contact(amina, own).pk == own


def test_without_the_inbox_it_stays(stage):
    from palier.casework.cases import actions as work
    from palier.casework.cases.rules import RequestDraft

    with stage.amina.acting() as amina:
        asked = work.add_request(actor=amina, draft=RequestDraft("une demande", household=stage.homes[0].household))
    lay(stage)
    prepare(stage, inbox=False)
    by_itself()
    with stage.amina.acting() as amina:
        assert [row.pk for row in cases.waiting_requests(amina)] == [asked]


def test_every_table_that_lies_in_an_inbox_says_whether_it_passes():
    """Whoever adds a table with a subject says here what becomes of it when its worker leaves."""
    from django.apps import apps

    from palier.access.guarded import Guarded
    from palier.casework.handovers.policies.passing import PASSING

    of_files_only = {
        "cases_case", "cases_analysis", "cases_knownmember", "handovers_handovernote", "handovers_keptback",
        "referrals_referral", "referrals_referrallink", "network_networktie", "prevention_prevention",
        "prevention_budget", "prevention_budgetline",
        "prevention_plandraft", "prevention_signedact",
        "disclosures_disclosure",
        "rights_hold",  # the officer's: it follows what it holds
        "rights_purge",  # whoever the file is assigned to asks again; what waits is decided all the same
        "documents_photocode",  # two minutes: it dies with its drawing
        # of who asked and of the cell: a request stays with its author, and goes with its term (P19)
        "support_requests_intake", "support_pairs_opening", "support_pairs_pairnote", "support_pairs_aftercontact",
        "messaging_batchline",  # a list of its author's alone, for thirty days; the letters it made pass
    }  # fmt: skip
    with_subject = {
        model._meta.db_table
        for model in apps.get_models()
        if issubclass(model, Guarded) and any(field.name == "subject" for field in model._meta.fields)
    }
    inbox = PASSING[PASSING.index("FUNCTION sec.pass_inbox") : PASSING.index("FUNCTION sec.pass_places")]
    assert {table for table in with_subject - of_files_only if f"public.{table}" not in inbox} == set()


def test_places_pass_when_asked_and_the_household_then_has_the_next_worker(stage):
    lay(stage)
    home = stage.homes[0].household
    prepare(stage, places=False)
    by_itself()
    assert sql(stage.bart.token, "SELECT sec.assigned_worker(%s)", [home]) == [(stage.amina.post,)]
    prepare(stage, places=True)
    by_itself()
    assert sql(stage.bart.token, "SELECT sec.assigned_worker(%s)", [home]) == [(stage.bart.post,)]


def test_hours_to_come_are_the_next_workers_unless_she_is_taken_then(stage):
    from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

    from palier.registry.calendar.models import Appointment

    laid = lay(stage)
    noon = dt.datetime.combine(TODAY + 4 * DAY, dt.time(12), dt.UTC)
    hour = dt.timedelta(hours=1)

    def meeting(who, subject, begins):
        post = stage.people[who].post
        row = Appointment(organisation=stage.company, subject_id=subject, worker_id=post, author_id=post, kind="office")
        row.span = DateTimeTZRange(begins, begins + hour)
        with without_locks():
            return put(row).pk

    free, taken = meeting("amina", laid.subject, noon), meeting("amina", laid.subject, noon + 2 * hour)
    meeting("bart", stage.bart.post, noon + 2 * hour)
    prepare(stage)
    by_itself()
    with without_locks() as cursor:
        cursor.execute("SELECT id, worker_id FROM calendar_appointment WHERE id = ANY (%s)", [[free, taken]])
        assert dict(cursor.fetchall()) == {free: stage.bart.post, taken: stage.amina.post}


# -- what is written, told, looked at, erased ----------------------------------------------------------------------------


def test_what_she_writes_is_read_by_the_next_worker_from_the_day_on(stage):
    laid = lay(stage)
    handover = prepare(stage)
    keep_back(stage, handover, laid)
    assert sql(stage.bart.token, "SELECT count(*) FROM handovers_handovernote") == [(0,)]
    by_itself()
    with stage.bart.acting() as bart:
        pack = queries.pack(bart, the_note(bart, handover, laid).pk, "fr")
    assert pack.note.stands == "Tout est prêt"
    assert [step.text for step in pack.steps] == ["Demander le formulaire"]
    assert "gardé" not in pack.agreed and "motteam" in pack.agreed


def test_before_the_day_her_own_pack_already_leaves_out_what_stays(stage):
    laid = lay(stage)
    handover = prepare(stage)
    keep_back(stage, handover, laid)
    with stage.amina.acting() as amina:
        pack = queries.pack(amina, the_note(amina, handover, laid).pk, "fr")
    assert "gardé" not in pack.agreed and not any("promis" in step.text for step in pack.steps)


def test_an_old_version_is_told(stage):
    laid = lay(stage)
    handover = prepare(stage)
    with stage.amina.acting() as amina:
        row = the_note(amina, handover, laid)
        actions.write_note(actor=amina, pk=row.pk, draft=NoteDraft(stands="un"), version=row.version)
        with pytest.raises(Conflict):
            actions.write_note(actor=amina, pk=row.pk, draft=NoteDraft(stands="deux"), version=row.version)


def test_told_and_another_worker_asked_both_see_it_the_head_a_number(stage):
    laid = lay(stage)
    handover = prepare(stage)
    with stage.amina.acting() as amina:
        row = the_note(amina, handover, laid)
        assert actions.note_told(actor=amina, pk=handover, notes=[row.pk], how="visit", on=TODAY) == 1
        with pytest.raises(InvalidInput):
            actions.note_told(actor=amina, pk=handover, notes=[row.pk], how="visit", on=TODAY + DAY)
        actions.ask_another(actor=amina, pk=row.pk)
    with stage.head.acting() as head:
        assert [(one.told, one.another) for one in queries.numbers(head)] == [(1, 1)]
    by_itself()
    with stage.bart.acting() as bart:
        found = queries.note(bart, row.pk)
        assert (found.told_how, found.another_on) == ("visit", TODAY)
        actions.ask_another(actor=bart, pk=row.pk, wished=False)
    with stage.head.acting() as head:
        assert [one.another for one in queries.numbers(head)] == [0]


def test_looked_at_once_it_leaves_the_day_of_the_next_worker_and_of_nobody_else(stage):
    laid = lay(stage)
    handover = prepare(stage)
    by_itself()
    with stage.amina.acting() as amina:
        row = the_note(amina, handover, laid)
        actions.look_at(actor=amina, pk=row.pk)
        assert queries.to_look_at(amina) == 0
    with stage.bart.acting() as bart:
        assert queries.to_look_at(bart) == 1
        actions.look_at(actor=bart, pk=row.pk)
        assert queries.to_look_at(bart) == 0


@pytest.mark.parametrize("who", ["emma", "head", "chloe", "desk", "officer", "trainee"])
def test_who_is_no_party_to_it_finds_nothing(stage, who):
    laid = lay(stage)
    handover = prepare(stage)
    with stage.amina.acting() as amina:
        note = the_note(amina, handover, laid).pk
    with stage.people[who].acting() as actor:
        for ask in (
            lambda: queries.handover(actor, handover),
            lambda: queries.note(actor, note),
            lambda: actions.ask_another(actor=actor, pk=note),
        ):
            with pytest.raises(Refused):
                ask()
    assert sql(stage.people[who].token, "SELECT count(*) FROM handovers_handover") == [(0,)]


def test_a_note_goes_with_its_file_and_a_mark_with_its_contact_history_too(stage):
    laid = lay(stage)
    handover = prepare(stage)
    keep_back(stage, handover, laid)
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE cases_case SET closed_on = sec.today() - 3000, outcome = 'rehoused' WHERE id = %s", [laid.case]
        )
        cursor.execute("SELECT array_agg(id) FROM handovers_handovernote WHERE subject_id = %s", [laid.subject])
        notes = cursor.fetchone()[0]
        cursor.execute("SELECT sec.erase_ended()")
        for table in ("handovers_handovernote", "handovers_keptback", "cases_case", "cases_contact"):
            cursor.execute(f"SELECT count(*) FROM {table} WHERE subject_id = %s", [laid.subject])
            assert cursor.fetchone()[0] == 0, table
        cursor.execute("SELECT count(*) FROM access_history WHERE row_id = ANY (%s)", [notes])
        assert cursor.fetchone()[0] == 0


def test_a_hand_over_goes_after_twelve_months(stage):
    lay(stage)
    handover = prepare(stage)
    by_itself()
    on_its_day(handover, 367)
    with without_locks() as cursor:
        cursor.execute("SELECT sec.erase_handovers()")
        cursor.execute("SELECT count(*) FROM handovers_handovernote WHERE handover_id = %s", [handover])
        assert cursor.fetchone()[0] == 0
        cursor.execute("SELECT count(*) FROM access_history WHERE row_id = %s", [handover])
        assert cursor.fetchone()[0] == 0


def test_the_three_tables_are_reached_by_the_rule_as_by_hand(stage):
    laid = lay(stage)
    handover = prepare(stage)
    keep_back(stage, handover, laid)
    for who in ("amina", "bart", "emma", "head"):
        with acting(stage.people[who].token) as actor:
            for model, capability in (
                (Handover, Capability.HANDOVER_READ),
                (HandoverNote, Capability.HANDOVER_NOTE_READ),
                (KeptBack, Capability.CONTACT_KEEP_BACK),
            ):
                rule = model.objects.visible_to(actor, capability).count()
                hand = model.objects.unguarded(because="the second lock alone is asked").count()
                assert rule == hand == {"amina": 1, "bart": model is Handover}.get(who, 0)
