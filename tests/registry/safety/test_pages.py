"""The pages of the two workers, and every place where what to do at a door shows."""

import datetime as dt
import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from palier.registry.safety import actions, queries
from tests.desk.agenda.test_agenda import agreed as visit
from tests.registry.safety.doors import TODAY, agreed, moved, proposed
from tests.stage import without_locks

TO_DO = "Sonner et attendre dehors"


def plain(answer):
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " ").replace("\u202f", " "))


def sent(stage, **other):
    """The form as filled in by hand."""
    return {
        "what": ["ring_and_wait"], "language": "", "until": str(TODAY + dt.timedelta(days=30)), "told": "told",
        "told_on": str(TODAY), "fact": "la porte claquée", "fact_day": str(TODAY), "colleague": str(stage.bart.post),
    } | other  # fmt: skip


def test_from_proposal_to_the_door(stage):
    amina, bart, agent = (stage.people[who].browser() for who in ("amina", "bart", "agent"))
    file = f"/households/{stage.homes[0].household}/"
    assert f"{file}safety/" in plain(amina.get(file))

    answer = amina.post(f"{file}safety/", sent(stage), follow=True)
    assert answer.redirect_chain and "Proposée." in plain(answer)
    assert TO_DO not in plain(agent.get(file))

    day = plain(bart.get("/day/"))
    assert "Amina Exemple vous demande votre accord" in day and TO_DO in day
    page = re.search(r"/safety/[0-9a-f-]+/agree/", day).group()
    seen = plain(bart.get(page))
    assert TO_DO in seen and "claquée" not in seen
    version = re.search(r'name="version" value="(\d+)"', seen).group(1)
    bart.post(page, {"version": version})
    assert page not in plain(bart.get("/day/"))

    assert TO_DO in plain(agent.get(file))
    hers = plain(amina.get(file))
    assert f"{TO_DO}</strong>" in hers and "convenue avec Bart Exemple" in hers
    own = re.search(r"/safety/[0-9a-f-]+/(?=\")", hers).group()
    assert "la porte claquée" in plain(amina.get(own))
    end = re.search(r"/safety/[0-9a-f-]+/end/", hers).group()
    assert "convenue avec" not in plain(agent.get(file)) and end not in plain(agent.get(file))
    amina.post(end, {"version": "2"})
    assert TO_DO not in plain(agent.get(file))


def test_a_mistake_keeps_what_was_typed(stage):
    page = f"/households/{stage.homes[0].household}/safety/"
    answer = stage.amina.browser().post(
        page, sent(stage, what=["speak_slowly"], until="2031-01-01", told="told", told_on="")
    )
    assert answer.status_code == 422
    text = plain(answer)
    for words in ("Choisissez dans quelle langue", "Dites quel jour", "la porte claquée", "2031-01-01"):
        assert words in text, words
    late = plain(stage.amina.browser().post(page, sent(stage, until="2031-01-01")))
    assert "Nonante jours au plus" in late


def test_pages_of_others_are_not_there(stage):
    pending, standing = proposed(stage), agreed(stage, fact="autre")
    for who in ("dries", "head", "agent", "officer", "chloe"):
        browser = stage.people[who].browser()
        for page in (f"/safety/{pending}/", f"/safety/{pending}/agree/", f"/safety/{standing}/"):
            assert browser.get(page).status_code == 404, (who, page)
        assert browser.get(f"/households/{stage.homes[0].household}/safety/").status_code == 404
        assert browser.post(f"/safety/{standing}/end/", {"version": "2"}).status_code == 404
    assert stage.bart.browser().get(f"/safety/{pending}/agree/").status_code == 200
    assert stage.amina.browser().get(f"/safety/{standing}/").status_code == 200


def test_a_page_left_open_does_not_agree_to_something_else(stage):
    pk = proposed(stage)
    assert stage.bart.browser().post(f"/safety/{pk}/agree/", {"version": "7"}).status_code == 409
    assert stage.bart.browser().post(f"/safety/{pk}/agree/", {}).status_code == 422


def test_who_goes_there_reads_it_in_the_list_and_in_the_search(stage):
    agreed(stage)
    agent = stage.agent.browser()
    assert TO_DO in plain(agent.get(f"/households/?site={stage.sites[0].pk}"))
    label = plain(agent.get(f"/households/{stage.homes[0].household}/"))
    name = re.search(r"<h1>(Exemple \w+)</h1>", label).group(1)
    found = plain(agent.get("/search/", {"q": name}))
    assert found.count(TO_DO) == 1, "at her door, and at none of those whose names resemble hers"


def test_the_duty_desk_reads_it_for_the_person_in_front(stage):
    agreed(stage)
    browser = stage.dries.browser()
    browser.post(f"/desk/{stage.homes[0].household}/receive/")
    assert TO_DO in plain(browser.get(f"/desk/{stage.homes[0].household}/"))


def test_a_visit_and_the_sheet_of_the_day_say_what_to_do_before_it(stage):
    page = visit(stage, kind="home", persons=[str(stage.homes[0].persons[0])])
    office = plain(stage.amina.browser().get(page))
    assert TO_DO not in office
    agreed(stage)
    browser = stage.amina.browser()
    assert TO_DO in plain(browser.get(page))
    assert TO_DO in plain(browser.get("/agenda/"))
    moved_to_today(page)
    assert TO_DO in plain(browser.get("/day/"))
    assert TO_DO in plain(browser.get("/day/sheet/"))


def moved_to_today(page):
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE calendar_appointment SET span = tstzrange(now(), now() + interval '5 minutes') WHERE id = %s",
            [page.strip("/").split("/")[-1]],
        )


def test_its_author_is_told_before_it_ends(stage):
    pk = agreed(stage)
    amina = stage.amina.browser()
    assert "prend fin dans" not in plain(amina.get("/day/"))
    moved(pk, starts="sec.today() - 20", ends="sec.today() + 14")
    assert "prend fin dans 14 jours" in plain(amina.get("/day/"))
    moved(pk, ends="sec.today()")
    assert "dernier jour aujourd’hui" in plain(amina.get("/day/"))
    assert "Consigne de sécurité" not in plain(stage.dries.browser().get("/day/"))


def test_the_head_reads_the_number_on_her_page(stage):
    agreed(stage)
    page = plain(stage.head.browser().get("/service/"))
    assert "Consignes de sécurité en cours" in page
    assert TO_DO not in page


def test_one_statement_whatever_the_number(stage):
    def statements(browser, page):
        browser.get(page)
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(page).status_code == 200
        return sum("sec.safety_at" in one["sql"] for one in seen), len(seen)

    agent, page = stage.agent.browser(), f"/households/?site={stage.sites[0].pk}"
    few = statements(agent, page)
    for home in (0, 1):
        for number in range(3):
            agreed(stage, home=home, fact=f"fait {number}")
    assert statements(agent, page) == few
    assert few[0] == 1
    assert statements(agent, f"/households/{stage.homes[0].household}/")[0] == 1


def test_telling_her_is_noted_on_the_page(stage):
    pk = agreed(stage, told_on=None)
    browser = stage.amina.browser()
    assert "le lui dire est le danger" in plain(browser.get(f"/safety/{pk}/"))
    late = browser.post(f"/safety/{pk}/", {"version": "2", "on": str(TODAY + dt.timedelta(days=1))})
    assert late.status_code == 422
    browser.post(f"/safety/{pk}/", {"version": "2", "on": str(TODAY)})
    with stage.amina.acting() as amina:
        assert queries.instruction(amina, pk, "safety_set").told_on == TODAY
        actions.end_safety(actor=amina, pk=pk, version=3)
    assert "A pris fin le" in plain(browser.get(f"/safety/{pk}/"))
