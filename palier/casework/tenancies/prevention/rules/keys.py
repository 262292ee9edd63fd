"""The closed lists of keeping a home. Each value is also the key of its words."""

from enum import StrEnum

WORDS_AT_MOST = 100  # letters of a thing in own words, of a creditor
OWN_WORDS_AT_MOST = 1_000  # letters of the causes in own words


class LineKind(StrEnum):
    """What a line of a budget is."""

    INCOME = "income"
    CHARGE = "charge"
    DEBT = "debt"


class Period(StrEnum):
    """How often a sum comes or goes."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Label(StrEnum):
    """What a line is about. `own`: in the words of who tells it."""

    WAGES = "wages"
    REPLACEMENT = "replacement"  # unemployment, sickness, pension
    WELFARE = "welfare"  # of the public centre for social welfare
    CHILD_BENEFIT = "child_benefit"
    DISABILITY = "disability"
    ALIMONY = "alimony"
    STUDY_GRANT = "study_grant"
    RENT = "rent"
    ENERGY = "energy"
    WATER = "water"
    PHONE = "phone"
    TRANSPORT = "transport"
    FOOD = "food"
    HEALTH = "health"
    SCHOOL = "school"
    CHILDCARE = "childcare"
    INSURANCE = "insurance"
    CLOTHES = "clothes"
    ALIMONY_PAID = "alimony_paid"
    DEBT_RENT = "debt_rent"
    DEBT_ENERGY = "debt_energy"
    DEBT_HOSPITAL = "debt_hospital"
    DEBT_CREDIT = "debt_credit"
    DEBT_TAX = "debt_tax"
    DEBT_FINE = "debt_fine"
    DEBT_OTHER = "debt_other"
    OWN = "own"


INCOMES = (
    Label.WAGES,
    Label.REPLACEMENT,
    Label.WELFARE,
    Label.CHILD_BENEFIT,
    Label.DISABILITY,
    Label.ALIMONY,
    Label.STUDY_GRANT,
)
CHARGES = (
    Label.RENT,
    Label.ENERGY,
    Label.WATER,
    Label.PHONE,
    Label.TRANSPORT,
    Label.FOOD,
    Label.HEALTH,
    Label.SCHOOL,
    Label.CHILDCARE,
    Label.INSURANCE,
    Label.CLOTHES,
    Label.ALIMONY_PAID,
)
DEBTS = tuple(one for one in Label if one.value.startswith("debt_"))
BY_KIND = {LineKind.INCOME: INCOMES, LineKind.CHARGE: CHARGES, LineKind.DEBT: DEBTS}
USUAL = {
    LineKind.INCOME: (Label.WAGES, Label.REPLACEMENT, Label.CHILD_BENEFIT),
    LineKind.CHARGE: (
        Label.RENT,
        Label.ENERGY,
        Label.WATER,
        Label.PHONE,
        Label.TRANSPORT,
        Label.FOOD,
        Label.HEALTH,
        Label.SCHOOL,
    ),
    LineKind.DEBT: (Label.DEBT_RENT,),
}
"""The lines that a first budget already shows; none of them need be filled."""


class Cause(StrEnum):
    """What lies behind unpaid rent. Several may; none is a fault."""

    INCOME_FELL = "income_fell"
    BENEFIT_STOPPED = "benefit_stopped"
    RENT_ROSE = "rent_rose"
    CHARGES_ROSE = "charges_rose"
    HEALTH = "health"
    SEPARATION = "separation"
    BEREAVEMENT = "bereavement"
    OTHER_DEBTS = "other_debts"
    PAPERWORK = "paperwork"
    PAYMENT_LOST = "payment_lost"  # paid, and not found back by the landlord
    DWELLING = "dwelling"  # rent withheld because of the state of the dwelling


class Side(StrEnum):
    """A right or a duty of the lease. Rights are read first."""

    RIGHT = "right"
    DUTY = "duty"


class Stake(StrEnum):
    """What of the lease is at stake (S0-023). Neither a day, a number nor a fault ever stands beside one."""

    PEACEFUL_ENJOYMENT = "peaceful_enjoyment"
    REPAIRS = "repairs"
    CHARGE_STATEMENT = "charge_statement"
    FAIR_HEARING = "fair_hearing"
    RENT = "rent"
    UPKEEP = "upkeep"
    OCCUPANCY = "occupancy"
    PEACE = "peace"


class Way(StrEnum):
    """How help is offered at first."""

    CALL = "call"
    LETTER = "letter"
    VISIT = "visit"


class HomeOutcome(StrEnum):
    """What became of the home. None says anything of the person."""

    KEPT = "kept"
    MOVED = "moved"
    LOST = "lost"


class HomeStep(StrEnum):
    """A next step that is often taken. A plan that was not kept is a reason to talk again."""

    TALK_AGAIN = "talk_again"
    MEDIATOR = "mediator"
    REHOUSING = "rehousing"
    AFTER = "after"
