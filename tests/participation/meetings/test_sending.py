"""From the invitation to the minutes: all are written to, nobody is listed, names are taken out first (P41; S1-079, S1-080)."""

import html
import re

import pytest
from django.urls import reverse

from palier.kernel.errors import Conflict, InvalidInput, Refused
from palier.participation.meetings import actions, queries
from palier.participation.meetings.rules import ReplyDraft, SignedAs
from palier.registry.access_codes.rules import Level
from tests.door.comers import come_in, give
from tests.stage import gathered, without_locks


def text_of(answer):
    return html.unescape(answer.content.decode()).replace("\u00a0", " ")


def sql(text, *values):
    with without_locks() as cursor:
        cursor.execute(text, values)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def version_in(answer):
    return re.search(r'name="version" value="(\d+)"', answer.content.decode())[1]


def invited(worker, meeting, version):
    with worker.acting() as actor:
        return actions.invite(actor=actor, pk=meeting, version=version(meeting))


def read_signed_sent(worker, meeting, version):
    with worker.acting() as actor:
        actions.read_again(actor=actor, pk=meeting, version=version(meeting), texts={}, may_stand=True)
    with worker.acting() as actor:
        actions.sign(actor=actor, pk=meeting, version=version(meeting), signed_as=SignedAs.COUNCIL)
    with worker.acting() as actor:
        return actions.send_minutes(actor=actor, pk=meeting, version=version(meeting))


@pytest.fixture
def code(stage):
    """A code of the first household of the first site, and of one that lives elsewhere."""

    def of(home, level=Level.POSTED):
        return give(stage.amina, home.persons[0], level)

    return of


def test_the_invitation_is_looked_at_in_both_languages_then_goes_to_all_once(stage, worker, prepare, point):
    meeting = prepare()
    point(stage.people["technical"], meeting)
    browser, address = worker.browser(), reverse("meeting_invite", args=[meeting])
    shown = text_of(browser.get(address))
    for words in ("Réunion du quartier", "Wijkvergadering", "On entre sans marche.", "U komt binnen zonder trede.", "De lift",
                  "darija", "Vous êtes libre de venir ou non."):  # fmt: skip
        assert words in shown
    version = version_in(browser.get(address))
    assert stage.people["technical"].browser().get(address).status_code == 404
    assert browser.post(address, {"version": version}).status_code == 302
    assert browser.post(address, {"version": version}).status_code == 409
    households = sql(
        "SELECT l.household_id FROM messaging_mailingline l JOIN messaging_mailing m ON m.id = l.mailing_id WHERE m.about = %s", meeting
    )  # fmt: skip
    assert len(households) == len(set(households)) > 0
    assert text_of(browser.get(reverse("meeting", args=[meeting]))).count("invitations") > 0


def test_nothing_goes_to_places_where_nobody_lives_or_once_the_moment_has_passed(stage, worker, prepare, past, version):
    empty = prepare(places=(stage.sites[-1].pk,))
    sql(
        "UPDATE housing_lease l SET ends = sec.today() - 1 FROM housing_dwelling d JOIN organisations_place p ON p.id = d.building_id"
        " WHERE l.dwelling_id = d.id AND p.parent_id = %s", stage.sites[-1].pk
    )  # fmt: skip
    with pytest.raises(InvalidInput):
        invited(worker, empty, version)
    over = prepare()
    past(over)
    with pytest.raises(InvalidInput):
        invited(worker, over, version)


def test_she_says_at_her_door_whether_she_comes_and_nobody_reads_it(stage, worker, prepare, version, code):
    meeting, home = prepare(), stage.homes[0]
    door = come_in(code(home))
    assert door.get(reverse("my_meeting", args=[meeting])).status_code == 404, "nobody was invited yet"
    invited(worker, meeting, version)
    assert "Réunion du quartier" in text_of(door.get(reverse("my_meetings")))
    answer = door.post(reverse("my_reply", args=[meeting]), {"comes": "yes", "persons": "2", "child_corner": "on"})
    assert answer.status_code == 302
    assert "Vous avez dit" in text_of(door.get(reverse("my_meeting", args=[meeting])))
    assert sql("SELECT comes, persons, child_corner FROM meetings_reply WHERE meeting_id = %s", meeting) == [
        (True, 2, True)
    ]
    door.post(reverse("my_reply", args=[meeting]), {"comes": "no"})
    assert sql("SELECT comes, persons, child_corner FROM meetings_reply WHERE meeting_id = %s", meeting) == [
        (False, 0, False)
    ]
    elsewhere = prepare(places=(stage.sites[-1].pk,))
    invited(worker, elsewhere, version)
    for page in ("my_meeting", "my_reply", "my_question"):
        assert door.get(reverse(page, args=[elsewhere])).status_code == 404, "her home is not invited there"
    with worker.acting() as actor:
        few = queries.replies(actor, meeting)
    assert (few.households, few.not_coming) == (0, None), "fewer than five are not told"


def test_the_counter_notes_it_for_her_prints_a_slip_and_reads_nothing(stage, worker, prepare, version):
    meeting, home = prepare(), stage.homes[0]
    invited(worker, meeting, version)
    desk, address = stage.people["desk"].browser(), reverse("meeting_reply", args=[meeting])
    label = sql("SELECT label FROM people_household WHERE id = %s", home.household)[0][0]
    assert label in text_of(desk.get(address, {"q": label}))
    sent = {"household": str(home.household), "comes": "yes", "persons": "3"}
    slip = desk.post(f"{address}?household={home.household}", sent, follow=True)
    assert slip.status_code == 200 and label not in text_of(slip)
    assert sql("SELECT persons FROM meetings_reply WHERE meeting_id = %s", meeting) == [(3,)]
    with stage.people["desk"].acting() as actor, pytest.raises(Refused):
        queries.replies(actor, meeting)
    with stage.people["desk"].acting() as actor, pytest.raises(InvalidInput):
        actions.note_reply(actor=actor, meeting=meeting, household=stage.homes[-1].household, draft=ReplyDraft(True))


def test_how_many_come_is_told_from_five_on(stage, worker, prepare, version):
    meeting = prepare()
    with without_locks(), gathered():
        homes = [stage.home(stage.buildings[0], 1) for _home in range(6)]
    invited(worker, meeting, version)
    for number, home in enumerate(homes):
        with stage.people["desk"].acting() as actor:
            actions.note_reply(actor=actor, meeting=meeting, household=home.household, draft=ReplyDraft(True, 2))
        with worker.acting() as actor:
            told = queries.replies(actor, meeting)
        assert (told.households, told.persons) == ((number + 1, 2 * number + 2) if number >= 4 else (None, None))


def test_a_question_in_advance_has_no_name_and_one_door_does_not_fill_a_meeting(stage, worker, prepare, version, code):
    meeting, home = prepare(), stage.homes[0]
    invited(worker, meeting, version)
    door, address = come_in(code(home), "nl"), reverse("my_question", args=[meeting])
    assert door.post(address, {"words": " "}).status_code == 422
    for number in range(6):
        door.post(address, {"words": f"Wanneer komt de bank, {number}?"})
    with worker.acting() as actor:
        asked = [one.words for one in queries.page_of(actor, meeting).questions]
    assert asked == [f"Wanneer komt de bank, {number}?" for number in range(5)]
    columns = {one for (one,) in sql(
        "SELECT column_name::text FROM information_schema.columns WHERE table_name = 'meetings_meetingquestion'"
    )}  # fmt: skip
    assert not {one for one in columns if "household" in one or "person" in one or "author" in one}


def test_minutes_name_nobody_are_signed_by_a_function_and_go_to_all(stage, worker, held, version, code):
    meeting, item = held(fr="Zoé Zoubirane (0499 99 12 34) attend un banc.", nl="Een bank wordt gevraagd.")
    browser, address = worker.browser(), reverse("meeting_read_again", args=[meeting])
    page = text_of(browser.get(address))
    assert "0499 99 12 34" in page
    refused = browser.post(address, {"version": version(meeting), "may_stand": "on"})
    assert refused.status_code == 422
    with pytest.raises(InvalidInput):
        read_signed_sent(worker, meeting, version)
    named = f"text:point:{item}:said_fr"
    again = {"version": version(meeting), named: "Zoé Zoubirane attend un banc."}
    refused = browser.post(address, again)
    assert refused.status_code == 422 and "attend un banc." in text_of(refused)
    mended = {"version": version(meeting), named: "Un banc est demandé."}
    assert browser.post(address, mended).status_code == 302
    with pytest.raises(InvalidInput), worker.acting() as actor:
        actions.send_minutes(actor=actor, pk=meeting, version=version(meeting))
    sign = reverse("meeting_sign", args=[meeting])
    assert "Een bank wordt gevraagd." in text_of(browser.get(sign))
    assert browser.post(sign, {"version": version(meeting), "signed_as": "council"}).status_code == 302
    assert browser.post(reverse("meeting_send", args=[meeting]), {"version": version(meeting)}).status_code == 302
    assert "Zoubirane" not in "".join(
        sql("SELECT body_fr || body_nl FROM messaging_mailing WHERE about = %s", meeting)[0]
    )
    with pytest.raises(Conflict), worker.acting() as actor:
        actions.send_minutes(actor=actor, pk=meeting, version=version(meeting))
    for language, said in (("fr", "Un banc est demandé."), ("nl", "Een bank wordt gevraagd.")):
        door = come_in(code(stage.homes[0]), language)
        assert said in text_of(door.get(reverse("my_meeting", args=[meeting])))


def test_what_is_typed_after_it_was_signed_is_read_and_signed_anew(worker, held, version):
    from palier.participation.meetings.rules import SaidDraft

    meeting, item = held()
    with worker.acting() as actor:
        actions.read_again(actor=actor, pk=meeting, version=version(meeting), texts={}, may_stand=True)
    with worker.acting() as actor:
        actions.sign(actor=actor, pk=meeting, version=version(meeting), signed_as=SignedAs.COUNCIL)
    with worker.acting() as actor:
        actions.keep_said(actor=actor, pk=item, version=2, draft=SaidDraft("Autre chose.", "Iets anders.", True))
    with worker.acting() as actor:
        row = queries.meeting(actor, meeting)
        assert (row.read_again_on, row.signed_on) == (None, None)


def test_who_answered_is_forgotten_at_its_term(stage, worker, prepare, version, past):
    meeting = prepare()
    invited(worker, meeting, version)
    with stage.people["desk"].acting() as actor:
        home = stage.homes[0].household
        actions.note_reply(actor=actor, meeting=meeting, household=home, draft=ReplyDraft(True))
    sql("SELECT sec.erase_replies()")
    assert sql("SELECT count(*) FROM meetings_reply WHERE meeting_id = %s", meeting) == [(1,)]
    past(meeting, hours=24 * 400)
    sql("SELECT sec.erase_replies()")
    assert sql("SELECT count(*) FROM meetings_reply WHERE meeting_id = %s", meeting) == [(0,)]


def test_late_minutes_say_so(worker, held, past):
    meeting, _item = held()
    browser, address = worker.browser(), reverse("meeting", args=[meeting])
    assert "todo-safe" not in text_of(browser.get(address))
    past(meeting, hours=60)
    assert "todo-safe" in text_of(browser.get(address))
