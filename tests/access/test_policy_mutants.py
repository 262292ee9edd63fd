"""Each row policy is broken on purpose, and a fixed set of statements must notice: 100 % of the mutants are killed.

A mutant lives in one transaction of an administrator, in which the statements run as the application's role and which is
taken back. What no statement can tell (FORCE, TO PUBLIC, a grant too many) the guard by PostgreSQL's catalogue must name.
"""

import re
from dataclasses import replace

import psycopg
import pytest

from config import database
from palier.access.lock import Policy, declared
from tests.access import of_activities, of_meetings
from tests.access.adversary import ABOUT_LINKS, lay
from tests.access.cast import make_world
from tests.access.matrix_sql import SEALED
from tests.access.mutant_rows import inserts
from tests.apart import database_apart

GUARDED = {table.name: table for app in declared() for table in app.tables}
ME, TODAY, NOW = "(SELECT sec.post())", "(SELECT sec.today())", "(SELECT sec.now())"
ORG = "(SELECT sec.organisation())"

# Text replacements: a conjunct dropped, a comparison turned round. Each applies wherever its text stands in a policy.
REPLACEMENTS = (
    (f" AND t.post_id = {ME}", ""),
    (f" AND t.valid @> {TODAY}", ""),
    ("t.subject_id = {table}.subject_id AND ", ""),
    (f" AND e.post_id = {ME}", ""),
    (f" AND e.until > {NOW}", ""),
    ("e.subject_id = {table}.subject_id AND ", ""),
    (" AND e.person = ANY ({table}.concerns)", ""),
    (" AND e.ground IN ('danger_to_life', 'danger_to_minor')", ""),
    (f" AND r.post_id = {ME}", ""),
    (f" AND r.valid @> {TODAY}", ""),
    ("r.item = {table}.id AND ", ""),
    (" AND r.added_by_id = {table}.author_id", ""),
    (f" AND {{table}}.ends_on >= {TODAY}", ""),
    ("(tier = 'team'", "(tier <> 'team'"),
    ("(tier = 'author' AND", "(tier <> 'author' AND"),
    ("(tier = 'pair' AND", "(tier <> 'pair' AND"),
    ("(tier = 'reinforced' AND", "(tier <> 'reinforced' AND"),
    ("tier IN ('pair', 'reinforced')", "tier NOT IN ('pair', 'reinforced')"),
    ("(tier = 'author' AND author_id = " + ME, "(tier = 'author' AND true"),
    ("(tier IN ('pair', 'reinforced') AND (author_id = " + ME, "(tier IN ('pair', 'reinforced') AND (true"),
    (f"(tier = 'team' OR author_id = {ME})", "true"),
    (f"(tier = 'team' OR author_id = {ME})", "tier = 'team'"),
    (f"author_id = {ME} AND ", ""),
    (f"author_id = {ME}", f"author_id <> {ME}"),
    ("(case_id IS NULL AND ", "("),
    (" AND s.kind = 'inbox'", ""),
    ("s.kind = 'inbox'", "s.kind <> 'inbox'"),
    (f" AND s.organisation_id = {ORG}", ""),
    (" AND (SELECT sec.role()) IN ('social_worker', 'trainee', 'front_desk')", ""),
    ("(SELECT sec.role()) IN", "(SELECT sec.role()) NOT IN"),
    (" - interval '24 hours'", " - interval '24 days'"),
    (" AND state IN ('waiting', 'taken')", ""),
    (f"organisation_id = {ORG}", "true"),
    (f"organisation_id = {ORG}", f"organisation_id <> {ORG}"),
    (f"author_id = {ME} AND written_at >", "written_at >"),
    (" AND c.subject_id = cases_confidence.subject_id", ""),
    (f" AND c.author_id = {ME}", ""),
    ("c.id = cases_confidence.contact_id AND ", ""),
    (f" AND d.until > {NOW}", ""),
    (f" AND d.post_id = {ME}", ""),
    ("d.household = cases_deskword.household_id AND ", ""),
    (f" AND cases_deskword.until >= {TODAY}", ""),
    (f"post_id = {ME}", f"post_id <> {ME}"),
    (f"post_id = {ME} AND ", ""),
    (f" AND {TODAY} <= expires", ""),
    (f" AND expires >= {TODAY}", ""),
    (" AND (SELECT sec.stepped_up())", ""),
    (" AND NOT (SELECT sec.emergency_blocked())", ""),
    (" AND char_length(reason) >= 30", ""),
    (" AND reviewed_at IS NULL AND reviewed_by_id IS NULL", ""),
    (f" AND opened_at <= {NOW}", ""),
    (f" AND until <= {NOW} + interval '4 hours'", ""),
    (f" AND until <= {NOW} + interval '36 hours'", ""),
    (" = 'data_protection_officer'", " <> 'data_protection_officer'"),
    ("(SELECT sec.role()) = 'social_worker'", "true"),
    ("(SELECT sec.role()) = 'data_protection_officer' AND ", ""),
    ("(SELECT sec.role()) IN ('social_worker', 'trainee')", "true"),
    (f"reviewed_by_id = {ME} AND ", ""),
    ("added_by_id = (SELECT sec.post()) AND ", ""),
    (" AND sec.may_add_to_team(subject_id, post_id)", ""),
    (" AND sec.may_refer(case_id, subject_id, concerns, contact_id)", ""),
    (" AND sec.may_disclose(case_id, subject_id, concerns, contact_id, second_id, called)", ""),
    (f"second_id = {ME} AND ", ""),
    (f"second_id = {ME}", f"second_id <> {ME}"),
    (" AND second_answer = ''", ""),
    (" AND second_answer = ''", " AND second_answer <> ''"),
    (" AND taken_back_on IS NULL", ""),
    *ABOUT_LINKS,
    (f"added_by_id = {ME}", "true"),
    ("kind = 'inbox' AND ", ""),
    (f" AND at = {NOW}", ""),
    (f' AND "on" = {TODAY}', ""),
    ("post_id IS NOT DISTINCT FROM (SELECT sec.post())", "true"),
    ("person IS NOT DISTINCT FROM (SELECT sec.person())", "true"),
    (f" AND p.organisation_id = {ORG}", ""),
    ("p.id = access_read_event.post_id AND ", ""),
    ("NOT protected OR ", "protected OR "),
    ("NOT protected OR sec.is_assigned_worker(household_id)", "NOT protected"),
    ("recipient_post_id IS NULL AND ", ""),
    (" AND recipient_service_id = (SELECT sec.service())", ""),
    ("recipient_post_id = (SELECT sec.post())", "recipient_post_id IS NOT NULL"),
    ("(text = '' OR", "(text <> '' OR"),
    ("theme = 'emergency_access' OR ", ""),
    ("theme = 'emergency_access'", "theme <> 'emergency_access'"),
    ("o.kind <> 'social'", "o.kind = 'social'"),
    ("o.id = signals_signal.origin_service_id AND ", ""),
    ("v.id = signals_signal.recipient_service_id AND v.kind = 'social'", "v.kind = 'social'"),
    ("v.kind <> 'social'", "v.kind = 'social'"),
    (" AND sent_at > (SELECT sec.now()) - interval '12 hours'", ""),
    (" AND sent_at <= greatest((SELECT sec.now()), statement_timestamp())", ""),
    (" AND origin_service_id = (SELECT sec.service())", ""),
    (" AND w.post_id = calendar_appointment.worker_id", ""),
    ("w.subject_id = calendar_appointment.subject_id AND ", ""),
    (f" AND w.valid @> {TODAY}", ""),
    (f"from_post_id = {ME} OR to_post_id", "to_post_id"),
    (f" OR to_post_id = {ME}", ""),
    (f"to_post_id = {ME} OR author_id = {ME}", f"to_post_id = {ME}"),
    (f"AND from_post_id = {ME} AND ", "AND "),
    (" AND state = 'preparing'", ""),
    (" AND NOT everything", ""),
    (" AND starts >= (SELECT sec.today())", ""),
    (" AND sec.may_follow(from_post_id, to_post_id, starts)", ""),
    ("h.id = handovers_handovernote.handover_id AND ", ""),
    (f"h.from_post_id = {ME} OR ", ""),
    (f" OR h.to_post_id = {ME}", ""),
    (f" AND h.from_post_id = {ME}", ""),
    (" AND h.state = 'preparing'", ""),
    ("f.id = handovers_handovernote.case_id AND ", ""),
    (" AND f.subject_id = handovers_handovernote.subject_id", ""),
    ("c.id = handovers_keptback.contact_id AND ", ""),
    (" AND c.subject_id = handovers_keptback.subject_id", ""),
    (" AND c.tier = 'team'", ""),
    (f"worker_id = {ME}", "true"),
    (f"worker_id = {ME}", f"worker_id <> {ME}"),
    ("(agreed_at IS NOT NULL OR proposed_at > ", "(proposed_at > "),
    ("(agreed_at IS NOT NULL OR proposed_at > ", "(agreed_at IS NULL OR proposed_at > "),
    (" - interval '7 days'", " - interval '70 days'"),
    (f"proposed_by_id = {ME} OR ", ""),
    (f" OR asked_of_id = {ME}", ""),
    (" OR (agreed_at IS NOT NULL AND sec.looks_after(household_id))", ""),
    ("(agreed_at IS NOT NULL AND sec.looks_after(household_id))", "agreed_at IS NOT NULL"),
    ("(agreed_at IS NOT NULL AND sec.looks_after(household_id))", "sec.looks_after(household_id)"),
    (" = 'head_of_service'", " <> 'head_of_service'"),
    (" AND (SELECT sec.role()) = 'head_of_service'", ""),
    ("channel = 'counter' OR ", ""),
    ("sec.works_with(person_id) AND NOT EXISTS", "NOT EXISTS"),
    (" AND NOT EXISTS (\n  SELECT 1 FROM people_safecontact s WHERE s.person_id = messaging_dispatch.person_id)", ""),
    ("s.person_id = messaging_dispatch.person_id", "true"),
    ("letter_id IS NULL OR ", ""),
    ("l.id = messaging_dispatch.letter_id\n  AND ", ""),
    ("l.subject_id = messaging_dispatch.subject_id AND ", ""),
    (" AND l.person_id = messaging_dispatch.person_id", ""),
    ("b.id = messaging_batchline.batch_id", "true"),
    (" AND EXISTS (SELECT 1 FROM messaging_letterbatch b WHERE b.id = messaging_batchline.batch_id)", ""),
    (" AND state IN ('waiting', 'by_hand')", ""),
    (" AND state <> 'made'", ""),
    (" AND state = 'waiting'", ""),
    (f"author_id = {ME} AND (SELECT sec.role()) IN ('social_worker', 'head_of_service')", f"author_id = {ME}"),
    ("(SELECT sec.role()) IN ('social_worker', 'trainee', 'head_of_service')", "true"),
    ("(SELECT sec.role()) IN ('social_worker', 'head_of_service')", "true"),
    ("(SELECT sec.role()) IN ('organisation_admin', 'head_of_service', 'data_protection_officer')", "true"),
    ("IN ('organisation_admin', ", "IN ("),
    ("purpose()) = 'import'", "purpose()) <> 'import'"),
    (" AND (SELECT sec.purpose()) = 'import'", ""),
    ("f.id = {table}.case_id AND ", ""),
    (" AND f.subject_id = {table}.subject_id", ""),
    (" AND f.closed_on IS NULL", ""),
    (" AND outcome = ''", ""),
    (" AND sent_on IS NULL", ""),
    (" = 'transfers'", " <> 'transfers'"),
    ("q.id = transfers_stepagreement.request_id\n  AND ", ""),
    (" AND q.outcome = ''", ""),
    ("dwelling_id IS NULL OR ", ""),
    ("dwelling_id IS NULL OR ", "dwelling_id IS NOT NULL OR "),
    ("d.id = interventions_intervention.dwelling_id AND ", ""),
    (" AND d.building_id = interventions_intervention.place_id", ""),
    ("m.code = 'accompaniment'", "true"),
    ("\n      AND m.id = interventions_intervention.motive_id", ""),
    (" AND person_id IS NULL", ""),
    *of_activities.REPLACEMENTS,
    *of_meetings.REPLACEMENTS,
)


def _mutants():
    for table in GUARDED.values():
        for policy in table.policies:
            seen = {(policy.using, policy.check)}
            yield table.name, policy, None, "dropped"
            yield table.name, policy, replace(policy, restrictive=not policy.restrictive), "the other kind"
            for part in ("using", "check"):
                text = getattr(policy, part)
                if text is None:
                    continue
                changed = [("true", "true")] if text != "true" else []
                changed += [(f"{old} -> {new or 'nothing'}", text.replace(_at(old, table), _at(new, table)))
                            for old, new in REPLACEMENTS]  # fmt: skip
                for how, made in changed:
                    mutant = replace(policy, **{part: made})
                    if (mutant.using, mutant.check) not in seen:
                        seen.add((mutant.using, mutant.check))
                        yield table.name, policy, mutant, f"{part}: {how}"


def _at(text, table):
    return text.replace("{table}", table.name)


# Parts that no statement of the application's role can tell from their absence, each with its reason. They stay: they pick
# the index, and they hold should the other lock they stand behind be lost.
BEHIND_ANOTHER_LOCK = {
    f" AND t.post_id = {ME} -> nothing": "access_teammember shows only one's own places and those of teams one is in today",
    f" AND r.post_id = {ME} -> nothing": "access_namedreader shows only rows that name me or that I, then the author, wrote",
    f" AND d.post_id = {ME} -> nothing": "access_dutypresence shows only one's own",
    " AND s.kind = 'inbox' -> nothing": "access_subject shows inboxes, and subjects whose team one is in anyway",
    f" AND s.organisation_id = {ORG} -> nothing": "access_subject shows no inbox of another organisation",
}


def _equal(table: str, policy: Policy, how: str) -> bool:
    """Is this mutant the same lock by nature?"""
    if any(how.endswith(text) for text in BEHIND_ANOTHER_LOCK):
        return True
    if not GUARDED[table].grants:  # no role may even try; the guard by catalogue names what is missing
        return True
    if (table, how) == ("cases_confidence", f"check: author_id = {ME} AND  -> nothing"):
        return policy.command == "UPDATE"  # the trigger keep_author refuses it as well
    if table in {"rounds_stop", "rounds_leftout"} and how == "check: (SELECT sec.role()) = 'proximity_agent' -> true":
        return True  # nobody but an agent sees the round in which it stands
    if table.startswith("interservice_") and how == "check: (SELECT sec.role()) = 'social_worker' -> true":
        return True  # whoever is assigned to a place, or covers her, is a social worker (sec.cover)
    columns = " ".join(re.findall(r"UPDATE \(([^)]*)\)", " ".join(GUARDED[table].grants)))
    if how.startswith("check: ") and policy.command == "UPDATE" and columns:
        return ("reviewed_by_id" not in how and how != "check: true") or "reviewed_by_id" not in columns
    return False


KEYS = {"access_lock_session": "token_hash"}
WHO = {  # who asks: enough to stand in every relation a policy speaks of
    "amina": ("A4a", "own_team"), "emma": ("A5", "replacement"), "pia": ("A6", "own_team"), "bart": ("A4a", "same_service"),
    "ines": ("A4a", "emergency"), "leon": ("A4a", "emergency_legal_date"), "dora": ("A4c", "on_duty"),
    "chloe": ("A4a", "other_organisation"), "head": ("A7", "same_service"), "desk": ("A10f", "self"),
    "jan": ("A4a", "emergency_expired"), "officer": ("A14", "other_department"), "foreign_officer": ("A14", "other_organisation"),
    "admin": ("A11", "other_department"), "trainee": ("A4d", "own_team"),
    "caretaker": ("A10g", "other_department"), "accounts": ("A10a", "other_department"), "technical": ("A10c", "other_department"),
    "transfers": ("A10b", "other_department"),
    "collective": ("A10e", "same_service"), "agent": ("A10d", "other_department"),
}  # fmt: skip
JOBS = {
    "job": ("A15", "own_organisation"),
    "other_job": ("A15", "other_organisation"),
    "a_workers_token": ("A4a", "own_team"),
}
WRITERS = (
    "amina",
    "bart",
    "chloe",
    "desk",
    "head",
    "dora",
    "leon",
    "officer",
    "emma",
    "pia",
    "trainee",
    "accounts",
    "technical",
    "transfers",
    "collective",
    "agent",
)
BLIND = {  # a change that reads no column, so that nothing but the policies of UPDATE decides
    "cases_case": "domain = ''", "cases_request": "channel = ''", "cases_contact": "channel = ''",
    "network_networktie": f"function = {SEALED}",
    "cases_confidence": f"text = {SEALED}", "cases_step": "goal = ''", "cases_deskword": "text = 'x'", "cases_knownmember": f"custody = {SEALED}",
    "access_teammember": "valid = 'empty'", "access_namedreader": "valid = 'empty'",
    "access_emergencyaccess": "outcome = 'x'", "signals_signal": "state = 'seen'", "capture_draft": "form = 'contact'",
    "people_person": "sex = 'x'", "people_contactdetails": "phone = ''", "people_nettaxableincome": "amount = 1", "people_household": "label = 'x'", "people_householdmember": "role = 'other'",
    "people_representation": "name = ''", "people_nationalnumber": "number = 'x'", "housing_dwelling": "unit = ''",
    "housing_room": "area_m2 = 1", "housing_lease": "kind = 'fixed'",
    "calendar_appointment": "purpose = ''", "calendar_calendarfeed": "withdrawn_at = now()",
    "waiting_arrival": "noted = true", "welcomes_welcome": "way = 'visit'", "documents_document": f"name = {SEALED}",
    "access_codes_accesscode": "withdrawn_at = now()", "data_requests_datarequest": "answer = 'x'",
    "data_requests_datadecision": "reason = 'x', decided_by_id = sec.post()",
    "handovers_handover": "inbox = false", "handovers_handovernote": "stands = 'x'", "handovers_keptback": "standing = false",
    "cases_topic": "ended_on = sec.today()",
    "messaging_lettertemplate": "state = 'former'", "messaging_letter": "to_explain = true", "messaging_dispatch": "state = 'waiting'",
    "messaging_letterbatch": "stopped = false", "messaging_batchline": "state = 'waiting'",
    "entitlements_rightseen": "seen_on = sec.today()", "mail_bag_broughtletter": "reply = NULL", "referrals_referral": "next_day = NULL",
    "referrals_referrallink": "unseen = false",
    "interservice_line": "version = 1",
    "procedure_procedure": "monthly_rent = 1", "procedure_fact": "remark = 'x'",
    "prevention_prevention": "own_words = ''", "prevention_signedact": "line = NULL",
    "transfers_transferrequest": "near = 'x'", "transfers_move": "help_done = '{movers}'",
    "rounds_shift": "note = 'x'",
    "year_story": "text = 'x'", "interpreting_interpreterservice": "checked_on = sec.today()",
    "interpreting_colleaguelanguage": "withdrawn_on = sec.today()",
    "partners_partnerorganisation": "url = 'x'", "partners_partnerservice": "hours = 'x'",
    "partners_partnercontact": "function = 'x'", "partners_agreement": "covers = 'x'",
    **of_activities.BLIND,
    **of_meetings.BLIND,
    "interventions_motive": "answer_fr = 'x'", "interventions_intervention": "delicate = true", "interventions_visit": "photos = '{}'",
    "partners_partnershipstep": "agreed = 'x'",
}  # fmt: skip


class Probes:
    """What everybody sees, changes and adds, as the policies stand; any difference under a mutant kills it.

    That the policies as written answer as doctrine does is the matter of test_matrix.py; here nothing of them may be idle.
    """

    def __init__(self, admin):
        self.admin, self.made = admin, make_world()
        self.ids = lay(admin, self.made)
        self.baselines = {
            (table, one): list(self.answers(table, one)) for table in GUARDED for one in ("SELECT", "INSERT", "UPDATE")
        }

    def notices(self, table: str, command: str) -> bool:
        commands = ("SELECT", "INSERT", "UPDATE") if command == "ALL" else (command,)
        for one in commands:
            wanted = self.baselines[table, one]
            for expected_answer, answer in zip(wanted, self.answers(table, one), strict=True):
                if expected_answer != answer:
                    return True
        return False

    def answers(self, table, command):
        roles = {role for grant in GUARDED[table].grants for role in re.findall(r"palier_\w+", grant.split(" TO ")[1])}
        for role, people in (("palier_app", WHO), ("palier_job", JOBS)):
            if role in roles:
                for name, who in people.items():
                    if command == "INSERT" and name not in WRITERS and people is WHO:
                        continue
                    yield from self._asked(table, command, role, who)

    def _asked(self, table, command, role, who):
        with self.admin.transaction(force_rollback=True), self.admin.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {role}")
            cursor.execute("SELECT set_config('palier.token', %s, true)", [self.made.token(who)])
            for text in getattr(self, f"_{command.lower()}s")(table, role):
                try:
                    with self.admin.transaction(force_rollback=True):
                        cursor.execute(text)
                        yield cursor.fetchone() if command == "SELECT" else cursor.rowcount
                except (psycopg.errors.InsufficientPrivilege, psycopg.errors.RaiseException):
                    yield "refused"
                except psycopg.IntegrityError:
                    yield "past the policies"  # constraints speak after them

    def _selects(self, table, role):
        yield f"SELECT count(*), sum(hashtext(t.{KEYS.get(table, 'id')}::text)) FROM public.{table} t"

    def _updates(self, table, role):
        ids = self.ids
        if table not in BLIND:
            return
        yield f"UPDATE public.{table} SET {BLIND[table]}"
        if table in of_activities.COLUMNS:
            yield from of_activities.mutant_changes(table, ids)
        if table in of_meetings.COLUMNS:
            yield from of_meetings.mutant_changes(table, ids)
        if table == "cases_confidence":
            yield f"UPDATE public.{table} SET author_id = '{ids['bart']}'"
        if table == "cases_knownmember":
            yield f"UPDATE public.{table} SET tier = 'reinforced', name = {SEALED}, custody = '', own_words = ''"
        if table == "network_networktie":
            yield f"UPDATE public.{table} SET tier = 'reinforced', name = {SEALED}, function = ''"
        if (table.startswith("cases_") and table != "cases_topic") or table == "network_networktie":
            for subject in ("case", "bart_case", "amina", "bart"):
                yield f"UPDATE public.{table} SET subject_id = '{ids[subject]}'"
            yield f"UPDATE public.{table} SET organisation_id = '{ids['other_org']}'"
        if role == "palier_job":
            yield f"UPDATE public.{table} SET organisation_id = '{ids['other_org']}'"
        if table == "access_emergencyaccess":
            for reviewer in ("officer", "amina"):
                yield f"UPDATE public.{table} SET reviewed_by_id = '{ids[reviewer]}'"
        if table in {"capture_draft", "year_story", "interpreting_colleaguelanguage"}:
            for post in ("amina", "bart"):
                yield f"UPDATE public.{table} SET post_id = '{ids[post]}'"

    def _inserts(self, table, role):
        yield from inserts(table, self.ids)


@pytest.fixture(scope="module")
def probes():
    with database_apart("mutants") as name, psycopg.connect(database.admin_url(name)) as admin:
        yield Probes(admin)
        admin.rollback()


def _apply(admin, table: str, policy: Policy, mutant: Policy | None) -> None:
    admin.execute(f"DROP POLICY {policy.name} ON public.{table}")
    if mutant is not None:
        admin.execute(mutant.sql(table))


def test_the_probes_answer_the_same_twice(probes):
    assert [table for table in GUARDED if probes.notices(table, "ALL")] == []


def test_every_mutant_of_a_policy_is_killed(probes):
    killed, survivors, equal = 0, [], 0
    for table, policy, mutant, how in _mutants():
        if _equal(table, policy, how):
            equal += 1
            continue
        with probes.admin.transaction(force_rollback=True):
            try:
                with probes.admin.transaction():
                    _apply(probes.admin, table, policy, mutant)
                found = probes.notices(table, policy.command)
            except psycopg.errors.ProgrammingError:
                continue  # the replacement made no sentence here
        if found:
            killed += 1
        else:
            survivors.append(f"{table}.{policy.name}: {how}")
    print("\n" + "\n".join(survivors))
    print(f"\npolicy mutants killed: {killed} of {killed + len(survivors)}; {equal} equal by nature")
    assert survivors == []
