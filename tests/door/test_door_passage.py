"""At her own door she asks that an agent comes by, and reads one of five sentences (S1-052, P10, P22)."""

import html
import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from palier.fieldwork.interventions import actions, queries
from palier.fieldwork.interventions.labels import SENTENCES
from palier.fieldwork.interventions.rules import (
    AskedBy,
    DoorDraft,
    Importance,
    MotiveDraft,
    Origin,
    Part,
    Sentence,
    State,
    line_is_open,
)
from palier.kernel import clock
from palier.kernel.days import BRUSSELS
from palier.kernel.errors import Conflict, InvalidInput, Refused
from palier.registry.access_codes.rules import Level
from tests.access.cast import canary
from tests.door.comers import at_the_door, come_in, give, plain, with_account
from tests.stage import without_locks

ASK = "/door/passage/"
MINE = "/door/passage/mine/"


@pytest.fixture
def agent(stage):
    return stage.people["agent"]


@pytest.fixture
def enter(agent):
    """A word of this company's own, under a name no other test uses."""

    def entered(name="Dépôt", **more):
        with agent.acting() as actor:
            word = f"{name} {uuid.uuid4().hex[:6]}"
            draft = MotiveDraft(word, f"{word} nl", Importance.THIS_WEEK, 72, **more)
            return actions.enter_motive(actor=actor, draft=draft), word

    return entered


def answers(stage, motive, **more):
    here = {"motive": str(motive), "place": str(stage.buildings[0].pk), "part": "stairs", "words": "", "phone": ""}
    return here | more


def page(client, name, given, **more):
    return client.post(ASK, {"page": name, **given, **more})


def send(client, given):
    """The five pages in their order; answers the last one."""
    for name in ("what", "where", "words", "call"):
        last = page(client, name, given)
        assert last.status_code == 200, plain(last)
    key = re.search(r'name="idempotency_key" value="([^"]+)"', last.content.decode()).group(1)
    return page(client, "check", given, idempotency_key=key), key


def asked_for(agent, motive):
    with agent.acting() as actor:
        return [row for row in queries.to_do(actor) if row.motive_id == motive]


def tell(agent, row, sentence=Sentence.PASSED_ON):
    with agent.acting() as actor:
        version = queries.intervention(actor, row.pk).version
        actions.tell(actor=actor, pk=row.pk, version=version, sentence=sentence)


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_with_a_code_from_the_post_she_asks_in_five_questions_and_agents_alone_read_it(stage, agent, enter, language):
    motive, word = enter()
    client = come_in(give(stage.amina, stage.homes[0].persons[0], Level.POSTED), language)
    said = canary("asked at the door")
    sent, _ = send(client, answers(stage, motive, words=f"Un matelas {said}.", phone="0470 12 34 56"))
    assert sent.headers["Location"] == "/door/passage/noted/"
    assert client.get("/door/passage/noted/").status_code == 200
    [row] = asked_for(agent, motive)
    assert (row.origin, row.asked_by, row.author_id, row.part) == (Origin.TENANT, AskedBy.SCREEN, None, Part.STAIRS)
    assert (row.place_id, row.dwelling_id, row.state) == (stage.buildings[0].pk, None, State.WAITING)
    assert (row.due_at - row.received_at).total_seconds() == 72 * 3600
    with agent.acting() as actor:
        [asker] = queries.askers_of(actor, row.pk)
        assert (asker.phone.replace(" ", "")[-8:], asker.name, asker.household_id) == ("70123456", "", None)
    shown = plain(agent.browser(language).get(reverse("intervention", args=[row.pk])))
    assert said in shown and "70 12 34 56" in shown
    for who in ("amina", "head", "desk", "accounts"):
        assert said not in plain(stage.people[who].browser().get(reverse("passages")))


def test_only_what_is_offered_to_tenants_around_her_own_home_and_no_front_door_can_be_chosen(stage, agent, enter):
    """Each denial has its twin: the last one, in her own building, is noted."""
    offered, word = enter("Offert")
    kept, inside = enter("Réservé", for_tenants=False)
    along, together = enter("Accompagner")
    with without_locks() as cursor:
        cursor.execute("UPDATE interventions_motive SET code = 'accompaniment' WHERE id = %s", [along])
    elsewhere = stage.buildings[-1].pk
    code = give(stage.amina, stage.homes[0].persons[0], Level.POSTED)
    shown = html.unescape(plain(come_in(code).get(ASK)))
    assert word in shown and inside not in shown and together not in shown
    with at_the_door(code) as actor:
        assert {one.id for one in queries.places_at_my_door(actor, "fr")} == {
            stage.buildings[0].pk, stage.buildings[0].parent_id
        }  # fmt: skip
        here = stage.buildings[0].pk
        for motive, place, part in (
            (kept, here, Part.STAIRS),
            (along, here, Part.STAIRS),
            (offered, elsewhere, Part.STAIRS),
            (offered, here, Part.DOOR),
        ):
            with pytest.raises(InvalidInput) as refusal:
                draft = DoorDraft(motive, place, part, "Un matelas.")
                actions.ask_at_my_door(actor=actor, draft=draft, key=uuid.uuid4())
            assert list(refusal.value.fields) == [""]
        draft = DoorDraft(offered, here, Part.STAIRS, "Un matelas.")
        actions.ask_at_my_door(actor=actor, draft=draft, key=uuid.uuid4())
    assert len(asked_for(agent, offered)) == 1 and not asked_for(agent, kept) and not asked_for(agent, along)


def test_what_is_wrong_is_said_on_its_page_and_nothing_typed_is_lost(stage, enter):
    motive, _ = enter()
    client = come_in(give(stage.amina, stage.homes[0].persons[0], Level.POSTED))
    assert "Choisissez pourquoi" in plain(page(client, "what", {}))
    nowhere = page(client, "where", answers(stage, motive, part="", words="Un frigo."))
    assert nowhere.status_code == 422 and 'name="words" value="Un frigo."' in plain(nowhere)
    number = page(client, "words", answers(stage, motive, words="Appelez 0470 98 76 54, c’est lui."))
    assert number.status_code == 422 and "0470 98 76 54" in plain(number) and "Dites-le sans" in plain(number)
    phone = page(client, "call", answers(stage, motive, phone="soixante"))
    assert phone.status_code == 422 and 'value="soixante"' in plain(phone)
    back = page(client, "check", answers(stage, motive, words="Un frigo.", phone="0470 12 34 56"), back="1")
    assert 'value="0470 12 34 56"' in plain(back) and 'name="words" value="Un frigo."' in plain(back)
    late = page(client, "check", answers(stage, motive, part=""))
    assert late.status_code == 422 and "Choisissez l’endroit précis" in html.unescape(plain(late))


def test_for_something_else_some_words_are_needed(stage, agent, enter):
    motive, _ = enter("Autre")
    client = come_in(give(stage.amina, stage.homes[0].persons[0], Level.POSTED))
    assert page(client, "words", answers(stage, motive)).status_code == 422  # a word of the service's own is *other*
    with without_locks() as cursor:
        cursor.execute("UPDATE interventions_motive SET code = 'bulky_waste' WHERE id = %s", [motive])
    assert page(client, "words", answers(stage, motive)).status_code == 200


def test_sent_twice_it_is_asked_once_and_ten_a_day_is_enough(stage, agent, enter):
    motive, _ = enter()
    client = come_in(give(stage.amina, stage.homes[0].persons[0], Level.POSTED))
    given = answers(stage, motive, words="Un matelas.")
    _, key = send(client, given)
    assert page(client, "check", given, idempotency_key=key).status_code == 302
    assert len(asked_for(agent, motive)) == 1
    for _ in range(9):
        assert send(client, given)[0].status_code == 302
    eleventh, _ = send(client, given)
    assert eleventh.status_code == 422 and "Téléphonez ou venez au guichet" in plain(eleventh)
    assert len(asked_for(agent, motive)) == 10


def test_outside_the_hours_of_the_line_she_is_told_that_it_waits(stage, enter):
    motive, _ = enter(answer_fr="Nous passons dans les trois jours.")
    client = come_in(give(stage.amina, stage.homes[0].persons[0], Level.POSTED))
    check = html.unescape(plain(page(client, "call", answers(stage, motive, words="Un matelas."))))
    assert ("Votre message attend" in check) is not line_is_open(clock.now().astimezone(BRUSSELS))
    assert "Nous passons dans les trois jours." in check


def test_what_she_asked_is_hers_alone_and_not_for_whoever_opens_a_posted_letter(stage, agent, enter):
    """P1, P2, P10: the same person with a code from the post, and who lives with her, read nothing."""
    motive, word = enter()
    zoe, partner = stage.homes[0].persons[:2]
    posted = come_in(give(stage.amina, zoe, Level.POSTED))
    send(posted, answers(stage, motive, words="Un matelas.", phone="0470 12 34 56"))
    for address in ("/door/", "/door/ask/", "/door/passage/noted/"):
        assert word not in html.unescape(plain(posted.get(address)))
    assert posted.get(MINE).status_code in {302, 403, 404}
    hers = html.unescape(plain(with_account(zoe).get(MINE)))
    assert word in hers and "Les agents doivent encore répondre." in hers and "Un matelas." not in hers
    assert word not in html.unescape(plain(with_account(partner).get(MINE)))


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_she_reads_a_sentence_and_says_that_it_is_not_solved(stage, agent, enter, language):
    motive, _word = enter()
    client = come_in(give(stage.amina, stage.homes[0].persons[0], Level.HANDED_OVER), language)
    send(client, answers(stage, motive, words="Un matelas."))
    [row] = asked_for(agent, motive)
    tell(agent, row)
    shown = html.unescape(plain(client.get(MINE)))
    with override(language):
        assert str(dict(SENTENCES)[Sentence.PASSED_ON]) in shown
    again = MINE + "again/"
    assert client.post(again, {"passage": str(row.pk)}).status_code == 302
    assert client.post(again, {"passage": str(row.pk)}).status_code == 409
    [opened] = asked_for(agent, motive)
    assert (opened.state, opened.sentence, opened.told_on) == (State.WAITING, "", None)
    assert opened.reopened_on == clock.now().astimezone(BRUSSELS).date()


def test_nobody_else_opens_it_again(stage, agent, enter):
    motive, _word = enter()
    zoe, partner = stage.homes[0].persons[:2]
    send(with_account(zoe), answers(stage, motive, words="Un matelas."))
    [row] = asked_for(agent, motive)
    tell(agent, row)
    with at_the_door(give(stage.amina, partner, Level.HANDED_OVER)) as actor, pytest.raises(Conflict):
        actions.open_again_at_my_door(actor=actor, pk=row.pk)
    with stage.amina.acting() as amina, pytest.raises(Refused):
        actions.open_again_at_my_door(actor=amina, pk=row.pk)
    with stage.amina.acting() as amina, pytest.raises(Conflict):
        actions.open_again(actor=amina, pk=row.pk)
    with at_the_door(give(stage.amina, zoe, Level.POSTED)) as actor, pytest.raises(Refused):
        actions.open_again_at_my_door(actor=actor, pk=row.pk)
    assert with_account(zoe).post(MINE + "again/", {"passage": str(row.pk)}).status_code == 302
    assert asked_for(agent, motive)[0].state == State.WAITING


def test_a_worker_who_hands_herself_a_code_learns_nothing_of_what_agents_were_asked(stage, agent, enter):
    """ADR 12, P22: the code with which she asked reads it again; another code of hers does not, and opens nothing again."""
    motive, word = enter()
    zoe = stage.homes[0].persons[0]
    hers = come_in(give(stage.amina, zoe, Level.HANDED_OVER))
    send(hers, answers(stage, motive, words="Un matelas."))
    [row] = asked_for(agent, motive)
    tell(agent, row)
    assert word in html.unescape(plain(hers.get(MINE)))
    kept = give(stage.amina, zoe, Level.HANDED_OVER)
    assert word not in html.unescape(plain(come_in(kept).get(MINE)))
    with at_the_door(kept) as actor, pytest.raises(Conflict):
        actions.open_again_at_my_door(actor=actor, pk=row.pk)
    assert word in html.unescape(plain(with_account(zoe).get(MINE)))


def test_joined_to_another_she_is_told_by_that_one_and_of_nobody_else(stage, agent, enter):
    motive, word = enter()
    zoe, other = with_account(stage.homes[0].persons[0]), with_account(stage.homes[0].persons[1])
    for client in (zoe, other):
        send(client, answers(stage, motive, words="Un matelas."))
    first, second = asked_for(agent, motive)
    with agent.acting() as actor:
        actions.join(actor=actor, pk=second.pk, version=second.version, to=first.pk)
    tell(agent, first, Sentence.NOT_OURS)
    for client in (zoe, other):
        shown = html.unescape(plain(client.get(MINE)))
        with override("fr"):
            assert shown.count(str(dict(SENTENCES)[Sentence.NOT_OURS]).replace("\u00a0", " ")) == 1
        assert shown.count(f"<h2>{word}") == 1


def test_thirty_days_after_the_answer_nobody_knows_any_more_that_she_asked(stage, agent, enter):
    motive, word = enter()
    zoe = with_account(stage.homes[0].persons[0])
    send(zoe, answers(stage, motive, words="Un matelas."))
    [row] = asked_for(agent, motive)
    tell(agent, row)
    for days, known in ((30, True), (31, False)):
        with without_locks() as cursor:
            cursor.execute(
                "UPDATE interventions_intervention SET told_on = sec.today() - %s WHERE id = %s", [days, row.pk]
            )
            cursor.execute("SELECT sec.erase_interventions()")
        assert (word in html.unescape(plain(zoe.get(MINE)))) is known
    with agent.acting() as actor:
        assert queries.intervention(actor, row.pk).state == State.TOLD and not queries.asker_of(actor, row.pk)


def test_without_a_code_she_is_led_to_the_door(stage, enter):
    for address in (ASK, MINE, "/door/passage/noted/"):
        assert Client().get(address).headers["Location"] == "/door/"
    assert come_in(give(stage.amina, stage.homes[0].persons[0], Level.POSTED)).get(ASK).status_code == 200


def test_as_many_statements_whatever_she_asked(stage, enter):
    client, numbers = with_account(stage.homes[0].persons[0]), []
    for _turn in range(2):
        motive, _word = enter()
        send(client, answers(stage, motive, words="Un matelas."))
        for address in (ASK, MINE):
            with CaptureQueriesContext(connection) as sent:
                client.get(address)
            numbers.append(len(sent))
    assert numbers[:2] == numbers[2:]
