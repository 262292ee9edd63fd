"""An emergency access is told: to the assigned worker on her day, to the head on her page, never for whom (D17)."""

import pytest

from palier.access.actions import ReviewOutcome
from palier.desk.my_day.labels import CALL_ANSWERS, REVIEW_OUTCOMES
from palier.desk.my_day.rules import Notice, emergency_told
from palier.registry.people.models import Household
from palier.registry.signals.labels import THEME_ICONS, THEMES
from palier.registry.signals.models import Signal
from palier.registry.signals.rules import Theme
from palier.ui.templatetags.ui import icon
from tests.stage import STAGE, put, without_locks

TEXT = "Bart Exemple, 17/07/2026 20:10. Danger de mort / Levensgevaar."


def told(stage, post, household=None):
    """Bart opened something; `post` is told."""
    with without_locks():
        put(
            Signal(
                organisation=stage.company,
                origin_service=stage.service,
                author_id=stage.bart.post,
                recipient_service=stage.service,
                recipient_post_id=post,
                household_id=household,
                theme=Theme.EMERGENCY_ACCESS,
                text=TEXT,
            )
        )


def test_every_closed_list_has_words_and_an_icon_for_each_of_its_members():
    assert set(THEMES) == set(Theme)
    assert set(THEME_ICONS) == set(Theme)
    assert all(icon(name) for name in THEME_ICONS.values())
    assert {value for value, _words in REVIEW_OUTCOMES} == set(ReviewOutcome)
    assert len(CALL_ANSWERS) == len({words for _value, words in CALL_ANSWERS})


@pytest.mark.parametrize(("language", "ground"), [("fr", "Danger de mort"), ("nl", "Levensgevaar")])
def test_a_notice_is_read_in_the_language_of_the_screen(language, ground):
    assert emergency_told(TEXT, language) == Notice("Bart Exemple, 17/07/2026 20:10", ground)


def test_a_name_with_a_point_in_it_stays_whole():
    assert emergency_told("Zoé St. Exemple, 17/07/2026 20:10. Un / Een.", "nl") == Notice(
        "Zoé St. Exemple, 17/07/2026 20:10", "Een"
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", ("Un accès d’urgence", "Danger de mort")), ("nl", ("Een noodtoegang", "Levensgevaar"))],
)
def test_my_day_opens_after_an_emergency_and_says_who_when_and_on_what_ground(stage, language, words):
    told(stage, stage.amina.post, stage.homes[0].household)

    page = stage.amina.browser(language).get("/day/")

    assert page.status_code == 200
    assert [word for word in (*words, "Bart Exemple, 17/07/2026 20:10") if word not in page.content.decode()] == []


def test_the_head_reads_what_was_told_to_her_and_for_nobody(stage):
    home = stage.homes[0].household
    told(stage, stage.head.post)
    told(stage, stage.amina.post, home)

    page = stage.head.browser().get("/service/").content.decode()

    with without_locks():
        label = Household._base_manager.using(STAGE).get(pk=home).label
    assert page.count("Bart Exemple, 17/07/2026 20:10") == 1
    assert "Danger de mort" in page
    assert label not in page
    assert str(home) not in page


def test_without_a_notice_the_head_reads_that_there_is_none(stage):
    told(stage, stage.amina.post, stage.homes[0].household)

    page = stage.head.browser().get("/service/").content.decode()

    assert "17/07/2026" not in page
    assert "Accès d’urgence dont vous êtes prévenue" in page
