"""A professional without an account reads a pack on a link and answers (P7): code, declaration, one browser, thirty days."""

import datetime as dt
import re
from contextlib import suppress

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError, ProgrammingError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.formats import date_format

from palier.access.binding import acting
from palier.access.lock import guarded_tables
from palier.casework.referrals import actions
from palier.casework.referrals.rules import Standing, State, standing
from palier.casework.referrals.rules.links import declaration, declarations, figures, own_mobile, spaced
from palier.kernel import clock
from tests.access.cast import sql
from tests.casework.referrals.test_referrals import NEED, TODAY, add, house, kept  # noqa: F401 - house: a fixture
from tests.door.comers import come_in, give
from tests.stage import without_locks


def plain(answer):
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " "))


class Partner:
    """A professional with a telephone: a browser of her own, no account."""

    def __init__(self, language="fr"):
        self.browser = Client(headers={"accept-language": language})

    def come(self, address, code):
        return self.browser.post(address, {"code": code})

    def confirm(self):
        return self.browser.post("/for-you/", {"confirmed": "on"})

    def read(self):
        return plain(self.browser.get("/for-you/"))

    def say(self, reply, **more):
        return self.browser.post("/for-you/answer/", {"reply": reply, **more})


def link_of(stage, address):
    """The worker makes the link and prints its slip: the path on it."""
    slip = stage.amina.browser().post(f"{address}link/").content.decode()
    return re.search(r"/for-you/[A-Z0-9-]+/", slip.replace("<wbr>", "")).group(0)


def code_of(stage, address):
    told = stage.amina.browser().post(f"{address}link/code/").content.decode()
    return re.search(r"\d{4} \d{4}", told).group(0)


@pytest.fixture
def given(stage, house):  # noqa: F811
    """A referral that went by a link on paper: its page, and the path of the link."""
    case, bound, _unbound = house
    answer = add(stage, case, bound, way="given")
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"], link_of(stage, answer["Location"])


def reading(stage, given, language="fr"):
    """Somebody who has confirmed the declaration and reads."""
    somebody = Partner(language)
    assert somebody.come(given[1], code_of(stage, given[0])).status_code == 302
    assert somebody.confirm().status_code == 302
    return somebody


def moved(case, days):
    """The referral as it stands so many days after it went."""
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE referrals_referral SET sent_on = sec.today() - %s, agreed_on = sec.today() - %s WHERE case_id = %s",
            [days, days, case],
        )


# -- from the sending to the answer ------------------------------------------------------------------------------


def test_before_the_code_the_page_says_only_that_something_waits(stage, given):
    address, link = given
    for language, words in (
        ("fr", "Une demande d’un service social vous attend"),
        ("nl", "Een vraag van een sociale dienst wacht op u"),
    ):
        answer = Partner(language).browser.get(link)
        assert words in answer.content.decode()
        for secret in (NEED, "Exemple", "Ida", "Zoé", stage.company.name_fr, "analyse"):
            assert secret not in answer.content.decode(), secret
        assert re.search(r"<title>(Bonjour|Dag)\s*</title>", answer.content.decode())
        assert "no-store" in answer["Cache-Control"] and "noindex" in answer["X-Robots-Tag"]


def test_she_sends_the_partner_answers_and_she_reads_it(stage, given):
    address, link = given
    ida = Partner()
    answer = ida.come(link, code_of(stage, address).replace(" ", ""))
    assert answer.status_code == 302
    before = ida.read()
    assert "Ida Exemple" in before and "assistante sociale" in before and "secret professionnel" in before
    assert NEED not in before, "nothing of the person before the declaration"
    assert ida.browser.post("/for-you/", {}).status_code == 422
    assert NEED not in ida.read()
    ida.confirm()
    pack = ida.read()
    for words in (NEED, "Un dossier fermé par erreur.", "Amina Exemple"):
        assert words in pack
    assert "Date de naissance" not in pack, "what was not ticked does not go"
    assert ida.say("accept", day=(TODAY + dt.timedelta(days=6)).isoformat()).status_code == 302
    assert "Vous la recevez le" in ida.read()

    day = plain(stage.amina.browser().get("/day/"))
    assert "Réponse ou question par le lien : Service Exemple" in day
    page = plain(stage.amina.browser().get(address))
    assert "pris en charge par le service" in page.lower() and "la reçoit le" in page and "répondu par le lien" in page
    assert "Lu par Ida Exemple le" in page
    stage.amina.browser().post(f"{address}link/seen/")
    assert "par le lien : Service Exemple" not in plain(stage.amina.browser().get("/day/"))
    assert "par le lien : Service Exemple" not in plain(stage.emma.browser().get("/day/"))


def test_a_no_wants_its_reason_and_is_the_same_answer_as_one_noted_by_hand(stage, house, given):  # noqa: F811
    ida = reading(stage, given, "nl")
    refused = ida.say("refuse")
    assert refused.status_code == 422
    assert ida.say("refuse", why="full").status_code == 302
    with without_locks() as cursor:
        cursor.execute(
            "SELECT state, why, next_day, answered_on, by_link FROM referrals_referral WHERE case_id = %s", [house[0]]
        )
        assert cursor.fetchall() == [("refused", "full", None, TODAY, True)]
    assert "Pas de place" in plain(stage.amina.browser().get(given[0]))
    assert ida.say("accept").status_code == 302
    assert kept(house[0])[0][3] == "refused", "answered once"


def test_a_question_goes_to_the_worker_and_her_sentence_comes_back(stage, given):
    address, _link = given
    ida = reading(stage, given)
    assert ida.say("ask", question="  ").status_code == 422
    too_long = "x" * 501
    spoilt = ida.say("ask", question=too_long)
    assert spoilt.status_code == 422 and too_long in spoilt.content.decode(), "nothing typed is lost"
    ida.say("ask", question="A-t-elle un médecin ?")
    assert "pas encore" in ida.read() and 'value="ask"' not in ida.read(), "one at a time"
    assert "par le lien : Service Exemple" in plain(stage.amina.browser().get("/day/"))
    assert "A-t-elle un médecin ?" in plain(stage.amina.browser().get(address))
    stage.amina.browser().post(f"{address}link/reply/", {"words": "  "})
    assert "pas encore" in ida.read()
    stage.amina.browser().post(f"{address}link/reply/", {"words": "Oui, au coin de la rue."})
    assert "Oui, au coin de la rue." in ida.read() and 'value="ask"' in ida.read()
    assert stage.amina.browser().post(f"{address}link/reply/", {"words": "Encore."}).status_code == 404
    assert kept_state(given) == State.SENT


def test_a_service_that_took_her_up_tells_news_of_a_closed_list(stage, given):
    """S1-016: what partners tell beyond an answer comes up in the worker's day, with its source and by what right."""
    ida = reading(stage, given)
    assert 'value="tell"' not in ida.read() and ida.say("tell", news="met").status_code == 302
    assert "Nous nous sommes vus" not in ida.read(), "not before it is taken up"
    ida.say("accept")
    stage.amina.browser().post(f"{given[0]}link/seen/")
    assert ida.say("tell").status_code == 422 and ida.say("tell", news="absent").status_code == 422
    assert ida.say("tell", news="met").status_code == 302
    assert f"Le {date_format(TODAY)}, vous avez dit : Nous nous sommes vus." in ida.read()
    day = plain(stage.amina.browser().get("/day/"))
    assert "Réponse ou question par le lien : Service Exemple" in day and "Avec son accord du" in day
    page = plain(stage.amina.browser("nl").get(given[0]))
    assert "De dienst laat weten" in page and "We hebben elkaar gezien." in page
    token = token_of(ida)
    assert sql(token, "SELECT sec.tell_by_link('absent'), sec.tell_by_link('goes_on')") == [(False, True)]
    assert sql(stage.amina.token, "SELECT sec.tell_by_link('goes_on')") == [(False,)]


def test_a_day_is_proposed_and_she_asks_the_person_first(stage, house, given):  # noqa: F811
    ida = reading(stage, given)
    assert ida.say("propose").status_code == 422
    assert ida.say("propose", day=(TODAY - dt.timedelta(days=1)).isoformat()).status_code == 422
    ida.say("propose", day=(TODAY + dt.timedelta(days=3)).isoformat())
    page = plain(stage.amina.browser().get(given[0]))
    assert "le service propose un jour" in page and 'name="state"' in page
    moved(house[0], 12)
    assert "Sans nouvelles depuis dix jours" not in plain(stage.amina.browser().get("/day/"))
    assert ida.say("accept").status_code == 302
    assert kept_state(given) == State.ACCEPTED


def kept_state(given):
    with without_locks() as cursor:
        cursor.execute("SELECT state FROM referrals_referral WHERE id = %s", [given[0].split("/")[2]])
        return cursor.fetchone()[0]


# -- what opens it, and what does not ----------------------------------------------------------------------------


def test_five_wrong_codes_use_it_up_and_a_new_one_opens(stage, given):
    address, link = given
    code, ida = code_of(stage, address), Partner()
    wrong = spaced(f"{(int(figures(code)) + 1) % 10**8:08d}")
    for _ in range(5):
        assert ida.come(link, wrong).status_code == 422
    assert ida.come(link, code).status_code == 422
    assert ida.come(link, code_of(stage, address)).status_code == 302


def test_a_code_counts_once_and_for_a_quarter_of_an_hour(stage, given):
    address, link = given
    ida, code = Partner(), code_of(stage, address)
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE referrals_referrallink SET code_until = sec.now() - interval '1 second' WHERE code_hash IS NOT NULL"
        )
    assert ida.come(link, code).status_code == 422
    code = code_of(stage, address)
    assert ida.come(link, code).status_code == 302
    ida.browser.get("/for-you/leave/")
    assert ida.come(link, code).status_code == 422


def test_nothing_that_opens_it_is_kept_in_clear(stage, given):
    address, link = given
    code = code_of(stage, address)
    reading(stage, given)
    with without_locks() as cursor:
        for table in ("referrals_referrallink", "access_history", "access_lock_session"):
            cursor.execute(f"SELECT coalesce(string_agg(t::text, ''), '') FROM {table} t")
            text = cursor.fetchone()[0]
            assert link.split("/")[2].replace("-", "") not in text and figures(code) not in text


def test_another_browser_is_told_to_ask_the_sender(stage, given):
    address, link = given
    ida = reading(stage, given)
    other = Partner()
    refused, unknown = other.browser.get(link), other.browser.get("/for-you/ABCD-EFGH-JKMN/")
    assert (refused.status_code, unknown.status_code) == (404, 404)
    assert plain(refused).replace(link, "X") == plain(unknown).replace("/for-you/ABCD-EFGH-JKMN/", "X"), (
        "bound elsewhere and never there look the same"
    )
    assert "Demandez à la personne qui vous l’a envoyée" in plain(refused)
    assert other.come(link, code_of(stage, address)).status_code == 404
    assert NEED not in other.read()
    ida.browser.get("/for-you/leave/")
    assert NEED not in ida.read()
    assert ida.come(link, code_of(stage, address)).status_code == 302, "her own browser opens it again, with a new code"


def test_every_opening_is_told_and_stands_in_the_ledger(stage, house, given):  # noqa: F811
    address, link = given
    ida = reading(stage, given)
    ida.read()
    ida.browser.get("/for-you/leave/")
    ida.come(link, code_of(stage, address))
    ida.confirm()
    page = plain(stage.amina.browser().get(address))
    assert page.count("Lu par Ida Exemple le") == 2
    with without_locks() as cursor:
        cursor.execute(
            "SELECT post_id, person, ground FROM access_read_event WHERE what = 'referral_by_link' AND reference = %s",
            [address.split("/")[2]],
        )
        assert cursor.fetchall() == [(None, None, "by_link")] * 2
        cursor.execute("SELECT declared FROM referrals_referrallink WHERE referral_id = %s", [address.split("/")[2]])
        assert cursor.fetchall() == [(declaration(clock.today()).since,)]


def test_she_reads_at_her_own_door_who_opened_what_she_let_go(stage, given):
    her, other = stage.homes[0].persons[:2]
    doors = {one: come_in(give(stage.amina, one)) for one in (her, other)}
    assert "a lu ce que vous avez accepté" not in plain(doors[her].get("/door/file/"))

    reading(stage, given).read()

    assert "assistante sociale (Service Exemple)" in plain(doors[her].get("/door/file/"))
    assert "a lu ce que vous avez accepté d’envoyer" in plain(doors[her].get("/door/file/"))
    assert "Service Exemple" not in plain(doors[other].get("/door/file/"))


def test_taken_back_it_opens_nothing_at_once(stage, given):
    address, link = given
    ida = reading(stage, given)
    assert NEED in ida.read()
    version = re.search(r'name="version" value="(\d+)"', stage.amina.browser().get(address).content.decode()).group(1)
    assert stage.amina.browser().post(f"{address}take-back/", {"version": version}).status_code == 302
    assert NEED not in ida.read()
    assert ida.say("accept").status_code == 404
    assert ida.browser.get(link).status_code == 404
    assert stage.amina.browser().post(f"{address}link/").status_code == 404, "nor another link"


@pytest.mark.parametrize("how", ["link/end/", "link/"])
def test_ended_or_replaced_it_opens_nothing_either(stage, given, how):
    address, link = given
    ida = reading(stage, given)
    assert stage.amina.browser().post(f"{address}{how}").status_code in {200, 302}
    assert NEED not in ida.read()
    assert ida.browser.get(link).status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE partners_partnercontact SET until = sec.today() - 1 WHERE id = %(contact)s",
        "UPDATE partners_partnerservice SET bound_by_secrecy = 'unknown' WHERE id = (SELECT service_id FROM partners_partnercontact"
        " WHERE id = %(contact)s)",
        "UPDATE cases_case SET closed_on = sec.today(), outcome = 'kept' WHERE id = %(case)s",
    ],
)
def test_who_may_receive_nothing_any_more_reads_nothing_any_more(stage, house, given, change):  # noqa: F811
    ida = reading(stage, given)
    assert NEED in ida.read()
    with without_locks() as cursor:
        cursor.execute(change, {"contact": house[1].pk, "case": house[0]})
    assert NEED not in ida.read()
    assert ida.browser.get(given[1]).status_code == 404


def test_somebody_signed_in_on_the_machine_opens_nothing(stage, given):
    address, link = given
    browser = stage.bart.browser()
    assert browser.post(link, {"code": code_of(stage, address)}).status_code == 422
    assert NEED not in browser.get("/for-you/").content.decode()


def test_twenty_minutes_without_a_page_and_it_is_shut(stage, given):
    ida = reading(stage, given)
    assert NEED in ida.read()
    with without_locks() as cursor:
        cursor.execute("UPDATE access_lock_session SET expires_at = sec.now() WHERE purpose = 'link_open'")
    assert NEED not in ida.read()


# -- the second lock ---------------------------------------------------------------------------------------------


def token_of(somebody):
    return somebody.browser.session["palier_link"]


def test_the_session_of_a_link_sees_no_row_of_any_table(stage, given):
    token = token_of(reading(stage, given))
    with acting(token) as actor:
        assert (actor.post, actor.person, actor.role, actor.organisation, actor.subjects) == (
            None,
            None,
            None,
            None,
            (),
        )
    for table in sorted(guarded_tables()):
        with suppress(ProgrammingError):  # no right on the table at all
            assert sql(token, f"SELECT count(*) FROM {table}") == [(0,)], table
    assert sql(token, "SELECT need FROM sec.link_pack()") == [(NEED,)], "its own pack, by its closed function"


def test_without_the_declaration_the_functions_say_nothing(stage, given):
    ida = Partner()
    ida.come(given[1], code_of(stage, given[0]))
    token = token_of(ida)
    assert sql(token, "SELECT name FROM sec.link_head()") == [("Ida Exemple",)]
    assert sql(token, "SELECT * FROM sec.link_pack()") == []
    assert sql(token, "SELECT sec.answer_by_link('accepted', '', NULL), sec.ask_by_link('x')") == [(False, False)]
    assert sql(token, "SELECT sec.confirm_link(sec.today())") == [(True,)]


@pytest.mark.parametrize(
    ("state", "why", "day", "may"),
    [("accepted", "", None, True), ("refused", "full", None, True), ("sent", "", 3, True), ("taken_back", "", None, False),
     ("refused", "", None, False), ("refused", "unfriendly", None, False), ("accepted", "full", None, False),
     ("sent", "", None, False), ("sent", "", -1, False), ("refused", "full", 3, False)],
)  # fmt: skip
def test_the_database_takes_no_other_answer(stage, given, state, why, day, may):
    token = token_of(reading(stage, given))
    found = sql(token, "SELECT sec.answer_by_link(%s, %s, sec.today() + %s::integer)", [state, why, day])
    assert found == [(may,)]


@pytest.mark.parametrize("who", ["amina", "bart", "officer", "chloe"])
def test_nobody_of_the_house_reads_or_answers_as_the_partner(stage, given, who):
    reading(stage, given)
    token = stage.people[who].token
    assert sql(token, "SELECT * FROM sec.link_pack()") == []
    assert sql(
        token, "SELECT sec.answer_by_link('accepted', '', NULL), sec.ask_by_link('x'), sec.confirm_link(sec.today())"
    ) == [(False, False, False)]


def test_nor_writes_an_answer_in_the_partners_name(stage, given):
    pk = given[0].split("/")[2]
    with pytest.raises(ProgrammingError):
        sql(stage.amina.token, "UPDATE referrals_referral SET state = 'accepted', by_link = true WHERE id = %s", [pk])
    assert sql(stage.amina.token, "UPDATE referrals_referral SET state = 'accepted' WHERE id = %s", [pk]) == [(1,)]
    for column in ("questions = '{x}'", "opened = '{}'", "device_hash = NULL", "declared = NULL"):
        with pytest.raises(ProgrammingError):
            sql(stage.amina.token, f"UPDATE referrals_referrallink SET {column} WHERE referral_id = %s", [pk])
    assert sql(stage.amina.token, "UPDATE referrals_referrallink SET unseen = false WHERE referral_id = %s", [pk]) == [
        (1,)
    ]


def test_no_link_to_a_pack_that_goes_on_paper(stage, house):  # noqa: F811
    address = add(stage, house[0], house[1])["Location"]
    assert stage.amina.browser().post(f"{address}link/").status_code == 404
    row = """INSERT INTO referrals_referrallink (id, organisation_id, subject_id, referral_id, site, code_way, codes, tries, opened,
        questions, replies, unseen, due, sends, author_id)
        SELECT gen_random_uuid(), r.organisation_id, r.subject_id, r.id, 'x', 'told', 0, 0, '{}', '{}', '{}', false, '', 0, sec.post()
        FROM referrals_referral r WHERE r.id = %s"""
    with pytest.raises(ProgrammingError):
        sql(stage.amina.token, row, [address.split("/")[2]])
    address = add(stage, house[0], house[1], way="given")["Location"]
    assert sql(stage.amina.token, row, [address.split("/")[2]]) == [(1,)]
    assert sql(stage.bart.token, row, [address.split("/")[2]]) == [(0,)]


@pytest.mark.parametrize("who", ["bart", "head", "trainee", "accounts", "officer", "chloe"])
def test_nobody_else_works_with_the_link(stage, given, who):
    browser = stage.people[who].browser()
    for path in ("link/", "link/code/", "link/reply/", "link/seen/", "link/end/"):
        assert browser.post(f"{given[0]}{path}", {"words": "x"}).status_code in {403, 404}, path
    assert sql(stage.people[who].token, "SELECT count(*) FROM referrals_referrallink") == [(0,)]
    assert Partner().browser.get(given[1]).status_code == 200, "it still waits"


# -- ten days, thirty days ---------------------------------------------------------------------------------------


def test_reminded_after_ten_days_over_after_thirty(stage, house, given):  # noqa: F811
    ida = reading(stage, given)
    seen, open_still = [], []
    for days in (9, 10, 30, 31):
        moved(house[0], days)
        page = stage.amina.browser().get("/day/").content.decode()
        seen.append("Sans nouvelles depuis dix jours" in page and "Service Exemple" in page)
        open_still.append(NEED in ida.read())
    assert seen == [False, True, True, False]
    assert open_still == [True, True, True, False]
    assert Partner().browser.get(given[1]).status_code == 404
    assert stage.amina.browser().post(f"{given[0]}link/").status_code == 404
    assert "Le lien n’ouvre plus rien" in plain(stage.amina.browser().get(given[0]))


def test_the_clock_of_the_house_decides_and_not_the_servers(stage, given):
    """On a moved clock the link stands on its thirtieth day, and not on the day after; the reminder has come."""
    pk = given[0].split("/")[2]
    with without_locks() as cursor:
        cursor.execute("SELECT id FROM referrals_referrallink WHERE referral_id = %s", [pk])
        link, stands = cursor.fetchone()[0], []
        cursor.execute("SAVEPOINT clock")
        for days in (0, 30, 31):
            cursor.execute(
                "INSERT INTO access_installation (id, demo, moved_now) VALUES (1, true, now() + make_interval(days => %s))"
                " ON CONFLICT (id) DO UPDATE SET demo = true, moved_now = excluded.moved_now",
                [days],
            )
            cursor.execute("SELECT sec.link_stands(%s), sec.today()", [link])
            stood, today = cursor.fetchone()
            stands.append((stood, standing(State.SENT, TODAY, today)))
        cursor.execute("ROLLBACK TO clock")
    assert stands == [(True, Standing.WAITING), (True, Standing.SILENT), (False, Standing.ENDED)]


# -- what goes with the file, what the pages cost ----------------------------------------------------------------


def test_it_goes_with_its_file(stage, house, given):  # noqa: F811
    reading(stage, given)
    with without_locks() as cursor:
        cursor.execute("SELECT id FROM referrals_referrallink WHERE referral_id = %s", [given[0].split("/")[2]])
        [(link,)] = cursor.fetchall()
        cursor.execute(
            "UPDATE cases_case SET closed_on = sec.today() - 4000, outcome = 'kept' WHERE id = %s", [house[0]]
        )
        cursor.execute("SET LOCAL ROLE palier_definer")
        cursor.execute("SELECT sec.erase_ended()")
    with without_locks() as cursor:
        cursor.execute("SELECT count(*) FROM referrals_referrallink WHERE id = %s", [link])
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM access_history WHERE row_id = %s", [link])
        assert cursor.fetchone() == (0,)


def test_the_pack_costs_the_same_whatever_was_said(stage, given):
    ida, counts = reading(stage, given), []
    for number in range(2):
        with CaptureQueriesContext(connection) as asked:
            ida.read()
        counts.append(len(asked))
        ida.say("ask", question=f"Question {number} ?")
        stage.amina.browser().post(f"{given[0]}link/reply/", {"words": "Oui."})
    assert counts[0] == counts[1] <= 12


@pytest.mark.parametrize(
    ("number", "mobile"), [("+32470123456", True), ("+3220000077", False), ("", False), ("+33612345678", False)]
)
def test_a_code_goes_by_sms_to_a_mobile_of_here_only(number, mobile):
    assert own_mobile(number) is mobile


def test_a_declaration_has_both_languages_and_the_latest_counts():
    assert all(one.text.fr and one.text.nl and "confirmer" in one.source for one in declarations())
    assert declaration(clock.today()) == declarations()[-1]


def test_an_answer_without_a_session_is_nobodys(stage, given):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT sec.open_link('x', 'x', 'x', 'x')")
    assert Partner().say("accept").status_code == 404
    with acting(None):
        assert actions.stay() is False
