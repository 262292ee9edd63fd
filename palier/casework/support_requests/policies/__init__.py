"""Requests for support: nobody reads or writes the rows; closed functions give each side its own (P19)."""

from palier.access.lock import AppPolicies, Ending, Policy, Table
from palier.casework.support_requests.policies.after import ERASING, SAYING
from palier.casework.support_requests.policies.asking import ASKING
from palier.casework.support_requests.policies.cell import CELL, NAMING
from palier.casework.support_requests.policies.counting import COUNTING
from palier.casework.support_requests.policies.intake import INTAKE

POLICIES = AppPolicies(
    endings=(
        Ending(
            "support_requests_supportrequest",
            "support_request",
            "(t.closed_on + {term})::date",
            only="t.closed_on IS NOT NULL",
            household=None,
        ),
    ),
    functions=(NAMING, ASKING, CELL, INTAKE, SAYING, COUNTING, ERASING),
    executes=(
        ("support_cells()", "palier_app"),
        (
            "ask_for_support(uuid, uuid, uuid, uuid, text, text[], text, text, boolean, date, text)",
            "palier_app",
        ),
        ("my_support_requests()", "palier_app"),
        ("forget_fears(uuid)", "palier_app"),
        ("show_myself(uuid, text, boolean)", "palier_app"),
        ("say_what_it_gave(uuid, text[], text, text)", "palier_app"),
        ("support_queue()", "palier_app"),
        ("worker_of_support(uuid)", "palier_app"),
        (
            "take_support_intake(uuid, uuid, uuid, text, uuid, boolean, text, text[], text, text, boolean, date, text, text,"
            " text, text)",
            "palier_app",
        ),
        ("support_caller(uuid)", "palier_app"),
        ("forget_caller_fears(uuid)", "palier_app"),
        ("say_what_came(uuid, text, smallint, smallint, text, text, text, integer)", "palier_app"),
        ("name_relay(uuid, text, uuid, integer)", "palier_app"),
        ("support_year(date, date)", "palier_app"),
        ("support_asked_here()", "palier_app"),
        ("support_colleagues(uuid)", "palier_app"),
        ("name_support_pair(uuid, uuid, text, uuid, text, integer)", "palier_app"),
        ("close_support_request(uuid, integer)", "palier_app"),
        ("erase_support_requests()", "palier_job"),
    ),
    tables=(
        Table(
            "support_requests_supportrequest",
            (Policy("support_request_of_nobody", "SELECT", "false"),),
            grants=(),
            history=False,
        ),
        Table(
            "support_requests_asking",
            (Policy("support_asking_of_nobody", "SELECT", "false"),),
            grants=(),
            history=False,
        ),
        Table(
            "support_requests_intake",
            (Policy("support_intake_of_nobody", "SELECT", "false"),),
            grants=(),
            history=False,
        ),
    ),
)
