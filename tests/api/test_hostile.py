"""Bodies nobody meant well: stored and given back unchanged, or 422 with words; never a fault of ours (D38)."""

import json
import uuid
from pathlib import Path

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.programs import V1, Program, open_case, token_of
from tests.stage import Stage

SHARED = Path(__file__).resolve().parents[3] / "shared" / "cases" / "j_robustness" / "dev"
JSON_FILES = sorted((SHARED / "json_test_suite").glob("*.json")) if SHARED.exists() else []
BLNS = SHARED / "blns.json"

OWN_STRINGS = [
    "<script>alert(1)</script>",
    "'; DROP TABLE cases_request; --",
    "Zoé — « l’été » : ça ira ? €",
    "ünïcödé 社會 👩‍👩‍👧 𝒳",
    "\u202eright to left\u202c \u200b\ufeff",
    "\ufffe \uffff \U0010ffff",
    "%s %(name)s {0} {{ x }} {% y %} $1 \\x00 \\u0000",
    "a\r\nb\tc \x01\x1f\x7f\x85\u2028\u2029",
    " leading and trailing \n",
    "NaN",
    "1" * 5_000,
    "mot " * 10_000,
    "é" * 50_000,
]
OWN_BODIES = [
    b"",
    b" ",
    b"{",
    b"[]",
    b"null",
    b"true",
    b'"text"',
    b"1e999",
    b"NaN",
    b"-Infinity",
    b"1" * 6_000,
    b"[" * 100_000,
    b'{"a":' * 100_000,
    b"[" * 900 + b"]" * 900,
    b'{"text": "a", "text": "b"}',
    b'{"text": "\\ud800"}',
    b'{"text": "\\udc00\\ud800"}',
    b'{"\\ud800": "x", "text": "x"}',
    b'{"text": "\\u0000"}',
    b'{"text": "\xff"}',
    b'{"text": "\xc0\x80"}',
    b'{"text": "\xed\xa0\x80"}',
    b'\xef\xbb\xbf{"text": "x"}',
    '{"text": "x"}'.encode("utf-16"),
    b'{"text": NaN}',
    b'{"text": 1e400}',
    b'{"text": "x",}',
    b"{'text': 'x'}",
    b'{"text": "x"} {"text": "y"}',
    b'{"text": "x" /* y */}',
    b'{"text": {"text": "x"}}',
    b'{"text": ["x"]}',
    b'{"text": "x", "household": 7}',
    b'{"text": "x", "household": "7"}',
    b'{"text": "x", "household": {"$ne": null}}',
    b'{"text": "x", "domain": ["arrears"]}',
]


@pytest.fixture(scope="module")
def door():
    """One company for the whole file: a program, a file."""
    made = Stage.set()
    return Program(token_of(made.amina)), open_case(made)


def problem(answer) -> list[dict]:
    points = answer.json()["detail"]
    assert points
    assert all(set(point) == {"loc", "msg"} and point["msg"] for point in points)
    return points


def request_text(program, made: str) -> str:
    """What the author reads on her own page's query: the interface lists no requests."""
    from palier.casework.cases.models import Request
    from tests.stage import without_locks

    with without_locks():
        return Request._base_manager.using("stage").get(pk=made).text


def given_back(door, text: str) -> None:
    """`text` as a request and as both boxes of a contact: unchanged, or 422."""
    program, case = door
    asked = program.post_json("/requests", {"text": text})
    noted = program.post_json(f"/cases/{case}/contacts", {"facts": text, "confided": text})

    assert {asked.status_code, noted.status_code} <= {201, 422}, asked.content
    if asked.status_code == 201:
        assert request_text(program, asked.json()["id"]) == text
    else:
        problem(asked)
    if noted.status_code == 201:
        row = latest(program, case, noted.json()["id"])
        assert row["facts"] == text
        assert row["confided"] == text
    else:
        problem(noted)


def latest(program, case, made):
    row = program.get(f"/cases/{case}/contacts", limit=1).json()["items"][0]
    assert row["id"] == made
    return row


@pytest.mark.parametrize("number", range(len(OWN_STRINGS)))
def test_a_string_comes_back_as_it_was_sent(door, number):
    given_back(door, OWN_STRINGS[number])


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\0", "a\0b"])
def test_nothing_and_nul_are_said_to_be_unusable(door, text):
    assert problem(door[0].post_json("/requests", {"text": text}))[0]["loc"] == ["body", "text"]


@pytest.mark.skipif(not BLNS.exists(), reason="the shared cases are not on this machine")
@pytest.mark.slow
def test_every_naughty_string_comes_back_as_it_was_sent(door):
    program, case = door
    strings = json.loads(BLNS.read_text())
    for start in range(0, len(strings), 50):
        sent = {}
        for text in strings[start : start + 50]:
            asked = program.post_json("/requests", {"text": text})
            noted = program.post_json(f"/cases/{case}/contacts", {"facts": text, "confided": text})
            assert asked.status_code == noted.status_code
            if asked.status_code == 201:
                assert request_text(program, asked.json()["id"]) == text
                sent[noted.json()["id"]] = text
            else:
                assert asked.status_code == 422
                problem(asked), problem(noted)
        rows = program.get(f"/cases/{case}/contacts").json()["items"]
        back = {row["id"]: (row["facts"], row["confided"]) for row in rows if row["id"] in sent}
        assert back == {made: (text, text) for made, text in sent.items()}


@pytest.mark.parametrize("number", range(len(OWN_BODIES)))
def test_a_body_that_is_no_request_is_said_to_be(door, number):
    program, case = door
    for path in ("/requests", f"/cases/{case}/contacts"):
        answer = program.post_raw(path, OWN_BODIES[number])
        assert answer.status_code == 422, answer.content
        assert problem(answer)[0]["loc"][0] == "body"


@pytest.mark.parametrize("path", JSON_FILES, ids=lambda path: path.stem)
def test_a_file_of_the_json_suite_as_body_and_as_text(door, path):
    """As the whole body: 422, since none is a request. As the value of the text: kept as it is, or 422.

    `y_` files are JSON: never refused as unreadable. `n_` files are not: always refused.
    """
    program, _ = door
    raw = path.read_bytes()
    whole = program.post_raw("/requests", raw)
    assert whole.status_code == 422, whole.content
    problem(whole)

    inside = program.post_raw("/requests", b'{"text": ' + raw + b"}")
    assert inside.status_code in {201, 422}, inside.content
    if path.name.startswith("n_"):
        assert inside.status_code == 422
    if inside.status_code == 201:
        assert request_text(program, inside.json()["id"]) == json.loads(raw)

    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return
    given_back(door, text)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.uuids().map(str) | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
names = st.sampled_from(
    ["text", "household", "requester_kind", "domain", "channel", "facts", "confided", "on", "tier", "ground", "reason"]
) | st.text(max_size=5)
bodies = st.dictionaries(names, values, max_size=6).map(lambda body: json.dumps(body).encode()) | st.binary(max_size=60)
queries = st.dictionaries(st.sampled_from(["limit", "offset", "q", "closed", "lang"]), st.text(max_size=20), max_size=4)
latin = st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=30)


@given(
    verb=st.sampled_from(["GET", "POST", "POST", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"]),
    path=st.sampled_from(
        ["/households", "/cases", "/cases/{case}", "/cases/{case}/contacts", "/requests", "/signals", "/cases/{other}",
         "/cases/{case}/break-glass", "/cases/x/contacts", "/openapi.json", "/", "/x"]
    ),
    query=queries,
    body=bodies,
    headers=st.fixed_dictionaries(
        {}, optional={"idempotency-key": latin, "palier-post": latin, "accept-language": latin, "authorization": latin}
    ),
    kind=st.sampled_from(
        ["application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]
    ),
)  # fmt: skip
@settings(
    max_examples=200,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_nothing_that_is_sent_breaks_it(door, verb, path, query, body, headers, kind):
    program, case = door
    address = f"{V1}{path.format(case=case, other=uuid.uuid4())}"
    client = Client(raise_request_exception=False)

    answer = client.generic(
        verb, address, body, content_type=kind, headers={**program.headers(), **headers}, query_params=query
    )

    assert answer.status_code < 500, (verb, address, query, body, headers, answer.content[:300])
    if answer.status_code == 422:
        problem(answer)
