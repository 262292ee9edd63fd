"""Row policies of individual social work (class C3 and above), and search over its words.

The application's condition picks rows by index; these policies check each row it picked (secrecy.md 4.7 B). A policy
that is dropped, loosened or inverted is caught by tests/access/test_policy_mutants.py.
"""

from palier.access.conditions import (
    ME,
    MINE,
    NOW,
    TODAY,
    WAITING,
    an_inbox,
    emergency,
    file_part,
    in_the_team,
    left_today,
    tier_is_open,
)
from palier.access.lock import AppPolicies, Policy, Table
from palier.casework.cases.policies.counting import CONTINUITY, EMERGENCY, LOAD, TARGET, WORKS_WITH
from palier.casework.cases.policies.door import ASKING, HERS, WHO_READ
from palier.casework.cases.policies.ending import DEPENDENTS, ENDINGS, PURGES, UNDO
from palier.casework.cases.policies.keeping import NO_DEMAND, SEARCH, WORDS

READS_TOPICS = "(SELECT sec.role()) IN ('social_worker', 'trainee', 'head_of_service', 'front_desk')"
SETS_TOPICS = "(SELECT sec.role()) = 'head_of_service'"
CONTACT_READ = " OR ".join(
    (in_the_team("cases_contact"), emergency("cases_contact"), left_today("cases_contact", "written_at"))
)

# A change that reads nothing asks no policy of SELECT: without the tier here its count would tell what is kept apart.
CONTACT_CHANGE = f"{in_the_team('cases_contact')} AND {tier_is_open('cases_contact', dies=False, in_emergency=False)}"
KNOWN_CHANGE = f"{in_the_team('cases_knownmember')} AND (tier = 'team' OR author_id = {ME})"

POLICIES = AppPolicies(
    functions=(WORDS, NO_DEMAND, SEARCH, UNDO, LOAD, CONTINUITY, EMERGENCY, TARGET, WORKS_WITH, HERS, WHO_READ, ASKING),
    endings=ENDINGS,
    purges=PURGES,
    dependents=DEPENDENTS,
    executes=(
        ("find_contacts(text, integer)", "palier_app"),
        ("undo_contact(uuid)", "palier_app"),
        ("take_back(text, uuid, integer)", "palier_app"),
        ("oppose(uuid)", "palier_app"),
        ("team_load()", "palier_app"),
        ("continuity_breaks()", "palier_app"),
        ("emergency_subjects(uuid)", "palier_app"),
        ("emergency_target(uuid)", "palier_app"),
        ("works_with(uuid)", "palier_app"),
        *((f"{name}()", "palier_app") for name in ("my_files", "my_requests", "my_contacts", "my_steps")),
        ("who_read_me(integer)", "palier_app"),
        ("ask_for_help(uuid, text)", "palier_app"),
        ("looks_after(uuid)", "palier_app"),
        ("erase_ended()", "palier_job"),
    ),
    tables=(
        Table(
            "cases_topic",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("topic_read", "SELECT", READS_TOPICS),
                Policy("topic_add", "INSERT", check=SETS_TOPICS),
                Policy("topic_change", "UPDATE", SETS_TOPICS, SETS_TOPICS),
            ),
            # A word that requests hold keeps its sense: only whether it is offered changes.
            grants=("SELECT, INSERT TO palier_app", "UPDATE (ended_on) TO palier_app"),
        ),
        Table(
            "cases_case",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("cases_case_read", "SELECT", f"{in_the_team('cases_case')} OR {emergency('cases_case')}"),
                Policy("cases_case_add", "INSERT", check=in_the_team("cases_case")),
                Policy("cases_case_change", "UPDATE", in_the_team("cases_case"), in_the_team("cases_case")),
            ),
        ),
        file_part(
            "cases_request",
            read=f"{in_the_team('cases_request')} OR {left_today('cases_request', 'received_at', WAITING)}",
            write=f"({in_the_team('cases_request')} OR {an_inbox('cases_request')})",
        ),
        Table(
            "cases_contact",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("contact_tier", "SELECT", tier_is_open("cases_contact", dies=True), restrictive=True),
                Policy("contact_read", "SELECT", CONTACT_READ),
                Policy(
                    "contact_add",
                    "INSERT",
                    check=f"author_id = {ME} AND ({in_the_team('cases_contact')} OR {an_inbox('cases_contact')})",
                ),
                Policy("contact_change", "UPDATE", CONTACT_CHANGE, in_the_team("cases_contact")),
            ),
        ),
        Table(
            "cases_confidence",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy(
                    "confidence_tier",
                    "SELECT",
                    tier_is_open("cases_confidence", dies=False),
                    restrictive=True,
                ),
                Policy(
                    "confidence_read",
                    "SELECT",
                    f"{in_the_team('cases_confidence')} OR {emergency('cases_confidence')}"
                    f" OR {left_today('cases_confidence', 'written_at')}",
                ),
                # Written with its contact: the author of the one is the author of the other.
                Policy(
                    "confidence_add",
                    "INSERT",
                    check=f"""author_id = {ME} AND EXISTS (SELECT 1 FROM cases_contact c
                      WHERE c.id = cases_confidence.contact_id AND c.subject_id = cases_confidence.subject_id
                        AND c.author_id = {ME})""",
                ),
                Policy(
                    "confidence_change",
                    "UPDATE",
                    f"author_id = {ME} AND {in_the_team('cases_confidence')}",
                    f"author_id = {ME} AND {in_the_team('cases_confidence')}",
                ),
            ),
        ),
        # A new reading of the situation replaces, never erases: no UPDATE.
        file_part("cases_analysis", read=in_the_team("cases_analysis"), changes=False),
        # What the whole team reads the whole team keeps right; what is narrower, its author alone.
        Table(
            "cases_knownmember",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy(
                    "known_tier",
                    "SELECT",
                    tier_is_open("cases_knownmember", dies=False, in_emergency=False),
                    restrictive=True,
                ),
                Policy("known_read", "SELECT", in_the_team("cases_knownmember")),
                Policy("known_add", "INSERT", check=f"author_id = {ME} AND {in_the_team('cases_knownmember')}"),
                Policy("known_change", "UPDATE", KNOWN_CHANGE, KNOWN_CHANGE),
            ),
        ),
        file_part(
            "cases_step",
            # What was promised in a deposit is its author's to re-read as long as the deposit itself.
            read=f"{in_the_team('cases_step')} OR {emergency('cases_step')} OR {left_today('cases_step', 'written_at')}",
            write=f"({in_the_team('cases_step')} OR {an_inbox('cases_step')})",
        ),
        file_part(
            "cases_deskword",
            read=f"""{in_the_team("cases_deskword")} OR EXISTS (SELECT 1 FROM access_dutypresence d
              WHERE d.household = cases_deskword.household_id AND d.post_id = {ME} AND d.until > {NOW}
                AND cases_deskword.until >= {TODAY})""",
        ),
    ),
)
