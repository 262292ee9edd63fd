"""The conditions of which row policies are made: PostgreSQL text, each said once. Every app with a team uses them."""

from palier.access.lock import Policy, Table

ME = "(SELECT sec.post())"
TODAY = "(SELECT sec.today())"
NOW = "(SELECT sec.now())"
MINE = "organisation_id = (SELECT sec.organisation())"
WAITING = " AND state IN ('waiting', 'taken')"  # answered or joined, it is gone for who left it: the two look the same


def in_the_team(table: str) -> str:
    return f"""EXISTS (SELECT 1 FROM access_teammember t
      WHERE t.subject_id = {table}.subject_id AND t.post_id = {ME} AND t.valid @> {TODAY})"""


def emergency(table: str, persons: str = "concerns") -> str:
    return f"""EXISTS (SELECT 1 FROM access_emergencyaccess e
      WHERE e.subject_id = {table}.subject_id AND e.post_id = {ME} AND e.until > {NOW} AND e.person = ANY ({table}.{persons}))"""


def tier_is_open(table: str, dies: bool, in_emergency: bool = True) -> str:
    """The tier of an item as a row policy; `in_emergency`: does an emergency open what it opens elsewhere?"""
    alive = f" AND {table}.ends_on >= {TODAY}" if dies else ""
    opened = f"""
      OR (tier = 'pair' AND {emergency(table)})
      OR (tier = 'reinforced' AND EXISTS (SELECT 1 FROM access_emergencyaccess e
            WHERE e.subject_id = {table}.subject_id AND e.post_id = {ME} AND e.until > {NOW}
              AND e.person = ANY ({table}.concerns) AND e.ground IN ('danger_to_life', 'danger_to_minor')))"""
    return f"""(tier = 'team'
      OR (tier = 'author' AND author_id = {ME}{alive})
      OR (tier IN ('pair', 'reinforced') AND (author_id = {ME} OR EXISTS (SELECT 1 FROM access_namedreader r
            WHERE r.item = {table}.id AND r.post_id = {ME} AND r.valid @> {TODAY} AND r.added_by_id = {
        table
    }.author_id))){opened if in_emergency else ""})"""


def an_inbox(table: str) -> str:
    """A deposit: into the inbox of a worker of the same organisation, never straight into a file."""
    return f"""(case_id IS NULL AND EXISTS (SELECT 1 FROM access_subject s
      WHERE s.id = {table}.subject_id AND s.kind = 'inbox' AND s.organisation_id = (SELECT sec.organisation()))
      AND (SELECT sec.role()) IN ('social_worker', 'trainee', 'front_desk'))"""


def left_today(table: str, moment: str, more: str = "") -> str:
    """A deposit its author re-reads for a day, while it lies in the inbox: moved on, it would tell that a file exists."""
    return f"""(author_id = {ME} AND {moment} > {NOW} - interval '24 hours'{more}
      AND EXISTS (SELECT 1 FROM access_subject s WHERE s.id = {table}.subject_id AND s.kind = 'inbox'))"""


def file_part(name: str, *, read: str, write: str | None = None, changes: bool = True) -> Table:
    """A table whose rows belong to a subject's team: read by `read`, written by its team."""
    team = in_the_team(name)
    change = (Policy(f"{name}_change", "UPDATE", team, team),) if changes else ()
    return Table(
        name,
        (
            Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
            Policy(f"{name}_read", "SELECT", read),
            Policy(f"{name}_add", "INSERT", check=f"author_id = {ME} AND {write or team}"),
            *change,
        ),
        grants=("SELECT, INSERT, UPDATE TO palier_app",) if changes else ("SELECT, INSERT TO palier_app",),
    )
