"""Every verb on every kind of thing, one line of plain words each. A capability that is not in the matrix is denied."""

from enum import StrEnum


class Capability(StrEnum):
    """What one may do. The comment is what the person reads."""

    DAY_OPEN = "day_open"  # open one's own day
    HOUSEHOLD_FIND = "household_find"  # find a household by name, address or telephone
    HOUSEHOLD_READ = "household_read"  # read the household record: declared facts
    HOUSEHOLD_DOOR = "household_door"  # read the name, the dwelling and the safety instruction, no more
    PROTECTED_ADDRESS_READ = "protected_address_read"  # read an address that is protected
    PROTECTED_ADDRESS_SET = "protected_address_set"  # protect an address
    CONTACT_DETAILS_READ = "contact_details_read"  # read how a person is reached
    SAFE_CONTACT_READ = "safe_contact_read"  # read the one way agreed for reaching a person
    SAFE_CONTACT_SET = "safe_contact_set"  # agree on one way of reaching a person, and end it
    INCOME_READ = "income_read"  # read a declared income
    NATIONAL_NUMBER_SHOW = "national_number_show"  # have a national number shown, for a reason
    REQUEST_ADD = "request_add"  # write down what a person asks
    REQUEST_READ = "request_read"  # read a request
    REQUEST_TAKE = "request_take"  # take a request, answer it, join it to a file
    CASE_OPEN = "case_open"  # open a social file with the person's agreement
    CASE_READ = "case_read"  # read a social file
    CASE_WORK = "case_work"  # analyse, plan, close, reopen
    CONTACT_ADD = "contact_add"  # write a contact
    CONTACT_READ = "contact_read"  # read a contact
    CONTACT_CHANGE = "contact_change"  # correct one's own contact
    CONTACT_SEARCH = "contact_search"  # search the words of contacts
    STEP_READ = "step_read"  # read the plan in small steps
    STEP_WORK = "step_work"  # plan, climb, reopen a step
    KNOWN_READ = "known_read"  # read who lives there as known to the social service
    KNOWN_WORK = "known_work"  # say, correct or end who lives there as known to the social service
    TEAM_READ = "team_read"  # see who else can read
    TEAM_ADD = "team_add"  # add a colleague bound by secrecy to a team
    COVER_SET = "cover_set"  # name a replacement
    LOAD_READ = "load_read"  # read counts and ages of files, never households
    TERRITORY_READ = "territory_read"  # see the territories, with how many dwellings one's own organisation has where
    EMERGENCY_OPEN = "emergency_open"  # open one person's items in an emergency
    EMERGENCY_REVIEW = "emergency_review"  # review an emergency access
    TERM_READ = "term_read"  # read how long things are kept
    TERM_PROPOSE = "term_propose"  # propose another length of keeping
    TERM_SIGN = "term_sign"  # sign another length of keeping, or set it aside
    HOLD_SET = "hold_set"  # place a legal hold, lift it, see how much soon ends
    ENDING_READ = "ending_read"  # see what soon ends in one's own files
    LEDGER_READ = "ledger_read"  # read who read what
    SIGNAL_READ = "signal_read"  # read a signal addressed to one's service
    SIGNAL_REREAD = "signal_reread"  # read again, for the shift, a signal one sent
    SIGNAL_ADD = "signal_add"  # send a signal
    WORD_LEAVE = "word_leave"  # leave a word for the duty desk
    WORD_READ = "word_read"  # read the word left for the duty desk
    SESSION_SET = "session_set"  # set sessions, who holds them, and what closes them
    APPOINTMENT_ADD = "appointment_add"  # agree on an hour with somebody
    APPOINTMENT_READ = "appointment_read"  # read an appointment
    APPOINTMENT_CHANGE = "appointment_change"  # move an appointment, say whether people met and what was agreed
    FEED_MAKE = "feed_make"  # have, and withdraw, an address from which one's calendar program reads
    ARRIVAL_ADD = "arrival_add"  # note that somebody has come to a session
    ARRIVAL_READ = "arrival_read"  # see who waits today
    ARRIVAL_MOVE = "arrival_move"  # receive somebody, pass her on, see her off
    WAITING_COUNT_READ = "waiting_count_read"  # read how many came and how long they waited
    DOCUMENT_ADD = "document_add"  # keep a file with a person's matters
    DOCUMENT_READ = "document_read"  # open a file that is kept
    DOCUMENT_CHANGE = "document_change"  # correct the name of a file that is kept, or whom it concerns
    WELCOME_READ = "welcome_read"  # read what was noted about a first contact
    WELCOME_WORK = "welcome_work"  # see who moved in where one looks after the place, and note the first contact
    IMPORT_RUN = "import_run"  # send a file of people, dwellings or leases to the import job
    REGISTER_IMPORT = "register_import"  # import people, dwellings and leases
