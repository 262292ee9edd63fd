"""The cells of the matrix: what exists, what doctrine expects of each, and how each of the three layers is asked."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from tests.access import of_activities, of_meetings

EXPECTED = Path(__file__).resolve().parents[2] / "docs" / "access-expected.csv"
OUTSIDE = {"other_organisation", "nobody"}
TIERS = ("team", "pair", "author", "reinforced")

# Every resource with the verbs that exist on it. A verb that comes later is written here and in the expected table.
VERBS: dict[str, str] = {
    "person": "read search",
    "household": "read search",
    "lease": "read search",
    "dwelling": "read",
    "protected_lease": "read search change",
    "contact_details": "read",
    "withheld_details": "read",
    "safe_contact": "read change",
    "income": "read",
    "keep_apart": "read create",
    "national_number": "read show",
    "request": "read create change",
    "deposit": "read",
    "case": "read create change",
    "contact": "create",
    **{f"contact_{tier}": "read search change" for tier in TIERS},
    "confidence_team": "read change",
    "confidence_reinforced": "read change",
    "analysis": "read create change",
    "step": "read create change",
    "desk_word": "read create change",
    "known": "create",
    "known_team": "read change",
    "known_reinforced": "read change",
    "network": "create",
    "network_team": "read change",
    "network_reinforced": "read change",
    "team": "read create change",
    "emergency": "read create change",
    "ledger": "read",
    "term": "change",
    "canvas": "create change",
    "post_proposal": "change",
    "hold": "create change",
    "kept_count": "read",
    "purge": "create read change decide",
    "finding": "read change",
    "crossing_report": "read",
    "asked": "create read",
    "history": "read",
    "signal_to_service": "read change",
    "signal_to_post": "read change",
    "signal": "create",
    "question": "read create change",
    "double": "read change",
    "hidden_double": "read",
    "merging": "read create change",
    "draft": "read change",
    "appointment": "read create change",
    "feed": "read create change",
    "session": "create",
    "arrival": "read create change",
    "waiting_count": "read",
    "welcome": "read create change",
    "access_code": "read create change",
    "data_request": "read create change",
    "data_decision": "read create change",
    "copy_kept_back": "read change",
    "door_help": "create",
    "own_file": "read",
    "right_seen": "read create change",
    "referral": "read create change",
    "disclosure": "read create change oversee",
    "disclosure_asked": "read change",
    "procedure": "read create change",
    "procedure_fact": "read create change",
    "transfer": "read create change",
    "transfer_agreement": "read create",
    "transfer_move": "read change",
    "transfer_round": "read create",
    "support_request": "read create change",
    "support_asking": "read change",
    "support_intake": "read create change",
    "presentation": "read create change",
    "funding": "read create change",
    "partnership_note": "read create",
    "frozen_year": "read create",
    "support_year": "read",
    "support_count": "read",
    "support_opening": "read create change",
    "support_second": "read change",
    "pair_declaration": "create",
    "pair_note": "read create change",
    "after_contact": "read create change",
    "referral_link": "read create change",
    "table_line": "read create change",
    "table_between": "read",
    "table_answer": "read create",
    "table_act": "create",
    "table_confided": "read",
    "table_late": "count",
    "prevention": "read create change",
    "budget": "read create",
    "budget_line": "read create",
    "plan_draft": "read create",
    "signed_act": "read create change",
    "brought": "create",
    **{f"brought_{tier}": "read change" for tier in ("team", "reinforced")},
    "motive": "read create change",
    "intervention": "read create change",
    "passage_asker": "read",
    "passage_visit": "read create change",
    "story": "read change",
    "interpreter_service": "read create change",
    "interpreter_colleague": "read create change",
    "interpreting_time": "read create",
    "partner": "read create change",
    "partner_service": "read create change",
    "partner_contact": "read create change",
    "agreement": "read create change",
    **of_activities.VERBS,
    **of_meetings.VERBS,
    "partnership_step": "read create change",
    "verification": "read create",
    "safety": "read create change count",
    "protected_safety": "read",
    "safety_proposal": "read change",
    "safety_ground": "read",
    "handover": "read create change",
    "handover_note": "read change",
    "kept_back": "read change",
    "document": "create",
    "photo_code": "read create",
    **{f"document_{tier}": "read search change" for tier in ("team", "reinforced")},
    "round_shift": "read create change",
    "round_plan": "read create",
    "round_stop": "read create",
    "round_left_out": "read create",
    "offline_key": "read create",
    "template": "read create change",
    "topic": "read create change",
    "letter": "read search create change",
    "letter_batch": "read create change",
    "letter_line": "read create change",
    "dispatch": "read create change",
}
TABLES = {
    "person": "people_person",
    "household": "people_household",
    "lease": "housing_lease",
    "dwelling": "housing_dwelling",
    "protected_lease": "housing_lease",
    "contact_details": "people_contactdetails",
    "withheld_details": "people_contactdetails",
    "safe_contact": "people_safecontact",
    "income": "people_nettaxableincome",
    "keep_apart": "people_keepapart",
    "national_number": "people_nationalnumber",
    "request": "cases_request",
    "deposit": "cases_request",
    "case": "cases_case",
    **{f"contact_{tier}": "cases_contact" for tier in TIERS},
    "confidence_team": "cases_confidence",
    "confidence_reinforced": "cases_confidence",
    "analysis": "cases_analysis",
    "step": "cases_step",
    "desk_word": "cases_deskword",
    "known_team": "cases_knownmember",
    "known_reinforced": "cases_knownmember",
    "network_team": "network_networktie",
    "network_reinforced": "network_networktie",
    "team": "access_teammember",
    "emergency": "access_emergencyaccess",
    "ledger": "access_read_event",
    "kept_count": "rights_keptcount",
    "hold": "rights_hold",
    "purge": "rights_purge",
    "finding": "rights_finding",
    "crossing_report": "rights_crossingreport",
    "asked": "asked_asked",
    "history": "access_history",
    "signal_to_service": "signals_signal",
    "signal_to_post": "signals_signal",
    "question": "signals_signal",
    "double": "doubles_doublepair",
    "hidden_double": "doubles_doublepair",
    "merging": "doubles_merging",
    "draft": "capture_draft",
    "appointment": "calendar_appointment",
    "feed": "calendar_calendarfeed",
    "session": "calendar_sessionseries",
    "arrival": "waiting_arrival",
    "waiting_count": "waiting_waitingcount",
    "welcome": "welcomes_welcome",
    "access_code": "access_codes_accesscode",
    "data_request": "data_requests_datarequest",
    "data_decision": "data_requests_datadecision",
    "right_seen": "entitlements_rightseen",
    "referral": "referrals_referral",
    "disclosure": "disclosures_disclosure",
    "disclosure_asked": "disclosures_disclosure",
    "procedure": "procedure_procedure",
    "procedure_fact": "procedure_fact",
    "transfer": "transfers_transferrequest",
    "transfer_agreement": "transfers_stepagreement",
    "transfer_move": "transfers_move",
    "transfer_round": "transfers_round",
    "support_request": "support_requests_supportrequest",
    "support_asking": "support_requests_asking",
    "support_intake": "support_requests_intake",
    "presentation": "support_partnership_presentation",
    "funding": "support_partnership_fundingperiod",
    "partnership_note": "support_partnership_partnershipnote",
    "frozen_year": "support_partnership_frozenyear",
    "support_opening": "support_pairs_opening",
    "pair_declaration": "support_pairs_declaration",
    "pair_note": "support_pairs_pairnote",
    "after_contact": "support_pairs_aftercontact",
    "referral_link": "referrals_referrallink",
    "table_line": "interservice_line",
    "table_between": "interservice_line",
    "table_answer": "interservice_answer",
    "table_confided": "interservice_confidedby",
    "prevention": "prevention_prevention",
    "budget": "prevention_budget",
    "budget_line": "prevention_budgetline",
    "plan_draft": "prevention_plandraft",
    "signed_act": "prevention_signedact",
    "brought_team": "mail_bag_broughtletter",
    "brought_reinforced": "mail_bag_broughtletter",
    "story": "year_story",
    "interpreter_service": "interpreting_interpreterservice",
    "interpreter_colleague": "interpreting_colleaguelanguage",
    "interpreting_time": "interpreting_interpretingtime",
    "motive": "interventions_motive",
    "intervention": "interventions_intervention",
    "passage_asker": "interventions_asker",
    "passage_visit": "interventions_visit",
    "partner": "partners_partnerorganisation",
    "partner_service": "partners_partnerservice",
    "partner_contact": "partners_partnercontact",
    "agreement": "partners_agreement",
    **of_activities.TABLES,
    **of_meetings.TABLES,
    "partnership_step": "partners_partnershipstep",
    "verification": "partners_verification",
    "safety": "safety_safetyinstruction",
    "protected_safety": "safety_safetyinstruction",
    "safety_proposal": "safety_safetyinstruction",
    "safety_ground": "safety_safetyground",
    "handover": "handovers_handover",
    "handover_note": "handovers_handovernote",
    "kept_back": "handovers_keptback",
    "photo_code": "documents_photocode",
    "document_team": "documents_document",
    "document_reinforced": "documents_document",
    "round_shift": "rounds_shift",
    "round_plan": "rounds_round",
    "round_stop": "rounds_stop",
    "round_left_out": "rounds_leftout",
    "offline_key": "rounds_offlinekey",
    "template": "messaging_lettertemplate",
    "topic": "cases_topic",
    "letter": "messaging_letter",
    "letter_batch": "messaging_letterbatch",
    "letter_line": "messaging_batchline",
    "dispatch": "messaging_dispatch",
}
NOBODY = {  # what no actor at all may do: these denials have no positive twin
    ("history", "read"),
    ("kept_count", "read"),
    ("table_confided", "read"),
    ("analysis", "change"),
    ("contact_author", "search"),
    ("contact_reinforced", "search"),
    ("document_reinforced", "search"),
    ("protected_lease", "search"),
    ("hidden_double", "read"),
    *of_meetings.NOBODY,
    *((resource, "delete") for resource in TABLES),
}


@dataclass(frozen=True)
class Cell:
    """One line of the table, spelled out."""

    actor: str
    relation: str
    resource: str
    verb: str

    def __str__(self) -> str:
        return f"{self.actor} ({self.relation}) {self.verb} {self.resource}"


def existing(actors: "list[tuple[str, str]]") -> list[Cell]:
    """The cross product of everybody in every relation with every verb on every resource."""
    pairs = [(resource, verb) for resource, verbs in VERBS.items() for verb in verbs.split()]
    pairs += [(resource, "delete") for resource in TABLES]
    return [Cell(actor, relation, resource, verb) for actor, relation in actors for resource, verb in pairs]


@lru_cache(maxsize=1)
def _rows() -> list[dict[str, str]]:
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _names(cell: Cell, row: dict[str, str]) -> bool:
    """Does this row speak of the cell? `*` is everything; `inside` every relation but those outside the organisation."""
    relation = row["relation"].split("|")
    return (
        cell.actor in row["actor"].split("|")
        and (row["resource"] == "*" or cell.resource in row["resource"].split("|"))
        and (row["verb"] == "*" or cell.verb in row["verb"].split("|"))
        and (
            relation == ["*"] or cell.relation in relation or (relation == ["inside"] and cell.relation not in OUTSIDE)
        )
    )


def expected(cells: list[Cell]) -> tuple[dict[Cell, bool], list[Cell], list[Cell], list[int]]:
    """(cell -> allowed, cells without a row, cells with two, rows that speak of nothing)."""
    answers: dict[Cell, bool] = {}
    uncovered, doubled, used = [], [], set()
    for cell in cells:
        numbers = [number for number, row in enumerate(_rows()) if _names(cell, row)]
        used.update(numbers)
        if not numbers:
            uncovered.append(cell)
        elif len(numbers) > 1:
            doubled.append(cell)
        else:
            answers[cell] = {"allow": True, "deny": False}[_rows()[numbers[0]]["expected"]]
    return answers, uncovered, doubled, [number + 2 for number in range(len(_rows())) if number not in used]


Probe = Callable[..., Any]
