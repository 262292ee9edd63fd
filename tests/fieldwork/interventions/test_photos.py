"""A visit carries up to three photos of a place, without faces and without metadata (seed 001, P22, secrecy.md T15)."""

import io
import os
import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from palier.fieldwork.interventions import actions
from palier.fieldwork.interventions.imports import place_photo
from palier.fieldwork.interventions.queries.photos import SHELF, opened
from palier.fieldwork.interventions.rules import Cover, Outcome, PlacePhoto, Seen, VisitDraft
from palier.identity.organisations.rules import Role
from palier.kernel.errors import InvalidInput, Refused
from palier.registry.documents.queries.store import path_of
from palier.registry.documents.rules import Damaged
from tests.fieldwork.drawn import place
from tests.registry.files import as_the_job
from tests.stage import without_locks

SENTENCE = {"fr": "Un visage se voit sur la photo.", "nl": "Op de foto is een gezicht te zien."}
A_PHOTO = PlacePhoto(b"\xff\xd8\xff and so on", faces=0)


@pytest.fixture
def noted(agent, ask):
    """noted(): the number of a visit of the agent, just noted."""

    def note(asked=None):
        with agent.acting() as actor:
            draft = VisitDraft(uuid.uuid4(), asked or ask(), actor.moment, Outcome.NOTED, (Seen.WASTE,))
            return actions.record_visit(actor=actor, draft=draft)

    return note


def upload(data, name="IMG_1.jpg"):
    return SimpleUploadedFile(name, data, "image/jpeg")


def keep(who, visit, photo=A_PHOTO, nobody=True):
    with who.acting() as actor:
        return actions.keep_photo(actor=actor, visit=visit, photo=photo, nobody=nobody)


def photos_of(visit):
    with without_locks() as cursor:
        cursor.execute("SELECT photos FROM interventions_visit WHERE id = %s", [visit])
        return cursor.fetchone()[0]


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_of_a_photo_only_small_pixels_stay(kind):
    made = place_photo(place(size=(3200, 2400), kind=kind, tags=True))
    image = Image.open(io.BytesIO(made.data))
    assert (image.format, image.size, made.faces) == ("JPEG", (1600, 1200), 0)
    assert not image.getexif() and b"Fabrique" not in made.data


@pytest.mark.parametrize("size", [(1600, 1200), (640, 480), (4000, 3000)])
def test_a_face_is_found_near_and_far_and_a_door_is_none(size):
    assert place_photo(place(head=True, size=size)).faces > 0
    assert place_photo(place(size=size)).faces == 0


@pytest.mark.parametrize("cover", [Cover.FACES, Cover.LEFT, Cover.UPPER])
def test_what_is_covered_shows_no_face_and_is_ink(cover):
    made = place_photo(place(head=True), [cover])
    assert made.faces == 0
    middle = Image.open(io.BytesIO(made.data)).getpixel((500, 500))
    assert all(abs(one - ink) < 12 for one, ink in zip(middle, (27, 42, 51), strict=True))


@pytest.mark.parametrize("cover", [Cover.RIGHT, Cover.LOWER])
def test_covering_the_other_half_helps_nothing(cover):
    assert place_photo(place(head=True), [cover]).faces > 0


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff cut", b"GIF89a" + bytes(50), b"%PDF-1.7 \n" + bytes(50)])
def test_what_is_no_photo_is_refused_with_how_to_mend_it(data):
    with pytest.raises(InvalidInput) as refusal:
        place_photo(data)
    assert len(refusal.value.fields["photo"]) >= 2


@pytest.mark.parametrize(("language", "words"), SENTENCE.items())
def test_the_note_stays_when_its_photo_shows_a_face_and_covering_is_offered(agent, ask, language, words):
    asked, number, browser = ask(), str(uuid.uuid4()), agent.browser(language)
    sent = {"id": number, "outcome": "noted", "words": "Sacs devant la porte.", "nobody": "on"}
    answer = browser.post(
        reverse("intervention_visit", args=[asked]), sent | {"photo": upload(place(head=True), "porte.jpg")}
    )
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page
    assert re.search(r'value="faces" id="\w+" checked', page)
    assert not re.search(r'name="nobody"[^>]* checked', page)  # she looks again
    assert photos_of(number) == []

    again = {"nobody": "on", "cover": ["faces"], "photo": upload(place(head=True))}
    assert browser.post(reverse("visit_photos", args=[number]), again).status_code == 302
    assert len(photos_of(number)) == 1


def test_from_the_note_to_the_photo_that_is_given_out(agent, ask):
    asked, number, browser = ask(), str(uuid.uuid4()), agent.browser()
    sent = {"id": number, "outcome": "noted", "seen": ["damage"], "nobody": "on", "photo": upload(place(tags=True))}
    assert browser.post(reverse("intervention_visit", args=[asked]), sent).status_code == 302
    (pk,) = photos_of(number)
    address = reverse("visit_photo", args=[pk])
    assert address in browser.get(reverse("intervention", args=[asked])).content.decode()
    answer = browser.get(address)
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert answer["Content-Disposition"].startswith("attachment") and "no-store" in answer["Cache-Control"]
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert Image.open(io.BytesIO(answer.content)).size == (1600, 1200)
    assert answer.content == path_of(pk, shelf=SHELF).read_bytes()


def test_no_photo_is_kept_without_the_agents_look(agent, noted):
    visit, browser = noted(), agent.browser()
    answer = browser.post(reverse("visit_photos", args=[visit]), {"photo": upload(place())})
    assert answer.status_code == 422 and "personne ne peut y être reconnu" in answer.content.decode()
    with pytest.raises(InvalidInput):
        keep(agent, visit, nobody=False)
    with pytest.raises(InvalidInput):
        keep(agent, visit, PlacePhoto(A_PHOTO.data, faces=1))
    assert photos_of(visit) == []
    keep(agent, visit)
    assert len(photos_of(visit)) == 1


def test_a_photo_sent_twice_is_kept_once_and_a_fourth_not_at_all(agent, noted):
    visit = noted()
    first = keep(agent, visit)
    assert keep(agent, visit) == first
    for number in range(2):
        keep(agent, visit, PlacePhoto(b"%d" % number, 0))
    with pytest.raises(InvalidInput):
        keep(agent, visit, PlacePhoto(b"a fourth", 0))
    assert keep(agent, visit) == first and len(photos_of(visit)) == 3


def test_a_photo_taken_away_is_gone_from_the_disk_too(agent, noted):
    visit = noted()
    kept, other = keep(agent, visit), keep(agent, visit, PlacePhoto(b"another", 0))
    answer = agent.browser().post(reverse("visit_photo_remove", args=[visit, kept]))
    assert answer.status_code == 302 and photos_of(visit) == [other]
    assert [path_of(one, shelf=SHELF).exists() for one in (kept, other)] == [False, True]


def test_another_agent_sees_a_photo_and_changes_none(stage, agent, noted):
    """The row says so as well as the action: only who noted a visit puts photos with it or takes one away."""
    visit = noted()
    pk = keep(agent, visit)
    other = stage.somebody("second", Role.PROXIMITY_AGENT)
    assert other.browser().get(reverse("visit_photo", args=[pk])).status_code == 200
    assert other.browser().post(reverse("visit_photo_remove", args=[visit, pk])).status_code == 404
    with pytest.raises(Refused):
        keep(other, visit, PlacePhoto(b"another", 0))
    for who, changed in ((other, 0), (agent, 1)):
        with who.acting(), connection.cursor() as cursor:
            cursor.execute("UPDATE interventions_visit SET photos = photos WHERE id = %s", [visit])
            assert cursor.rowcount == changed
    assert photos_of(visit) == [pk]


def test_the_agents_of_the_company_see_it_and_nobody_else(stage, agent, noted):
    visit = noted()
    pk = keep(agent, visit)
    with agent.acting() as actor:
        assert opened(actor, pk) == A_PHOTO.data
    for other in (stage.amina, stage.chloe):
        assert other.browser().get(reverse("visit_photo", args=[pk])).status_code == 404
        with other.acting() as actor, pytest.raises(Refused):
            opened(actor, pk)
        with pytest.raises(Refused):
            keep(other, visit)


def test_bytes_that_are_no_longer_those_are_given_to_nobody(agent, noted):
    pk = keep(agent, noted())
    path_of(pk, shelf=SHELF).write_bytes(b"another picture")
    with agent.acting() as actor, pytest.raises(Damaged):
        opened(actor, pk)


def test_a_photo_goes_from_the_disk_once_its_visit_is_erased(agent, ask, noted):
    asked = ask()
    gone, stays = keep(agent, noted(asked)), keep(agent, noted())
    orphan = path_of(uuid.uuid4(), shelf=SHELF)
    orphan.parent.mkdir(parents=True, exist_ok=True)
    orphan.write_bytes(b"x")
    for path in (path_of(gone, shelf=SHELF), path_of(stays, shelf=SHELF), orphan):
        os.utime(path, (0, 0))
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE interventions_intervention SET received_at = now() - interval '13 months' WHERE id = %s", [asked]
        )
        cursor.execute("SELECT sec.erase_interventions()")
    with as_the_job():
        actions.sweep_photos()
    left = [path.exists() for path in (path_of(gone, shelf=SHELF), path_of(stays, shelf=SHELF), orphan)]
    assert left == [False, True, False]


def test_the_page_of_photos_costs_as_many_statements_with_three_as_with_none(agent, noted):
    def statements(visit):
        with CaptureQueriesContext(connection) as held:
            assert browser.get(reverse("visit_photos", args=[visit])).status_code == 200
        return len(held)

    browser, none, three = agent.browser(), noted(), noted()
    for number in range(3):
        keep(agent, three, PlacePhoto(b"%d" % number, 0))
    statements(none)
    assert statements(none) == statements(three) <= 6
