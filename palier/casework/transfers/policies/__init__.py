"""Row policies of transfers (class C2, the landlord's): the department writes and reads, the referent reads (P16)."""

from palier.access.conditions import ME, MINE
from palier.access.lock import AppPolicies, Ending, Policy, Table
from palier.casework.transfers.policies.counting import COUNTING
from palier.casework.transfers.policies.door import AT_HER_DOOR
from palier.casework.transfers.policies.ending import ERASING
from palier.casework.transfers.policies.gathering import GATHERING
from palier.casework.transfers.policies.proposing import PROPOSING

DEPARTMENT = "(SELECT sec.role()) = 'transfers'"
REFERENT = "(SELECT sec.role()) IN ('social_worker', 'trainee') AND sec.looks_after(household_id)"
READ = f"{DEPARTMENT} OR ({REFERENT})"
KEEP = f"{DEPARTMENT} AND author_id = {ME}"

OURS = """EXISTS (SELECT 1 FROM people_household h
  WHERE h.id = transfers_transferrequest.household_id AND h.organisation_id = (SELECT sec.organisation()))"""
# What is said is said by the household of the request, while it runs: the first lock says so too.
RUNS = """EXISTS (SELECT 1 FROM transfers_transferrequest q WHERE q.id = transfers_stepagreement.request_id
  AND q.household_id = transfers_stepagreement.household_id AND q.outcome = '')"""

WALL = Policy("org_wall", "ALL", MINE, MINE, restrictive=True)

POLICIES = AppPolicies(
    endings=(
        Ending("transfers_transferrequest", "transfer", "(t.ended_on + {term})::date", only="t.ended_on IS NOT NULL"),
    ),
    functions=(GATHERING, PROPOSING, COUNTING, AT_HER_DOOR, ERASING),
    executes=(
        ("take_round()", "palier_job"),
        ("gathered_for(uuid)", "palier_job"),
        ("keep_moves(uuid, jsonb, jsonb)", "palier_job"),
        ("search_again(uuid)", "palier_app"),
        ("declared_sizes()", "palier_job"),
        ("transfers_of_companies()", "palier_job"),
        ("keep_company_counts(uuid, jsonb)", "palier_job"),
        ("my_transfers()", "palier_app"),
        ("erase_transfers()", "palier_job"),
    ),
    open_tables=(("transfers_companycount", "SELECT TO palier_app"),),
    tables=(
        Table(
            "transfers_transferrequest",
            (
                WALL,
                Policy("request_read", "SELECT", READ),
                Policy("request_begin", "INSERT", check=f"{KEEP} AND {OURS}"),
                Policy("request_change", "UPDATE", DEPARTMENT, DEPARTMENT),
            ),
            grants=(
                "SELECT, INSERT TO palier_app",
                "UPDATE (declared_by, needs, near, sites, communes, certificate_seen_on, met_on, exempted_on, outcome,"
                " ended_on, version) TO palier_app",
            ),
        ),
        Table(
            "transfers_stepagreement",
            (
                WALL,
                Policy("agreement_read", "SELECT", READ),
                Policy("agreement_note", "INSERT", check=f"{KEEP} AND {RUNS}"),
            ),
            grants=("SELECT, INSERT TO palier_app",),
        ),
        Table(
            "transfers_round",
            (
                WALL,
                Policy("round_read", "SELECT", DEPARTMENT),
                Policy("round_begin", "INSERT", check=f"{KEEP} AND state = 'waiting'"),
            ),
            grants=("SELECT, INSERT TO palier_app",),
        ),
        # Moves are written by the search alone: nobody proposes one by hand.
        Table(
            "transfers_move",
            (
                Policy("org_wall", "ALL", MINE, restrictive=True),
                Policy("move_read", "SELECT", READ),
                Policy("move_decide", "UPDATE", DEPARTMENT, DEPARTMENT),
            ),
            grants=(
                "SELECT TO palier_app",
                "UPDATE (state, motive, decided_on, decided_by_id, rent_now, rent_there, help_done, moved_on, follow_up_on,"
                " followed_up_on, version) TO palier_app",
            ),
        ),
    ),
)
