"""Words of a procedure, as they stand on the screen."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from palier.casework.tenancies.procedure.rules import End, FactKind
from palier.casework.tenancies.rules import (
    Confidence,
    DoubtKey,
    Recipient,
    RuleCode,
    Stage,
    WinterException,
)

KINDS: list[tuple[str, Any]] = [
    (FactKind.BALANCE, _("Balance")),
    (FactKind.FIRST_SIGNAL, _("First signal")),
    (FactKind.REMINDER, _("Reminder")),
    (FactKind.FORMAL_NOTICE, _("Formal notice")),
    (FactKind.REPAYMENT_PLAN, _("Repayment plan")),
    (FactKind.PETITION, _("Petition filed")),
    (FactKind.HEARING, _("Hearing")),
    (FactKind.JUDGMENT, _("Judgment")),
    (FactKind.SERVICE, _("Service of the judgment")),
    (FactKind.BAILIFF_NOTICE, _("Bailiff’s notice of the day")),
    (FactKind.EVICTION, _("Eviction")),
]

EXCEPTIONS: list[tuple[str, Any]] = [
    (WinterException.REHOUSED_OR_LEFT, _("Rehoused, or gone already")),
    (WinterException.DANGER, _("Danger to safety or health")),
    (WinterException.BEHAVIOUR, _("The tenant’s behaviour")),
    (WinterException.OWNER_MUST_LIVE_THERE, _("The owner must live there, by force majeure")),
]

ENDS: list[tuple[str, Any]] = [
    (End.SETTLED, _("Paid, or a plan that was kept")),
    (End.LEFT, _("The household left by itself")),
    (End.EVICTED, _("Evicted")),
    (End.STOPPED, _("Stopped by the landlord")),
]

ICONS = {
    FactKind.BALANCE: "scale",
    FactKind.FIRST_SIGNAL: "bell",
    FactKind.REMINDER: "mail",
    FactKind.FORMAL_NOTICE: "mail-warning",
    FactKind.REPAYMENT_PLAN: "calendar-check",
    FactKind.PETITION: "file-text",
    FactKind.HEARING: "gavel",
    FactKind.JUDGMENT: "scale",
    FactKind.SERVICE: "file-check",
    FactKind.BAILIFF_NOTICE: "calendar-clock",
    FactKind.EVICTION: "house",
}

STAGES: dict[str, Any] = {
    **{value: words for value, words in KINDS if value != FactKind.BALANCE},
    Stage.AFTER: _("After the eviction"),
}

TOLD: dict[str, Any] = {
    Recipient.TENANT: _("the tenant"),
    Recipient.WELFARE_CENTRE: _("the public centre for social welfare"),
    Recipient.SOCIAL_DELEGATE: _("the social delegate"),
}

CONFIDENCES: dict[str, Any] = {
    Confidence.FOUND: _("read at the source"),
    Confidence.SECONDARY: _("as reported by others"),
    Confidence.GENERAL_KNOWLEDGE: _("to be confirmed by counsel"),
}

RULES: dict[str, Any] = {
    RuleCode.MONTH_TO_PAY: _("A month to pay after the formal notice"),
    RuleCode.DAYS_BEFORE_HEARING: _("Days between petition and hearing"),
    RuleCode.MONTH_AFTER_SERVICE: _("A month after the judgment was served"),
    RuleCode.NOTICE_OF_DATE: _("The bailiff’s notice comes before the day"),
    RuleCode.MOVED_TO_WORKING_DAY: _(
        "A term that ends on a Saturday, a Sunday or a holiday moves to the next working day"
    ),
    RuleCode.FROM_THE_DAY_AFTER: _("Counted from the day after"),
    RuleCode.WINTER_STOP: _("Winter stop"),
    RuleCode.LEAST_DEBT: _("A debt under three months’ rent does not end a lease by itself"),
    RuleCode.PLAN_FIRST: _("First a plan, when a reasonable one can be set"),
    RuleCode.ENFORCEABLE_TITLE: _("No eviction without an enforceable title"),
    RuleCode.RECOVERY_STEPS_TOLD: _("The company’s own steps of recovery, told to the tenant"),
    RuleCode.CLEAR_NOTICE: _("A formal notice says clearly who asks for what"),
    RuleCode.CENTRE_TOLD_OF_PETITION: _("The welfare centre is told of the petition"),
    RuleCode.CALLED_TO_HEARING: _("Called to the hearing"),
    RuleCode.CENTRE_TOLD_OF_JUDGMENT: _("The welfare centre is told of the judgment"),
    RuleCode.JUDGMENT_SERVED: _("The judgment is served"),
    RuleCode.DATE_ANNOUNCED: _("The day is announced"),
    RuleCode.SOCIAL_DELEGATE_OPINION: _("The social delegate gives an opinion"),
}

DOUBTS: dict[str, Any] = {
    DoubtKey.TOO_SOON: _("Earlier than the rule allows"),
    DoubtKey.IN_WINTER_STOP: _("A day in the winter stop"),
    DoubtKey.DEBT_TOO_SMALL: _("Under three months’ rent"),
    DoubtKey.NO_PLAN: _("No plan stands before the petition"),
    DoubtKey.NO_TITLE: _("No judgment stands before the eviction"),
    DoubtKey.NOT_TOLD: _("Who had to be told was not"),
    DoubtKey.MISSING: _("Not noted, though a later stage is"),
    DoubtKey.OUT_OF_ORDER: _("Before the stage it follows"),
}
