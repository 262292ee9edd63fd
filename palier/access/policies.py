"""Row policies of the access room's own tables, and its functions."""

from palier.access.lock import SQL, AppPolicies, Policy, Table
from palier.access.sealed_text import sealed_columns

MINE = "organisation_id = (SELECT sec.organisation())"
GIVES_OR_CONFIRMS_POSTS = "(SELECT sec.role()) IN ('organisation_admin', 'head_of_service', 'data_protection_officer')"
OF_MY_SUBJECTS = "subject_id = ANY ((SELECT sec.my_subjects())::uuid[])"

SIGN_IN = (
    "accounts_user",
    "accounts_api_token",
    "accounts_machine",
    "accounts_first_code",
    "accounts_way_back",
    "accounts_browser_session",
    "account_emailaddress",
    "account_emailconfirmation",
    "mfa_authenticator",
    "django_session",
    "django_content_type",
    "rate_limit_cache",
)
WHO_WORKS_WHERE = (
    "organisation",
    "service",
    "servicedimension",
    "place",
    "staffmember",
    "post",
    "placeassignment",
    "replacement",
)

SQL_FILES = ("identity.sql", "teams.sql", "history.sql", "triggers.sql", "services.sql", "posts.sql", "sealing.sql")


def apart() -> str:
    """SQL: the columns that are sealed when their row is reinforced, and the trigger that sees to it."""
    tables = sealed_columns()
    rows = ", ".join(f"('{table}', '{column}')" for table, columns in tables.items() for column in columns)
    triggers = "\n".join(
        f"DROP TRIGGER IF EXISTS only_sealed ON public.{table};\n"
        f"CREATE TRIGGER only_sealed BEFORE INSERT OR UPDATE ON public.{table} FOR EACH ROW"
        f" WHEN (NEW.tier = 'reinforced')"
        f" EXECUTE FUNCTION sec.only_sealed({', '.join(repr(column) for column in columns)});"
        for table, columns in tables.items()
    )
    return f"""
-- Columns whose words are sealed when their row is reinforced (ADR 16).
CREATE OR REPLACE FUNCTION sec.sealed_columns() RETURNS TABLE (table_name text, column_name text)
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
  SELECT * FROM (VALUES {rows}) AS columns_of_the_models(table_name, column_name)
$$;
{triggers}
"""


POLICIES = AppPolicies(
    functions=(*((SQL / name).read_text() for name in SQL_FILES), apart()),
    executes=(
        ("now()", "palier_app, palier_auth, palier_job"),
        ("today()", "palier_app, palier_auth, palier_job"),
        ("post()", "palier_app, palier_job"),
        ("role()", "palier_app, palier_job"),
        ("organisation()", "palier_app, palier_job"),
        ("service()", "palier_app, palier_job"),
        ("person()", "palier_app, palier_job"),
        ("purpose()", "palier_app, palier_job"),
        ("stepped_up()", "palier_app"),
        ("my_subjects()", "palier_app, palier_job"),
        ("whoami()", "palier_app, palier_job"),
        ("open_session(uuid, uuid, text, interval)", "palier_auth"),
        ("close_session(text)", "palier_auth"),
        ("step_up(text)", "palier_auth"),
        ("posts_of(uuid)", "palier_auth"),
        ("open_job(uuid, text, text)", "palier_job"),
        ("open_subject(text, uuid)", "palier_app"),
        ("may_add_to_team(uuid, uuid)", "palier_app"),
        ("cover(uuid, uuid, date, date)", "palier_app"),
        ("seal_ledger()", "palier_job"),
        ("seal_of(text)", "palier_app"),
        ("words_apart(text, uuid, integer, boolean)", "palier_job"),
        ("history_apart(text, bigint, integer, boolean)", "palier_job"),
        ("reseal(text, uuid, jsonb, jsonb)", "palier_job"),
        ("reseal_history(text, bigint, jsonb, jsonb)", "palier_job"),
        ("seals_borne()", "palier_job"),
        ("subjects_here(uuid[])", "palier_job"),
        ("erase_presences()", "palier_job"),
        ("emergency_blocked()", "palier_app"),
        ("openings_of(uuid, integer)", "palier_app"),
        ("keep_service(uuid, text, text, text, text)", "palier_app"),
        ("close_service(uuid, date)", "palier_app"),
        ("set_dimensions(uuid, jsonb)", "palier_app"),
        ("set_works_for_applicants(boolean)", "palier_app"),
        ("applicants_changes()", "palier_app"),
        ("add_staff(uuid, uuid, text, text, uuid, text, text)", "palier_app"),
        ("propose_post(uuid, uuid, uuid, text, numeric, date, date, uuid)", "palier_app"),
        ("decide_post(uuid, boolean)", "palier_app"),
        ("may_give_first_code(uuid)", "palier_app"),
        ("give_first_code(uuid, bytea)", "palier_app"),
        ("way_back_slip(uuid)", "palier_app"),
        ("give_way_back(uuid, bytea, boolean)", "palier_app"),
        ("end_post(uuid, date)", "palier_app"),
    ),
    open_tables=(
        *((table, "SELECT, INSERT, UPDATE, DELETE TO palier_auth") for table in SIGN_IN),
        *((f"organisations_{table}", "SELECT TO palier_app, palier_auth, palier_job") for table in WHO_WORKS_WHERE),
        ("access_installation", "SELECT TO palier_app, palier_auth, palier_job"),
        ("access_ledger_seal", "SELECT TO palier_app, palier_job"),
    ),
    remembered=(
        "organisations_organisation",
        "organisations_service",
        "organisations_post",
    ),
    tables=(
        Table(
            "organisations_postproposal",
            (
                # Who was wished for somewhere, and was set aside, is nobody else's business.
                Policy(
                    "proposal_of_my_house",
                    "SELECT",
                    f"{MINE} AND {GIVES_OR_CONFIRMS_POSTS}",
                ),
            ),
            grants=("SELECT TO palier_app",),
        ),
        Table(
            "access_subject",
            (
                Policy("subject_of_my_team", "SELECT", "id = ANY ((SELECT sec.my_subjects())::uuid[])"),
                # An inbox exists for every post that takes requests: it says nothing of anybody.
                Policy("subject_inbox", "SELECT", f"kind = 'inbox' AND {MINE}"),
            ),
            grants=("SELECT TO palier_app",),
        ),
        Table(
            "access_teammember",
            (
                Policy("team_mine", "SELECT", "post_id = (SELECT sec.post())"),
                Policy("team_around_me", "SELECT", OF_MY_SUBJECTS),
                Policy(
                    "team_add",
                    "INSERT",
                    check="added_by_id = (SELECT sec.post()) AND sec.may_add_to_team(subject_id, post_id)",
                ),
                Policy("team_end", "UPDATE", OF_MY_SUBJECTS, OF_MY_SUBJECTS),
            ),
            grants=("SELECT, INSERT TO palier_app", "UPDATE (valid) TO palier_app"),
        ),
        Table(
            "access_namedreader",
            (
                Policy("reader_me", "SELECT", "post_id = (SELECT sec.post())"),
                Policy("reader_named_by_me", "SELECT", "added_by_id = (SELECT sec.post())"),
                Policy("reader_name", "INSERT", check="added_by_id = (SELECT sec.post())"),
                Policy(
                    "reader_end",
                    "UPDATE",
                    "added_by_id = (SELECT sec.post())",
                    "added_by_id = (SELECT sec.post())",
                ),
            ),
            grants=("SELECT, INSERT TO palier_app", "UPDATE (valid) TO palier_app"),
        ),
        Table(
            "access_emergencyaccess",
            (
                Policy("emergency_mine", "SELECT", "post_id = (SELECT sec.post())"),
                Policy("emergency_around_me", "SELECT", OF_MY_SUBJECTS),
                Policy(
                    "emergency_review_read",
                    "SELECT",
                    f"(SELECT sec.role()) = 'data_protection_officer' AND {MINE}",
                ),
                Policy(
                    "emergency_open",
                    "INSERT",
                    check=f"""post_id = (SELECT sec.post()) AND {MINE}
                      AND (SELECT sec.role()) = 'social_worker'
                      AND (SELECT sec.stepped_up()) AND NOT (SELECT sec.emergency_blocked())
                      AND ground IN ('danger_to_life', 'danger_to_minor', 'legal_date_today')
                      AND char_length(reason) >= 30 AND reviewed_at IS NULL AND reviewed_by_id IS NULL
                      AND opened_at <= (SELECT sec.now()) AND until <= (SELECT sec.now()) + interval '4 hours'""",
                ),
                Policy(
                    "emergency_review",
                    "UPDATE",
                    f"(SELECT sec.role()) = 'data_protection_officer' AND {MINE}",
                    f"reviewed_by_id = (SELECT sec.post()) AND {MINE}",
                ),
            ),
            grants=(
                "SELECT, INSERT TO palier_app",
                "UPDATE (reviewed_at, reviewed_by_id, outcome) TO palier_app",
            ),
        ),
        Table(
            "access_dutypresence",
            (
                Policy("presence_mine", "SELECT", "post_id = (SELECT sec.post())"),
                Policy(
                    "presence_begin",
                    "INSERT",
                    check=f"""post_id = (SELECT sec.post()) AND {MINE}
                      AND (SELECT sec.role()) IN ('social_worker', 'trainee')
                      AND until <= (SELECT sec.now()) + interval '36 hours'""",
                ),
            ),
            grants=("SELECT, INSERT TO palier_app",),
            history=False,  # it would keep for good who was received
        ),
        Table(
            "access_read_event",
            (
                Policy(
                    "ledger_write",
                    "INSERT",
                    check="""post_id IS NOT DISTINCT FROM (SELECT sec.post())
                      AND person IS NOT DISTINCT FROM (SELECT sec.person()) AND at = (SELECT sec.now())""",
                ),
                Policy("ledger_mine", "SELECT", "post_id = (SELECT sec.post())"),
                Policy("ledger_of_my_files", "SELECT", "subjects && (SELECT sec.my_subjects())::uuid[]"),
                Policy(
                    "ledger_of_the_officer",
                    "SELECT",
                    f"""(SELECT sec.role()) = 'data_protection_officer' AND EXISTS (SELECT 1 FROM organisations_post p
                      WHERE p.id = access_read_event.post_id AND p.{MINE})""",
                ),
            ),
            # Not `id`: whoever could choose it would stand outside the run of the seals.
            grants=(
                "SELECT TO palier_app",
                "INSERT (at, post_id, person, what, reference, subjects, ground) TO palier_app",
            ),
            history=False,
        ),
        Table(
            "access_history",
            (Policy("history_of_nobody", "SELECT", "false"),),
            grants=(),
            history=False,
        ),
        Table(
            "access_lock_session",
            (Policy("session_of_nobody", "SELECT", "false"),),
            grants=(),
            history=False,
        ),
        Table(
            "access_oncekey",
            (
                Policy("once_mine", "SELECT", "post_id = (SELECT sec.post())"),
                Policy("once_write", "INSERT", check="post_id = (SELECT sec.post())"),
            ),
            grants=("SELECT, INSERT TO palier_app",),
            history=False,
        ),
    ),
)
