"""A collective worker in a real Chromium: from the form to what was achieved, and axe on every page at both widths."""

import os
from pathlib import Path

import pytest
from django.urls import reverse

from palier.participation.activities import actions
from palier.participation.activities.rules.drafts import IdeaDraft, OriginDraft, RulesDraft, StageDraft
from palier.registry.access_codes.rules import Level
from tests.axe import both_ways, faults
from tests.door.comers import give

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def look(page, name):
    """With PICTURES= a folder, draws the page too."""
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}-{page.viewport_size['width']}.png", full_page=True)


@both_ways
def test_an_activity_is_entered_followed_and_read_by_everybody(
    stage, worker, partner, enter, day, tab, site, language, width
):
    page = tab(worker, language, width)
    page.goto(reverse("activity_add"))
    page.fill("[name=title_fr]", "Un jardin à nous")
    page.fill("[name=title_nl]", "Een tuin voor ons")
    for name, value in (("kind", "volunteers"), ("branch", "living_places"), ("sites", str(stage.sites[0].pk))):
        page.locator(f"label.pick:has([name={name}][value='{value}'])").click()
    page.fill("[name=why_together]", "Rappeler le 0475 12 34 56.")
    page.locator("main form button[type=submit]").click()
    assert page.locator("[name=title_fr]").input_value() == "Un jardin à nous"  # nothing typed is lost
    page.fill("[name=why_together]", "L’eau, à plusieurs.")
    page.locator("main form button[type=submit]").click()
    assert "L’eau, à plusieurs." in page.locator("main").inner_text()
    entered = page.url.removeprefix(site)
    page.goto(f"{entered}days/new/")
    page.fill("[name=inhabitants]", "12")
    page.locator("main form button[type=submit]").click()
    assert "12" in page.locator(".six-kinds").inner_text()

    home, wrong = stage.homes[0], []
    with worker.acting() as actor:
        activity = entered.rstrip("/").rsplit("/", 1)[-1]
        actions.note_origin(
            actor=actor,
            activity=activity,
            draft=OriginDraft(stage.sites[0].pk, "civic_life", actor.today, "Peu se parlent."),
        )
        actions.note_stage(actor=actor, activity=activity, draft=StageDraft("design", actor.today, "Un plan à douze."))
        rules = RulesDraft(
            stage.sites[0].pk, "garden", "Règlement", "Reglement", "On ferme.", "Men sluit.", actor.today
        )
        sheet = actions.enter_rules(actor=actor, draft=rules)
        idea = actions.note_idea(actor=actor, draft=IdeaDraft("Un four à pain.", "counter", household=home.household))
    for path in (
        entered, f"{entered}edit/", f"{entered}stages/new/", f"{entered}origins/new/", f"{entered}poster/",
        *map(reverse, ("activities", "activity_agenda", "activity_figures", "house_rules", "house_rules_add", "ideas",
                       "idea_add", "idea_slip", "logistics", "logistics_add")),
        reverse("house_rules_sheet", args=[sheet]), reverse("idea", args=[idea]),
    ):  # fmt: skip
        assert page.goto(path).status == 200, path
        look(page, path.strip("/").replace("/", "-")[:40] + f"-{language}")
        wrong += [f"{path} {fault}" for fault in faults(page)]
    _evening(stage, tab(stage.people["agent"], language, width), wrong)
    _at_her_door(stage, tab(None, language, width), home, wrong)
    assert wrong == []


def _evening(stage, page, wrong):
    """The agent notes an evening on the same screen."""
    page.goto(reverse("evening_add"))
    page.select_option("[name=place]", str(stage.sites[0].pk))
    for name, value in (("starts", "18:00"), ("ends", "20:00"), ("met", "14")):
        page.fill(f"[name={name}]", value)
    page.locator("main form button[type=submit]").click()
    assert "14" in page.locator("main ul.lines").inner_text()
    for name in ("outreach", "evening_add", "observation_add", "outreach_figures"):
        assert page.goto(reverse(name)).status == 200
        wrong += [f"{name} {fault}" for fault in faults(page)]


def _at_her_door(stage, page, home, wrong):
    """A tenant reads what happens around her home and leaves an idea."""
    page.goto("/door/")
    page.fill("[name=code]", give(stage.amina, home.persons[0], Level.POSTED))
    page.locator("main form button[type=submit]").click()
    for name in ("around", "my_idea"):
        assert page.goto(reverse(name)).status == 200
        wrong += [f"{name} {fault}" for fault in faults(page)]
    page.fill("[name=text]", "Un banc devant l’entrée.")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**" + reverse("around"))
