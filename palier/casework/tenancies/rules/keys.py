"""The closed lists of the eviction clock. Each value is also the key of its words."""

from enum import StrEnum


class Region(StrEnum):
    """Whose law holds: that of the Region where the dwelling lies."""

    BRUSSELS = "brussels"
    WALLONIA = "wallonia"
    FLANDERS = "flanders"


class Stage(StrEnum):
    """What happens between a first unpaid rent and what follows an eviction, in this order (domain.md section 3)."""

    FIRST_SIGNAL = "first_signal"
    REMINDER = "reminder"
    FORMAL_NOTICE = "formal_notice"
    REPAYMENT_PLAN = "repayment_plan"
    PETITION = "petition"
    HEARING = "hearing"
    JUDGMENT = "judgment"
    SERVICE = "service"
    BAILIFF_NOTICE = "bailiff_notice"
    EVICTION = "eviction"
    AFTER = "after"


class Unit(StrEnum):
    """In what a term is counted. Working days: Monday to Friday, legal holidays excepted."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"


class ActsOn(StrEnum):
    """When the act that waits for a term may take place: on its last day, or when it has wholly run out."""

    LAST_DAY = "last_day"
    DAY_AFTER = "day_after"


class Confidence(StrEnum):
    """How sure a rule is: read in a page of who should know, read as reported by others, read nowhere."""

    FOUND = "found"
    SECONDARY = "secondary"
    GENERAL_KNOWLEDGE = "general knowledge"


class Reading(StrEnum):
    """Where two readings exist, the longer protects and the shorter is what must be feared (P38)."""

    PROTECTION = "protection"
    RISK = "risk"


class Recipient(StrEnum):
    """Who must be told at a stage."""

    TENANT = "tenant"
    WELFARE_CENTRE = "welfare_centre"
    SOCIAL_DELEGATE = "social_delegate"


class WinterException(StrEnum):
    """The four grounds on which a judge may lift the winter stop, with special reasons."""

    REHOUSED_OR_LEFT = "rehoused_or_left"
    DANGER = "danger"
    BEHAVIOUR = "behaviour"
    OWNER_MUST_LIVE_THERE = "owner_must_live_there"


class OwnTermKind(StrEnum):
    """Why another term than the rule's runs from service to eviction."""

    AGREED = "agreed"
    LENGTHENED = "lengthened"
    SHORTENED = "shortened"
    TENANT_LEFT = "tenant_left"


class RuleCode(StrEnum):
    """The rules of `eviction_rules.toml`. Several rows may carry one code: other times, or the other reading."""

    MONTH_TO_PAY = "month_to_pay"
    DAYS_BEFORE_HEARING = "days_before_hearing"
    MONTH_AFTER_SERVICE = "month_after_service"
    NOTICE_OF_DATE = "notice_of_date"
    MOVED_TO_WORKING_DAY = "moved_to_working_day"
    FROM_THE_DAY_AFTER = "from_the_day_after"
    WINTER_STOP = "winter_stop"
    LEAST_DEBT = "least_debt"
    PLAN_FIRST = "plan_first"
    ENFORCEABLE_TITLE = "enforceable_title"
    RECOVERY_STEPS_TOLD = "recovery_steps_told"
    CLEAR_NOTICE = "clear_notice"
    CENTRE_TOLD_OF_PETITION = "centre_told_of_petition"
    CALLED_TO_HEARING = "called_to_hearing"
    CENTRE_TOLD_OF_JUDGMENT = "centre_told_of_judgment"
    JUDGMENT_SERVED = "judgment_served"
    DATE_ANNOUNCED = "date_announced"
    SOCIAL_DELEGATE_OPINION = "social_delegate_opinion"


class Why(StrEnum):
    """What keeps a stage from happening earlier."""

    TODAY = "today"  # what has not happened happens today at the earliest
    ORDER = "order"  # not before the stage it follows
    TERM = "term"
    OWN_TERM = "own_term"  # the judgment's own, in place of the rule's
    ANNOUNCED = "announced"  # the file names a later day
    WINTER = "winter"


class DoubtKey(StrEnum):
    """What does not fit among the facts, or is missing."""

    TOO_SOON = "too_soon"
    IN_WINTER_STOP = "in_winter_stop"
    DEBT_TOO_SMALL = "debt_too_small"
    NO_PLAN = "no_plan"
    NO_TITLE = "no_title"
    NOT_TOLD = "not_told"
    MISSING = "missing"
    OUT_OF_ORDER = "out_of_order"
