"""The door opened by an identity card or itsme (P10, P32): whom it opens, how far, and what is turned away."""

import datetime as dt
import itertools
import json
import logging

import pytest
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from config.provider import provider
from palier.access.binding import DOOR_KEY, WAITING_KEY, acting, enter_door, find_doors
from palier.door.digital_identity import adapter
from palier.door.digital_identity.rules import number_in
from palier.kernel import clock
from palier.registry.people.models import NationalNumber
from tests.browser.conftest import free_port
from tests.door.comers import come_in, give, plain
from tests.door.providers import (
    BACK,
    HIGH,
    LOW,
    asked,
    configured,
    crooked,
    go,
    here,
    known_there,
    named,
    running,
    show,
)
from tests.door.test_my_file import open_file, write
from tests.stage import Stage, put, without_locks

TODAY = clock.today()
numbers = (f"{number:011d}" for number in itertools.count(99_000_000_000))  # of nobody: no month is 00 with this year

addresses = (f"{number // 250}.{number % 250 + 1}" for number in itertools.count())


@pytest.fixture(scope="module")
def sound():
    with running() as address:
        yield address


@pytest.fixture
def bad():
    with crooked() as told, configured(told.address):
        yield told


def somebody(language="fr"):
    """A browser at an address of its own: starts are counted by address."""
    return Client(REMOTE_ADDR=f"10.77.{next(addresses)}", headers={"accept-language": language})


def numbered(stage, person=None, number=None):
    """A person of this stage with a national number of her own."""
    person, number = person or stage.homes[0].persons[0], number or next(numbers)
    with without_locks():
        put(NationalNumber(organisation=stage.company, person_id=person, number=number))
    return person, number


def by_identity(address, number, acr=HIGH, client=None, **claims):
    """(browser, answer) of somebody who shows who she is and comes back."""
    client = client or somebody()
    return client, client.get(show(go(client), known_there(address, number, acr, **claims)))


def level_of(client):
    with acting(client.session[DOOR_KEY]) as actor:
        return actor.door_level


def sql(statement, *values):
    with without_locks() as cursor:
        cursor.execute(statement, list(values))
        return cursor.fetchall() if cursor.description else None


# -- whom it opens, and how far -----------------------------------------------------------------------------------


def test_who_shows_who_she_is_reads_what_is_hers(stage, sound):
    person, number = numbered(stage)
    write(stage.dries, "Ceci est à elle.", case=open_file(stage.dries, stage.homes[0], [person]), persons=[person])
    with configured(sound):
        client, answer = by_identity(sound, f"{number[:2]}.{number[2:4]}.{number[4:6]}-{number[6:9]}.{number[9:]}")

        assert (answer.status_code, answer.headers["Location"]) == (302, "/door/")
        assert level_of(client) == 2
        assert "/door/file/" in plain(client.get("/door/"))
        assert "Ceci est à elle." in plain(client.get("/door/file/"))  # no hand that gave a code limits it


def test_what_goes_there_and_what_is_asked(sound, stage):
    with configured(sound):
        client = somebody("nl")
        sent = asked(go(client))

    assert (
        sent["response_type"] == "code"
        and sent["code_challenge_method"] == "S256"
        and len(sent["code_challenge"]) == 43
    )
    assert (sent["scope"], sent["acr_values"], sent["prompt"]) == ("openid number", f"urn:test:highest {HIGH}", "login")
    assert sent["redirect_uri"] == f"http://testserver{BACK}" and sent["ui_locales"] == "nl"
    assert len(sent["state"]) >= 20 and len(sent["nonce"]) >= 20
    assert client.session.get_expiry_age() <= 600


def test_the_number_is_nowhere_afterwards(stage, sound, caplog):
    person, number = numbered(stage)
    with configured(sound), caplog.at_level(logging.WARNING):
        client, _answer = by_identity(sound, number)
        stranger, refused = by_identity(sound, next(numbers))

    assert number not in json.dumps(dict(client.session)) and number not in json.dumps(dict(stranger.session))
    assert number not in caplog.text and number not in refused.content.decode()
    for table in ("access_lock_session", "access_read_event", "access_history", "accounts_browser_session"):
        assert sql(f"SELECT count(*) FROM {table} t WHERE strpos(t::text, %s) > 0", number) == [(0,)], table
    assert sql("SELECT count(*) FROM people_nationalnumber t WHERE strpos(t::text, %s) > 0", number) == [(1,)]


@pytest.mark.parametrize(("years", "level"), [(40, 2), (18, 2), (17, 1), (16, 1)])
def test_the_age_decides_at_each_statement(stage, sound, years, level):
    person, number = numbered(stage)
    sql("UPDATE people_person SET born = %s WHERE id = %s", TODAY.replace(year=TODAY.year - years), person)
    with configured(sound):
        client, _answer = by_identity(sound, number)
        assert level_of(client) == level
        assert ("/door/file/" in plain(client.get("/door/"))) == (level == 2)


def test_a_way_agreed_with_her_leaves_the_first_level_and_says_nothing(stage, sound):
    person, number = numbered(stage)
    young, his_number = numbered(stage, stage.homes[0].persons[1])
    sql("UPDATE people_person SET born = %s WHERE id = %s", TODAY.replace(year=TODAY.year - 17), young)
    with configured(sound):
        client, _answer = by_identity(sound, number)
        assert level_of(client) == 2
        stage.reached_only(person, "par sa sœur, le matin")
        assert level_of(client) == 1
        again, _answer = by_identity(sound, number)
        other, _answer = by_identity(sound, his_number)
        assert _without_keys(again.get("/door/")) == _without_keys(other.get("/door/"))


def _without_keys(answer):
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", plain(answer))


def test_nobody_known_under_sixteen_and_no_tenant_are_one_sentence(stage, sound):
    child, childs = numbered(stage)
    sql(
        "UPDATE people_person SET born = %s WHERE id = %s", TODAY.replace(year=TODAY.year - 16) + dt.timedelta(1), child
    )
    left, lefts = numbered(stage, stage.homes[1].persons[0])
    sql("UPDATE people_household SET standing = 'former_tenant' WHERE id = %s", stage.homes[1].household)
    gone, gones = numbered(stage, stage.homes[2].persons[0])
    sql("UPDATE people_householdmember SET valid = daterange(lower(valid), sec.today()) WHERE person_id = %s", gone)
    with configured(sound):
        answers = [
            by_identity(sound, number)[1] for number in (next(numbers), childs, lefts, gones, "not a number", "")
        ]

    assert {answer.status_code for answer in answers} == {403}
    assert len({_without_keys(answer) for answer in answers}) == 1
    assert "aucune porte ne s’ouvre ici" in plain(answers[0]) and "/door/leave/" in plain(answers[0])
    for one in (child, left, gone):
        assert sql("SELECT count(*) FROM access_lock_session WHERE person = %s", one) == [(0,)]


def test_a_tenant_of_two_companies_says_which_and_sees_one(stage, sound):
    elsewhere = Stage.set()
    person, number = numbered(stage)
    other, _same = numbered(elsewhere, number=number)
    with configured(sound):
        client, answer = by_identity(sound, number)
        assert answer.headers["Location"] == "/door/identity/which/"
        page = client.get("/door/identity/which/")
        assert stage.company.name_fr in plain(page) and elsewhere.company.name_fr in plain(page)
        assert str(person) not in json.dumps(dict(client.session))
        assert client.get("/door/file/").status_code == 302  # nothing is open before she chose
        waiting = client.session[WAITING_KEY]
        for token, *_names in waiting:
            with acting(token) as actor:
                assert actor.door_level == 0
        wrong = client.post("/door/identity/which/", {"door": "7"})
        assert wrong.status_code == 422 and "Choisissez l’une de ces sociétés." in plain(wrong)
        place = [name_fr for _token, name_fr, _name_nl in waiting].index(elsewhere.company.name_fr)
        assert client.post("/door/identity/which/", {"door": place}).headers["Location"] == "/door/"
        assert WAITING_KEY not in client.session

    with acting(client.session[DOOR_KEY]) as actor:
        assert (actor.person, actor.door_level) == (other, 2)
    assert sql("SELECT count(*) FROM access_lock_session WHERE person = %s", person) == [(0,)]
    assert [
        door for (door,) in sql("SELECT ground FROM access_read_event WHERE person = %s AND what = 'door'", other)
    ] == ["door_identity"]
    assert sql("SELECT count(*) FROM access_read_event WHERE person = %s", person) == [(0,)]


def test_three_companies_ask_the_database_no_more_than_two(sound):
    counts = []
    for companies in (2, 3):
        number = next(numbers)
        for _ in range(companies):
            numbered(Stage.set(), number=number)
        with configured(sound):
            client, _answer = by_identity(sound, number)
            with CaptureQueriesContext(connection) as app, CaptureQueriesContext(connections["auth"]) as auth:
                page = client.get("/door/identity/which/")
        counts.append((len(app), len(auth)))
        assert plain(page).count('name="door"') == companies
    assert counts[0] == counts[1]


def test_leaving_quickly_shuts_the_doors_that_wait_too(stage, sound):
    elsewhere = Stage.set()
    person, number = numbered(stage)
    other, _same = numbered(elsewhere, number=number)
    with configured(sound):
        client, _answer = by_identity(sound, number)
        assert sql("SELECT count(*) FROM access_lock_session WHERE person IN (%s, %s)", person, other) == [(2,)]
        assert client.get("/door/leave/").headers["Location"].startswith("https://www.meteo.be")
        assert client.get("/door/identity/which/").headers["Location"] == "/door/"
    assert sql("SELECT count(*) FROM access_lock_session WHERE person IN (%s, %s)", person, other) == [(0,)]


def test_of_two_lines_of_one_company_the_careful_one_opens(stage, sound):
    careful, number = numbered(stage)
    younger, _same = numbered(stage, stage.homes[1].persons[0], number)
    with configured(sound):
        client, _answer = by_identity(sound, number)
        with acting(client.session[DOOR_KEY]) as actor:
            assert (actor.person, actor.door_level) == (max(careful, younger), 2)
        stage.reached_only(min(careful, younger), "au guichet")
        client, _answer = by_identity(sound, number)
        with acting(client.session[DOOR_KEY]) as actor:
            assert (actor.person, actor.door_level) == (min(careful, younger), 1)


def test_ten_minutes_finishing_and_a_former_door(stage, sound):
    person, number = numbered(stage)
    client = come_in(give(stage.amina, person))
    former = client.session[DOOR_KEY]
    with configured(sound):
        client, _answer = by_identity(sound, number, client=client)
        with acting(former) as actor:
            assert actor is None
        assert client.get("/door/file/").status_code == 200
        assert client.session.get_expiry_age() <= 600
        client.post("/door/finish/")
        assert client.get("/door/file/").status_code == 302
        again, _answer = by_identity(sound, number)
        sql("UPDATE access_lock_session SET expires_at = now() WHERE person = %s", person)
        assert again.get("/door/file/").status_code == 302


def test_the_ledger_notes_how_a_door_was_opened(stage, sound):
    person, number = numbered(stage)
    come_in(give(stage.amina, person))
    with configured(sound):
        by_identity(sound, number)

    grounds = sql(
        "SELECT ground, post_id FROM access_read_event WHERE person = %s AND what = 'door' ORDER BY id", person
    )
    assert grounds == [("door_handed", None), ("door_identity", None)]


def test_a_waiting_door_is_entered_once_and_not_after_ten_minutes(stage):
    person, number = numbered(stage)
    (door,) = find_doors(number)
    assert enter_door(door)
    assert not enter_door(door)
    (late,) = find_doors(number)
    sql("UPDATE access_lock_session SET expires_at = now() WHERE person = %s", person)
    assert not enter_door(late)


def test_the_pages_own_connection_finds_no_door_by_a_number(stage):
    from django.db.utils import ProgrammingError

    _person, number = numbered(stage)
    assert find_doors(number)
    for call in ("sec.find_doors(%s, 'x')", "sec.enter_door(%s)", "sec.note_door(%s)"):
        with stage.amina.acting(), connection.cursor() as cursor, pytest.raises(ProgrammingError):
            cursor.execute(f"SELECT * FROM {call}", [number])


# -- what is turned away ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("acr", [LOW, None, "", "urn:test:high "])
def test_an_assurance_that_is_not_high_is_turned_away(stage, sound, acr):
    _person, number = numbered(stage)
    with configured(sound):
        client, answer = by_identity(sound, number, acr)
        assert answer.status_code == 403
        assert "n’est pas assez sûre ici" in plain(answer) and "Avec un code du guichet" in plain(answer)
        assert DOOR_KEY not in client.session


def test_a_way_back_serves_once(stage, sound):
    _person, number = numbered(stage)
    with configured(sound):
        client = somebody()
        back = show(go(client), known_there(sound, number))
        assert client.get(back).status_code == 302
        again = client.get(back)
        assert again.status_code == 400 and "a déjà servi" in plain(again)
        stranger = somebody().get(back)  # in another browser
        assert stranger.status_code == 400


def test_a_code_that_was_used_already_is_refused_by_the_provider(stage, sound):
    _person, number = numbered(stage)
    with configured(sound):
        client = somebody()
        used = here(show(go(client), known_there(sound, number)))
        client.get(used)
        fresh = asked(go(client))["state"]
        replayed = client.get(f"{BACK}?code={asked(used)['code']}&state={fresh}")
    assert replayed.status_code == 400 and "Recommencez" in plain(replayed)


CROOKED = {
    "alg none": dict(sign="not_at_all"),
    "a shared secret": dict(sign="with_what_is_shared"),
    "another key": dict(sign="by_another_key"),
    "expired": dict(claims={"exp": 1_700_000_000}),
    "without an end": dict(claims={"exp": None}),
    "for another client": dict(claims={"aud": "somebody-else"}),
    "for another client, said to be by us": dict(claims={"aud": "somebody-else", "azp": "palier"}),
    "for two, by the other": dict(claims={"aud": ["palier", "other"], "azp": "other"}),
    "of another issuer": dict(claims={"iss": "https://elsewhere.example"}),
    "a nonce of another time": dict(claims={"nonce": "other"}),
    "without a nonce": dict(claims={"nonce": None}),
    "without a subject": dict(claims={"sub": None}),
    "no token of identity": dict(token=(200, {"access_token": "a", "token_type": "Bearer"})),
    "no JSON of an object": dict(token=(200, ["a"])),
    "our secret is wrong": dict(token=(401, {"error": "invalid_client"})),
    "another issuer in the document": dict(metadata={"issuer": "https://elsewhere.example"}),
    "a document without keys": dict(metadata={"jwks_uri": None}),
}


@pytest.mark.parametrize("what", CROOKED)
def test_an_answer_that_cannot_be_believed_opens_nothing(stage, bad, what, caplog):
    person, number = numbered(stage)
    bad.claims["number"] = number
    client = somebody()
    back = bad.back(client)
    turned = CROOKED[what]
    bad.claims |= turned.get("claims", {})
    bad.metadata = turned.get("metadata", {})
    bad.sign = getattr(bad, turned.get("sign", "soundly"))
    if "token" in turned:
        bad.token = lambda: turned["token"]

    with caplog.at_level(logging.WARNING):
        answer = client.get(back)

    assert (answer.status_code, DOOR_KEY in client.session) == (502, False)
    assert "la porte reste fermée" in plain(answer)
    assert sql("SELECT count(*) FROM access_lock_session WHERE person = %s", person) == [(0,)]
    assert number not in caplog.text and "secret" not in caplog.text


def test_the_same_answer_without_a_fault_opens(stage, bad):
    """The positive twin of all that is crooked."""
    person, number = numbered(stage)
    bad.claims["number"] = number
    client = somebody()
    assert client.get(bad.back(client)).status_code == 302
    with acting(client.session[DOOR_KEY]) as actor:
        assert actor.person == person


@pytest.mark.parametrize("signed", ["", "RS256", "PS256"])
def test_the_number_may_come_from_the_userinfo_endpoint_of_the_same_person(stage, bad, signed):
    person, number = numbered(stage)
    bad.claims["number"] = None
    bad.metadata = {"userinfo_endpoint": f"{bad.address}/userinfo"}
    told = {"sub": "zoe", "number": number}
    bad.userinfo = bad.soundly(told, signed) if signed else told
    client = somebody()
    assert client.get(bad.back(client)).status_code == 302
    bad.claims.pop("nonce")
    for wrong in ({**told, "sub": "somebody else"}, bad.by_another_key(told), bad.not_at_all(told)):
        bad.userinfo = wrong
        client = somebody()
        assert client.get(bad.back(client)).status_code == 502
        assert DOOR_KEY not in client.session
        bad.claims.pop("nonce")


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        ("access_denied", 403, "Rien n’a été gardé"),
        ("temporarily_unavailable", 503, "ne répond pas"),
        ("invalid_scope", 502, "la porte reste fermée"),
    ],
)
def test_an_error_comes_back(bad, error, status, words):
    client = somebody()
    back = bad.back(client, error=error)
    answer = client.get(back)
    assert answer.status_code == status and words in plain(answer)
    assert client.get(back).status_code == 400  # its state is spent
    assert "/token" not in bad.asked


def test_an_error_with_a_state_that_is_not_ours_is_not_repeated_to_her(bad):
    answer = somebody().get(f"{BACK}?error=access_denied&state=x&error_description=<b>")
    assert answer.status_code == 400 and "Recommencez" in plain(answer) and "<b>" not in plain(answer)
    assert somebody().get(BACK).status_code == 400


def is_said_to_be_silent(answer):
    return answer.status_code == 503 and "ne répond pas" in plain(answer) and "guichet" in plain(answer)


def test_a_provider_that_is_broken_or_away_is_said_so(bad):
    client = somebody()
    back = bad.back(client)
    bad.token = lambda: (500, {})
    assert is_said_to_be_silent(client.get(back))
    with configured(f"http://127.0.0.1:{free_port()}"):
        assert is_said_to_be_silent(client.post("/door/identity/"))


def test_a_slow_provider_is_left_alone_for_a_while(stage, bad, monkeypatch):
    monkeypatch.setattr(adapter, "SECONDS", 0.2)
    _person, bad.claims["number"] = numbered(stage)
    client = somebody()
    back = bad.back(client)
    bad.waits = 0.6
    assert is_said_to_be_silent(somebody().post("/door/identity/"))
    bad.waits, asked_so_far = 0, len(bad.asked)
    assert is_said_to_be_silent(client.get(back)) and len(bad.asked) == asked_so_far
    cache.delete(adapter.RESTS + bad.address)  # the while is over
    assert client.get(back).headers["Location"] == "/door/"  # what she had begun is not lost


def test_starting_over_and_over_is_slowed_down(bad):
    client = somebody()
    statuses = [client.post("/door/identity/").status_code for _ in range(61)]
    assert statuses[0] == 302 and statuses[-1] == 429


def test_a_worker_signed_in_on_the_machine_is_not_mixed_with_a_tenant(stage, bad):
    client = stage.amina.browser()
    for answer in (client.post("/door/identity/"), client.get(BACK)):
        assert answer.status_code == 409 and "session ouverte" in plain(answer)
    assert client.get("/day/").status_code == 200


# -- the page, and none of it when nothing is configured ------------------------------------------------------------


def test_without_a_provider_nothing_speaks_of_it():
    client = somebody()
    page = client.get("/door/")
    assert "itsme" not in plain(page) and "identity" not in plain(page)
    assert "form-action 'self';" in page.headers["Content-Security-Policy"] + ";"
    assert client.post("/door/identity/").status_code == 404
    assert client.get(BACK).status_code == client.get("/door/identity/which/").status_code == 404


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "Avec ma carte d’identité ou itsme"), ("nl", "Met mijn identiteitskaart of itsme")]
)
def test_with_one_the_page_offers_it_and_its_form_may_lead_there(language, words):
    with configured("https://idp.example.brussels/fas/oauth2", PALIER_OIDC_FORWARDS="https://card.example.brussels"):
        client = somebody(language)
        pages = [client.get("/door/"), client.post("/door/code/", {"code": "abc"})]
        elsewhere = client.get("/accounts/login/")

    for page in pages:
        assert words in plain(page)
        policy = page.headers["Content-Security-Policy"]
        assert "form-action 'self' https://idp.example.brussels https://card.example.brussels" in policy
    assert "idp.example" not in elsewhere.headers["Content-Security-Policy"]


def test_half_a_configuration_says_what_is_lacking_and_no_value():
    whole = named("https://idp.example.brussels")
    assert provider(whole).levels == ("urn:test:highest", HIGH)
    assert whole["PALIER_OIDC_SECRET"] not in repr(provider(whole))
    assert provider({}) is None
    for lacking in ("PALIER_OIDC_CLIENT", "PALIER_OIDC_SECRET", "PALIER_OIDC_LEVELS"):
        with pytest.raises(ImproperlyConfigured, match=lacking) as told:
            provider({**whole, lacking: " "})
        assert whole["PALIER_OIDC_SECRET"] not in str(told.value)
    with pytest.raises(ImproperlyConfigured, match="https"):
        provider(named("http://idp.example.brussels"))


@pytest.mark.parametrize(
    ("told", "number"),
    [("85.07.30-033.28", "85073003328"), ("85073003328", "85073003328"), (85073003328, "85073003328"),
     ("8507300332", ""), ("٨٥٠٧٣٠٠٣٣٢٨", ""), (None, ""), (["85073003328"], "")],
)  # fmt: skip
def test_a_number_is_read_however_it_is_grouped(told, number):
    assert number_in({"number": told}, "number") == number


def test_a_number_under_another_name_is_none():
    assert number_in({"other": "85073003328"}, "number") == ""
