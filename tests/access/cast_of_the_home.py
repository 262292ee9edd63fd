"""Rows of what keeps a home, and of what leaves or comes between services: one of each that the matrix speaks of."""

import datetime
import uuid
from typing import Any

from palier.access.models import Subject
from palier.casework.disclosures.models import Disclosure
from palier.casework.support_pairs.models import AfterContact, Declaration, Opening, PairNote
from palier.casework.support_partnership.models import FrozenYear, FundingPeriod, PartnershipNote, Presentation
from palier.casework.support_requests.models import Asking, Intake, SupportRequest
from palier.casework.tenancies.prevention.models import Budget, BudgetLine, PlanDraft, Prevention, SignedAct
from palier.casework.tenancies.procedure.models import Fact, Procedure
from palier.casework.transfers.models import Move, Round, StepAgreement, TransferRequest
from palier.fieldwork.interventions.models import Asker, Intervention, Motive, Visit
from palier.kernel import clock
from palier.registry.interservice.models import Answer, ConfidedBy, Line
from tests.access.cast_world import World, canary
from tests.stage import Somebody, put, without_locks


def disclosures(made: World) -> None:
    """What was said of her without her agreement, and what a colleague of another site is asked to think over."""
    stage, amina, person = made.stage, made.stage.people["amina"].post, made.home.persons[0]
    for name, second, asked in (("disclosure", "dries", False), ("disclosure_asked", "bart", True)):
        row = Disclosure(
            organisation=stage.company,
            subject_id=made.subject,
            case_id=made.case,
            household_id=made.home.household,
            confided_by=[person],
            concerns=[person],
            name="Exemple",
            ground="law",
            answers={"which_law": canary(name), "what_it_obliges": "x"},
            said=canary(name),
            authority="court",
            second_id=stage.people[second].post,
            second_answer="" if asked else "agreed",
            said_on=None if asked else made.today,
            not_told="not_reached",
            author_id=amina,
        )
        made.ids[name] = put(row).pk


def procedures(made: World) -> None:
    """What the landlord noted about unpaid rent of the household, on its side of the wall."""
    stage, household = made.stage, made.home.household
    by = {"organisation": stage.company, "household_id": household, "author_id": stage.people["accounts"].post}
    made.ids["procedure"] = put(Procedure(**by, begun_on=made.today)).pk
    fact = Fact(
        **by, procedure_id=made.ids["procedure"], kind="reminder", day=made.today, remark=canary("procedure_fact")
    )
    made.ids["procedure_fact"] = put(fact).pk


def table_lines(made: World) -> None:
    """What accounts told the worker, what she asked back, what two departments ask each other, an act of hers."""
    stage, household, by = made.stage, made.home.household, made.stage.people
    ends = {name: service_of(by[name]) for name in ("accounts", "technical")} | {"social": stage.service.pk}
    made.ids |= {f"{name}_service": pk for name, pk in ends.items()}

    def line(name: str, origin: str, recipient: str, direction: str, author: str, **values: Any) -> None:
        row = Line(
            organisation=stage.company,
            household_id=household,
            origin_service_id=ends[origin],
            recipient_service_id=ends[recipient],
            direction=direction,
            author_id=by[author].post,
            due_on=made.today - datetime.timedelta(days=1),  # so that the head has a number to read
            **values,
        )
        made.ids[name] = put(row).pk

    words = {name: canary(name) for name in ("table_line", "table_between", "table_answer")}
    amina = by["amina"].post
    line(
        "table_line",
        "accounts",
        "social",
        "to_social",
        "accounts",
        kind="account",
        text=words["table_line"],
        owner_id=amina,
    )
    line("table_between", "accounts", "technical", "between", "accounts", kind="works", text=words["table_between"])
    line("table_act", "social", "accounts", "from_social", "amina", kind="amount_contested", signed_on=made.today)
    answer = Answer(
        organisation=stage.company,
        line_id=made.ids["table_line"],
        household_id=household,
        author_id=by["accounts"].post,
        from_social=False,
        reply="in_words",
        text=words["table_answer"],
    )
    made.ids["table_answer"] = put(answer).pk
    confided = ConfidedBy(organisation=stage.company, line_id=made.ids["table_act"], person_id=made.home.persons[0])
    made.ids["table_confided"] = put(confided).pk


def service_of(somebody: Somebody) -> uuid.UUID:
    """The service of somebody's post."""
    with without_locks() as cursor:
        cursor.execute("SELECT service_id FROM organisations_post WHERE id = %s", [somebody.post])
        return cursor.fetchone()[0]  # type: ignore[no-any-return]


def kept_home(made: World) -> None:
    """What was confided in the file about keeping the home, on the secret side of the wall."""
    person = made.home.persons[0]
    base = {
        "organisation": made.stage.company, "subject_id": made.subject, "author_id": made.stage.people["amina"].post,
        "case_id": made.case, "confided_by": [person], "concerns": [person],
    }  # fmt: skip
    at = {"household_id": made.home.household}
    row = Prevention(**base, **at, begun_on=made.today, causes=["separation"], own_words=canary("prevention"))
    made.ids["prevention"] = put(row).pk
    budget = put(Budget(**base, month=made.today.replace(day=1), persons=2))
    made.ids["budget"] = budget.pk
    line = {"kind": "debt", "label": "debt_credit", "amount": 900, "period": "month", "paid": 40}
    made.ids["budget_line"] = put(BudgetLine(**base, **line, budget=budget, creditor=canary("budget_line"))).pk
    plan = PlanDraft(**base, balance=600, amount=50, day=10, months=12, first=made.today)
    made.ids["plan_draft"] = put(plan).pk
    made.ids["signed_act"] = put(SignedAct(**base, **at, act="reminders_held", day=made.today)).pk


def passages(made: World) -> None:
    """What an agent was asked by somebody, and what he saw and did there."""
    stage = made.stage
    ours, by = {"organisation": stage.company}, stage.people["agent"].post
    word = Motive(**ours, name_fr=canary("motive"), name_nl=canary("motive"), importance=3, hours=72)
    made.ids["motive"] = put(word).pk
    along = Motive(**ours, code="accompaniment", name_fr="Accompagner", name_nl="Meegaan", importance=2, hours=24)
    made.ids["motive_along"] = put(along).pk
    made.ids["home_building"] = stage.buildings[0].pk
    made.ids["site"] = stage.sites[0].pk
    asked = Intervention(
        **ours, motive=word, place=stage.sites[0], words=canary("intervention"), origin="tenant", asked_by="phone",
        author_id=by, received_at=clock.now(), due_at=clock.now(), importance=3,
    )  # fmt: skip
    made.ids["intervention"] = put(asked).pk
    made.ids["passage_asker"] = put(Asker(**ours, intervention=asked, name=canary("passage_asker"))).pk
    seen = Visit(**ours, intervention=asked, agent_id=by, at=clock.now(), words=canary("passage_visit"))
    made.ids["passage_visit"] = put(seen).pk


def transfers(made: World) -> None:
    """What the household declared to the transfers department, agreed to, and was proposed."""
    stage, home = made.stage, made.home
    by = {"organisation": stage.company, "author_id": stage.people["transfers"].post}
    of = {"organisation": stage.company, "household_id": home.household}
    asked = TransferRequest(
        **by, household_id=home.household, kind="voluntary", asked_on=made.today, near=canary("transfer"),
        needs=["near_place"],
    )  # fmt: skip
    request = made.ids["transfer"] = put(asked).pk
    made.ids["transfer_round"] = put(Round(**by, state="done")).pk
    move = Move(
        **of, request_id=request, round_id=made.ids["transfer_round"], loop=1, is_ring=True, place=0, length=2,
        home_id=home.dwelling, there_id=home.dwelling, there_fr=canary("transfer_move"), there_nl=canary("transfer_move"),
        needed=2, bedrooms_home=1, bedrooms_there=2, norm="brussels-2013",
    )  # fmt: skip
    made.ids["transfer_move"] = put(move).pk
    said = StepAgreement(
        **by, household_id=home.household, request_id=request, step="proposals", given=True, on=made.today
    )
    made.ids["transfer_agreement"] = put(said).pk


def support_requests(made: World) -> None:
    """What the assigned worker asked of the cell: the copy on its side, and who asked on hers."""
    stage = made.stage
    copy = SupportRequest(
        organisation=stage.company,
        origin="housing_company",
        situation="no_contact",
        text=canary("support_request"),
        tried=canary("support_request"),
        received_on=made.today,
        answer_by=made.today,
        state="received",
    )
    made.ids["support_request"] = put(copy).pk
    asking = Asking(
        organisation=stage.company,
        author_id=stage.people["amina"].post,
        household_id=made.home.household,
        request_id=made.ids["support_request"],
        fears=canary("support_asking"),
        shown_phone=canary("support_asking"),
        own_words=canary("support_asking"),
        asked_on=made.today,
    )
    made.ids["support_asking"] = put(asking).pk
    _phoned(made)
    _of_the_cell(made)


def _copy(made: World, received_on: datetime.date) -> SupportRequest:
    return put(
        SupportRequest(
            organisation=made.stage.company,
            origin="general_practitioner",
            situation="exhausted",
            text="x",
            received_on=received_on,
            answer_by=received_on,
            state="received",
        )
    )


def _phoned(made: World) -> None:
    """A call taken at the cell; and, a year that is over, five requests of the company that the head counts."""
    stage, words = made.stage, canary("support_intake")
    made.ids["phoned"] = _copy(made, made.today).pk
    subject = put(Subject(organisation=stage.company, kind="seal"))
    call = Intake(
        organisation=stage.company, subject=subject, author_id=stage.people["cell"].post, request_id=made.ids["phoned"],
        name=words, function=words, phone=words, fears=words, taken_on=made.today,
    )  # fmt: skip
    made.ids["support_intake"] = put(call).pk
    long_ago = datetime.date(made.today.year - 1, 5, 5)
    for _time in range(5):
        copy = _copy(made, long_ago)
        put(Asking(organisation=stage.company, author_id=stage.people["bart"].post, request=copy, asked_on=long_ago))


def _of_the_cell(made: World) -> None:
    """What carries a cell, here that of the company itself."""
    ours = {"organisation": made.stage.company}
    shown = Presentation(**ours, day=made.today, kind="publication", audience="x", came_of_it=canary("presentation"))
    made.ids["presentation"] = put(shown).pk
    made.ids["funding"] = put(FundingPeriod(**ours, since=made.today, funder=canary("funding"), structural=True)).pk
    note = PartnershipNote(**ours, day=made.today, kind="suspended", words=canary("partnership_note"))
    made.ids["partnership_note"] = put(note).pk
    figures = {
        "days": None,
        "lists": [
            {"name": "origin", "lines": [{"code": canary("frozen_year"), "number": 20}], "total": 20, "has_total": True}
        ],
    }
    made.ids["frozen_year"] = put(FrozenYear(**ours, year=1998, frozen_on=made.today, figures=figures)).pk


def support_pairs(made: World) -> None:
    """Three requests of the assigned worker with their pair: one with its door open and a shared note, one without a door,
    one whose door waits for a second head; and contact that the pair keeps after an eviction."""
    stage, cell, second = made.stage, made.stage.people["cell"].post, made.stage.people["cell_second"].post
    amina = {"organisation": stage.company, "author_id": stage.people["amina"].post}

    def paired(name: str) -> uuid.UUID:
        request = SupportRequest(
            organisation=stage.company, origin="housing_company", situation="no_contact", text=canary("support_request"),
            received_on=made.today, answer_by=made.today, state="pair_named", first_id=cell, first_discipline="nurse",
            second_id=second, second_discipline="psychologist", named_on=made.today,
        )  # fmt: skip
        made.ids[name] = put(request).pk
        asking = Asking(**amina, household_id=made.home.household, request_id=request.pk, asked_on=made.today)
        made.ids[f"asking_of_{name}"] = put(asking).pk
        return request.pk

    def seal() -> uuid.UUID:
        return put(Subject(organisation=stage.company, kind="seal")).pk  # type: ignore[no-any-return]

    request = paired("paired")
    door = Opening(
        **amina, request_id=request, subject_id=seal(), door="accord", name=canary("support_opening"), given_on=made.today,
        how="orally", parts=["name"], may_take_back=True, opened_on=made.today, opened_to=[cell, second],
    )  # fmt: skip
    made.ids["support_opening"] = put(door).pk
    for post in (cell, second):
        said = Declaration(
            organisation=stage.company, request_id=request, author_id=post, may_know=False, declared_on=made.today
        )
        made.ids["pair_declaration"] = put(said).pk
    note = PairNote(
        organisation=stage.company, request_id=request, subject_id=seal(), author_id=cell, kind="hypothesis",
        words=canary("pair_note"), shared=True, written_on=made.today,
    )  # fmt: skip
    made.ids["pair_note"] = put(note).pk
    paired("paired_without_door")
    danger = Opening(
        **amina, request_id=paired("paired_in_danger"), subject_id=seal(), door="grave_danger", name=canary("support_opening"),
        feared=canary("support_second"), not_otherwise=canary("support_second"), second_id=stage.people["bart"].post,
        told_on=made.today, opened_on=made.today, opened_to=[cell, second],
    )  # fmt: skip
    made.ids["support_second"] = put(danger).pk
    after = AfterContact(
        organisation=stage.company, subject_id=seal(), first_id=cell, second_id=second, name=canary("after_contact"),
        reach=canary("after_contact"), given_on=made.today, how="orally", until=made.today + datetime.timedelta(days=90),
    )  # fmt: skip
    made.ids["after_contact"] = put(after).pk
