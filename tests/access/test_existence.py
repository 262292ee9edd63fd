"""P1: two households alike, one with a file. To everybody outside the team nothing tells them apart: not a page, a count, a
search, an error, a refused insert, nor the time an answer takes."""

import re
import statistics
import time
import uuid

import pytest
from django.db.utils import DatabaseError

from palier.access.lock import guarded_tables
from palier.casework.cases import actions
from palier.casework.cases.rules import CaseDraft, ContactDraft
from tests.access.cast import sql
from tests.stage import without_locks

WHO = (
    "bart",
    "head",
    "accounts",
    "transfers",
    "technical",
    "agent",
    "collective",
    "desk",
    "officer",
    "chloe",
    "direction",
)
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@pytest.fixture
def twins(stage):
    """(household with a file, household without), in one building."""
    home, bare = stage.homes[0], stage.homes[1]
    with stage.amina.acting() as amina:
        case = actions.open_case(actor=amina, draft=CaseDraft(home.household, (home.persons[0],), amina.today))
    with stage.amina.acting() as amina:
        actions.record_contact(actor=amina, draft=ContactDraft("elle a appelé", case=case, persons=(home.persons[0],)))
    return home, bare


def masked(text, home):
    """The page without what names the household: ids, label, telephone numbers, form keys, nonces."""
    with without_locks() as cursor:
        cursor.execute("SELECT label FROM people_household WHERE id = %s", [home.household])
        mark = cursor.fetchone()[0].split()[-1]
    text = text.replace(mark, "NAME")
    text = re.sub(r"\+?3220\d{6}|\b02[ /.]?\d{3}[ .]?\d{2}[ .]?\d{2}\b|\+32[\d  ]+", "PHONE", text)
    text = re.sub(
        r'name="csrfmiddlewaretoken" value="[^"]*"|hx-headers=\'[^\']*\'|nonce="[^"]*"|data-csrf="[^"]*"', "KEY", text
    )
    return UUID.sub("ID", text)


@pytest.mark.parametrize("name", WHO)
def test_pages_of_a_household_with_and_without_a_file_are_equal_byte_for_byte(stage, twins, name):
    home, bare = twins
    browser = stage.people[name].browser()
    for route in ("/households/{}/", "/households/{}/together/", "/households/{}/copy/", "/desk/{}/"):
        pages = [browser.get(route.format(one.household)) for one in twins]
        assert pages[0].status_code == pages[1].status_code, route
        assert masked(pages[0].content.decode(), home) == masked(pages[1].content.decode(), bare), route


def test_to_the_team_they_are_not_equal(stage, twins):
    """The positive twin: the comparison sees the difference where there is one to see."""
    browser = stage.amina.browser()
    with_file, without = (masked(browser.get(f"/households/{one.household}/").content.decode(), one) for one in twins)
    assert with_file != without


@pytest.mark.parametrize("name", WHO)
def test_search_and_counts_by_hand_are_equal(stage, twins, name):
    secret = stage.people[name].token
    for table, column in (
        ("cases_case", "household_id"), ("cases_contact", "household_id"), ("cases_step", "household_id"),
        ("cases_request", "household_id"), ("cases_deskword", "household_id"), ("signals_signal", "household_id"),
    ):  # fmt: skip
        counts = [sql(secret, f"SELECT count(*) FROM {table} WHERE {column} = %s", [one.household]) for one in twins]
        assert counts == [[(0,)], [(0,)]], table
    assert sql(secret, "SELECT count(*) FROM access_subject WHERE kind = 'case'") == [(0,)]
    worker = [sql(secret, "SELECT sec.assigned_worker(%s)", [one.household]) for one in twins]
    assert worker[0] == worker[1]


@pytest.mark.parametrize("name", ["accounts", "head", "bart"])
def test_both_answers_take_the_same_time(stage, twins, name):
    browser = stage.people[name].browser()
    times = {one.household: [] for one in twins}
    for number in range(32):
        for one in twins if number % 2 else reversed(twins):
            begun = time.perf_counter()
            browser.get(f"/households/{one.household}/")
            times[one.household].append(time.perf_counter() - begun)
    medians = sorted(statistics.median(found[2:]) for found in times.values())
    print(f"\n{name}: {medians[0] * 1000:.1f} ms and {medians[1] * 1000:.1f} ms")
    assert medians[1] < 1.6 * medians[0] + 0.005


# Every unique key and foreign key that a statement typed by hand could run into, and why it tells nothing.
UNIQUE = {
    "rights_keptcount (organisation_id, month, kind, theme, area)": "written by erasures alone; no role may insert a row",
    "prevention_prevention (case_id)": "the row policy asks first for a place in the team of that file",
    "referrals_referrallink (referral_id)": "the row policy asks first for a place in the team of that file",
    "rights_finding (rule, event)": "written by the review alone; no role may insert a row",
    "rights_crossingreport (organisation_id, day)": "written by the nightly job alone; no role may insert a row",
    "rights_crossingreport (organisation_id, number)": "as above",
    "people_person (organisation_id, source_id)": "the application's role adds no person; the import is of its own organisation",
    "people_household (organisation_id, source_id)": "as above",
    "housing_dwelling (organisation_id, source_id)": "as above",
    "housing_lease (organisation_id, source_id)": "as above",
    "people_contactdetails (person_id)": "the application's role adds no details; the import is of its own organisation",
    "people_safecontact (person_id)": "no role adds one but through its function, which asks first who her referent is",
    "people_nettaxableincome (person_id, year)": "only the import adds an income, for its own organisation",
    "people_nationalnumber (person_id)": "only the import adds a number, for its own organisation",
    "cases_case (subject_id)": "a subject is a random id, and the row policy asks first for a place in its team",
    "access_oncekey (post_id, key)": "the row policy lets through one's own post alone",
    "documents_photocode (code_hash)": "32 random bytes: nobody guesses another's to learn that it is there",
    "calendar_calendarfeed (secret_hash)": "32 random bytes: nobody guesses another's to learn that it is there",
    "welcomes_welcome (subject_id, lease_id)": "the row policy asks first for a place in the team of that inbox",
    "data_requests_datadecision (data_request_id, item)": "the row policy asks first for a place in the team of that inbox",
    "entitlements_rightseen (subject_id, person_id, question)": "the row policy asks first for a place in that team",
    "year_story (post_id, year, place)": "the row policy lets through one's own post alone",
    "interpreting_interpretingtime (service_id, month, language)": "no role adds one but through a function that answers the same",
    "organisations_postproposal (staff_id, service_id, role)": "no role adds one but through the function that proposes",
    "doubles_doublepair (one_id, other_id)": "no role adds a pair but the night round",
    "safety_safetyground (instruction_id)": "no role adds one but through the function that makes its instruction",
    "handovers_handovernote (handover_id, case_id)": "the row policy asks first for a place in the team of that file",
    "handovers_keptback (contact_id)": "the row policy asks first that the contact is one's own",
    "waiting_waitingcount (venue_id, day)": "no role of the application adds a count",
    "messaging_lettertemplate (organisation_id, kind, number)": "who passes the row policy of adding one reads them all",
    "cases_topic (organisation_id, name_fr)": "as above; words of the company speak of nobody",
    "messaging_lettertemplate (organisation_id, kind)": "as above; templates speak of nobody",
    "interservice_confidedby (line_id)": "no role adds one but through the function that asks first who wrote the line",
    "procedure_procedure (household_id)": "who passes the row policy of adding one reads them all",
    "transfers_transferrequest (household_id)": "as above",
    "interventions_motive (organisation_id, name_fr)": "a word of the house, read by whoever may ask",
    "interventions_asker (intervention_id)": "the row policy asks first whether one asked it oneself, or is an agent",
    "transfers_companycount (organisation_id, what)": "no role of the application adds a figure",
    "meetings_reply (meeting_id, household_id)": "no role adds one but through a function that overwrites what was there",
    "messaging_mailing (about, kind)": "no role adds one but through a function, of a meeting that the house reads",
    "messaging_mailingline (mailing_id, household_id)": "no role adds one: the order does, one for each household",
    "activities_activitystage (activity_id, stage)": "who passes the row policy of adding one reads them all",
    "rounds_shift (post_id, day)": "who passes the row policy of adding one reads them all",
    "rounds_round (organisation_id, day, version)": "as above",
    "rounds_offlinekey (post_id, day)": "the row policy lets through one's own post alone",
    "partners_partnerorganisation (id, organisation_id)": "an id is drawn at random, and the directory speaks of nobody",
    "partners_partnerorganisation (id, organisation_id, kind)": "as above",
    "partners_partnerservice (id, organisation_id)": "as above",
    "partners_partnerorganisation (organisation_id, source_id)": "as above, and who adds one reads all of her company",
    "partners_partnerservice (organisation_id, source_id)": "as above",
    "support_requests_asking (request_id)": "no role adds one but through a function that draws its id at random",
    "support_requests_intake (request_id)": "as above",
    "support_partnership_frozenyear (organisation_id, year)": "no role adds one but through a function, for its own cell",
    "support_pairs_opening (request_id)": "no role adds one but through a function that asks first whose request it is",
    "support_pairs_declaration (request_id, author_id)": "no role adds one but through a function, in its own name",
    "rights_purge (item)": "no role adds one but through a function that answers the same",
    "access_lock_session (token_hash)": "no role of the application adds a session",
}


def test_every_unique_key_is_known_and_says_why_it_is_no_oracle():
    with without_locks() as cursor:
        cursor.execute(
            "SELECT c.relname || ' (' || string_agg(a.attname, ', ' ORDER BY k.n) || ')' FROM pg_index i"
            " JOIN pg_class c ON c.oid = i.indrelid, unnest(i.indkey) WITH ORDINALITY AS k(number, n)"
            " JOIN pg_attribute a ON a.attnum = k.number WHERE a.attrelid = i.indrelid AND i.indisunique"
            " AND c.relname = ANY (%s) GROUP BY c.relname, i.indexrelid"
            " HAVING string_agg(a.attname, ',' ORDER BY k.n) NOT IN ('id', 'id,at')",
            [sorted(guarded_tables())],
        )
        found = {row[0] for row in cursor.fetchall()}
    known = set(UNIQUE) | {"access_lock_session (token_hash)"}
    assert found <= known, found - known


def refusal(secret, statement, params):
    try:
        return str(sql(secret, statement, params))
    except DatabaseError as error:
        return UUID.sub("ID", str(error).splitlines()[0])


@pytest.mark.parametrize("name", ["bart", "head", "accounts", "chloe", "desk"])
def test_a_row_typed_by_hand_is_refused_alike_whether_a_file_is_there_or_not(stage, twins, name):
    """Ids that exist and ids that do not, tried as subject, contact and primary key: one sentence for both."""
    secret = stage.people[name].token
    with without_locks() as cursor:
        cursor.execute("SELECT id, subject_id FROM cases_case WHERE household_id = %s", [twins[0].household])
        case, subject = cursor.fetchone()
        cursor.execute("SELECT id FROM cases_contact WHERE case_id = %s", [case])
        contact = cursor.fetchone()[0]
    tries = {
        "case of a subject": (
            "INSERT INTO cases_case (id, organisation_id, subject_id, household_id, concerns, agreed_by, agreed_on, opened_on,"
            " domain, goals, own_words, outcome, version) VALUES (gen_random_uuid(), %s, %s, %s, '{}', '{}', now(),"
            " now(), '', '{}', '', '', 1)",
            lambda there: [stage.company.pk, (there and subject) or uuid.uuid4(), twins[0].household],
        ),
        "step of a subject": (
            "INSERT INTO cases_step (id, organisation_id, subject_id, author_id, confided_by, concerns, text, goal, call_back,"
            " state, version) VALUES (gen_random_uuid(), %s, %s, sec.post(), '{}', '{}', 'x', '', false, 'planned', 1)",
            lambda there: [stage.company.pk, (there and subject) or uuid.uuid4()],
        ),
        "confidence of a contact": (
            "INSERT INTO cases_confidence (id, organisation_id, subject_id, contact_id, author_id, confided_by, concerns, text,"
            " tier) VALUES (gen_random_uuid(), %s, %s, %s, sec.post(), '{}', '{}', 'x', 'team')",
            lambda there: [stage.company.pk, subject, (there and contact) or uuid.uuid4()],
        ),
        "member of a team": (
            "INSERT INTO access_teammember (id, subject_id, post_id, duty, valid, added_by_id, reason) VALUES"
            " (gen_random_uuid(), %s, sec.post(), 'colleague', '[2020-01-01,)', sec.post(), '')",
            lambda there: [(there and subject) or uuid.uuid4()],
        ),
    }
    for what, (statement, params) in tries.items():
        assert refusal(secret, statement, params(True)) == refusal(secret, statement, params(False)), what
