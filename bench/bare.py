"""What a bare Django page needs for the same rows: one query, a session, a template of as many rows. No lock at all (D20)."""

import uuid

from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt


def _rows(sql: str, params: list[object]) -> list[tuple[object, ...]]:
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
        "SELECT c.opened_on, c.domain, h.label, c.last_contact_on, c.approach FROM cases_case c"
        " JOIN people_household h ON h.id = c.household_id WHERE c.closed_on IS NULL AND c.subject_id IN"
        " (SELECT subject_id FROM access_teammember WHERE post_id = %s) ORDER BY c.last_contact_on LIMIT 50",
        [_post(request)],
    )
    return render(request, "bench/rows.html", {"rows": rows})


def file(request: HttpRequest, household: uuid.UUID) -> HttpResponse:
    rows = _rows(
        "SELECT c.at, c.channel, h.label, c.facts, s.last_name FROM cases_contact c"
        " JOIN people_household h ON h.id = c.household_id JOIN organisations_post p ON p.id = c.author_id"
        " JOIN organisations_staffmember s ON s.id = p.staff_id WHERE c.household_id = %s ORDER BY c.at DESC LIMIT 50",
        [household],
    )
    return render(request, "bench/rows.html", {"rows": rows})


def search(request: HttpRequest) -> HttpResponse:
    rows = _rows(
        "SELECT p.last_name, p.first_name, p.phone, p.born, p.language FROM people_person p"
        " WHERE p.organisation_id = %s AND %s <%% p.sort_key LIMIT 50",
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
