"""From the household file to the printed letter, through the pages; bad input is said in words; nobody else finds them."""

import html
import re
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from palier.registry.messaging import actions, queries
from palier.registry.messaging.rules.templates import BLANK
from tests.stage import without_locks

SIGN_IN = 2


def field(page, name):
    return re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)[1]


def chosen(home, subject=None, **more):
    values = {"household": home.household, "kind": "appointment", "person": home.persons[0], "language": "fr"}
    return values | ({"file": subject} if subject else {}) | more


@pytest.fixture
def browser(stage):
    return stage.amina.browser("fr")


def test_six_gestures_from_the_household_file_to_paper(stage, subject, browser):
    home = stage.homes[0]
    page = browser.get(f"/households/{home.household}/").content.decode()
    address = re.search(r'href="(/letters/write/[^"]*)"', page)[1].replace("&amp;", "&")  # 1: write a letter

    choice = browser.get(address).content.decode()
    assert f'value="{home.persons[0]}"' in choice and 'value="fr" id="id_language_0" checked' in choice
    words = chosen(home, subject, day="2026-12-01", hour="14:00", place="Siège")  # 2, 3: what, and see the words
    page = browser.get("/letters/write/", words).content.decode()
    assert "mardi 1er décembre à 14\N{NO-BREAK SPACE}h" in page and "Zoé Exemple" in page

    answer = browser.post(  # 4: keep it
        f"/letters/write/?{'&'.join(f'{key}={value}' for key, value in words.items())}",
        {"title_fr": "Votre rendez-vous avec nous", "body_fr": "Bonjour Zoé,\n\nVenez.", "to_explain": "on"},
    )
    assert answer.status_code == 302
    letter = answer["Location"]
    page = browser.get(letter).content.decode()
    answer = browser.post(f"{letter}send/", {"channel": "counter", "version": field(page, "version")})  # 5: let it go
    assert answer["Location"] == letter
    sheet = browser.get(f"{letter}print/")  # 6: print it
    assert sheet["Content-Type"] == "application/pdf" and sheet.content.startswith(b"%PDF")
    assert "no-store" in sheet["Cache-Control"]
    assert "Zo" not in sheet["Content-Disposition"]
    for other, start in (("a6", b"%PDF"), ("docx", b"PK")):
        assert browser.get(f"{letter}print/", {"as": other}).content.startswith(start)


def test_nothing_is_kept_by_looking(stage, subject, browser):
    browser.get("/letters/write/", chosen(stage.homes[0], subject))
    with without_locks() as cursor:
        cursor.execute("SELECT count(*) FROM messaging_letter WHERE subject_id = %s", [subject])
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize(
    ("wrong", "language", "says"),
    [
        ({"kind": "weapon"}, "fr", "Sélectionnez un choix valide"),
        ({"day": "le 40 mars"}, "fr", "Saisissez une date valide"),
        ({"day": "le 40 mars"}, "nl", "geldige datum"),
        ({"person": "x"}, "fr", "Sélectionnez un choix valide"),
    ],
)
def test_a_wrong_choice_is_said_and_the_rest_stays(stage, subject, wrong, language, says):
    answer = stage.amina.browser(language).get(
        "/letters/write/", chosen(stage.homes[0], subject, place="Siège") | wrong
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert says in page and "Siège" in page


def test_empty_words_are_said_and_what_was_typed_stays(stage, subject, browser):
    words = "&".join(f"{key}={value}" for key, value in chosen(stage.homes[0], subject, language="both").items())
    answer = browser.post(f"/letters/write/?{words}", {"title_fr": "Venez", "body_fr": "gardé tel quel"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "gardé tel quel" in page and page.count('aria-invalid="true"') == 2


def test_a_letter_that_still_has_dots_says_so_where_it_would_go(stage, write, browser):
    pk = write(body_fr="Le …………")
    answer = browser.post(f"/letters/{pk}/send/", {"channel": "counter", "version": 1})
    assert answer.status_code == 422
    assert "pointillés" in answer.content.decode()


@pytest.mark.parametrize(
    ("language", "says"), [("fr", "Je n'ai rien dit de vous"), ("nl", "Ik heb niets over u gezegd")]
)
def test_an_orientation_card_names_the_place_and_promises_that_nothing_went_there(
    stage, subject, browser, language, says
):
    home = stage.homes[0]
    words = chosen(home, subject, kind="orientation", language=language, place="Le Phare imaginaire")
    page = browser.get("/letters/write/", words).content.decode()
    title = html.unescape(field(page, f"title_{language}"))
    body = html.unescape(re.search(rf'name="body_{language}"[^>]*>([^<]*)</textarea>', page)[1])
    assert "Le Phare imaginaire" in body and says in body and BLANK in body

    address = f"/letters/write/?{urlencode(words)}"
    made = browser.post(address, {f"title_{language}": title, f"body_{language}": body})["Location"]
    assert browser.post(f"{made}send/", {"channel": "counter", "version": 1}).status_code == 422  # dots are left
    made = browser.post(address, {f"title_{language}": title, f"body_{language}": body.replace(BLANK, "12")})[
        "Location"
    ]
    assert browser.post(f"{made}send/", {"channel": "counter", "version": 1})["Location"] == made


def test_a_channel_sent_by_hand_that_is_not_open_is_refused_in_words(stage, write, browser):
    pk = write()
    for channel in ("sms", "pigeon", ""):
        answer = browser.post(f"/letters/{pk}/send/", {"channel": channel, "version": 1})
        assert answer.status_code == 422, channel


def test_an_old_page_sends_nothing(stage, write, browser):
    pk = write()
    assert browser.post(f"/letters/{pk}/send/", {"channel": "counter", "version": 9}).status_code == 409


def test_with_an_agreed_way_the_page_says_it_and_prints_no_address(stage, write, browser):
    pk = write()
    assert "Par la poste" in browser.get(f"/letters/{pk}/").content.decode()
    stage.reached_only(stage.homes[0].persons[0], "par sa sœur, le matin")

    page = browser.get(f"/letters/{pk}/").content.decode()

    assert "par sa sœur, le matin" in page and 'value="letter"' not in page and 'value="counter"' in page
    with stage.amina.acting() as amina:
        row = queries.letter(amina, pk)
        assert len(queries.sheet(amina, row, with_address=False).to) == 1
        assert len(queries.sheet(amina, row, with_address=True).to) == 3


def test_the_addresses_of_a_household_with_an_agreed_way_are_those_of_one_without(stage, write, subject):
    """The second worker of one person's file does not work with the other: she sees the same with and without (P2)."""
    from palier.access.models import TeamMember
    from tests.stage import ALWAYS, put

    with without_locks():
        put(
            TeamMember(
                subject_id=subject, post_id=stage.bart.post, duty="second", valid=ALWAYS, added_by_id=stage.amina.post
            )
        )
    partner = stage.homes[0].persons[1]
    pk = write(person=partner)
    page = stage.bart.browser().get(f"/letters/{pk}/")
    assert page.status_code == 200
    stage.reached_only(partner, "au travail")
    after = stage.bart.browser().get(f"/letters/{pk}/").content.decode()
    assert "au travail" not in after
    strip = re.compile(r'name="(csrfmiddlewaretoken|idempotency_key)" value="[^"]*"|data-csrf="[^"]*"')
    assert strip.sub("", after) == strip.sub("", page.content.decode())


def test_nobody_outside_the_team_finds_a_letter_or_its_acts(stage, write, let_go):
    pk = write()
    line = let_go(pk, "letter")
    for somebody in (stage.bart, stage.head, stage.desk, stage.accounts, stage.chloe):
        browser = somebody.browser()
        for address in (f"/letters/{pk}/", f"/letters/{pk}/print/", f"/letters/{pk}/edit/"):
            assert browser.get(address).status_code == 404
        for act in ("posted", "explained", "again", "withdraw"):
            assert browser.post(f"/letters/line/{line}/{act}/").status_code == 404
        assert browser.post(f"/letters/{pk}/send/", {"channel": "counter", "version": 1}).status_code == 404
    assert stage.amina.browser().get(f"/letters/{pk}/").status_code == 200


def test_the_list_says_what_waits_and_my_day_counts_it_in_one_line(stage, write, let_go, browser):
    line = let_go(write(to_explain=True), "letter")
    page = browser.get("/letters/").content.decode()
    assert page.count("Zoé Exemple") == 2
    assert (
        "1 courrier à poster" in browser.get("/").content.decode()
        or "1 courrier à poster" in browser.get("/", follow=True).content.decode()
    )

    browser.post(f"/letters/line/{line}/posted/")
    answer = browser.post(f"/letters/line/{line}/explained/", {"language": ""}, follow=True).content.decode()
    assert "Choisissez la langue" in answer
    browser.post(f"/letters/line/{line}/explained/", {"language": "tr"})

    assert "Zoé Exemple" not in browser.get("/letters/").content.decode()
    assert "turc" in browser.get(f"/letters/{queries_letter(stage, line)}/").content.decode()


def queries_letter(stage, line):
    with stage.amina.acting() as amina:
        return queries.dispatch(amina, line).letter_id


def test_the_page_of_letters_sends_the_same_statements_whatever_waits(stage, write, let_go, browser):
    def statements():
        browser.get("/letters/")
        with CaptureQueriesContext(connection) as seen:
            assert browser.get("/letters/").status_code == 200
        return [one["sql"] for one in seen if one["sql"] not in {"BEGIN", "COMMIT"}]

    let_go(write(to_explain=True), "letter")
    few = statements()
    for _more in range(5):
        let_go(write(to_explain=True), "letter")
        write()
    many = statements()
    assert len(few) == len(many) <= 10 + SIGN_IN, "\n".join(many)


def test_a_letter_sends_a_fixed_number_of_statements(stage, write, let_go, browser):
    def statements(pk):
        browser.get(f"/letters/{pk}/")
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(f"/letters/{pk}/").status_code == 200
        return [one["sql"] for one in seen if one["sql"] not in {"BEGIN", "COMMIT"}]

    one, three = write(), write()
    let_go(one)
    for _again in range(3):
        let_go(three)
    assert len(statements(one)) == len(statements(three)) <= 16 + SIGN_IN


def test_the_head_edits_templates_and_sees_no_list_of_households(stage, write, let_go):
    let_go(write(), "letter")
    browser = stage.head.browser("nl")
    page = browser.get("/letters/").content.decode()
    assert "Exemple " not in page.split("<main")[1] and "Sjablonen van de dienst" in page

    answer = browser.post(
        "/letters/templates/call_us/", {"title_fr": "a", "body_fr": "{nom}", "title_nl": "b", "body_nl": "c"}
    )
    assert answer.status_code == 422
    assert "{nom}" in answer.content.decode() and "{téléphone}" in answer.content.decode()
    kept = browser.post(
        "/letters/templates/call_us/",
        {"title_fr": "a", "body_fr": "Bonjour {personne}", "title_nl": "b", "body_nl": "Dag {persoon}"},
    )
    preview = browser.get(kept["Location"]).content.decode()
    assert "Bonjour Zoé Exemple" in preview and "{personne}" not in preview
    assert browser.get(f"{kept['Location']}preview.pdf").content.startswith(b"%PDF")
    assert browser.post(f"{kept['Location']}use/")["Location"] == "/letters/templates/call_us/"
    with stage.amina.acting() as amina:
        assert queries.templates(amina)["call_us"].title_nl == "b"
    assert browser.get("/letters/templates/other/").status_code == 404


def test_a_poster_is_printed_and_kept_nowhere(stage, browser):
    words = {"title_fr": "Rencontre", "text_fr": "Mardi", "title_nl": "Ontmoeting", "text_nl": "Dinsdag", "size": "a3"}
    assert browser.post("/letters/poster/", words).content.startswith(b"%PDF")
    answer = browser.post("/letters/poster/", words | {"text_nl": ""})
    assert answer.status_code == 422 and "Mardi" in answer.content.decode()


def test_in_an_emergency_the_letter_is_read_and_not_how_it_went(stage, write, let_go, subject):
    from palier.access.models import EmergencyAccess
    from tests.stage import put

    pk = write(body_fr="mot du courrier")
    let_go(pk)
    with without_locks() as cursor:
        cursor.execute("SELECT now()")
        now = cursor.fetchone()[0]
        import datetime

        put(
            EmergencyAccess(
                organisation=stage.company,
                subject_id=subject,
                person=stage.homes[0].persons[0],
                post_id=stage.bart.post,
                ground="danger_to_life",
                reason="x" * 40,
                opened_at=now,
                until=now + datetime.timedelta(hours=2),
            )
        )
    page = stage.bart.browser("fr").get(f"/letters/{pk}/").content.decode()
    assert "mot du courrier" in page and "Comment il part" not in page and "En main propre" not in page
    assert stage.bart.browser().get(f"/letters/{pk}/print/").status_code == 200


def test_a_failed_line_is_tried_again_from_the_list(stage, write, let_go, gateways, browser):
    line = let_go(write(), "sms")
    with without_locks() as cursor:
        cursor.execute("UPDATE messaging_dispatch SET state = 'failed' WHERE id = %s", [line])
    assert "Réessayer" in browser.get("/letters/").content.decode()
    browser.post(f"/letters/line/{line}/again/")
    with stage.amina.acting() as amina:
        assert queries.dispatch(amina, line).state == "waiting"
    with stage.amina.acting() as amina:
        actions.withdraw(actor=amina, pk=line)
