"""How long things are kept: presets, a company's own length signed by two people, and numbers that stay (P39)."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from palier.access.rights import actions, queries
from palier.access.rights.models import KeptCount, RetentionTerm
from palier.access.rights.rules import PRESETS, DatedTerm, TermKey, Wish, in_force, presets, wished
from palier.casework.cases import actions as cases
from palier.casework.cases import queries as files
from palier.casework.cases.models import Case, Contact
from palier.casework.cases.rules import ContactDraft
from palier.identity.organisations.models import Post
from palier.identity.organisations.rules import Role
from palier.kernel.errors import Conflict, InvalidInput, Refused
from palier.kernel.terms import Term, Unit
from palier.registry.signals.models import Signal
from tests.casework.cases.test_erasure import a_closed_file, left
from tests.stage import ALWAYS, STAGE, Somebody, put, without_locks

TODAY = dt.date(2026, 3, 31)
SIX_MONTHS = Term(6, Unit.MONTHS)


# -- rules ---------------------------------------------------------------------------------------------------


@given(
    st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)),
    st.integers(1, 100),
    st.sampled_from(["days", "months", "years"]),
)
def test_a_term_ends_later_than_it_begins_and_more_of_it_later_still(day, length, unit):
    assert day < Term(length, Unit(unit)).after(day) < Term(length + 1, Unit(unit)).after(day)


def test_a_month_ends_on_its_last_day_and_hours_need_a_moment():
    assert Term(1, Unit.MONTHS).after(dt.date(2026, 1, 31)) == dt.date(2026, 2, 28)
    assert Term(5, Unit.YEARS).after(dt.date(2024, 2, 29)) == dt.date(2029, 2, 28)
    noon = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
    assert Term(24, Unit.HOURS).after_moment(noon) == noon + dt.timedelta(days=1)
    with pytest.raises(ValueError, match="moment"):
        Term(24, Unit.HOURS).after(TODAY)


def test_the_latest_own_term_counts_before_any_preset_and_a_coming_one_not_yet():
    key, ours = TermKey.SIMPLE_CONTACT, "us"
    rows = [
        DatedTerm(key, Term(18, Unit.MONTHS), TODAY, None),
        DatedTerm(key, SIX_MONTHS, TODAY - dt.timedelta(days=9), ours),
        DatedTerm(key, Term(3, Unit.MONTHS), TODAY + dt.timedelta(days=1), ours),
    ]

    assert in_force(rows, TODAY)[key] == SIX_MONTHS
    assert in_force(rows, TODAY + dt.timedelta(days=1))[key] == Term(3, Unit.MONTHS)
    assert in_force(rows[:1], TODAY)[key] == Term(18, Unit.MONTHS)
    assert in_force([], TODAY) == presets()


@pytest.mark.parametrize(
    ("key", "term", "wish"),
    [
        (TermKey.SIMPLE_CONTACT, Term(24, Unit.MONTHS), Wish.FITS),
        (TermKey.SIMPLE_CONTACT, Term(3, Unit.YEARS), Wish.NEEDS_REASON),
        (TermKey.AIDE_MEMOIRE, Term(10, Unit.DAYS), Wish.FITS),
        (TermKey.AIDE_MEMOIRE, Term(2, Unit.MONTHS), Wish.TOO_LONG),
        (TermKey.WAITING_ROOM, Term(2, Unit.DAYS), Wish.TOO_LONG),
    ],
)
def test_how_far_a_company_may_go(key, term, wish):
    assert wished(key, term) == wish


def test_the_table_holds_the_presets_of_the_code():
    rows = RetentionTerm.objects.filter(organisation=None).values_list(
        "key", "length", "unit", "longest_length", "longest_unit", "fixed", "source", "confidence"
    )
    assert {key: rest for key, *rest in rows} == {
        key.value: [
            one.term.length,
            one.term.unit,
            one.longest.length,
            one.longest.unit,
            one.fixed,
            one.source,
            one.confidence,
        ]
        for key, one in PRESETS.items()
    }


# -- signing -------------------------------------------------------------------------------------------------


def propose(stage, key=TermKey.SIMPLE_CONTACT, term=SIX_MONTHS):
    with stage.admin.acting() as admin:
        return actions.propose_term(
            actor=admin, key=key, term=term, valid_from=admin.today, source="Décision", reason="Peu de place"
        )


def decide(who, pk, signs=True, reason=""):
    with who.acting() as actor:
        actions.decide_term(actor=actor, pk=pk, signs=signs, reason=reason)


def in_the_database(stage, key):
    with without_locks() as cursor:
        cursor.execute("SELECT sec.term(%s, %s)::text", [key, stage.company.pk])
        return cursor.fetchone()[0]


def test_a_length_counts_once_two_people_stand_behind_it(stage):
    pk = propose(stage)
    with stage.amina.acting() as amina:
        assert queries.terms(amina)[TermKey.SIMPLE_CONTACT] == Term(12, Unit.MONTHS)
    assert in_the_database(stage, "simple_contact") == "1 year"

    decide(stage.officer, pk)

    with stage.amina.acting() as amina:
        assert queries.terms(amina)[TermKey.SIMPLE_CONTACT] == SIX_MONTHS
        contact = cases.record_contact(actor=amina, draft=ContactDraft("Bref", household=stage.homes[0].household))
        assert files.contact(amina, contact).ends_on == SIX_MONTHS.after(amina.today)
    assert in_the_database(stage, "simple_contact") == "6 mons"
    with stage.chloe.acting() as chloe:  # the company beside keeps its own
        assert queries.terms(chloe)[TermKey.SIMPLE_CONTACT] == Term(12, Unit.MONTHS)


def test_what_is_set_aside_changes_nothing_and_is_not_decided_twice(stage):
    pk = propose(stage)
    decide(stage.officer, pk, signs=False, reason="Trop court")
    decide(stage.officer, pk, signs=False)  # sent twice

    assert in_the_database(stage, "simple_contact") == "1 year"
    with pytest.raises(Conflict):
        decide(stage.officer, pk)


def test_only_one_proposal_waits_for_each_thing(stage):
    propose(stage)
    with pytest.raises(Conflict):
        propose(stage)
    propose(stage, key=TermKey.WELCOME)


def test_a_fixed_term_is_shortened_and_never_lengthened(stage):
    with pytest.raises(InvalidInput) as told:
        propose(stage, TermKey.AIDE_MEMOIRE, Term(31, Unit.DAYS))
    assert set(told.value.fields) == {"length"}
    decide(stage.officer, propose(stage, TermKey.AIDE_MEMOIRE, Term(10, Unit.DAYS)))
    assert in_the_database(stage, "aide_memoire") == "10 days"
    with pytest.raises(Refused):
        propose(stage, TermKey.READ_LEDGER, Term(1, Unit.YEARS))


def test_past_the_longest_only_with_the_officers_own_reason(stage):
    pk = propose(stage, term=Term(3, Unit.YEARS))
    with pytest.raises(InvalidInput) as told:
        decide(stage.officer, pk, reason="   ")
    assert set(told.value.fields) == {"reason"}
    decide(stage.officer, pk, reason="Procès en cours")
    assert in_the_database(stage, "simple_contact") == "3 years"


def test_nobody_proposes_and_signs_through_a_second_post(stage):
    pk = propose(stage)
    with without_locks():
        staff = Post.objects.using(STAGE).get(pk=stage.admin.post).staff_id
        second = put(Post(staff_id=staff, organisation=stage.company, role=Role.DATA_PROTECTION_OFFICER, valid=ALWAYS))
    with pytest.raises(Refused):
        decide(Somebody("admin", stage.admin.user, second.pk), pk)
    decide(stage.officer, pk)


@pytest.mark.parametrize(
    ("name", "statement"),
    [
        ("officer", "SELECT sec.propose_term(gen_random_uuid(), 'draft', 3, 'days', sec.today(), '', 'x')"),
        ("admin", "SELECT sec.propose_term(gen_random_uuid(), 'draft', 31, 'days', sec.today(), '', 'x')"),
        ("admin", "SELECT sec.propose_term(gen_random_uuid(), 'draft', 3, 'days', sec.today() - 1, '', 'x')"),
        ("admin", "SELECT sec.propose_term(gen_random_uuid(), 'draft', 3, 'days', sec.today(), '', ' ')"),
        ("admin", "SELECT sec.propose_term(gen_random_uuid(), 'read_ledger', 3, 'days', sec.today(), '', 'x')"),
        ("admin", "SELECT sec.propose_term(gen_random_uuid(), 'something', 3, 'days', sec.today(), '', 'x')"),
        ("admin", "SELECT sec.decide_term('{pk}', true, 'x')"),
        ("amina", "SELECT sec.decide_term('{pk}', true, 'x')"),
        ("foreign", "SELECT sec.decide_term('{pk}', true, 'x')"),
        ("officer", "SELECT sec.decide_term('{long}', true, ' ')"),
    ],
)
def test_the_database_says_no_by_itself(stage, name, statement):
    other = type(stage)._company("ailleurs")
    foreign = other.somebody("officer", Role.DATA_PROTECTION_OFFICER, service=other.service)
    pk, long = propose(stage), propose(stage, TermKey.WELCOME, Term(9, Unit.YEARS))
    with (foreign if name == "foreign" else stage.people[name]).acting(), connection.cursor() as cursor:
        cursor.execute(statement.format(pk=pk, long=long))
        assert cursor.fetchone() == (False,)
    with stage.admin.acting(), connection.cursor() as cursor:  # the twin: what is right goes through
        cursor.execute("SELECT sec.propose_term(gen_random_uuid(), 'draft', 3, 'days', sec.today(), '', 'x')")
        assert cursor.fetchone() == (True,)


# -- erasing -------------------------------------------------------------------------------------------------


def erase(function):
    with without_locks() as cursor:
        cursor.execute("SET LOCAL ROLE palier_definer")
        cursor.execute(f"SELECT sec.{function}()")


def counted(stage):
    with without_locks():
        rows = KeptCount._base_manager.using(STAGE).filter(organisation=stage.company)
        return {(row.kind, row.theme, row.month): row.number for row in rows}


def test_a_signal_goes_at_the_term_of_its_company_and_a_number_stays(stage):
    now = dt.datetime.now(dt.UTC)
    with without_locks() as cursor:
        cursor.execute("SELECT service_id FROM organisations_post WHERE id = %s", [stage.agent.post])
        origin = cursor.fetchone()[0]
        for months in (5, 7, 7, 13):
            put(
                Signal(
                    organisation=stage.company, origin_service_id=origin, author_id=stage.agent.post,
                    recipient_service=stage.service, theme="worry", sent_at=now - dt.timedelta(days=months * 31),
                )
            )  # fmt: skip

    def there():
        with without_locks():
            return Signal._base_manager.using(STAGE).filter(organisation=stage.company).count()

    erase("erase_signals")
    assert there() == 3
    decide(stage.officer, propose(stage, TermKey.SIGNAL))
    erase("erase_signals")
    assert there() == 1
    numbers = {key[:2]: sum(n for other, n in counted(stage).items() if other[:2] == key[:2]) for key in counted(stage)}
    assert numbers == {("signal", "worry"): 3}


def test_what_stays_of_forgotten_contacts_names_nobody_and_small_numbers_are_closed(stage):
    with stage.amina.acting() as amina:
        made = [
            cases.record_contact(
                actor=amina, draft=ContactDraft("Bref", household=stage.homes[0].household, domain="family")
            )
            for _ in range(5)
        ]
    with without_locks() as cursor:
        cursor.execute("UPDATE cases_contact SET ends_on = '2020-01-01' WHERE id = ANY (%s)", [made[:4]])
    erase("erase_ended")

    def told(who):
        with who.acting() as actor:
            return [(one.kind, one.number) for one in queries.forgotten(actor)]

    assert {key[:2]: number for key, number in counted(stage).items()} == {("simple_contact", "family"): 4}
    assert told(stage.officer) == [("simple_contact", None)]
    with without_locks() as cursor:
        cursor.execute("UPDATE cases_contact SET ends_on = '2020-01-01' WHERE id = %s", [made[4]])
    erase("erase_ended")
    assert told(stage.officer) == told(stage.head) == [("simple_contact", 5)]
    assert told(stage.amina) == told(stage.admin) == told(stage.chloe) == []
    with without_locks():
        assert not Contact._base_manager.using(STAGE).filter(pk__in=made).exists()
        fields = {field.name for field in KeptCount._meta.concrete_fields}
    assert fields == {"id", "organisation", "month", "kind", "theme", "area", "number"}


def test_a_closed_file_goes_at_the_term_of_its_company(stage):
    case = a_closed_file(stage)
    with without_locks() as cursor:
        cursor.execute("UPDATE cases_case SET closed_on = sec.today() - 400, domain = 'health' WHERE id = %s", [case])
    erase("erase_ended")
    assert left(Case, case) == 1
    decide(stage.officer, propose(stage, TermKey.CLOSED_FILE, Term(1, Unit.YEARS)))
    erase("erase_ended")
    assert left(Case, case) == left(Contact, case) == 0
    assert [key[:2] for key in counted(stage)] == [("closed_file", "health")]


# -- pages ---------------------------------------------------------------------------------------------------


def test_a_proposal_is_made_and_signed_by_page(stage):
    admin, officer = stage.admin.browser(), stage.officer.browser("nl")
    sent = {"length": "6", "unit": "months", "valid_from": "1/1/2020", "source": "CA", "reason": "Moins"}

    wrong = admin.post("/kept/welcome/propose/", sent)
    assert wrong.status_code == 422
    assert "1/1/2020" in wrong.content.decode()
    assert "Ce jour est passé" in wrong.content.decode()
    with stage.admin.acting() as actor:
        today = f"{actor.today:%Y-%m-%d}"
    assert admin.post("/kept/welcome/propose/", sent | {"valid_from": today}).status_code == 302
    assert 'name="decision"' not in admin.get("/kept/").content.decode()

    page = officer.get("/kept/").content.decode()
    assert 'name="decision"' in page
    pk = RetentionTerm.objects.get(organisation=stage.company).pk
    assert officer.post(f"/kept/decide/{pk}/", {"decision": "sign", "reason": ""}).status_code == 302
    assert in_the_database(stage, "welcome") == "6 mons"


def test_the_officer_is_asked_for_a_reason_and_keeps_what_she_typed(stage):
    pk = propose(stage, term=Term(3, Unit.YEARS))
    officer = stage.officer.browser()
    answer = officer.post(f"/kept/decide/{pk}/", {"decision": "sign", "reason": "  "})
    assert answer.status_code == 422
    assert "plus long que ce que permet la maison" in answer.content.decode().replace("\u202f", " ").replace(
        "\xa0", " "
    )
    assert officer.post(f"/kept/decide/{pk}/", {"decision": "dance"}).status_code == 422


def test_who_reads_the_terms_and_who_does_not(stage):
    for name in ("amina", "head", "admin", "officer", "trainee"):
        assert stage.people[name].browser().get("/kept/").status_code == 200, name
    for name in ("accounts", "agent", "caretaker", "desk"):
        assert stage.people[name].browser().get("/kept/").status_code == 404, name
    assert stage.admin.browser().get("/kept/welcome/propose/").status_code == 200
    assert stage.admin.browser().get("/kept/read_ledger/propose/").status_code == 404
    assert stage.admin.browser().get("/kept/nothing/propose/").status_code == 404
    assert stage.officer.browser().get("/kept/welcome/propose/").status_code == 404


def test_the_page_asks_as_many_statements_however_much_was_decided(stage):
    officer = stage.officer.browser()

    def asked():
        with CaptureQueriesContext(connection) as seen:
            officer.get("/kept/")
        return len(seen)

    asked()
    before = asked()
    for key in (TermKey.WELCOME, TermKey.DOCUMENT, TermKey.SIGNAL):
        decide(stage.officer, propose(stage, key))
    assert asked() == before
