"""Doors, notes and contact afterwards: nobody reads or writes the rows, closed functions give each side its own (P19)."""

from palier.access.lock import AppPolicies, Policy, Table
from palier.casework.support_pairs.policies.after import AFTER
from palier.casework.support_pairs.policies.doors import SECOND_HEAD, WORKER
from palier.casework.support_pairs.policies.endings import ENDINGS
from palier.casework.support_pairs.policies.identity import IDENTITY
from palier.casework.support_pairs.policies.notes import NOTES, SHARED


def _of_nobody(name: str) -> Table:
    return Table(f"support_pairs_{name}", (Policy(f"{name}_of_nobody", "SELECT", "false"),), grants=(), history=False)


POLICIES = AppPolicies(
    functions=(ENDINGS, WORKER, SECOND_HEAD, IDENTITY, NOTES, SHARED, AFTER),
    executes=(
        ("my_pair(uuid)", "palier_app"),
        ("my_doors(uuid)", "palier_app"),
        ("open_door(uuid, jsonb)", "palier_app"),
        ("shut_door(uuid)", "palier_app"),
        ("tell_of_door(uuid, date)", "palier_app"),
        ("seconds_of_doors()", "palier_app"),
        ("answer_door(uuid, boolean)", "palier_app"),
        ("pair_of(uuid)", "palier_app"),
        ("declare_unknown(uuid)", "palier_app"),
        ("step_aside(uuid)", "palier_app"),
        ("read_identity(uuid)", "palier_app"),
        ("shut_doors_of(uuid)", "palier_app"),
        ("pair_notes(uuid)", "palier_app"),
        ("seal_of_notes(uuid)", "palier_app"),
        ("keep_pair_note(uuid, jsonb)", "palier_app"),
        ("share_pair_note(uuid, boolean)", "palier_app"),
        ("move_pair_step(uuid, text)", "palier_app"),
        ("erase_pair_note(uuid)", "palier_app"),
        ("shared_notes(uuid)", "palier_app"),
        ("move_shared_step(uuid, text)", "palier_app"),
        ("after_contacts()", "palier_app"),
        ("keep_after_contact(uuid, jsonb)", "palier_app"),
        ("renew_after_contact(uuid, date, text)", "palier_app"),
        ("word_after_contact(uuid, text)", "palier_app"),
        ("end_after_contact(uuid)", "palier_app"),
        ("erase_after_contacts()", "palier_job"),
    ),
    tables=(_of_nobody("opening"), _of_nobody("declaration"), _of_nobody("pairnote"), _of_nobody("aftercontact")),
)
