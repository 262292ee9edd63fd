"""Everybody the contracts promise is there, and may sign in."""

import json
import stat
from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher

from config import database
from palier.kernel.days import age_on
from tests.demo.conftest import Filled, python

KEYS = {"username", "password", "totp_secret", "token", "role", "organisation", "language", "posts"}
WITHIN = """
import json, sys
import django
django.setup()
from palier.access.binding import acting, open_session
from palier.identity.accounts.models import User
from palier.casework.cases import queries
seen = {}
for user in User.objects.all():
    token = open_session(user.pk, None)
    with acting(token) as actor:
        seen[user.username] = {
            "post": str(actor.post) if actor.post else None,
            "person": str(actor.person) if actor.person else None,
            "open": queries.my_cases(actor).count() if actor.role == "social_worker" else None,
            "households": sorted(str(one) for one in queries.my_cases(actor).values_list("household_id", flat=True))
            if actor.role == "social_worker" else None,
        }
print(json.dumps(seen))
"""


def roles(accounts: dict[str, Any]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, account in accounts.items():
        found.setdefault(account["role"], []).append(name)
    return found


def test_every_role_of_the_contract_has_an_account(tiny: Filled) -> None:
    accounts = tiny.accounts()

    held = roles(accounts)
    assert all(account.keys() >= KEYS for account in accounts.values())
    assert len(held["support_cell_worker"]) == 2
    assert held.keys() >= {
        "social_worker", "head_of_service", "trainee", "proximity_agent", "collective_social_worker", "front_desk",
        "accounts", "transfers", "technical", "caretaker", "direction", "organisation_admin", "regional_analyst",
        "data_protection_officer", "operator", "council_member", "partner_professional", "applicant", "tenant",
    }  # fmt: skip
    assert "works_social_worker" not in held
    assert len({account["password"] for account in accounts.values()}) == len(accounts)
    assert sum(account["totp_secret"] is not None for account in accounts.values()) >= 4
    assert accounts["odile"]["totp_secret"]


def test_the_social_workers_stand_where_the_contract_wants_them(tiny: Filled) -> None:
    accounts = tiny.accounts()
    amina, bart, dries, chloe = (accounts[name]["posts"][0] for name in ("amina", "bart", "dries", "chloe"))

    assert amina["organisation"] == bart["organisation"] == dries["organisation"] != chloe["organisation"]
    assert not set(amina["sites"]) & set(bart["sites"])
    assert set(amina["sites"]) & set(dries["sites"])
    assert len({post["organisation"] for post in accounts["ines"]["posts"]}) == 2
    assert tiny.one(
        """SELECT o.kind FROM organisations_staffmember s JOIN organisations_organisation o ON o.id = s.employer_id
        JOIN accounts_user u ON u.id = s.user_id WHERE u.username = 'ines'"""
    ) == "secondment_service"  # fmt: skip


def test_the_young_and_those_kept_apart_are_who_they_should_be(tiny: Filled) -> None:
    accounts = tiny.accounts()
    one, other = accounts["apart-one"], accounts["apart-two"]

    for name, age in (("minor14", 14), ("minor16", 16)):
        born = tiny.one("SELECT born FROM people_person WHERE id = %s", [accounts[name]["person"]])
        assert age_on(born, tiny.as_of) == age
    assert one["household"] == other["household"]
    pair = sorted([one["person"], other["person"]])
    assert tiny.one("SELECT count(*) FROM people_keepapart WHERE one_id = %s AND other_id = %s", pair) == 1
    flagged = tiny.rows("SELECT person_id::text FROM people_safecontact WHERE person_id = ANY(%s::uuid[])", [pair])
    assert flagged == [(one["person"],)]
    files = tiny.rows(
        """SELECT c.concerns::text[], t.post_id FROM cases_case c JOIN access_teammember t USING (subject_id)
        WHERE c.household_id = %s AND t.duty = 'assigned'""",
        [one["household"]],
    )
    assert sorted(concerns for concerns, _ in files) == [[person] for person in pair]
    assert len({post for _, post in files}) == 2


def test_every_account_opens_a_session_and_the_third_worker_has_sixty_files(tiny: Filled) -> None:
    accounts = tiny.accounts()

    answer = python("-c", WITHIN, on=tiny.name, role="app")

    assert answer.returncode == 0, answer.stderr
    seen = json.loads(answer.stdout)
    assert seen.keys() == accounts.keys()
    for name, account in accounts.items():
        posts = [post["id"] for post in account["posts"]]
        assert seen[name]["post"] in posts if posts else seen[name]["person"] == account["person"]
    assert seen["dries"]["open"] == 60
    assert len(set(seen["dries"]["households"])) == 60
    assert 5 <= seen["amina"]["open"] < 60
    assert not set(seen["amina"]["households"]) & set(seen["chloe"]["households"])


def test_passwords_and_tokens_are_kept_as_hashes_and_the_file_is_its_owners(tiny: Filled) -> None:
    import hashlib

    account = tiny.accounts()["amina"]

    stored = tiny.one("SELECT password FROM accounts_user WHERE username = 'amina'")
    hashed = tiny.one(
        "SELECT t.token_hash FROM accounts_api_token t JOIN accounts_user u ON u.id = t.user_id"
        " WHERE u.username = 'amina'"
    )
    file = database.data_folder() / f"demo-accounts-{tiny.name}.json"
    assert Argon2PasswordHasher().verify(account["password"], stored)
    assert bytes(hashed) == hashlib.sha256(account["token"].encode()).digest()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_second_factors_are_those_of_allauth(tiny: Filled) -> None:
    from allauth.mfa.utils import decrypt

    accounts = tiny.accounts()

    kept = tiny.rows("SELECT u.username, a.data FROM mfa_authenticator a JOIN accounts_user u ON u.id = a.user_id")
    wanted = {name: account["totp_secret"] for name, account in accounts.items() if account["totp_secret"]}
    assert {name: decrypt(data["secret"]) for name, data in kept} == wanted
