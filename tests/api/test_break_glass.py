"""One person's items in an emergency: with a second factor, told at once, for nobody else's file (P29, D17)."""

import uuid

import pytest
from allauth.mfa.totp.internal import auth as totp

from palier.access.models import EmergencyAccess
from palier.registry.signals.models import Signal
from tests.api.programs import Program, token_of
from tests.api.test_calls import behind

REASON = "Elle ne répond plus et une voisine a entendu crier."


@pytest.fixture
def bart(stage):
    """Bart, of another site, with a second factor; `code()` is what his telephone shows."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(_user(stage.bart.user), secret)
    program = Program(token_of(stage.bart))
    program.code = lambda: totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))
    return program


def _user(pk):
    from palier.identity.accounts.models import User

    return User.objects.get(pk=pk)


def body(stage, code, home=0, **changes):
    where = stage.homes[home]
    return {
        "ground": "danger_to_life",
        "reason": REASON,
        "totp": code,
        "household": str(where.household),
        "person": str(where.persons[0]),
        **changes,
    }


def test_an_emergency_opens_the_file_for_four_hours_and_tells_three_others(stage, case, bart):
    assert bart.get(f"/cases/{case}").status_code == 404

    answer = bart.post_json(f"/cases/{case}/break-glass", body(stage, bart.code()))

    assert answer.status_code == 201, answer.content
    assert set(answer.json()) == {"until"}
    assert bart.get(f"/cases/{case}").status_code == 200
    told = {signal.recipient_post_id for signal in behind(Signal, organisation=stage.company)}
    assert told == {stage.amina.post, stage.head.post, stage.officer.post}
    again = bart.post_json(f"/cases/{case}/break-glass", body(stage, "000000"))
    assert again.json() == answer.json()


def test_the_number_of_the_file_is_enough(stage, case, bart):
    three = {name: value for name, value in body(stage, bart.code()).items() if name in {"ground", "reason", "totp"}}

    answer = bart.post_json(f"/cases/{case}/break-glass", three)

    assert answer.status_code == 201, answer.content
    assert bart.get(f"/cases/{case}").status_code == 200
    (opened,) = {row.person for row in behind(EmergencyAccess, post_id=stage.bart.post)}
    assert opened == stage.homes[0].persons[0]


def test_the_number_of_no_file_or_a_wrong_code_opens_nothing_by_number(stage, case, bart):
    three = {"ground": "danger_to_life", "reason": REASON, "totp": "000000"}

    assert bart.post_json(f"/cases/{case}/break-glass", three).status_code == 422
    for _ in range(2):  # a code may end while it travels
        nowhere = bart.post_json(f"/cases/{uuid.uuid4()}/break-glass", {**three, "totp": bart.code()})
        if nowhere.status_code != 422:
            break

    assert nowhere.status_code == 404
    assert behind(EmergencyAccess, post_id=stage.bart.post) == []
    assert bart.get(f"/cases/{case}").status_code == 404


def test_a_wrong_code_opens_nothing(stage, case, bart):
    answer = bart.post_json(f"/cases/{case}/break-glass", body(stage, "000000"))

    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"] == ["body", "totp"]
    assert bart.get(f"/cases/{case}").status_code == 404
    assert behind(EmergencyAccess, organisation=stage.company) == []


def test_a_file_of_somebody_else_answers_as_one_that_is_not_there_and_opens_nothing(stage, case, bart):
    hers = bart.post_json(f"/cases/{case}/break-glass", body(stage, bart.code(), home=1))
    nobodys = bart.post_json(f"/cases/{uuid.uuid4()}/break-glass", body(stage, "000000", person=str(uuid.uuid4())))

    assert (hers.status_code, hers.content) == (404, nobodys.content)
    assert behind(EmergencyAccess, organisation=stage.company) == []
    assert behind(Signal, organisation=stage.company) == []


@pytest.mark.parametrize("name", ["head", "desk", "accounts", "officer"])
def test_rank_opens_nothing(stage, case, name):
    answer = Program(token_of(stage.people[name])).post_json(f"/cases/{case}/break-glass", body(stage, "000000"))

    assert answer.status_code == 404


@pytest.mark.parametrize(("field", "value"), [("ground", "curiosity"), ("reason", "court"), ("totp", "")])
def test_what_is_not_usable_is_said_with_its_place(stage, case, bart, field, value):
    answer = bart.post_json(f"/cases/{case}/break-glass", body(stage, "000000", **{field: value}))

    assert answer.status_code == 422
    assert [point["loc"] for point in answer.json()["detail"]] == [["body", field]]
