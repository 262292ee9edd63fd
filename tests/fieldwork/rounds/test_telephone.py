"""The round on a telephone without network: nothing is lost, and each passage arrives exactly once (D19)."""

import random

import pytest
from playwright.sync_api import Error, expect

from config.setup.browser import FLAGS, program
from palier.fieldwork.rounds import actions
from tests.axe import faults
from tests.browser.conftest import server, sign_in  # noqa: F401 - a fixture
from tests.fieldwork.rounds.ground import day
from tests.identity.accounts.signing import with_password
from tests.stage import without_locks

pytestmark = pytest.mark.browser
READY = "body[data-ready=yes]"
# All that lies on the telephone and is no sealed bytes: what the Cache API holds, and the fields of IndexedDB that are text.
KEPT_IN_THE_CLEAR = """async () => {
  const cache = await caches.open('palier-round'), texts = [];
  for (const request of await cache.keys()) texts.push(await (await cache.match(request)).text());
  const store = await import('/static/rounds/store.js');
  for (const name of ['drafts', 'lists', 'keys']) texts.push(JSON.stringify(await store.all(name)));
  return texts.join(' ') + JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage});
}"""


@pytest.fixture
def telephone(tmp_path, chromium):
    """telephone(): the same telephone, with what lies on it, switched on again."""
    on = []

    def switched_on():
        while on:
            on.pop().close()
        context = chromium.browser_type.launch_persistent_context(
            str(tmp_path / "telephone"), executable_path=program(), args=list(FLAGS),
            viewport={"width": 375, "height": 740}, locale="fr-BE", has_touch=True,
        )  # fmt: skip
        context.set_default_timeout(10_000)
        on.append(context)
        return context

    yield switched_on
    for context in on:
        context.close()


def visits(stage):
    with without_locks() as cursor:
        cursor.execute(
            "SELECT words, outcome FROM interventions_visit WHERE organisation_id = %s ORDER BY at", [stage.company.pk]
        )
        return cursor.fetchall()


def planned(stage, number):
    asked, _today = day(stage, number)
    with stage.people["agent"].acting() as agent:
        actions.plan(actor=agent)
    return asked


def test_two_passages_noted_without_network_arrive_after_the_telephone_was_off_once(stage, server, telephone):  # noqa: F811
    planned(stage, 4)
    phone = telephone()
    page = phone.new_page()
    username = with_password(stage.people["agent"])
    sign_in(page, server, username)
    page.goto(f"{server}/round/")
    page.wait_for_selector(READY)
    assert faults(page) == []

    phone.set_offline(True)
    page.locator("[data-stop] button[value=nothing_found]:visible").first.click()
    expect(page.locator("[data-banner]")).to_contain_text("1 constat gardé")
    other = page.locator("[data-stop]:not(.here)").first
    other.locator("summary").first.click()
    other.locator("summary").nth(1).click()
    other.locator("[name=words]").fill("Porte du hall bloquée.")
    other.locator("button[value=noted]").click()
    expect(page.locator("[data-banner]")).to_contain_text("2 constats gardés sur ce téléphone, rien n’est perdu")
    assert visits(stage) == []

    phone = telephone()
    phone.set_offline(True)
    page = phone.new_page()
    page.goto(f"{server}/round/")
    page.wait_for_selector(READY)
    expect(page.locator("[data-banner]")).to_contain_text("2 constats")
    expect(page.locator("[data-mark=draft]")).to_have_count(2)
    assert page.locator("[data-stop]").count() >= 4
    assert faults(page) == []
    assert "Porte du hall" not in page.evaluate(KEPT_IN_THE_CLEAR)

    phone.set_offline(False)
    expect(page.locator("[data-banner]")).to_contain_text(
        "Connectez-vous pour envoyer"
    )  # the session ended with the browser
    assert visits(stage) == []
    sign_in(page, server, username)
    page.goto(f"{server}/round/")
    page.wait_for_selector("body[data-ready=yes][data-waiting='0']")
    assert sorted(visits(stage)) == [("", "nothing_found"), ("Porte du hall bloquée.", "noted")]
    page.goto(f"{server}/round/")
    page.wait_for_selector(READY)
    assert len(visits(stage)) == 2
    assert page.locator("[data-stop] [data-kept]", has_text="Porte du hall bloquée.").count() >= 1


def test_a_hundred_passages_with_the_page_killed_at_random_arrive_each_exactly_once(stage, server, chromium):  # noqa: F811
    asked = planned(stage, 5)
    context = chromium.new_context(viewport={"width": 375, "height": 740}, locale="fr-BE")
    context.set_default_timeout(10_000)
    page = context.new_page()
    sign_in(page, server, with_password(stage.people["agent"]))
    page.goto(f"{server}/round/")
    page.wait_for_selector(READY)
    chance = random.Random(20261127)

    def stumbles(route):
        """Cut before it reached us, after it did and before the answer came back, or let through."""
        fate = chance.random()
        if fate < 0.15:
            route.abort()
        elif fate < 0.3:
            route.fetch(max_redirects=0)
            route.abort()
        else:
            route.continue_()

    page.route("**/round/visits/", stumbles)
    note = """async ([numbers, place]) => {
      const { keep, send } = await import('/static/rounds/outbox.js');
      for (const number of numbers) await keep({ intervention: place, outcome: 'noted', words: `Constat ${number}.` });
      send(() => {}).catch(() => {});
    }"""
    numbers = list(range(100))
    chance.shuffle(numbers)
    for begin in range(0, 100, 5):
        page.evaluate(note, [numbers[begin : begin + 5], str(chance.choice(asked).pk)])
        if chance.random() < 0.6:
            page.wait_for_timeout(chance.randrange(60))
            try:
                page.reload(wait_until="commit")  # killed in the middle of what it was sending
            except Error:
                page.goto(f"{server}/round/", wait_until="commit")
            page.wait_for_selector(READY)
    page.unroute("**/round/visits/")
    page.reload()
    page.wait_for_selector("body[data-ready=yes][data-waiting='0']", timeout=30_000)
    words = [found[0] for found in visits(stage)]
    assert sorted(words) == sorted(f"Constat {number}." for number in range(100))
    context.close()


def test_at_the_end_of_its_time_the_key_goes_and_all_that_it_sealed(stage, server, chromium):  # noqa: F811
    planned(stage, 2)
    context = chromium.new_context(viewport={"width": 375, "height": 740}, locale="nl-BE")
    page = context.new_page()
    sign_in(page, server, with_password(stage.people["agent"]), "nl")
    page.goto(f"{server}/round/")
    page.wait_for_selector(READY)
    held = """async () => {
      const store = await import('/static/rounds/store.js');
      return [(await store.all('keys')).length, (await store.all('lists')).length];
    }"""
    assert page.evaluate(held) == [1, 1]
    assert not page.evaluate("async () => (await (await import('/static/rounds/store.js')).lastKey()).key.extractable")
    late = "async () => (await import('/static/rounds/store.js')).clearEnded(new Date(Date.now() + 3 * 864e5))"
    assert page.evaluate(late) is True
    assert page.evaluate(held) == [0, 0]
    context.close()


def test_without_javascript_a_passage_is_noted_all_the_same(stage, server, chromium):  # noqa: F811
    planned(stage, 2)
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700}, locale="fr-BE")
    page = context.new_page()
    sign_in(page, server, with_password(stage.people["agent"]))
    page.goto(f"{server}/round/")
    page.locator(".here button[value=nobody]").click()
    assert [outcome for _words, outcome in visits(stage)] == ["nobody"]
    context.close()
