"""What a bare Django page needs for the same rows: one query, a session, a template of as many rows. No lock at all (D20)."""

import uuid

from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt


def _rows(sql: str, params: list[object] | dict[str, object]) -> list[tuple[object, ...]]:
    with connections["bare"].cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def _post(request: HttpRequest) -> str:
    return str(request.session["bare_post"])


def contacts(request: HttpRequest) -> HttpResponse:
    rows = _rows(
        "SELECT c.at, c.channel, h.label, c.facts, s.last_name FROM cases_contact c"
        " JOIN people_household h ON h.id = c.household_id JOIN organisations_post p ON p.id = c.author_id"
        " JOIN organisations_staffmember s ON s.id = p.staff_id WHERE c.subject_id IN"
        " (SELECT subject_id FROM access_teammember WHERE post_id = %s) ORDER BY c.at DESC LIMIT 50",
        [_post(request)],
    )
    return render(request, "bench/rows.html", {"rows": rows})


def cases(request: HttpRequest) -> HttpResponse:
    rows = _rows(
        "SELECT c.opened_on, c.domain, h.label, c.last_contact_on, c.outcome FROM cases_case c"
        " JOIN people_household h ON h.id = c.household_id WHERE c.closed_on IS NULL AND c.subject_id IN"
        " (SELECT subject_id FROM access_teammember WHERE post_id = %s) ORDER BY c.last_contact_on LIMIT 50",
        [_post(request)],
    )
    return render(request, "bench/rows.html", {"rows": rows})


# Whatever the household file shows a row of, each with its five cells.
FILE = """
  SELECT h.label, h.standing, d.address_key, l.kind, l.starts::text FROM people_household h
    LEFT JOIN housing_lease l ON l.household_id = h.id LEFT JOIN housing_dwelling d ON d.id = l.dwelling_id WHERE h.id = %(h)s
  UNION ALL SELECT p.last_name, p.first_name, t.phone, p.language, m.role FROM people_householdmember m
    JOIN people_person p ON p.id = m.person_id LEFT JOIN people_contactdetails t ON t.person_id = p.id
    WHERE m.household_id = %(h)s
  UNION ALL SELECT r.kind, r.area_m2::text, '', '', '' FROM housing_room r JOIN housing_lease l ON l.dwelling_id = r.dwelling_id
    WHERE l.household_id = %(h)s
  UNION ALL SELECT c.opened_on::text, c.domain, c.own_words, c.agreed_on::text, c.outcome FROM cases_case c
    WHERE c.household_id = %(h)s
  UNION ALL SELECT t.duty, t.valid::text, s.first_name, s.last_name, '' FROM cases_case c
    JOIN access_teammember t ON t.subject_id = c.subject_id JOIN organisations_post p ON p.id = t.post_id
    JOIN organisations_staffmember s ON s.id = p.staff_id WHERE c.household_id = %(h)s
  UNION ALL (SELECT c.at::text, c.channel, c.facts, s.last_name, k.text FROM cases_contact c
    JOIN organisations_post p ON p.id = c.author_id JOIN organisations_staffmember s ON s.id = p.staff_id
    LEFT JOIN cases_confidence k ON k.contact_id = c.id WHERE c.household_id = %(h)s ORDER BY c.at DESC LIMIT 50)
  UNION ALL SELECT s.text, s.state, s.due::text, s.goal, s.climbed_on::text FROM cases_step s WHERE s.household_id = %(h)s
  UNION ALL SELECT a.on::text, a.text, a.accompaniment_type, s.last_name, '' FROM cases_case c
    JOIN cases_analysis a ON a.case_id = c.id JOIN organisations_post p ON p.id = a.author_id
    JOIN organisations_staffmember s ON s.id = p.staff_id WHERE c.household_id = %(h)s
  UNION ALL SELECT r.received_at::text, r.state, r.text, r.channel, '' FROM cases_request r WHERE r.household_id = %(h)s
  UNION ALL (SELECT e.at::text, s.first_name, s.last_name, e.what, e.ground FROM access_read_event e
    JOIN organisations_post p ON p.id = e.post_id JOIN organisations_staffmember s ON s.id = p.staff_id
    WHERE e.reference = %(h)s ORDER BY e.at DESC LIMIT 20)
"""


def file(request: HttpRequest, household: uuid.UUID) -> HttpResponse:
    return render(request, "bench/rows.html", {"rows": _rows(FILE, {"h": household})})


def search(request: HttpRequest) -> HttpResponse:
    rows = _rows(
        "SELECT p.last_name, p.first_name, t.phone, p.born, p.language FROM people_person p"
        " LEFT JOIN people_contactdetails t ON t.person_id = p.id WHERE p.organisation_id = %s AND %s <%% p.sort_key LIMIT 50",
        [request.session["bare_organisation"], request.GET["q"]],
    )
    return render(request, "bench/rows.html", {"rows": rows})


@csrf_exempt
def save(request: HttpRequest) -> HttpResponse:
    with connections["bare"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO cases_contact (id, organisation_id, subject_id, who, confided_by, concerns, at, channel, result,"
            " domain, facts, tier, author_id, version) SELECT %s, organisation_id, id, '', '{}', '{}', now(), '', '', '',"
            " %s, 'team', id, 1 FROM organisations_post WHERE id = %s",
            [uuid.uuid4(), request.POST["facts"], _post(request)],
        )
    return HttpResponse(status=302, headers={"Location": "/bare/contacts/"})
