"""Rows that somebody might try to add to each guarded table: right ones, and wrong in each respect a policy speaks of."""

import itertools

from tests.access import of_activities, of_meetings
from tests.access.adversary import of_links, of_partners


def _rows(table, **columns):
    """INSERT without RETURNING for every combination of the values given; a value is SQL text."""
    names = ", ".join(f'"{name}"' if name == "on" else name for name in columns)
    for values in itertools.product(*columns.values()):
        yield f"INSERT INTO public.{table} ({names}) VALUES ({', '.join(values)})"


def _id(value):
    return f"'{value}'"


def _lines_of_the_table(ids, new, orgs, me):
    """Lines in each direction from each end, of whom they may be and of whom not."""
    social, accounts, technical, desk = (
        _id(ids[name]) for name in ("service", "accounts_service", "technical_service", "desk_service")
    )
    ends = [(social, accounts), (social, technical), (accounts, social), (accounts, technical), (accounts, desk),
            (technical, social), (technical, accounts), (social, social), (desk, social)]  # fmt: skip
    good = dict(
        id=new, organisation_id=orgs[:1], household_id=[_id(ids["household"])], author_id=me[:1], state=["'open'"],
        asked_at=["sec.now()"], owner_id=["NULL", _id(ids["amina"])], kind=["'call_back'"],
        direction=["'to_social'", "'from_social'", "'between'"],
    )  # fmt: skip
    for origin, recipient in ends:
        yield from _rows("interservice_line", **good, origin_service_id=[origin], recipient_service_id=[recipient])
    for origin, recipient in ((social, accounts), (accounts, social), (accounts, technical)):
        for wrong in (
            {"organisation_id": orgs[1:]}, {"author_id": me[1:]}, {"state": ["'closed'"]}, {"owner_id": [_id(ids["bart"])]},
            {"asked_at": ["now() + interval '1 day'"]}, {"household_id": [_id(ids["household2"]), "gen_random_uuid()"]},
        ):  # fmt: skip
            yield from _rows(
                "interservice_line", **{**good, **wrong}, origin_service_id=[origin], recipient_service_id=[recipient]
            )


def inserts(table, ids):
    """Rows that somebody might try to add, right and wrong in each respect a policy speaks of."""
    new, me = ["gen_random_uuid()"], ["sec.post()", _id(ids["bart"])]
    orgs = [_id(ids["org"]), _id(ids["other_org"])]
    subjects = [_id(ids[name]) for name in ("case", "bart_case", "amina", "bart", "chloe_inbox")]
    part = {"id": new, "organisation_id": orgs, "subject_id": subjects, "author_id": me}
    file = ["NULL", _id(ids["file"])]
    if table == "cases_request":
        yield from _rows(table, **part, case_id=file, text=["'x'"])
    elif table == "cases_contact":
        yield from _rows(table, **part, case_id=file, facts=["'x'"], tier=["'team'"], version=["1"])
    elif table == "cases_confidence":
        contacts = [_id(ids[name]) for name in ("contact", "contact_of_bart", "own_deposit")]
        yield from _rows(table, **part, contact_id=contacts, text=["'x'"], tier=["'team'"])
    elif table == "cases_step":
        yield from _rows(table, **part, case_id=file, text=["'x'"])
    elif table == "cases_analysis":
        yield from _rows(table, **part, case_id=file[1:], text=["'x'"])
    elif table == "cases_deskword":
        yield from _rows(table, **part, household_id=[_id(ids["household"])], text=["'x'"])
    elif table == "cases_knownmember":
        yield from _rows(table, **part, case_id=file[1:], name=["'x'"], tier=["'team'"])
    elif table == "network_networktie":
        yield from _rows(table, **part, case_id=file[1:], circle=["'primary'"], name=["'x'"], tier=["'team'"])
    elif table == "cases_case":
        yield from _rows(table, id=new, organisation_id=orgs, subject_id=subjects, household_id=[_id(ids["household"])])
    elif table == "access_teammember":
        posts = [_id(ids[name]) for name in ("bart", "amina", "head", "desk")]
        yield from _rows(table, id=new, subject_id=subjects, post_id=posts, valid=["'[2020-01-01,)'"], added_by_id=me)
    elif table == "access_namedreader":
        yield from _rows(table, id=new, item=[_id(ids["contact"])], post_id=[_id(ids["bart"])], added_by_id=me)
    elif table == "access_emergencyaccess":
        good = dict(
            id=new, organisation_id=orgs[:1], subject_id=subjects[:1], person=[_id(ids["person"])], post_id=me[:1],
            ground=["'danger_to_life'"], reason=["repeat('x', 30)"], opened_at=["sec.now()"],
            until=["sec.now() + interval '4 hours'"], reviewed_at=["NULL"], reviewed_by_id=["NULL"], outcome=["''"],
        )  # fmt: skip
        yield from _rows(table, **good)
        for wrong in (
            {"organisation_id": orgs[1:]}, {"post_id": me[1:]}, {"ground": ["'curiosity'"]}, {"reason": ["repeat('x', 29)"]},
            {"opened_at": ["sec.now() + interval '1 minute'"]}, {"until": ["sec.now() + interval '241 minutes'"]},
            {"reviewed_at": ["sec.now()"]}, {"reviewed_by_id": ["sec.post()"]},
        ):  # fmt: skip
            yield from _rows(table, **{**good, **wrong})
    elif table == "access_dutypresence":
        yield from _rows(
            table, id=new, organisation_id=orgs, post_id=me, household=[_id(ids["household"])],
            until=["sec.now() + interval '36 hours'", "sec.now() + interval '37 hours'"],
        )  # fmt: skip
    elif table == "access_read_event":
        yield from _rows(
            table, at=["sec.now()", "sec.now() - interval '1 second'"], post_id=[*me, "NULL"],
            person=["NULL", _id(ids["person"])], what=["'x'"],
        )  # fmt: skip
    elif table == "access_oncekey":
        yield from _rows(table, id=new, post_id=me, key=new, body_hash=["''"], answer=["'{}'"])
    elif table == "signals_signal":
        services = ["sec.service()", _id(ids["desk_service"])]
        yield from _rows(
            table, id=new, organisation_id=orgs, origin_service_id=services, author_id=me,
            recipient_service_id=services[1:], theme=["'worry'"], sent_at=["sec.now()", "now() + interval '1 day'"],
            text=["''"],
        )  # fmt: skip
        yield from _rows(
            table, id=new, organisation_id=orgs[:1], origin_service_id=services[:1], author_id=me[:1],
            recipient_service_id=[services[1], _id(ids["service"])], theme=["'worry'", "'emergency_access'"],
            sent_at=["sec.now()"], text=["'x'"],
        )  # fmt: skip
        yield from _rows(
            table, id=new, organisation_id=orgs[:1], origin_service_id=services[:1], author_id=me[:1],
            recipient_service_id=["sec.service()", services[1]], theme=["'colleague_question'"], sent_at=["sec.now()"],
            text=["''"], household_id=[_id(ids["household"])],
            recipient_post_id=["NULL", _id(ids["pia"]), f"sec.asked_for({_id(ids['household'])})"],
        )  # fmt: skip
    elif table == "calendar_appointment":
        yield from _rows(table, **part, worker_id=[*me, _id(ids["pia"]), _id(ids["fanny"])])
    elif table in {"welcomes_welcome", "entitlements_rightseen"}:
        yield from _rows(table, **part)
    elif table == "access_codes_accesscode":
        persons = [_id(ids["person"]), _id(ids["partner"])]
        yield from _rows(
            table, id=new, organisation_id=orgs, person_id=persons, given_by_id=me, level=["1"], ends_on=["sec.today()"]
        )
    elif table == "data_requests_datadecision":
        asked = [_id(ids["asked"]), _id(ids["asked2"])]
        yield from _rows(
            table,
            id=new,
            organisation_id=orgs,
            subject_id=subjects,
            data_request_id=asked,
            item=new,
            kind=["'step'"],
            decision=["'give'"],
            decided_by_id=me,
        )
    elif table == "handovers_handover":
        good = dict(
            id=new, organisation_id=orgs[:1], from_post_id=me[:1], to_post_id=[_id(ids["pia"])], starts=["sec.today()"],
            overlap_ends=["sec.today()"], everything=["false"], inbox=["true"], places=["false"], state=["'preparing'"],
            author_id=me[:1], version=["1"],
        )  # fmt: skip
        yield from _rows(table, **good)
        for wrong in (
            {"organisation_id": orgs[1:]}, {"from_post_id": me[1:]}, {"to_post_id": [_id(ids["desk"])]},
            {"starts": ["sec.today() - 1"]}, {"everything": ["true"]}, {"state": ["'withdrawn'"]}, {"author_id": me[1:]},
        ):  # fmt: skip
            yield from _rows(table, **{**good, **wrong})
    elif table == "handovers_handovernote":
        handovers = [_id(ids[name]) for name in ("hers", "taken_back", "to_emma", "of_leon")] + ["gen_random_uuid()"]
        yield from _rows(
            table, **part, handover_id=handovers, case_id=[*file[1:], "gen_random_uuid()"], passes=["true"]
        )
    elif table == "handovers_keptback":
        contacts = [
            _id(ids[name]) for name in ("contact", "contact_of_bart", "contact_of_leon", "contact_pair", "in_his_inbox")
        ] + ["gen_random_uuid()"]
        yield from _rows(table, **part, contact_id=contacts, standing=["true"])
    elif table == "referrals_referral":
        contacts, her = [_id(ids[name]) for name in ("bound_contact", "unbound_contact")], _id(ids["person"])
        files = [*file[1:], _id(ids["bart_file"])]
        yield from _rows(table, **part, case_id=files, contact_id=contacts, concerns=[f"ARRAY[{her}::uuid]"])
    elif table == "referrals_referrallink":
        yield from _rows(table, **part, **of_links(ids))
    elif table.startswith("prevention_"):
        files = [*file[1:], _id(ids["bart_file"]), "gen_random_uuid()"]
        yield from _rows(table, **part, case_id=files)
        closed = {"subject_id": [_id(ids["closed_case"])], "case_id": [_id(ids["closed_file"])]}
        yield from _rows(table, **{**part, **closed, "organisation_id": orgs[:1], "author_id": me[:1]})
    elif table == "disclosures_disclosure":
        her = _id(ids["person"])
        good = dict(
            id=new, organisation_id=orgs[:1], subject_id=subjects[:1], author_id=me[:1], case_id=file[1:],
            concerns=[f"ARRAY[{her}::uuid]"], name=["'x'"], ground=["'law'"], said=["'x'"], authority=["'court'"], called=["false"],
            answers=["""'{"which_law": "x", "what_it_obliges": "x"}'"""], second_id=[_id(ids["emma"]), _id(ids["pia"])],
            second_answer=["''"], not_told=["'not_reached'"],
        )  # fmt: skip
        yield from _rows(table, **good)
        for wrong in (
            {"organisation_id": orgs[1:]}, {"subject_id": subjects[1:]}, {"author_id": me[1:]}, {"case_id": [_id(ids["bart_file"])]},
            {"second_id": [_id(ids["officer"]), _id(ids["desk"]), _id(ids["chloe"]), "sec.post()"]}, {"second_answer": ["'agreed'"]},
            {"contact_id": [_id(ids["unbound_contact"])], "authority": ["''"]},
            {"subject_id": subjects[1:2], "case_id": [_id(ids["bart_file"])]},  # right, for him
        ):  # fmt: skip
            yield from _rows(table, **{**good, **wrong})
    elif table == "procedure_procedure":
        households = [_id(ids["household2"]), "gen_random_uuid()"]
        terms = dict(begun_on=["sec.today()"], outcome=["''"], version=["1"])
        yield from _rows(table, id=new, organisation_id=orgs, household_id=households, author_id=me, **terms)
    elif table == "procedure_fact":
        procedures = [_id(ids["procedure"]), "gen_random_uuid()"]
        households = [_id(ids[name]) for name in ("household", "household2")]
        of = dict(id=new, organisation_id=orgs, household_id=households, procedure_id=procedures, author_id=me)
        yield from _rows(table, **of, kind=["'reminder'"], day=["sec.today()"])
    elif table == "interservice_line":
        yield from _lines_of_the_table(ids, new, orgs, me)
    elif table == "interservice_answer":
        lines = [_id(ids[name]) for name in ("table_line", "table_between", "table_closed")] + ["gen_random_uuid()"]
        households = [_id(ids[name]) for name in ("household", "household2")]
        of = dict(id=new, organisation_id=orgs, line_id=lines, household_id=households, author_id=me)
        yield from _rows(table, **of, from_social=["true", "false"], reply=["'call_back'"])
        late = dict(of, organisation_id=orgs[:1], line_id=lines[:1], household_id=households[:1], author_id=me[:1])
        yield from _rows(table, **late, from_social=["true", "false"], written_at=["now() + interval '1 day'"])
    elif table == "transfers_transferrequest":
        households = [_id(ids["household2"]), "gen_random_uuid()"]
        terms = dict(kind=["'voluntary'"], asked_on=["sec.today()"], outcome=["''"], version=["1"])
        yield from _rows(table, id=new, organisation_id=orgs, household_id=households, author_id=me, **terms)
    elif table == "transfers_stepagreement":
        requests = [_id(ids["transfer"]), _id(ids["ended_transfer"]), "gen_random_uuid()"]
        households = [_id(ids[name]) for name in ("household", "household2")]
        of = dict(id=new, organisation_id=orgs, household_id=households, request_id=requests, author_id=me)
        yield from _rows(table, **of, step=["'visit'"], given=["true"], on=["sec.today()"])
    elif table == "interventions_motive":
        yield from _rows(table, id=new, organisation_id=orgs, name_fr=["gen_random_uuid()::text"], name_nl=["'x'"])
    elif table == "interventions_intervention":
        of = dict(id=new, organisation_id=orgs, motive_id=[_id(ids["motive"])], author_id=me, sentence=["''"])
        places = [_id(ids["site"]), "gen_random_uuid()"]
        when = dict(received_at=["sec.now()", "sec.now() + interval '1 day'"], due_at=["now()"])
        yield from _rows(
            table, **of, place_id=places, state=["'waiting'", "'seen'"], origin=["'staff'", "'agent'"], **when
        )
        told = dict(of, sentence=["'we_came'"], organisation_id=orgs[:1], author_id=me[:1])
        here = dict(
            place_id=places[:1], state=["'waiting'"], origin=["'staff'"], received_at=["now()"], due_at=["now()"]
        )
        yield from _rows(table, **told, told_on=["sec.today()"], **here)
        along = {**of, **here, "organisation_id": orgs[:1], "author_id": me[:1], "with_post_id": me[:1]}
        doors = [_id(ids["dwelling"]), "gen_random_uuid()"]
        motives = [_id(ids["motive"]), _id(ids["motive_along"])]
        places = [_id(ids["home_building"]), _id(ids["site"])]
        yield from _rows(table, **along | {"dwelling_id": doors, "motive_id": motives, "place_id": places})
    elif table == "interventions_asker":
        asked = [_id(ids["intervention"]), "gen_random_uuid()"]
        who = ["NULL", _id(ids["person"])]
        yield from _rows(
            table,
            id=new,
            organisation_id=orgs,
            intervention_id=asked,
            person_id=who,
            name=["'x'"],
            wants_answer=["true"],
        )
    elif table == "interventions_visit":
        yield from _rows(
            table, id=new, organisation_id=orgs, intervention_id=[_id(ids["intervention"])], agent_id=me, met=["false"]
        )
    elif table == "transfers_round":
        states = ["'waiting'", "'done'"]
        yield from _rows(table, id=new, organisation_id=orgs, author_id=me, between=["false"], state=states)
    elif table in {"documents_document", "mail_bag_broughtletter"}:
        yield from _rows(table, **part, tier=["'team'"])
    elif table == "documents_photocode":
        ends = ["sec.now() + interval '2 minutes'", "sec.now() + interval '3 minutes'"]
        yield from _rows(table, **part, code_hash=["''"], ends_at=ends, arrived=["0"], persons=["'{}'"])
    elif table == "cases_topic":
        yield from _rows(table, id=new, organisation_id=orgs, domain=["'family'"], name_fr=["gen_random_uuid()::text"])
    elif table == "messaging_lettertemplate":
        yield from _rows(table, id=new, organisation_id=orgs, author_id=me)
    elif table == "messaging_letter":
        yield from _rows(table, **part, household_id=[_id(ids["household"])])
    elif table == "messaging_letterbatch":
        yield from _rows(table, id=new, organisation_id=orgs, author_id=me)
    elif table == "messaging_batchline":
        batches = [_id(ids["letter_batch"]), _id(ids["bart_batch"]), "gen_random_uuid()"]
        yield from _rows(table, **part, batch_id=batches, state=["'waiting'", "'made'"])
    elif table == "messaging_dispatch":
        yield from _rows(table, **part, channel=["'counter'"], words=["''"])
        good = dict(
            id=new, organisation_id=orgs[:1], subject_id=subjects[:1], author_id=me[:1], due_at=["now()"], state=["'waiting'"],
            proof=["''"], explained_in=["''"], tries=["0"], words=["''"],
        )  # fmt: skip
        letters = [_id(ids[name]) for name in ("her_letter", "partners_letter", "letter_elsewhere")]
        people = [_id(ids["person"]), _id(ids["partner"])]
        yield from _rows(table, **good, channel=["'counter'", "'letter'"], letter_id=letters, person_id=people)
        sms = {
            **good,
            "words": ["'call_back'"],
            "channel": ["'sms'"],
            "letter_id": ["NULL"],
            "subject_id": subjects[:2],
        }
        yield from _rows(table, **sms, person_id=people)
    elif table == "calendar_calendarfeed":
        yield from _rows(table, id=new, organisation_id=orgs, post_id=me)
    elif table == "waiting_arrival":
        moments = ["sec.now()", "sec.now() - interval '2 days'"]
        yield from _rows(table, id=new, organisation_id=orgs, author_id=me, arrived_at=moments)
    elif table == "year_story":
        yield from _rows(table, id=new, post_id=me, year=["1999"], place=["1"], text=["'x'"])
    elif table == "interpreting_interpreterservice":
        yield from _rows(table, id=new, organisation_id=orgs, name=["'x'"])
    elif table == "interpreting_colleaguelanguage":
        yield from _rows(table, id=new, organisation_id=orgs, post_id=me, language=["'so'"])
    elif table == "rounds_shift":
        yield from _rows(table, id=new, organisation_id=orgs, post_id=me, day=["sec.today() + 900"], note=["''"])
    elif table == "rounds_round":
        yield from _rows(table, id=new, organisation_id=orgs, author_id=me, day=["sec.today() + 900"])
    elif table in {"rounds_stop", "rounds_leftout"}:
        yield from _rows(table, id=new, organisation_id=orgs, round_id=[_id(ids["round_plan"]), "gen_random_uuid()"])
    elif table == "rounds_offlinekey":
        yield from _rows(table, id=new, organisation_id=orgs, post_id=me, day=["sec.today() + 900"])
    elif table.startswith("partners_"):
        yield from _rows(table, id=new, organisation_id=orgs, **of_partners(table, me))
    elif table in of_activities.COLUMNS:
        yield from of_activities.mutant_rows(table, ids, _rows)
    elif table in of_meetings.COLUMNS:
        yield from of_meetings.mutant_rows(table, ids, _rows)
    elif table == "capture_draft":
        yield from _rows(table, id=new, post_id=me, form=["'contact'"])
    elif table.startswith(("people_", "housing_")):
        yield from _rows(table, id=new, organisation_id=orgs)
