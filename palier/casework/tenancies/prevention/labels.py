"""Words of keeping a home, as they stand on the screen and on paper, and the pictograms of those who read little."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from palier.casework.tenancies.prevention.rules import (
    CanvasState,
    Cause,
    HomeOutcome,
    HomeStep,
    Label,
    LineKind,
    Period,
    Side,
    Stake,
    Way,
)
from palier.kernel.money import in_euros
from palier.registry.interservice.rules import Act

KINDS: list[tuple[str, Any]] = [
    (LineKind.INCOME, _("What comes in")),
    (LineKind.CHARGE, _("What goes out")),
    (LineKind.DEBT, _("Debts")),
]
PERIODS: list[tuple[str, Any]] = [
    (Period.WEEK, _("a week")),
    (Period.MONTH, _("a month")),
    (Period.QUARTER, _("a quarter")),
    (Period.YEAR, _("a year")),
]
LABELS: list[tuple[str, Any]] = [
    (Label.WAGES, _("Wages")),
    (Label.REPLACEMENT, _("Unemployment, sickness or pension")),
    (Label.WELFARE, _("Income from the public centre for social welfare")),
    (Label.CHILD_BENEFIT, _("Child benefit")),
    (Label.DISABILITY, _("Disability allowance")),
    (Label.ALIMONY, _("Alimony received")),
    (Label.STUDY_GRANT, _("Study grant")),
    (Label.RENT, _("Rent and charges")),
    (Label.ENERGY, _("Gas and electricity")),
    (Label.WATER, _("Water")),
    (Label.PHONE, _("Telephone and internet")),
    (Label.TRANSPORT, _("Transport")),
    (Label.FOOD, _("Food")),
    (Label.HEALTH, _("Health")),
    (Label.SCHOOL, _("School")),
    (Label.CHILDCARE, _("Childcare")),
    (Label.INSURANCE, _("Insurance")),
    (Label.CLOTHES, _("Clothes")),
    (Label.ALIMONY_PAID, _("Alimony paid")),
    (Label.DEBT_RENT, _("Unpaid rent")),
    (Label.DEBT_ENERGY, _("Energy bills")),
    (Label.DEBT_HOSPITAL, _("Hospital bills")),
    (Label.DEBT_CREDIT, _("Credit")),
    (Label.DEBT_TAX, _("Taxes")),
    (Label.DEBT_FINE, _("Fines")),
    (Label.DEBT_OTHER, _("Another debt")),
    (Label.OWN, _("In own words")),
]
CAUSES: list[tuple[str, Any]] = [
    (Cause.INCOME_FELL, _("Income has fallen")),
    (Cause.BENEFIT_STOPPED, _("An allowance stopped or is late")),
    (Cause.RENT_ROSE, _("The rent has risen")),
    (Cause.CHARGES_ROSE, _("Charges or energy have risen")),
    (Cause.HEALTH, _("Illness or an accident")),
    (Cause.SEPARATION, _("A separation")),
    (Cause.BEREAVEMENT, _("A death")),
    (Cause.OTHER_DEBTS, _("Other debts came first")),
    (Cause.PAPERWORK, _("Papers or letters that were too much")),
    (Cause.PAYMENT_LOST, _("Paid, but not found back")),
    (Cause.DWELLING, _("The state of the dwelling")),
]
SIDES: list[tuple[str, Any]] = [(Side.RIGHT, _("Your rights")), (Side.DUTY, _("Your duties"))]
STAKES: list[tuple[str, Any]] = [
    (Stake.PEACEFUL_ENJOYMENT, _("Living in peace")),
    (Stake.REPAIRS, _("Repairs")),
    (Stake.CHARGE_STATEMENT, _("A right statement of charges")),
    (Stake.FAIR_HEARING, _("Being heard by the judge")),
    (Stake.RENT, _("The rent")),
    (Stake.UPKEEP, _("Upkeep of the dwelling")),
    (Stake.OCCUPANCY, _("Living there, and saying who does")),
    (Stake.PEACE, _("Quiet for the neighbours")),
]
WAYS: list[tuple[str, Any]] = [
    (Way.CALL, _("by telephone")),
    (Way.LETTER, _("by letter")),
    (Way.VISIT, _("during a visit")),
]
WAY_ICONS = {Way.CALL: "phone", Way.LETTER: "mail", Way.VISIT: "house"}
CANVAS_STATES: list[tuple[str, Any]] = [
    (CanvasState.PROPOSED, _("to be confirmed")),
    (CanvasState.CONFIRMED, _("confirmed by another person")),
    (CanvasState.SET_ASIDE, _("set aside")),
]
STEP_WORDS: list[tuple[str, Any]] = [
    (HomeStep.TALK_AGAIN, _("Talk again about the plan")),
    (HomeStep.MEDIATOR, _("Go to the debt mediator together")),
    (HomeStep.REHOUSING, _("Look for another home together")),
    (HomeStep.AFTER, _("Ask how it goes, after the move")),
]
OUTCOMES: list[tuple[str, Any]] = [
    (HomeOutcome.KEPT, _("The home is kept")),
    (HomeOutcome.MOVED, _("Moved to another home")),
    (HomeOutcome.LOST, _("The home is lost")),
]
ACTS: list[tuple[str, Any]] = [
    (Act.PLAN_PROPOSED, _("A plan is proposed")),
    (Act.REMINDERS_HELD, _("Please hold reminders until a day")),
    (Act.APPOINTMENT_OFFERED, _("An appointment is offered")),
    (Act.PAYMENT_ANNOUNCED, _("A payment by somebody else is announced")),
    (Act.AMOUNT_CONTESTED, _("The amount is contested")),
]
ACT_ICONS = {
    Act.PLAN_PROPOSED: "calendar-check",
    Act.REMINDERS_HELD: "pause",
    Act.APPOINTMENT_OFFERED: "calendar-plus",
    Act.PAYMENT_ANNOUNCED: "hand-coins",
    Act.AMOUNT_CONTESTED: "scale",
}
PICTOGRAMS = {
    Label.WAGES: "briefcase",
    Label.REPLACEMENT: "landmark",
    Label.WELFARE: "heart-handshake",
    Label.CHILD_BENEFIT: "baby",
    Label.DISABILITY: "accessibility",
    Label.ALIMONY: "users",
    Label.STUDY_GRANT: "graduation-cap",
    Label.RENT: "house",
    Label.ENERGY: "flame",
    Label.WATER: "droplets",
    Label.PHONE: "smartphone",
    Label.TRANSPORT: "bus",
    Label.FOOD: "utensils",
    Label.HEALTH: "heart-pulse",
    Label.SCHOOL: "backpack",
    Label.CHILDCARE: "baby",
    Label.INSURANCE: "shield",
    Label.CLOTHES: "shirt",
    Label.ALIMONY_PAID: "users",
    Label.DEBT_RENT: "house",
    Label.DEBT_ENERGY: "flame",
    Label.DEBT_HOSPITAL: "hospital",
    Label.DEBT_CREDIT: "credit-card",
    Label.DEBT_TAX: "landmark",
    Label.DEBT_FINE: "receipt",
    Label.DEBT_OTHER: "receipt",
    Label.OWN: "circle",
}


def euros(amount: Decimal | None) -> str:
    """A sum in the language of the screen; "" for none."""
    return "" if amount is None else in_euros(amount, "nl" if get_language() == "nl" else "fr")


def line_said(label: str, words: str, creditor: str, amount: Decimal, period: str, paid: Decimal | None = None) -> str:
    """A line of a budget in one line of words, for her copy and My file."""
    how_often = "" if label.startswith("debt_") else str(dict(PERIODS)[period])
    what = words or str(dict(LABELS)[label])
    of_month = f"{euros(paid)} {dict(PERIODS)[Period.MONTH]}" if paid else ""
    return ", ".join(filter(None, (what, creditor, f"{euros(amount)} {how_often}".strip(), of_month)))


def act_said(act: str, amount: Decimal | None, day: dt.date | None, months: int | None) -> str:
    """An act in one line of words."""
    on = "" if day is None else date_format(day, "DATE_FORMAT")
    times = f"× {months}" if months else ""
    return ", ".join(filter(None, (str(dict(ACTS)[act]), f"{euros(amount)} {times}".strip(), on)))
