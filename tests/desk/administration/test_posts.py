"""Who works where: brought in by the administrator, and nobody made a reader of secrets by one person alone (P5, P20)."""

import datetime as dt
import re
import uuid

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from palier.access.models import Subject
from palier.identity.accounts.models import FirstCode, User
from palier.identity.organisations.models import Post
from palier.identity.organisations.rules import CONFIRMED_BY, GIVEN_ALONE, Role, ServiceKind
from palier.kernel import clock
from tests.desk.administration.bringing_in import (
    bring,
    form,
    newest_staff,
    posts,
    proposals,
    seconding_body,
    service_of,
    staff_of,
    told,
    tomorrow,
)
from tests.identity.accounts.signing import sign_in, stranger
from tests.stage import STAGE, put, without_locks

CODE = re.compile(r'<span class="n">([A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4})</span>')
NAME = re.compile(r'<b class="n">([a-z0-9.]+)</b>')
PASSWORD = "quatre mots sans aucun lien"


def decide(stage, by, pk, word="confirm"):
    return stage.people[by].browser().post(f"/posts-to-confirm/{pk}/", {"decision": word})


def code_for(browser, staff, page="administration/people"):
    """(user name, code) from the slip, or the status of the refusal."""
    answer = browser.post(f"/{page}/{staff}/code/")
    if answer.status_code != 200:
        return answer.status_code
    text = answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    return NAME.search(text)[1], CODE.search(text)[1]


def first_time(name, code, password=PASSWORD):
    sent = {"login": name, "code": code, "password1": password, "password2": password}
    return stranger().post("/accounts/first/", sent).status_code


def account(staff):
    with without_locks():
        return User.objects.using(STAGE).get(pk=staff.user_id)


# -- given, proposed, confirmed ---------------------------------------------------------------------------------


def test_a_post_that_opens_no_secret_counts_from_its_first_day(stage):
    for role in GIVEN_ALONE:
        sent = {"role": role.value, "first_day": tomorrow().isoformat(), "fraction": "80"}
        assert bring(stage, **sent).status_code == 302

        made = posts(staff=newest_staff(stage))
        assert [(one.role, str(one.full_time_fraction), one.valid.lower) for one in made] == [
            (role, "0.800", tomorrow())
        ]


def test_a_post_that_opens_or_guards_secrets_counts_once_another_person_confirmed_it(stage):
    for role, by in CONFIRMED_BY.items():
        confirms = {Role.HEAD_OF_SERVICE: "head", Role.DATA_PROTECTION_OFFICER: "officer"}[by]
        others = {"head", "officer", "admin", "amina", "direction"} - {confirms}
        supervisor = str(stage.amina.post) if role == Role.TRAINEE else ""

        assert bring(stage, ServiceKind.SOCIAL, role=role.value, supervisor=supervisor).status_code == 302

        [wished] = proposals(stage, state="proposed")
        assert {decide(stage, name, wished.pk).status_code for name in others} == {404}
        assert not any(told(stage.people[name], "decide_post", wished.pk, True) for name in others)
        assert posts(staff=wished.staff) == []
        assert decide(stage, confirms, wished.pk).status_code == 302
        assert [(one.pk, one.role) for one in posts(staff=wished.staff)] == [(wished.pk, role)]


def test_whoever_is_put_into_the_social_service_waits_for_its_head_whatever_she_does(stage):
    bring(stage, ServiceKind.SOCIAL, role=Role.COLLECTIVE_SOCIAL_WORKER.value)

    [wished] = proposals(stage, state="proposed")
    assert posts(staff=wished.staff) == []
    assert decide(stage, "head", wished.pk).status_code == 302
    assert len(posts(staff=wished.staff)) == 1


def test_a_confirmed_social_worker_has_an_inbox_and_opens_her_day(stage):
    bring(stage, ServiceKind.SOCIAL, role=Role.SOCIAL_WORKER.value)
    [wished] = proposals(stage)
    decide(stage, "head", wished.pk)

    name, code = code_for(stage.head.browser(), wished.staff_id, "posts-to-confirm/people")
    assert first_time(name, code) == 302

    browser = stranger()
    assert sign_in(browser, name, PASSWORD).status_code == 302
    assert browser.get("/").status_code in {200, 302}
    assert browser.get("/cases/").status_code == 200
    with without_locks():
        assert Subject.objects.using(STAGE).filter(pk=wished.pk, kind="inbox").exists()


def test_what_was_set_aside_never_counts(stage):
    bring(stage, ServiceKind.SOCIAL, role=Role.SOCIAL_WORKER.value)
    [wished] = proposals(stage)

    assert decide(stage, "head", wished.pk, "set_aside").status_code == 302

    assert told(stage.head, "decide_post", wished.pk, True) is False
    assert decide(stage, "head", wished.pk).status_code == 404
    assert posts(staff=wished.staff) == []


def test_a_proposal_whose_days_are_over_is_not_confirmed(stage):
    bring(stage, ServiceKind.SOCIAL, role=Role.SOCIAL_WORKER.value, last_day=clock.today().isoformat())
    [wished] = proposals(stage)
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE organisations_postproposal SET starts = starts - 9, ends = ends - 3 WHERE id = %s", [wished.pk]
        )

    assert decide(stage, "head", wished.pk).status_code == 409
    assert posts(staff=wished.staff) == []


def test_a_form_sent_twice_brings_one_person_in(stage):
    sent = form(stage, last_name="Jumeau")
    url = f"/administration/services/{service_of(stage, ServiceKind.TECHNICAL).pk}/people/"
    browser = stage.admin.browser()

    codes = [browser.post(url, sent).status_code for _ in range(2)]

    assert codes == [302, 302]
    assert len(posts(staff__last_name="Jumeau", organisation=stage.company)) == 1


# -- nobody for herself -----------------------------------------------------------------------------------------


def test_nobody_proposes_or_ends_her_own_post(stage):
    mine, where = staff_of(stage, "admin"), service_of(stage, ServiceKind.ACCOUNTS)
    terms = (where.pk, "accounts", "1", clock.today(), None, None)

    answer = bring(stage, ServiceKind.ACCOUNTS, staff=str(mine.pk), role=Role.ACCOUNTS.value)

    assert answer.status_code == 422
    assert told(stage.admin, "propose_post", uuid.uuid4(), mine.pk, *terms) is None
    assert stage.admin.browser().get(f"/administration/posts/{stage.admin.post}/end/").status_code == 404
    assert told(stage.admin, "end_post", stage.admin.post, clock.today()) is False
    assert told(stage.admin, "propose_post", uuid.uuid4(), staff_of(stage, "amina").pk, *terms) == "given"


def test_a_head_confirms_neither_her_own_post_nor_what_she_proposed_in_another(stage):
    """Persons are compared, not posts: who is head here and administrator there acts once."""
    both = staff_of(stage, "head")
    elsewhere = service_of(stage, ServiceKind.FRONT_DESK)
    with without_locks():
        desk = put(Post(staff=both, organisation=stage.company, service=elsewhere,
                        role=Role.ORGANISATION_ADMIN, valid="[2020-01-01,)"))  # fmt: skip
    second = type(stage.head)("head", stage.head.user, desk.pk)
    where, terms = stage.service.pk, ("1", clock.today(), None, None)
    hers, for_her = uuid.uuid4(), uuid.uuid4()
    someone = staff_of(stage, "collective").pk

    assert told(second, "propose_post", hers, someone, where, "social_worker", *terms) == "proposed"
    assert told(stage.admin, "propose_post", for_her, both.pk, where, "social_worker", *terms) == "proposed"

    assert [told(stage.head, "decide_post", pk, True) for pk in (hers, for_her)] == [False, False]
    page = stage.head.browser().get("/posts-to-confirm/").content.decode()
    assert str(hers) not in page
    assert str(for_her) not in page


def test_nobody_but_the_administrator_brings_anybody_in_or_sends_anybody_away(stage):
    where, known = service_of(stage, ServiceKind.TECHNICAL), staff_of(stage, "caretaker")
    terms = (known.pk, where.pk, "technical", "1", clock.today(), None, None)
    new = ("A", "B", stage.company.pk, "a.b", "fr")
    for name in ("head", "officer", "direction", "amina", "desk", "chloe"):
        somebody = stage.people[name]
        ending = f"/administration/posts/{stage.caretaker.post}/end/"

        assert bring(stage, by=name).status_code == 404
        assert somebody.browser().post(ending, {"gone": "on"}).status_code == 404
        assert told(somebody, "propose_post", uuid.uuid4(), *terms) is None
        assert told(somebody, "end_post", stage.caretaker.post, clock.today()) is False
        assert told(somebody, "add_staff", uuid.uuid4(), uuid.uuid4(), *new) is False
    assert told(stage.admin, "propose_post", uuid.uuid4(), *terms) == "given"


BY_HAND = (
    "INSERT INTO organisations_post (id, staff_id, organisation_id, role, full_time_fraction, valid)"
    " VALUES (gen_random_uuid(), %(staff)s, %(org)s, 'social_worker', 1, '[2020-01-01,)')",
    "UPDATE organisations_post SET role = 'social_worker' WHERE staff_id = %(staff)s",
    "UPDATE organisations_postproposal SET state = 'confirmed'",
    "UPDATE organisations_service SET kind = 'social' WHERE organisation_id = %(org)s",
    "SELECT sec.begin_anew(%(staff)s)",
    "SELECT code_hash FROM accounts_first_code",
)


def test_by_hand_nothing_of_it_can_be_written(stage):
    known = {"staff": staff_of(stage, "admin").pk, "org": stage.company.pk}
    for statement in BY_HAND:
        given = {name: value for name, value in known.items() if f"%({name})s" in statement}
        with pytest.raises(DatabaseError, match="permission denied"), stage.admin.acting(), connection.cursor() as one:
            one.execute(statement, given)


def test_what_is_proposed_is_read_by_who_decides_on_it_and_by_no_neighbour(stage):
    bring(stage, ServiceKind.SOCIAL, role=Role.SOCIAL_WORKER.value)
    seen = {}
    for name in ("admin", "head", "officer", "amina", "direction", "chloe"):
        with stage.people[name].acting(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM organisations_postproposal WHERE organisation_id = %s", [stage.company.pk]
            )
            seen[name] = cursor.fetchone()[0]

    assert seen == {"admin": 1, "head": 1, "officer": 1, "amina": 0, "direction": 0, "chloe": 0}


# -- employers --------------------------------------------------------------------------------------------------


def test_a_service_is_made_of_the_companys_own_workers_and_of_seconded_ones(stage):
    """S0-017: the employer is on the person, the host on the post."""
    body = seconding_body()
    bring(stage, ServiceKind.SOCIAL, role=Role.SOCIAL_WORKER.value, employer=str(body.pk), last_name="Prêtée")
    [wished] = proposals(stage)
    decide(stage, "head", wished.pk)

    page = stage.admin.browser().get(f"/administration/services/{stage.service.pk}/").content.decode()

    assert page.count(body.name_fr) == 1
    assert page.count(stage.company.name_fr) >= 5
    assert "détachement" in page


def test_nobody_is_employed_by_a_neighbour(stage):
    neighbour = staff_of(stage, "chloe").employer_id

    answer = bring(stage, employer=str(neighbour))

    assert answer.status_code == 422
    assert told(stage.admin, "add_staff", uuid.uuid4(), uuid.uuid4(), "A", "B", neighbour, "a.b", "fr") is False
    known = (staff_of(stage, "chloe").pk, stage.service.pk, "social_worker", "1", clock.today(), None, None)
    assert told(stage.admin, "propose_post", uuid.uuid4(), *known) is None


# -- the end of a post ------------------------------------------------------------------------------------------


def test_who_has_left_reads_nothing_from_that_moment(stage):
    browser = stage.dries.browser()
    assert browser.get("/cases/").status_code == 200

    answer = stage.admin.browser().post(f"/administration/posts/{stage.dries.post}/end/", {"gone": "on"})

    assert answer.status_code == 302
    assert browser.get("/cases/").status_code != 200
    assert stage.bart.browser().get("/cases/").status_code == 200


def test_a_post_ends_after_its_last_day_and_not_in_the_past(stage):
    url, browser = f"/administration/posts/{stage.dries.post}/end/", stage.admin.browser()
    past = clock.today() - dt.timedelta(days=5)

    codes = [browser.post(url, {"last_day": day}).status_code for day in (past.isoformat(), "", tomorrow().isoformat())]

    assert codes == [422, 422, 302]
    assert told(stage.admin, "end_post", stage.emma.post, past) is False
    assert posts(pk=stage.dries.post)[0].valid.upper == tomorrow() + dt.timedelta(days=1)
    assert stage.dries.browser().get("/cases/").status_code == 200


# -- the first code ---------------------------------------------------------------------------------------------


def test_the_first_code_opens_an_account_once_and_only_its_hash_is_kept(stage):
    bring(stage)
    staff = newest_staff(stage)
    name, code = code_for(stage.admin.browser(), staff.pk)

    assert first_time(name, "ABCD-EFGH-JKMN") == 422
    assert first_time(name, code, "court") == 422
    with without_locks():
        row = FirstCode.objects.using(STAGE).get(user=staff.user_id)
        assert code.replace("-", "").encode() not in bytes(row.code_hash)
    assert first_time(name.upper(), code.lower()) == 302
    assert first_time(name, code) == 422
    assert sign_in(stranger(), name, PASSWORD).status_code == 302
    assert code_for(stage.admin.browser(), staff.pk) == 404


def test_a_new_code_ends_the_former_and_three_days_end_any(stage):
    bring(stage)
    staff = newest_staff(stage)
    name, former = code_for(stage.admin.browser(), staff.pk)
    _, latest = code_for(stage.admin.browser(), staff.pk)

    assert first_time(name, former) == 422
    with without_locks() as cursor:
        cursor.execute("UPDATE accounts_first_code SET expires_at = now() WHERE user_id = %s", [staff.user_id])
    assert first_time(name, latest) == 422


def test_the_administrator_gives_no_code_to_who_is_entrusted_with_something(stage):
    bring(stage, ServiceKind.SOCIAL, role=Role.SOCIAL_WORKER.value)
    [wished] = proposals(stage)
    before = code_for(stage.admin.browser(), wished.staff_id)
    decide(stage, "head", wished.pk)

    assert before == 404
    assert code_for(stage.admin.browser(), wished.staff_id) == 404
    assert told(stage.admin, "give_first_code", wished.staff_id, b"x") is None
    assert len(code_for(stage.head.browser(), wished.staff_id, "posts-to-confirm/people")) == 2


def test_nobody_takes_over_an_account_that_is_in_use(stage):
    with without_locks():
        User.objects.using(STAGE).filter(pk=stage.amina.user).update(password="argon2$used")
        User.objects.using(STAGE).filter(pk=stage.caretaker.user).update(password="argon2$used")
    amina, caretaker = staff_of(stage, "amina"), staff_of(stage, "caretaker")

    assert code_for(stage.head.browser(), amina.pk, "posts-to-confirm/people") == 404
    assert code_for(stage.admin.browser(), caretaker.pk) == 404


def test_who_is_first_entrusted_gets_a_new_way_in_so_that_no_straw_man_reads(stage):
    """An administrator invents a caretaker, comes in as that person, and has her proposed as a social worker."""
    bring(stage)
    straw = newest_staff(stage)
    name, code = code_for(stage.admin.browser(), straw.pk)
    first_time(name, code)
    browser = stranger()
    sign_in(browser, name, PASSWORD)
    assert browser.get("/emergency-numbers/").status_code == 200
    terms = (stage.service.pk, "social_worker", "1", clock.today(), None, None)
    wished = uuid.uuid4()
    assert told(stage.admin, "propose_post", wished, straw.pk, *terms) == "proposed"

    assert decide(stage, "head", wished).status_code == 302

    assert browser.get("/emergency-numbers/").status_code == 302
    assert sign_in(stranger(), name, PASSWORD).status_code == 200
    assert code_for(stage.admin.browser(), straw.pk) == 404
    name, code = code_for(stage.head.browser(), straw.pk, "posts-to-confirm/people")
    assert first_time(name, code, "cinq autres mots encore") == 302


def test_a_worker_who_is_entrusted_already_keeps_her_way_in(stage):
    with without_locks():
        User.objects.using(STAGE).filter(pk=stage.amina.user).update(password="argon2$used")
    where, wished = service_of(stage, ServiceKind.FRONT_DESK), uuid.uuid4()
    amina = staff_of(stage, "amina")
    told(stage.admin, "propose_post", wished, amina.pk, where.pk, "front_desk", "0.2", clock.today(), None, None)

    decide(stage, "head", wished)

    assert account(amina).password == "argon2$used"
    assert len(posts(staff=amina)) == 2


# -- pages ------------------------------------------------------------------------------------------------------


def test_a_form_to_mend_keeps_what_was_typed(stage):
    answer = bring(stage, first_name="Ysaline", last_name="", role=Role.TRAINEE.value, fraction="60")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Ysaline"' in page
    assert 'value="60"' in page
    assert "Nécessaire pour une nouvelle personne." in page


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_both_pages_speak_both_languages(stage, language):
    bring(stage, ServiceKind.SOCIAL, role=Role.SOCIAL_WORKER.value)
    words = {
        "fr": ("Qui est ici", "À confirmer par une autre personne", "Postes à confirmer"),
        "nl": ("Wie hier werkt", "Door iemand anders te bevestigen", "Te bevestigen functies"),
    }[language]

    people = stage.admin.browser(language).get(f"/administration/services/{stage.service.pk}/").content.decode()
    confirm = stage.head.browser(language).get("/posts-to-confirm/").content.decode()

    assert words[0] in people
    assert words[1] in people
    assert words[2] in confirm
    assert Client().get("/posts-to-confirm/").status_code == 302
