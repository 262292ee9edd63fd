"""Where a venue stands: entered by the head on its page, refused with a sentence beside its field, nothing lost."""

import re

import pytest

from palier.registry.calendar.models import Venue
from tests.registry.calendar.timetable import venue
from tests.stage import STAGE, without_locks

NAMES = {"name_fr": "Siège Exemple", "name_nl": "Zetel Voorbeeld"}


def send(stage, here, **fields):
    return stage.head.browser().post(f"/sessions/venue/{here}/", {**NAMES, **fields})


def stands(here):
    with without_locks():
        return Venue.objects.using(STAGE).get(pk=here).position


@pytest.mark.parametrize("pair", [("4.3517", "50.8466"), ("4,3517", "50,8466")])
def test_the_head_enters_it_reads_it_again_and_takes_it_away(stage, pair):
    here = venue(stage)
    assert send(stage, here, longitude=pair[0], latitude=pair[1]).status_code == 302
    assert [str(degrees) for degrees in stands(here)] == ["4.351700", "50.846600"]
    page = stage.head.browser().get(f"/sessions/venue/{here}/").content.decode()
    assert re.search(r'name="longitude"[^>]*value="4[.,]351700"|value="4[.,]351700"[^>]*name="longitude"', page)
    assert send(stage, here).status_code == 302
    assert stands(here) is None


@pytest.mark.parametrize(
    ("longitude", "latitude", "words"),
    [
        ("50.8466", "4.3517", "semblent inversées"),
        ("149328", "170262", "Lambert"),
        ("4.3517", "", "les deux"),
        ("est", "50.8466", "degrés"),
        ("2.35", "48.85", "Belgique"),
    ],
)
def test_a_bad_pair_is_said_and_nothing_typed_is_lost(stage, longitude, latitude, words):
    here = venue(stage)
    answer = send(stage, here, longitude=longitude, latitude=latitude)
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page
    assert "Siège Exemple" in page and longitude in page
    assert stands(here) is None


def test_nobody_but_the_head_sets_it(stage):
    here = venue(stage)
    answer = stage.amina.browser().post(f"/sessions/venue/{here}/", {**NAMES, "longitude": "4.35", "latitude": "50.85"})
    assert answer.status_code == 404 and stands(here) is None
