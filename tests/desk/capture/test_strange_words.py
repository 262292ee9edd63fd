"""Naughty strings go through every text box: stored and shown back unchanged, or refused with 422 (D38). Never 500."""

import json
import re
from pathlib import Path

import pytest

from tests.desk.capture.writing import rows, send, typed

HERE = Path(__file__).resolve()
LIST = next(
    (found for folder in HERE.parents if (found := folder / "shared/cases/j_robustness/dev/blns.json").exists()),
    None,
)
OWN = [
    "\u200b",
    "\u202eدخل\u202c",
    "Z\u0335\u0321al\u0321go",
    "'; DROP TABLE x; --",
    "<script>alert(1)</script>",
    "a\r\nb",
    " x ",
]
OWN += [
    "{{ form }}{% load x %}",
    "%s %(a)s {0}",
    "\x00",
    "\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
]


def strings():
    return OWN + (json.loads(LIST.read_text(encoding="utf-8")) if LIST else [])


def test_strange_words_come_back_as_they_were_written(stage, amina):
    refused = 0
    for text in strings():
        answer = send(amina, facts=text, confided=text, next_step=text[:300], who=text[:200])
        assert answer.status_code in {302, 422}, repr(text)
        if answer.status_code == 422:
            refused += 1
            assert (
                typed(answer, "facts") == text.replace("\r\n", "\n").replace("\r", "\n")
                or not text.strip()
                or "\x00" in text
            )
            continue
        ((pk, facts, who),) = rows(
            "SELECT id, facts, who FROM cases_contact WHERE author_id = %s ORDER BY written_at DESC LIMIT 1",
            stage.amina.post,
        )
        assert (facts, who) == (text, text[:200])
        assert rows("SELECT text FROM cases_confidence WHERE contact_id = %s", pk) in ([(text,)], [])
    assert refused < 10


@pytest.mark.parametrize("path", ["/capture/find/", "/capture/day/", "/desk/"])
def test_strange_words_break_no_search(stage, amina, path):
    for text in strings()[::4]:
        field = "next_step" if path == "/capture/day/" else "who"
        assert amina.post(path, {field: text}).status_code == 200, repr(text)


def test_strange_words_are_kept_in_drafts_and_shown_in_requests(stage, amina):
    for text in strings()[::4]:
        answer = send(amina, "/requests/new/", text=text, household=stage.homes[0].household)
        assert answer.status_code in {302, 422}, repr(text)
        kept = amina.post("/capture/draft/", {"draft": "0190a3c8-0000-7000-8000-000000000001", "facts": text})
        assert kept.status_code in {200, 404}, repr(text)
    assert amina.get("/requests/").status_code == 200
    assert amina.get("/capture/").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "?household=x",
        "?case=x&person=x",
        "?draft=x",
        "?next=javascript:alert(1)",
        "?household=",
        "?next=%00",
        "?person=%F0",
    ],
)
def test_a_broken_address_still_opens_the_page(stage, amina, address):
    answer = amina.get(f"/capture/{address}")

    assert answer.status_code == 200
    leads = re.findall(r'(?:href|action|src)="([^"]*)"', answer.content.decode())
    assert [lead for lead in leads if lead.lower().lstrip().startswith("javascript:")] == []
    assert leads
