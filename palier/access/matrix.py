"""THE TABLE. A capability is granted when every ground of one of its lines holds. Nothing else decides.

Read it as sentences: "to read a contact, one is in the team of the file and its tier is open; or an emergency is open
for this person; or one left it here today". A change here is a change of doctrine: docs/access-expected.csv, written by
hand, must agree, and docs/access.md is generated from it.
"""

from palier.access.capabilities import Capability as Can
from palier.access.grounds import (
    Ground,
    a,
    addressed_to_my_service,
    asked_it_lately,
    at_her_door,
    came_lately,
    emergency_is_open,
    for_the_import,
    in_front_of_me,
    in_the_team,
    is_a_party,
    is_asked,
    is_asked_to_agree,
    is_in_force,
    is_second_head,
    its_address_is_open,
    its_details_are_open,
    its_door_is_open,
    its_tier_is_open,
    known_at_her_door,
    left_it_today,
    looks_after_her,
    looks_after_it,
    of_the_same_organisation,
    of_the_social_service,
    open_to_the_team,
    sent_it_this_shift,
    works_with_her,
    wrote_it,
)
from palier.access.grounds_of_doubles import (
    is_asked_to_merge,
    it_stands,
    keeps_one_of_them,
    neither_is_hidden,
    neither_line_is_hidden,
)
from palier.access.grounds_of_the_table import at_one_end_of_it, is_its_worker, with_the_social_service
from palier.identity.organisations.rules import Role

DECLARES_INCOME = a(Role.ACCOUNTS, Role.TRANSFERS)  # rents are computed from it
READS_RECORDS = a(Role.HEAD_OF_SERVICE, Role.ACCOUNTS, Role.TRANSFERS)
# The front desk looks up who is whose (P15); caretakers and cleaners look up nobody (P20).
KNOWS_DOORS = a(Role.FRONT_DESK, Role.TECHNICAL, Role.PROXIMITY_AGENT, Role.COLLECTIVE_SOCIAL_WORKER)
AT_THE_TABLE = a(Role.ACCOUNTS, Role.TRANSFERS, Role.TECHNICAL)
AGENT = a(Role.PROXIMITY_AGENT)
COLLECTIVE = a(Role.COLLECTIVE_SOCIAL_WORKER)
HEAD = a(Role.HEAD_OF_SERVICE)
SENDS_FILES = a(Role.ORGANISATION_ADMIN)  # what she sends is what she reads of it: declared facts of two lines alike
OFFICER = a(Role.DATA_PROTECTION_OFFICER)
CELL = a(Role.SUPPORT_CELL_WORKER)
WORKER = a(Role.SOCIAL_WORKER)  # the site-works worker comes with her own screens (P13)

MATRIX: dict[Can, list[list[Ground]]] = {
    Can.DAY_OPEN: [[of_the_social_service]],
    Can.HOUSEHOLD_FIND: [
        [of_the_social_service, of_the_same_organisation, its_address_is_open],
        [READS_RECORDS, of_the_same_organisation, its_address_is_open],
        [KNOWS_DOORS, of_the_same_organisation, its_address_is_open],
    ],
    Can.HOUSEHOLD_READ: [
        [of_the_social_service, of_the_same_organisation, its_address_is_open],
        [READS_RECORDS, of_the_same_organisation, its_address_is_open],
        [for_the_import, of_the_same_organisation],
    ],
    Can.HOUSEHOLD_DOOR: [
        [of_the_social_service, of_the_same_organisation, its_address_is_open],
        [READS_RECORDS, of_the_same_organisation, its_address_is_open],
        [KNOWS_DOORS, of_the_same_organisation, its_address_is_open],
    ],
    Can.PROTECTED_ADDRESS_SET: [[of_the_social_service, of_the_same_organisation]],
    Can.CONTACT_DETAILS_READ: [
        [of_the_social_service, of_the_same_organisation, its_details_are_open],
        [READS_RECORDS, of_the_same_organisation, its_details_are_open],
        [for_the_import, of_the_same_organisation],
    ],
    Can.SAFE_CONTACT_READ: [[of_the_social_service, of_the_same_organisation, works_with_her]],
    Can.SAFE_CONTACT_SET: [[of_the_social_service, of_the_same_organisation]],
    Can.SAFETY_READ: [
        [of_the_social_service, of_the_same_organisation, is_in_force, its_door_is_open],
        [READS_RECORDS, of_the_same_organisation, is_in_force, its_door_is_open],
        [KNOWS_DOORS, of_the_same_organisation, is_in_force, its_door_is_open],
    ],
    Can.SAFETY_SET: [
        [of_the_social_service, of_the_same_organisation, wrote_it],
        [of_the_social_service, of_the_same_organisation, is_in_force, looks_after_it],
    ],
    Can.SAFETY_AGREE: [[WORKER, of_the_social_service, of_the_same_organisation, is_asked_to_agree]],
    Can.SAFETY_GROUND_READ: [[of_the_social_service, wrote_it]],
    Can.SAFETY_COUNT: [[HEAD]],
    Can.INCOME_READ: [
        [of_the_social_service, of_the_same_organisation],
        [DECLARES_INCOME, of_the_same_organisation],
        [for_the_import, of_the_same_organisation],
    ],
    Can.NATIONAL_NUMBER_SHOW: [[a(Role.TRANSFERS), of_the_same_organisation]],
    Can.REQUEST_ADD: [[of_the_social_service], [a(Role.FRONT_DESK)]],
    Can.REQUEST_READ: [[in_the_team], [left_it_today]],
    Can.REQUEST_TAKE: [[in_the_team]],
    Can.TOPIC_READ: [
        [of_the_social_service, of_the_same_organisation],
        [HEAD, of_the_same_organisation],
        [a(Role.FRONT_DESK), of_the_same_organisation],
    ],
    Can.TOPIC_SET: [[HEAD, of_the_same_organisation]],
    Can.CASE_OPEN: [[WORKER, of_the_social_service]],
    Can.CASE_READ: [[in_the_team], [emergency_is_open]],
    Can.CASE_WORK: [[in_the_team]],
    Can.CONTACT_ADD: [[of_the_social_service], [a(Role.FRONT_DESK)]],
    Can.CONTACT_READ: [[in_the_team, its_tier_is_open], [emergency_is_open], [left_it_today]],
    Can.CONTACT_CHANGE: [[in_the_team, wrote_it, its_tier_is_open]],
    Can.CONTACT_SEARCH: [[in_the_team, its_tier_is_open]],
    Can.STEP_READ: [[in_the_team], [emergency_is_open]],
    Can.STEP_WORK: [[in_the_team]],
    # An emergency does not open it: who sleeps where is nobody's danger (P4).
    Can.KNOWN_READ: [[in_the_team, its_tier_is_open]],
    Can.KNOWN_WORK: [[in_the_team, open_to_the_team], [in_the_team, wrote_it]],
    # Nor who counts around a household.
    Can.NETWORK_READ: [[in_the_team, its_tier_is_open]],
    Can.NETWORK_WORK: [[in_the_team, open_to_the_team], [in_the_team, wrote_it]],
    Can.TEAM_READ: [[in_the_team]],
    Can.TEAM_ADD: [[in_the_team], [HEAD]],
    Can.COVER_SET: [[WORKER, of_the_social_service], [HEAD]],
    Can.LOAD_READ: [[HEAD]],
    Can.TERRITORY_READ: [
        [of_the_social_service, of_the_same_organisation],
        [READS_RECORDS, of_the_same_organisation],
        [KNOWS_DOORS, of_the_same_organisation],
    ],
    Can.EMERGENCY_OPEN: [[WORKER, of_the_social_service]],
    Can.EMERGENCY_REVIEW: [[a(Role.DATA_PROTECTION_OFFICER), of_the_same_organisation]],
    Can.TERM_READ: [[of_the_social_service], [HEAD], [a(Role.ORGANISATION_ADMIN, Role.DATA_PROTECTION_OFFICER)]],
    Can.TERM_PROPOSE: [[a(Role.ORGANISATION_ADMIN), of_the_same_organisation]],
    Can.TERM_SIGN: [[a(Role.DATA_PROTECTION_OFFICER), of_the_same_organisation]],
    Can.HOLD_SET: [[a(Role.DATA_PROTECTION_OFFICER), of_the_same_organisation]],
    Can.PURGE_ASK: [[of_the_social_service, of_the_same_organisation, wrote_it]],
    Can.PURGE_DECIDE: [[OFFICER, of_the_same_organisation]],
    Can.FINDING_ANSWER: [[OFFICER, of_the_same_organisation]],
    Can.CROSSING_READ: [[HEAD, of_the_same_organisation], [OFFICER, of_the_same_organisation]],
    Can.ASKED_NOTE: [[of_the_social_service], [READS_RECORDS], [KNOWS_DOORS], [OFFICER]],
    Can.ASKED_COUNT: [[HEAD, of_the_same_organisation], [OFFICER, of_the_same_organisation]],
    Can.ENDING_READ: [[of_the_social_service]],
    Can.LEDGER_READ: [[a(Role.DATA_PROTECTION_OFFICER)], [in_the_team]],
    Can.SIGNAL_READ: [[addressed_to_my_service]],
    Can.SIGNAL_REREAD: [[sent_it_this_shift]],
    Can.SIGNAL_ADD: [
        [of_the_social_service],
        [READS_RECORDS],
        [KNOWS_DOORS],
    ],
    Can.QUESTION_ASK: [[of_the_social_service]],
    Can.QUESTION_REREAD: [[of_the_social_service, asked_it_lately]],
    Can.QUESTION_ANSWER: [[WORKER, of_the_social_service, is_asked]],
    Can.WORD_LEAVE: [[in_the_team]],
    Can.WORD_READ: [[in_the_team], [in_front_of_me]],
    Can.SESSION_SET: [[HEAD]],
    Can.APPOINTMENT_ADD: [[in_the_team]],
    Can.APPOINTMENT_READ: [[in_the_team], [emergency_is_open]],
    Can.APPOINTMENT_CHANGE: [[in_the_team]],
    Can.FEED_MAKE: [[of_the_social_service, wrote_it], [HEAD, wrote_it]],
    Can.ARRIVAL_ADD: [[of_the_social_service], [a(Role.FRONT_DESK)]],
    Can.ARRIVAL_READ: [
        [of_the_social_service, of_the_same_organisation, came_lately],
        [a(Role.FRONT_DESK), of_the_same_organisation, came_lately],
    ],
    Can.ARRIVAL_MOVE: [
        [of_the_social_service, of_the_same_organisation, came_lately],
        [a(Role.FRONT_DESK), of_the_same_organisation, came_lately],
    ],
    Can.WAITING_COUNT_READ: [[HEAD, of_the_same_organisation]],
    Can.DOCUMENT_ADD: [[in_the_team]],
    Can.PHOTO_CODE_READ: [[in_the_team, wrote_it]],
    Can.DOCUMENT_READ: [[in_the_team, its_tier_is_open], [emergency_is_open]],
    Can.DOCUMENT_SEARCH: [[in_the_team, its_tier_is_open]],
    Can.DOCUMENT_CHANGE: [[in_the_team, its_tier_is_open]],
    Can.TEMPLATE_READ: [[of_the_social_service, of_the_same_organisation], [HEAD, of_the_same_organisation]],
    Can.TEMPLATE_EDIT: [[WORKER, of_the_social_service, of_the_same_organisation], [HEAD, of_the_same_organisation]],
    Can.LETTER_WRITE: [[in_the_team]],
    Can.LETTER_READ: [[in_the_team], [emergency_is_open]],
    Can.LETTER_SEARCH: [[in_the_team]],
    Can.LETTER_BATCH_WORK: [[of_the_social_service, wrote_it]],
    Can.LETTER_BATCH_LINE_WORK: [[in_the_team, wrote_it]],
    Can.LETTER_SEND: [[in_the_team]],
    # An emergency reads the letter; by which way it went would say how she is reached.
    Can.DISPATCH_READ: [[in_the_team]],
    Can.REFERRAL_READ: [[in_the_team]],
    Can.REFERRAL_WORK: [[WORKER, in_the_team]],
    Can.SUPPORT_ASK: [[WORKER]],
    Can.SUPPORT_QUEUE: [[CELL, of_the_same_organisation]],
    Can.SUPPORT_COUNT: [[HEAD, of_the_same_organisation]],
    # The Region reads what is frozen, of every cell, and nothing behind it (D35).
    Can.SUPPORT_FROZEN: [[CELL, of_the_same_organisation], [a(Role.REGIONAL_ANALYST)]],
    Can.PARTNERSHIP_KEEP: [[CELL, of_the_same_organisation]],
    # Whose door, which pair: the closed functions of the database know alone (P19).
    Can.SUPPORT_DOOR: [[WORKER]],
    Can.SUPPORT_SECOND: [[WORKER, of_the_social_service], [OFFICER]],
    Can.SUPPORT_PAIR: [[CELL, of_the_same_organisation]],
    # An emergency does not open it: what was said of her is in the file for who follows her (P6, P29).
    Can.DISCLOSURE_READ: [[in_the_team]],
    Can.DISCLOSURE_WORK: [[WORKER, in_the_team]],
    Can.DISCLOSURE_ANSWER: [[WORKER, of_the_social_service, of_the_same_organisation, is_second_head]],
    Can.DISCLOSURE_OVERSEE: [[OFFICER, of_the_same_organisation]],
    Can.PROCEDURE_READ: [
        [a(Role.ACCOUNTS), of_the_same_organisation],
        [of_the_social_service, of_the_same_organisation, looks_after_it],
    ],
    Can.PROCEDURE_KEEP: [[a(Role.ACCOUNTS), of_the_same_organisation]],
    Can.PREVENTION_READ: [[in_the_team]],
    Can.PREVENTION_WORK: [[of_the_social_service, in_the_team]],
    Can.ACT_WORK: [[WORKER, in_the_team]],
    Can.PREVENTION_COUNT: [[HEAD]],
    # The two services of a line; on the social side who looks after the household, never its head or a colleague (P9).
    # Who writes is named to the landlord, so it is never somebody who is there because of a file (P1).
    Can.INTERSERVICE_READ: [
        [AT_THE_TABLE, of_the_same_organisation, at_one_end_of_it],
        [of_the_social_service, of_the_same_organisation, with_the_social_service, looks_after_it],
    ],
    Can.INTERSERVICE_ASK: [
        [AT_THE_TABLE, of_the_same_organisation, at_one_end_of_it],
        [WORKER, of_the_social_service, of_the_same_organisation, with_the_social_service, is_its_worker],
    ],
    Can.INTERSERVICE_ACT: [
        [WORKER, of_the_social_service, of_the_same_organisation, with_the_social_service, is_its_worker]
    ],
    Can.INTERSERVICE_ANSWER: [
        [AT_THE_TABLE, of_the_same_organisation, at_one_end_of_it],
        [WORKER, of_the_social_service, of_the_same_organisation, with_the_social_service, is_its_worker],
    ],
    Can.INTERSERVICE_COUNT: [[HEAD, of_the_same_organisation]],
    Can.CANVAS_READ: [[of_the_social_service], [HEAD], [a(Role.ORGANISATION_ADMIN)]],
    Can.CANVAS_PROPOSE: [[a(Role.ORGANISATION_ADMIN, Role.HEAD_OF_SERVICE), of_the_same_organisation]],
    Can.TRANSFER_READ: [
        [a(Role.TRANSFERS), of_the_same_organisation],
        [of_the_social_service, of_the_same_organisation, looks_after_it],
    ],
    Can.TRANSFER_KEEP: [[a(Role.TRANSFERS), of_the_same_organisation]],
    # What agents write is theirs: neither litigation nor the social service reads it (P22).
    Can.PASSAGE_ASK: [
        [of_the_social_service, of_the_same_organisation],
        [READS_RECORDS, of_the_same_organisation],
        [KNOWS_DOORS, of_the_same_organisation],
    ],
    Can.INTERVENTION_WORK: [[AGENT, of_the_same_organisation]],
    Can.MOTIVE_SET: [[AGENT, of_the_same_organisation]],
    Can.ROUND_WORK: [[AGENT, of_the_same_organisation]],
    Can.OUTREACH_WORK: [[AGENT, of_the_same_organisation]],
    # No secret, and no list of who took part: all that the house knows of its collective work.
    Can.ACTIVITY_READ: [
        [of_the_social_service, of_the_same_organisation],
        [READS_RECORDS, of_the_same_organisation],
        [KNOWS_DOORS, of_the_same_organisation],
    ],
    Can.ACTIVITY_WORK: [[COLLECTIVE, of_the_same_organisation]],
    Can.MEETING_READ: [
        [of_the_social_service, of_the_same_organisation],
        [READS_RECORDS, of_the_same_organisation],
        [KNOWS_DOORS, of_the_same_organisation],
    ],
    Can.MEETING_WORK: [[COLLECTIVE, of_the_same_organisation]],
    Can.AGENDA_PROPOSE: [
        [of_the_social_service, of_the_same_organisation],
        [READS_RECORDS, of_the_same_organisation],
        [KNOWS_DOORS, of_the_same_organisation],
    ],
    Can.IDEA_NOTE: [
        [of_the_social_service, of_the_same_organisation],
        [READS_RECORDS, of_the_same_organisation],
        [KNOWS_DOORS, of_the_same_organisation],
    ],
    Can.CERTIFICATE_MAKE: [[WORKER, of_the_social_service, in_the_team]],
    Can.WELCOME_READ: [[in_the_team]],
    Can.WELCOME_WORK: [[WORKER, of_the_social_service, in_the_team]],
    Can.ACCESS_CODE_READ: [[of_the_same_organisation, looks_after_her]],
    Can.ACCESS_CODE_GIVE: [[of_the_same_organisation, looks_after_her]],
    Can.DOOR_ASK: [[at_her_door]],
    Can.DOOR_READ: [[known_at_her_door]],
    Can.DATA_REQUEST_ASK: [[known_at_her_door], [of_the_social_service], [a(Role.FRONT_DESK)]],
    Can.DATA_REQUEST_READ: [[of_the_social_service, in_the_team]],
    Can.DATA_REQUEST_ANSWER: [[WORKER, of_the_social_service, in_the_team]],
    Can.KEPT_BACK_CONFIRM: [[a(Role.DATA_PROTECTION_OFFICER)]],
    Can.HANDOVER_MAKE: [[WORKER, of_the_social_service, wrote_it], [HEAD, wrote_it]],
    Can.HANDOVER_READ: [[WORKER, of_the_social_service, is_a_party], [HEAD, wrote_it]],
    Can.HANDOVER_NOTE_READ: [[in_the_team]],
    Can.HANDOVER_NOTE_WORK: [[in_the_team, is_a_party]],
    Can.CONTACT_KEEP_BACK: [[in_the_team, wrote_it]],
    Can.RIGHTS_READ: [[in_the_team]],
    Can.RIGHTS_WORK: [[of_the_social_service, in_the_team]],
    # Not in an emergency: it opens the contact in which they were brought (P29).
    Can.BROUGHT_READ: [[in_the_team, its_tier_is_open]],
    Can.BROUGHT_WORK: [[of_the_social_service, in_the_team, its_tier_is_open]],
    Can.YEAR_READ: [[of_the_social_service], [HEAD]],
    Can.YEAR_STORY: [[of_the_social_service, wrote_it]],
    Can.INTERPRETER_FIND: [
        [of_the_social_service, of_the_same_organisation],
        [a(Role.FRONT_DESK, Role.HEAD_OF_SERVICE), of_the_same_organisation],
    ],
    Can.INTERPRETER_SET: [[WORKER, of_the_social_service, of_the_same_organisation], [HEAD, of_the_same_organisation]],
    Can.INTERPRETER_AGREE: [
        [of_the_social_service, of_the_same_organisation, wrote_it],
        [a(Role.FRONT_DESK), of_the_same_organisation, wrote_it],
    ],
    Can.INTERPRETING_NOTE: [[of_the_social_service], [a(Role.FRONT_DESK)]],
    Can.INTERPRETING_READ: [[of_the_social_service], [HEAD]],
    # No secret: the house's own knowledge of who helps, the cell's too. A trainee reads; who keeps it answers for it.
    Can.PARTNER_READ: [
        [of_the_social_service, of_the_same_organisation],
        [READS_RECORDS, of_the_same_organisation],
        [KNOWS_DOORS, of_the_same_organisation],
        [a(Role.ORGANISATION_ADMIN, Role.DATA_PROTECTION_OFFICER), of_the_same_organisation],
        [CELL, of_the_same_organisation],
    ],
    Can.PARTNER_SET: [
        [WORKER, of_the_social_service, of_the_same_organisation],
        [CELL, of_the_same_organisation],
        [a(Role.HEAD_OF_SERVICE, Role.COLLECTIVE_SOCIAL_WORKER, Role.ORGANISATION_ADMIN), of_the_same_organisation],
    ],
    Can.PARTNER_STEP_MEND: [
        [WORKER, of_the_social_service, of_the_same_organisation, wrote_it],
        [CELL, of_the_same_organisation, wrote_it],
        [
            a(Role.HEAD_OF_SERVICE, Role.COLLECTIVE_SOCIAL_WORKER, Role.ORGANISATION_ADMIN),
            of_the_same_organisation,
            wrote_it,
        ],
    ],
    # The job of a file compares and writes organisations and services, never people, agreements or who is bound.
    Can.PARTNER_EXCHANGE: [
        [WORKER, of_the_social_service, of_the_same_organisation],
        [a(Role.HEAD_OF_SERVICE, Role.COLLECTIVE_SOCIAL_WORKER, Role.ORGANISATION_ADMIN), of_the_same_organisation],
        [for_the_import, of_the_same_organisation],
    ],
    Can.DOUBLE_READ: [
        [SENDS_FILES, of_the_same_organisation, neither_is_hidden],
        [WORKER, of_the_social_service, of_the_same_organisation, keeps_one_of_them, neither_is_hidden],
    ],
    Can.DOUBLE_SETTLE: [
        [SENDS_FILES, of_the_same_organisation, neither_is_hidden],
        [WORKER, of_the_social_service, of_the_same_organisation, keeps_one_of_them, neither_is_hidden],
    ],
    Can.DOUBLE_MERGE: [
        [SENDS_FILES, of_the_same_organisation, neither_is_hidden],
        [WORKER, of_the_social_service, of_the_same_organisation, keeps_one_of_them, neither_is_hidden],
    ],
    Can.MERGING_READ: [
        [SENDS_FILES, of_the_same_organisation, neither_line_is_hidden, it_stands],
        [WORKER, of_the_social_service, of_the_same_organisation, wrote_it, neither_line_is_hidden, it_stands],
        [WORKER, of_the_social_service, of_the_same_organisation, is_asked_to_merge, neither_line_is_hidden, it_stands],
    ],
    Can.MERGING_AGREE: [
        [WORKER, of_the_social_service, of_the_same_organisation, is_asked_to_merge, neither_line_is_hidden, it_stands]
    ],
    Can.IMPORT_RUN: [[a(Role.ORGANISATION_ADMIN), of_the_same_organisation]],
    Can.REGISTER_IMPORT: [[for_the_import]],
    Can.ORGANISATION_SET: [[a(Role.ORGANISATION_ADMIN), of_the_same_organisation]],
    Can.POST_PROPOSE: [[a(Role.ORGANISATION_ADMIN), of_the_same_organisation]],
    # Who guards workers' posts does not make them, and who makes them does not guard them (P5).
    Can.POST_CONFIRM: [
        [HEAD, of_the_same_organisation],
        [a(Role.DATA_PROTECTION_OFFICER), of_the_same_organisation],
    ],
}
