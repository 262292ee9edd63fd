"""What the pair notes: read and written by the two alone, sealed, shared when they say so; the case stays with its worker."""

import dataclasses
import json
import re

import pytest
from django.db import connection
from django.db.utils import IntegrityError

from palier.access import keys, resealing
from palier.access.lock import declared
from palier.casework.support_pairs import actions, queries
from palier.casework.support_pairs.rules.notes import (
    DETAILS,
    GROUPS,
    STAGES_OF_CHANGE,
    Detail,
    NoteDraft,
    NoteKind,
    Sector,
    StepState,
    network,
)
from palier.casework.support_requests import queries as requests
from palier.kernel.errors import InvalidInput, Refused
from palier.registry.partners.models import PartnerOrganisation, PartnerService
from tests.casework.support_pairs.pairs import NAME
from tests.stage import put, without_locks

WORDS = f"{NAME} n'ouvre qu'à sa soeur"
STEP = NoteDraft(NoteKind.STEP, "boire un café ensemble", shared=True)


def noted(paired, draft=STEP, who="selma"):
    with paired.people[who].acting() as actor:
        return actions.note(actor=actor, request=paired.request, draft=draft)


def a_service(paired, organisation=None, bound=True):
    with without_locks():
        ours = organisation or paired.cell
        partner = put(
            PartnerOrganisation(organisation=ours, kind="health_centre", level="local", name_fr="M", name_nl="M")
        )
        return put(
            PartnerService(
                organisation=ours,
                partner=partner,
                kind="health_centre",
                name_fr="Maison Exemple",
                name_nl="Huis Voorbeeld",
                bound_by_secrecy="yes" if bound else "unknown",
                secrecy_ground="458" if bound else "",
                same_mission=bound,
            )
        ).pk


def read(paired, who):
    with paired.people[who].acting() as actor:
        return queries.notes(actor, paired.request)


def test_the_two_read_each_other_and_nobody_else_reads_them(paired):
    noted(paired, NoteDraft(NoteKind.HYPOTHESIS, WORDS))

    assert [one.words for one in read(paired, "sam")] == [WORDS]
    for who in ("third",):
        assert read(paired, who) == []
    for who in ("amina", "bart", "head", "officer", "chloe", "admin"):
        with paired.people[who].acting() as actor, pytest.raises(Refused):
            queries.notes(actor, paired.request)
    for who in ("third", "amina", "bart"):
        with paired.people[who].acting() as actor, pytest.raises(Refused):
            actions.note(actor=actor, request=paired.request, draft=STEP)


def test_what_is_shared_is_read_by_who_asked_and_by_no_colleague_of_hers(paired):
    kept = noted(paired, NoteDraft(NoteKind.HYPOTHESIS, WORDS))
    noted(paired)
    with paired.people["amina"].acting() as amina:
        assert [one.words for one in queries.shared_notes(amina, paired.asking)] == [STEP.words]
    with paired.people["sam"].acting() as sam:
        actions.share(actor=sam, pk=kept, shared=True)
    with paired.people["amina"].acting() as amina:
        assert [one.words for one in queries.shared_notes(amina, paired.asking)].count(WORDS) == 1
    with paired.people["bart"].acting() as bart:
        assert queries.shared_notes(bart, paired.asking) == []


def test_who_asked_says_how_a_shared_step_stands_and_touches_nothing_else(paired):
    step, hidden = noted(paired), noted(paired, dataclasses.replace(STEP, shared=False))
    with paired.people["amina"].acting() as amina:
        actions.move_shared_step(actor=amina, pk=step, state=StepState.NOT_NOW)
        with pytest.raises(Refused):
            actions.move_shared_step(actor=amina, pk=hidden, state=StepState.DONE)
    with paired.people["bart"].acting() as bart, pytest.raises(Refused):
        actions.move_shared_step(actor=bart, pk=step, state=StepState.DONE)

    states = {one.id: one.state for one in read(paired, "selma")}
    assert states == {step: StepState.NOT_NOW, hidden: StepState.OPEN}


def test_a_stage_of_change_is_shown_to_nobody_else(paired):
    """P36: a worker's own thought, never in what somebody else reads."""
    note = noted(paired, NoteDraft(NoteKind.CHANGE, "un jour oui", detail=Detail.OF_TWO_MINDS, shared=True))
    with paired.people["selma"].acting() as selma, pytest.raises(Refused):
        actions.share(actor=selma, pk=note, shared=True)
    assert [one.shared for one in read(paired, "selma")] == [False]


def test_ambivalence_is_a_stage_among_others(paired):
    """S4-074: optional, dated, in the order it was seen; coming back to an earlier point is one of them too."""
    assert [one.value for one in STAGES_OF_CHANGE] == [
        "not_thinking", "of_two_minds", "preparing", "trying", "holding", "come_back",
    ]  # fmt: skip
    for stage in (Detail.OF_TWO_MINDS, Detail.COME_BACK):
        noted(paired, NoteDraft(NoteKind.CHANGE, "veut, puis défait", detail=stage))
    with pytest.raises(InvalidInput):
        noted(paired, NoteDraft(NoteKind.CHANGE, "sans étape"))

    notes = read(paired, "sam")

    assert {(one.detail, one.written_on) for one in notes} == {
        (Detail.OF_TWO_MINDS, paired.today()),
        (Detail.COME_BACK, paired.today()),
    }


def test_a_stage_stands_in_no_figure_and_ends_nothing(paired):
    """P36: what ends a request and what is counted of it never reads the notes."""
    reads = {
        app.tables[0].name.partition("_opening")[0]
        for app in declared()
        if re.search(r"(FROM|JOIN|UPDATE) (ONLY )?public\.support_pairs_pairnote", "\n".join(app.functions))
    }
    assert reads == {"support_pairs"}

    def figures():
        with paired.people["third"].acting() as third:
            return requests.counted(third, third.today.replace(month=1, day=1), third.today)

    before = figures()
    noted(paired, NoteDraft(NoteKind.CHANGE, "ne veut rien", detail=Detail.NOT_THINKING))
    assert figures() == before != []
    with paired.people["selma"].acting() as selma:
        row = requests.one(selma, paired.request)
    assert row.is_open and "not_thinking" not in str(row)


def test_a_visit_together_waits_for_the_open_door(paired):
    visit = NoteDraft(NoteKind.JOINT_VISIT, "à trois, dix minutes", day=paired.today())
    with pytest.raises(Refused):
        noted(paired, visit)
    paired.open(paired.visit())
    with pytest.raises(Refused):
        noted(paired, visit)
    paired.declare()

    assert noted(paired, visit)


def test_orientation_is_to_a_service_bound_by_secrecy_of_the_cell_s_own_directory(paired):
    def draft(service):
        return NoteDraft(NoteKind.ORIENTATION, "pour souffler", service=service, agreed_on=paired.today())

    bound, unbound = a_service(paired), a_service(paired, bound=False)
    foreign = a_service(paired, organisation=paired.stage.company)
    for service in (unbound, foreign):
        with pytest.raises(Refused):
            noted(paired, draft(service))
    noted(paired, draft(bound))

    with paired.people["selma"].acting() as selma:
        assert [one.pk for one in queries.services(selma)] == [bound]
        (note,) = queries.notes(selma, paired.request)
    assert (note.service, note.service_fr, note.agreed_on) == (bound, "Maison Exemple", paired.today())


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        (NoteKind.BLOCKAGE, {"detail"}),
        (NoteKind.RIGHT, {"detail"}),
        (NoteKind.BARRIER, {"detail"}),
        (NoteKind.JOINT_VISIT, {"day"}),
        (NoteKind.NETWORK_MEETING, {"day", "agreed_on"}),
        (NoteKind.ORIENTATION, {"service", "agreed_on"}),
    ],
)
def test_each_kind_says_what_is_missing(paired, kind, missing):
    with pytest.raises(InvalidInput) as refused:
        noted(paired, NoteDraft(kind, "mots"))
    assert set(refused.value.fields) == missing
    with pytest.raises(InvalidInput) as empty:
        noted(paired, dataclasses.replace(STEP, words=" "))
    assert set(empty.value.fields) == {"words"}


def test_the_crisis_plan_holds_each_part_once(paired):
    for words in ("ne dort plus", "ne dort plus, crie"):
        with paired.people["selma"].acting() as selma:
            actions.write_plan(
                actor=selma,
                request=paired.request,
                parts={NoteKind.CRISIS_SIGNS: words, NoteKind.CRISIS_CALL: ""},
                shared=True,
            )
    assert [(one.kind, one.words) for one in read(paired, "sam")] == [(NoteKind.CRISIS_SIGNS, "ne dort plus, crie")]


def test_an_erased_note_is_gone(paired):
    note = noted(paired)
    with paired.people["third"].acting() as third, pytest.raises(Refused):
        actions.erase_note(actor=third, pk=note)
    with paired.people["sam"].acting() as sam:
        actions.erase_note(actor=sam, pk=note)
    assert read(paired, "selma") == []


def test_what_was_woven_is_counted_across_sectors():
    found = network(
        [
            (NoteKind.NETWORK_MEETING, None, [Sector.SOCIAL]),
            (NoteKind.ORIENTATION, "a", [Sector.MENTAL_HEALTH]),
            (NoteKind.ORIENTATION, "a", []),
            (NoteKind.STEP, None, []),
        ]
    )
    assert (found.meetings, found.services, found.is_intersectoral) == (1, 1, True)
    assert found.sectors == (Sector.SOCIAL, Sector.MENTAL_HEALTH)
    assert not network([(NoteKind.SECONDARY, None, [Sector.CARE])]).is_intersectoral


def test_the_method_has_its_five_parts_and_holds_every_kind_once():
    kinds = [kind for group in GROUPS.values() for kind in group]
    assert len(GROUPS) == 5 and sorted(kinds) == sorted(NoteKind)
    assert {one for details in DETAILS.values() for one in details} == set(Detail)


# -- what a stranger finds ------------------------------------------------------------------------------------------------


def everything_of_the_cell(paired):
    """Every row of the cell's side, and every file beside the database, as text."""
    rows = [*paired.rows("pairnote"), *paired.rows("declaration"), *paired.rows("aftercontact", "organisation_id")]
    with without_locks() as cursor:
        cursor.execute(
            "SELECT to_jsonb(r)::text FROM support_requests_supportrequest r WHERE id = %s", [paired.request]
        )
        rows.append(cursor.fetchone()[0])
        cursor.execute("SELECT h::text FROM access_history h WHERE h.table_name LIKE 'support_%%'")
        rows += [row for (row,) in cursor.fetchall()]
    files = [keys.path_of(subject).read_text() for subject in keys.subjects()]
    return "\n".join([*rows, *files])


def test_a_stranger_who_reads_the_cell_s_rows_and_files_finds_no_name(paired):
    """Even one that a member of the pair typed (issue 5, acceptance 4)."""
    from tests.casework.support_pairs.test_after import kept

    paired.open()
    paired.declare()
    noted(paired, NoteDraft(NoteKind.HYPOTHESIS, WORDS))
    noted(paired, NoteDraft(NoteKind.PRIMARY, f"la soeur de {NAME}", detail=Detail.FAMILY, shared=True))
    kept(paired, name=NAME)
    found = everything_of_the_cell(paired)

    for word in (
        *NAME.split(),
        "Tisserands",
        "soeur",
        "Amina",
        str(paired.home.household),
        *map(str, paired.home.persons),
    ):
        assert word not in found, word
    for who in (paired.stage.amina.post, paired.stage.company.pk):
        assert str(who) not in found
    assert WORDS in [one.words for one in read(paired, "sam")]  # the positive twin


def test_two_requests_about_one_person_have_nothing_in_common(paired):
    """What the two share, all requests of that cell, pair and day share: no id, no seal, no words."""
    from tests.casework.support_requests.cells import ask

    first = paired.request
    rows = {}
    for number in range(2):
        if number:
            paired.asking, paired.request = ask(paired.stage, paired.cell, household=paired.home.household)
            paired.name_pair("selma", "sam")
        paired.open()
        paired.declare()
        noted(paired, NoteDraft(NoteKind.HYPOTHESIS, WORDS))
        with without_locks() as cursor:
            cursor.execute(
                "SELECT to_jsonb(n)::text, to_jsonb(d)::text FROM support_pairs_pairnote n"
                " JOIN support_pairs_declaration d USING (request_id) WHERE request_id = %s AND d.author_id = %s",
                [paired.request, paired.people["selma"].post],
            )
            rows[number] = [json.loads(row) for row in cursor.fetchone()]
    assert first != paired.request
    for one, other in zip(rows[0], rows[1], strict=True):
        alike = {key for key in one if one[key] == other[key] and one[key] not in (None, "", [], False)}
        assert alike <= {"organisation_id", "author_id", "tier", "kind", "written_on", "declared_on"}, alike


def test_the_table_refuses_clear_words(paired):
    noted(paired)
    with pytest.raises(IntegrityError), without_locks() as cursor:
        cursor.execute("UPDATE support_pairs_pairnote SET words = 'Zulma' WHERE request_id = %s", [paired.request])


def test_the_keys_of_the_notes_go_with_the_request(paired):
    noted(paired)
    with without_locks() as cursor:
        cursor.execute("SELECT subject_id FROM support_pairs_pairnote WHERE request_id = %s", [paired.request])
        subject = cursor.fetchone()[0]
        cursor.execute("DELETE FROM support_requests_asking WHERE request_id = %s", [paired.request])
        cursor.execute("DELETE FROM support_requests_supportrequest WHERE id = %s", [paired.request])
    assert keys.versions(subject)

    resealing.destroy("stage")

    assert keys.versions(subject) == ()


# -- the case stays with its worker (S4-025) -------------------------------------------------------------------------------


def test_no_function_of_the_pair_changes_a_case():
    """The cell triangulates and supports; it takes nothing over and puts nothing in the place of the network."""
    (ours,) = [app for app in declared() if any(table.name == "support_pairs_opening" for table in app.tables)]
    written = re.findall(r"(?:INSERT INTO|UPDATE|DELETE FROM) public\.(\w+)", "\n".join(ours.functions))
    assert set(written) == {
        "support_pairs_opening", "support_pairs_declaration", "support_pairs_pairnote", "support_pairs_aftercontact",
        "support_requests_supportrequest", "access_subject", "access_read_event",
    }  # fmt: skip


def test_everything_the_pair_does_leaves_the_file_and_its_team_as_they_were(paired):
    from palier.casework.cases import actions as cases
    from palier.casework.cases.rules import CaseDraft

    with paired.people["amina"].acting() as amina:
        case = cases.open_case(
            actor=amina, draft=CaseDraft(paired.home.household, (paired.home.persons[0],), amina.today)
        )

    def file():
        with without_locks() as cursor:
            cursor.execute(
                "SELECT to_jsonb(c)::text, (SELECT string_agg(to_jsonb(t)::text, ';') FROM access_teammember t"
                " WHERE t.subject_id = c.subject_id) FROM cases_case c WHERE id = %s",
                [case],
            )
            return cursor.fetchone()

    before = file()
    paired.open()
    paired.declare()
    noted(paired)
    with paired.people["selma"].acting() as selma, connection.cursor() as cursor:
        queries.identity(selma, paired.request)
        cursor.execute("SELECT count(*) FROM cases_case WHERE id = %s", [case])
        assert cursor.fetchone() == (0,)
        actions.close(actor=selma, pk=paired.request, version=paired.version())
    assert file() == before
