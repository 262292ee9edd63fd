"""Row policies of hand-overs: the two workers, the team of each file, the author of what stays behind."""

from palier.access.conditions import ME, MINE, in_the_team
from palier.access.lock import AppPolicies, Policy, Table
from palier.casework.handovers.policies.ending import ENDING
from palier.casework.handovers.policies.numbers import NUMBERS
from palier.casework.handovers.policies.passing import PASSING

NOTE_TEAM = in_the_team("handovers_handovernote")
NOTE_IS_MINE = f"""{NOTE_TEAM} AND EXISTS (SELECT 1 FROM handovers_handover h
  WHERE h.id = handovers_handovernote.handover_id AND (h.from_post_id = {ME} OR h.to_post_id = {ME}))"""
NOTE_ADD = f"""author_id = {ME} AND {NOTE_TEAM} AND EXISTS (SELECT 1 FROM handovers_handover h
  WHERE h.id = handovers_handovernote.handover_id AND h.from_post_id = {ME} AND h.state = 'preparing')
  AND EXISTS (SELECT 1 FROM cases_case f
    WHERE f.id = handovers_handovernote.case_id AND f.subject_id = handovers_handovernote.subject_id)"""

BEHIND_TEAM = in_the_team("handovers_keptback")
BEHIND_MINE = f"author_id = {ME} AND {BEHIND_TEAM}"
BEHIND_ADD = f"""{BEHIND_MINE} AND EXISTS (SELECT 1 FROM cases_contact c
  WHERE c.id = handovers_keptback.contact_id AND c.subject_id = handovers_keptback.subject_id AND c.author_id = {ME}
    AND c.tier = 'team')"""

POLICIES = AppPolicies(
    dependents=(("handovers_keptback", "contact_id"),),
    functions=(PASSING, NUMBERS, ENDING),
    executes=(
        ("may_follow(uuid, uuid, date)", "palier_app"),
        ("open_handover(uuid, uuid, date, date, boolean, boolean)", "palier_app"),
        ("hand_over(uuid)", "palier_app"),
        ("handover_numbers()", "palier_app"),
        ("to_hand_over()", "palier_app"),
        ("carry_out_handovers()", "palier_job"),
        ("erase_handovers()", "palier_job"),
    ),
    tables=(
        Table(
            "handovers_handover",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy(
                    "handover_read",
                    "SELECT",
                    f"(from_post_id = {ME} OR to_post_id = {ME} OR author_id = {ME})",
                ),
                Policy(
                    "handover_make",
                    "INSERT",
                    check=f"""author_id = {ME} AND from_post_id = {ME} AND state = 'preparing' AND NOT everything
                      AND starts >= (SELECT sec.today()) AND sec.may_follow(from_post_id, to_post_id, starts)""",
                ),
                # Once it is done nobody undoes it here: the files are handed back by a hand-over of their own.
                Policy(
                    "handover_change",
                    "UPDATE",
                    f"author_id = {ME} AND state = 'preparing'",
                    f"""author_id = {ME} AND state IN ('preparing', 'withdrawn')
                      AND (state = 'withdrawn' OR sec.may_follow(from_post_id, to_post_id, starts))""",
                ),
            ),
            grants=(
                "SELECT, INSERT TO palier_app",
                "UPDATE (to_post_id, starts, overlap_ends, inbox, places, state, version) TO palier_app",
            ),
        ),
        Table(
            "handovers_handovernote",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("note_read", "SELECT", NOTE_TEAM),
                Policy("note_add", "INSERT", check=NOTE_ADD),
                Policy("note_change", "UPDATE", NOTE_IS_MINE, NOTE_IS_MINE),
            ),
            grants=(
                "SELECT, INSERT TO palier_app",
                "UPDATE (passes, stands, next_on, promised, reached, helpers, told_on, told_how, another_on, seen_on,"
                " version) TO palier_app",
            ),
        ),
        # That something stays behind is its author's to know, and nobody else's.
        Table(
            "handovers_keptback",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("behind_read", "SELECT", BEHIND_MINE),
                Policy("behind_add", "INSERT", check=BEHIND_ADD),
                Policy(
                    "behind_change",
                    "UPDATE",
                    BEHIND_MINE,
                    BEHIND_MINE,
                ),
            ),
            grants=("SELECT, INSERT TO palier_app", "UPDATE (standing) TO palier_app"),
        ),
    ),
)
