"""My day: everything that waits, one act in place, the same number of statements however long the list."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from palier.access.actions import cover
from palier.casework.cases import queries
from palier.casework.cases.models import Case, Request, Step
from palier.registry.people.models import Person
from palier.registry.signals.models import Signal
from tests.stage import STAGE, without_locks

WORDS = {
    "fr": ("Ma journée", "Ce qui attend", "à rappeler", "Message laissé", "Prendre", "C’est fait", "Fin de journée"),
    "nl": (
        "Mijn dag",
        "Wat wacht",
        "terug te bellen",
        "Bericht achtergelaten",
        "Opnemen",
        "Het is gedaan",
        "Einde van de dag",
    ),
}


def behind(model, pk):
    """A row as it is, looked at behind the locks."""
    with without_locks():
        return model._base_manager.using(STAGE).get(pk=pk)


def day_of(somebody, language="fr", url="/day/"):
    page = somebody.browser(language).get(url)
    assert page.status_code == 200
    return page.content.decode()


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_a_worker_opens_her_day_in_both_languages(stage, work, language):
    work.everything()

    page = day_of(stage.amina, language)

    assert [words for words in WORDS[language] if words not in page] == []
    assert f'<html lang="{language}"' in page


@pytest.mark.parametrize("name", ["head", "accounts", "desk", "direction", "officer", "agent", "collective", "admin"])
@pytest.mark.parametrize("url", ["/day/", "/day/sheet/", "/day/end/"])
def test_nobody_outside_the_social_service_opens_a_day(stage, name, url):
    assert stage.people[name].browser().get(url).status_code == 404


def test_a_colleague_sees_nothing_of_it(stage, work, canary):
    case = work.file()
    work.contact(canary, case=case)
    work.step(case, canary)
    work.request(canary)

    assert canary in day_of(stage.amina)
    for other in (stage.bart, stage.dries, stage.chloe):
        assert canary not in day_of(other)


def test_statements_do_not_grow_with_the_lists(stage, work):
    case = work.everything()

    def statements():
        browser = stage.amina.browser()
        with CaptureQueriesContext(connection) as seen:
            assert browser.get("/day/").status_code == 200
        return [one["sql"] for one in seen if one["sql"] not in {"BEGIN", "COMMIT"}]

    few = statements()
    for number in range(10):
        work.step(case, f"marche {number}", days=-number)
        work.step(case, f"appel {number}", call=True)
        work.request(f"demande {number}", home=number % 2)
        work.signal(text=f"signal {number}")
    many = statements()

    assert len(few) == len(many)
    assert len(many) <= 28, "\n".join(many)


def test_twelve_lines_are_shown_and_the_rest_is_folded(stage, work):
    case = work.file()
    for number in range(15):
        work.step(case, f"appel {number}", call=True)

    page = day_of(stage.amina)

    shown, rest = page.split('<details class="fold">')
    assert shown.count("/day/calls/") == 12
    assert rest.count("/day/calls/") == 3
    assert "Le reste, 3 lignes" in page


def test_calls_come_first_with_a_number_to_tap_and_what_was_said_last(stage, work):
    case = work.everything()
    with without_locks() as cursor:
        cursor.execute("SELECT phone FROM people_contactdetails WHERE person_id = %s", [stage.homes[0].persons[0]])
        phone = cursor.fetchone()[0]

    page = day_of(stage.amina)

    waits = page[page.index('id="waits"') :]
    assert waits.index("/day/calls/") < waits.index("/day/requests/")
    assert f'href="tel:{phone}"' in waits
    assert "Relire ensemble la lettre de la caisse." in waits
    assert "Puis le reste" not in page
    assert case


def test_who_must_not_be_called_freely_has_no_number_to_tap(stage, work):
    case = work.file()
    work.step(case, "Prendre des nouvelles", call=True)
    stage.reached_only(stage.homes[0].persons[0], "au guichet, le mardi")

    page = day_of(stage.amina)

    assert "tel:" not in page
    assert "au guichet, le mardi" in page
    assert "au guichet" not in day_of(stage.amina, url="/day/sheet/")


def test_arrears_come_last_without_amount(stage, work):
    work.signal("arrears", "312,50 euros de retard")
    work.request()

    page = day_of(stage.amina)

    assert "Un loyer à regarder tôt" in page
    shown = re.sub(r'(value|href|action|datetime)="[^"]*"|<svg.*?</svg>', "", page)
    assert not re.search(r"(?<!\w)312(?!\w)", shown)  # alone: names of the test end in any digits
    assert page.index("/day/requests/") < page.index("Un loyer à regarder tôt")


def test_the_sheet_bears_initials_and_nothing_of_what_was_said(stage, work, canary):
    case = work.everything()
    work.step(case, canary)
    work.contact(canary, case=case)
    label = stage.homes[0].household
    name = behind(Person, stage.homes[0].persons[0]).last_name

    page = day_of(stage.amina, url="/day/sheet/")

    assert "Z. E." in page
    assert name not in page
    assert str(label) not in page
    assert canary not in page


# -- one tap ---------------------------------------------------------------------------------------------------


def keyed(page, path):
    """The hidden key of the form that posts to `path`."""
    form = page[page.index(f'action="{path}"') :]
    return re.search(r'name="idempotency_key" value="([^"]+)"', form)[1]


@pytest.mark.parametrize(
    ("result", "state", "days"), [("i_called", "done", 0), ("no_answer", "planned", 1), ("message_left", "planned", 3)]
)
def test_one_tap_records_the_call_and_moves_it_and_twice_is_harmless(stage, work, result, state, days):
    case = work.file()
    step = work.step(case, "Rappeler", call=True)
    browser = stage.amina.browser()
    path = f"/day/calls/{step}/"
    body = {"result": result, "idempotency_key": keyed(browser.get("/day/").content.decode(), path)}

    first = browser.post(path, body)
    second = browser.post(path, body)

    assert (first.status_code, second.status_code) == (302, 302)
    with stage.amina.acting() as amina:
        contacts = list(queries.contacts_of(amina, case))
    assert [(row.result, row.channel) for row in contacts] == [(result, "phone")]
    moved = behind(Step, step)
    assert moved.state == state
    assert moved.due >= work.today + datetime.timedelta(days=days)
    assert path not in day_of(stage.amina)


def test_a_tap_can_be_taken_back(stage, work):
    case = work.file()
    step = work.step(case, "Rappeler", call=True)
    browser = stage.amina.browser()
    page = browser.post(f"/day/calls/{step}/", {"result": "i_called"}, follow=True).content.decode()

    undo = re.search(rf"/day/calls/{step}/undo/[^/]+/", page)[0]
    browser.post(undo)

    assert behind(Step, step).state == "planned"
    with stage.amina.acting() as amina:
        assert queries.contacts_of(amina, case).count() == 0


def test_an_unknown_result_is_not_a_contact(stage, work):
    case = work.file()
    step = work.step(case, "Rappeler", call=True)

    answer = stage.amina.browser().post(f"/day/calls/{step}/", {"result": "did_not_cooperate"})

    assert answer.status_code == 400
    with stage.amina.acting() as amina:
        assert queries.contacts_of(amina, case).count() == 0


def test_it_is_done_and_done_again_keeps_the_first_day(stage, work):
    step = work.step(work.file())
    browser = stage.amina.browser()

    browser.post(f"/day/steps/{step}/done/")
    version = behind(Step, step).version
    browser.post(f"/day/steps/{step}/done/")

    climbed = behind(Step, step)
    assert (climbed.state, climbed.climbed_on, climbed.version) == ("done", work.today, version)
    browser.post(f"/day/steps/{step}/open/")
    assert behind(Step, step).state == "planned"


def test_taking_a_request_takes_it_off_the_list(stage, work):
    request = work.request()
    browser = stage.amina.browser()

    assert browser.post(f"/day/requests/{request}/take/").status_code == 302
    assert browser.post(f"/day/requests/{request}/take/").status_code == 302

    assert behind(Request, request).state == "taken"
    assert str(request) not in day_of(stage.amina)


def test_a_signal_seen_leaves_the_list(stage, work):
    signal = work.signal()
    browser = stage.amina.browser()

    assert browser.post(f"/day/signals/{signal}/seen/").status_code == 302
    assert browser.post(f"/day/signals/{signal}/seen/").status_code == 302

    assert behind(Signal, signal).state == "done"


def test_what_somebody_else_brought_says_who_and_by_what_right(stage, work):
    """S1-016: a partner's word on the list has its source and its ground; one's own request needs neither."""
    work.request()
    page = day_of(stage.amina)
    assert "par l’intermédiaire de" not in page and "Elle l’a demandé" not in page
    work.request(requester_kind="partner", origin="Maison Fictive", confided_by=(stage.homes[0].persons[0],))
    work.request(home=1, requester_kind="neighbour", no_demand=True)
    page = day_of(stage.amina).replace("\u00a0", " ")
    assert "par l’intermédiaire de : Maison Fictive" in page and "Elle l’a demandé, par leur intermédiaire" in page
    assert "par l’intermédiaire de : voisin" in page and "Elle n’a rien demandé" in page


def test_a_signal_to_one_post_is_not_her_colleague_s(stage, work):
    signal = work.signal(post=stage.bart.post)

    assert stage.amina.browser().post(f"/day/signals/{signal}/seen/").status_code == 404
    assert str(signal) not in day_of(stage.amina)
    assert str(signal) in day_of(stage.bart)


@pytest.mark.parametrize("answer", ["taking_up", "agreed_so", "ended_at_her_wish"])
def test_three_answers_to_silence_stop_the_clock(stage, work, answer):
    case = work.file()
    work.silence(case)
    browser = stage.amina.browser()
    path = f"/day/files/{case}/silence/"
    assert path in day_of(stage.amina)
    body = {"answer": answer, "version": behind(Case, case).version}

    page = browser.post(path, body, follow=True).content.decode()
    assert browser.post(path, body).status_code == 302

    assert path not in day_of(stage.amina)
    closed = behind(Case, case)
    assert bool(closed.closed_on) == (answer == "ended_at_her_wish")
    if closed.closed_on:
        browser.post(re.search(rf"/day/files/{case}/reopen/\d+/", page)[0])
        assert behind(Case, case).closed_on is None


def test_an_answer_to_an_older_page_is_a_conflict(stage, work):
    case = work.file()
    work.silence(case)

    answer = stage.amina.browser().post(f"/day/files/{case}/silence/", {"answer": "agreed_so", "version": 99})

    assert answer.status_code == 409


@pytest.mark.parametrize("name", ["bart", "chloe", "head", "desk"])
def test_nobody_else_taps_for_her(stage, work, name):
    case = work.file()
    work.silence(case)
    call, step, request = work.step(case, call=True), work.step(case), work.request()
    browser = stage.people[name].browser()

    for path, body in (
        (f"/day/calls/{call}/", {"result": "i_called"}),
        (f"/day/steps/{step}/done/", {}),
        (f"/day/requests/{request}/take/", {}),
        (f"/day/files/{case}/silence/", {"answer": "agreed_so", "version": 1}),
    ):
        assert browser.post(path, body).status_code == 404, path
    assert behind(Step, step).state == "planned"
    assert behind(Request, request).state == "waiting"


def test_a_replacement_sees_whom_she_stands_in_for_and_what_waits_there(stage, work):
    request = work.request()
    with stage.amina.acting() as amina:
        cover(
            actor=amina,
            absent=stage.amina.post,
            covering=stage.emma.post,
            first=amina.today,
            last=amina.today + datetime.timedelta(days=4),
        )

    page = day_of(stage.emma)

    assert "Je remplace Amina Exemple" in page
    assert "Site 1" in page
    assert str(request) in page
    assert "Je remplace" not in day_of(stage.bart)


def test_an_empty_day_says_what_will_come(stage):
    page = day_of(stage.bart)

    assert "Rien n’attend." in page
    assert "Rien n’est prévu aujourd’hui." in page


def test_opening_the_day_leaves_one_line_in_the_ledger(stage, work):
    case = work.everything()

    day_of(stage.amina)

    with without_locks() as cursor:
        cursor.execute(
            "SELECT count(*), bool_or(%s = ANY (subjects)) FROM access_read_event"
            " WHERE post_id = %s AND what = 'my_day'",
            [behind(Case, case).subject_id, stage.amina.post],
        )
        assert cursor.fetchone() == (1, True)
