"""The end-of-day table: every cell optional, one POST, a row that cannot be saved holds back no other."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from palier.access.capabilities import Capability
from palier.access.rules import Tier
from palier.casework.cases import queries
from palier.casework.cases.models import Contact, Step
from tests.stage import STAGE, without_locks


def contact(pk):
    with without_locks():
        return Contact._base_manager.using(STAGE).get(pk=pk)


def body(*rows):
    """A filled-in table. Each row: contact, version, then what was typed."""
    sent = {"form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": len(rows), "idempotency_key": str(uuid.uuid4())}
    for number, (pk, version, typed) in enumerate(rows):
        sent |= {f"form-{number}-contact": str(pk), f"form-{number}-version": version}
        sent |= {f"form-{number}-{name}": typed.get(name, "") for name in ("domain", "channel", "step", "due")}
    return sent


@pytest.mark.parametrize(
    ("language", "words"), [("fr", ("Thème", "Et ensuite", "Plus tard")), ("nl", ("Thema", "Volgende stap", "Later"))]
)
def test_the_table_has_one_row_a_contact_in_both_languages(stage, work, language, words):
    case = work.file()
    uncoded = work.contact("À coder", case=case)
    coded = work.contact("Déjà codé", case=case, domain="health", channel="phone")

    page = stage.amina.browser(language).get("/day/end/").content.decode()

    assert all(word in page for word in words)
    assert str(uncoded) in page
    assert str(coded) not in page


def test_one_post_saves_all_rows_and_an_empty_row_stays(stage, work):
    case = work.file()
    one, two, later = (work.contact(text, case=case) for text in ("un", "deux", "trois"))
    due = datetime.date.today() + datetime.timedelta(days=5)

    answer = stage.amina.browser().post(
        "/day/end/",
        body(
            (one, 1, {"domain": "health", "channel": "phone", "step": "Appeler le médecin", "due": due.isoformat()}),
            (two, 1, {"domain": "family"}),
            (later, 1, {}),
        ),
        follow=True,
    )

    assert "2 contacts complétés." in answer.content.decode()
    assert (contact(one).domain, contact(one).channel) == ("health", "phone")
    assert contact(two).domain == "family"
    assert (contact(later).domain, contact(later).version) == ("", 1)
    with stage.amina.acting() as amina:
        assert [(step.text, step.due) for step in queries.steps_of(amina, case)] == [("Appeler le médecin", due)]


def test_sent_twice_it_plans_one_step_and_no_conflict(stage, work):
    case = work.file()
    one = work.contact("un", case=case)
    browser = stage.amina.browser()
    sent = body((one, 1, {"domain": "health", "step": "Appeler"}))

    assert browser.post("/day/end/", sent).status_code == 302
    assert browser.post("/day/end/", sent).status_code == 302

    with stage.amina.acting() as amina:
        assert len(queries.steps_of(amina, case)) == 1
    assert contact(one).version == 2


def test_a_conflicting_row_stays_with_what_was_typed_and_the_others_are_saved(stage, work):
    case = work.file()
    mine, other = work.contact("un", case=case), work.contact("deux", case=case)
    browser = stage.amina.browser()
    browser.post("/day/end/", body((mine, 1, {"domain": "safety"})))

    answer = browser.post(
        "/day/end/",
        body((mine, 1, {"domain": "health", "step": "Une suite à ne pas perdre"}), (other, 1, {"domain": "family"})),
    )

    page = answer.content.decode()
    assert answer.status_code == 409
    assert contact(other).domain == "family"
    assert contact(mine).domain == "safety"
    assert "Une suite à ne pas perdre" in page
    assert "Modifié entre-temps" in page
    assert '<option value="health" selected>' in page
    # Saved again, with the version she has now seen, her own words stand.
    assert 'name="form-0-version" value="2"' in page
    browser.post("/day/end/", body((mine, 2, {"domain": "health", "step": "Une suite à ne pas perdre"})))
    assert contact(mine).domain == "health"


def test_a_wrong_cell_saves_nothing_and_loses_nothing(stage, work):
    one = work.contact("un", case=work.file())

    answer = stage.amina.browser().post(
        "/day/end/", body((one, 1, {"domain": "health", "channel": "phone", "due": "2026-12-01"}))
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Dites ce qu’il y a à faire ce jour-là" in page
    assert 'value="2026-12-01"' in page
    assert '<option value="health" selected>' in page
    assert contact(one).domain == ""


def test_a_next_step_of_a_contact_without_a_file_is_saved_once(stage, work):
    simple = work.contact("Conseil donné au guichet", household=stage.homes[0].household)
    sent = body((simple, 1, {"domain": "social_rights", "step": "Rappeler jeudi"}))
    browser = stage.amina.browser()

    answers = [browser.post("/day/end/", sent).status_code for _again in range(2)]

    assert answers == [302, 302]
    assert contact(simple).domain == "social_rights"
    with stage.amina.acting() as amina:
        steps = Step.objects.visible_to(amina, Capability.STEP_READ).filter(contact=simple)
        assert [(step.text, step.case_id, step.household_id) for step in steps] == [
            ("Rappeler jeudi", None, stage.homes[0].household)
        ]


def test_what_follows_from_a_contact_of_two_stays_with_its_writer(stage, work):
    case = work.file()
    apart = work.contact("À deux", case=case, tier=Tier.PAIR, readers=(stage.emma.post,))

    answer = stage.amina.browser().post("/day/end/", body((apart, 1, {"step": "En reparler"})))

    assert answer.status_code == 302
    with stage.amina.acting() as amina:
        step = Step.objects.visible_to(amina, Capability.STEP_READ).get(contact=apart)
        assert (step.subject_id, step.case_id) == (stage.amina.post, None)


def test_a_contact_of_somebody_else_is_not_changed(stage, work):
    with stage.bart.acting() as bart:
        from palier.casework.cases import actions
        from palier.casework.cases.rules import ContactDraft

        his = actions.record_contact(actor=bart, draft=ContactDraft("À Bart"))
    mine = work.contact("un", case=work.file())

    answer = stage.amina.browser().post(
        "/day/end/", body((his, 1, {"domain": "health"}), (mine, 1, {"domain": "family"}))
    )

    assert answer.status_code == 409
    assert contact(his).domain == ""
    assert contact(mine).domain == "family"
    assert "À Bart" not in answer.content.decode()


def test_statements_do_not_grow_with_the_rows(stage, work):
    case = work.file()
    counts = []
    for more in (3, 27):
        for number in range(more):
            work.contact(f"contact {number}", case=case)
        browser = stage.amina.browser()
        with CaptureQueriesContext(connection) as seen:
            assert browser.get("/day/end/").status_code == 200
        counts.append(len(seen))

    assert counts[0] == counts[1]


def test_arrow_keys_go_from_cell_to_cell(stage, work, tab):
    case = work.file()
    work.contact("un", case=case)
    work.contact("deux", case=case)
    page = tab(stage.amina)
    page.goto("/day/end/")

    page.focus("[name=form-0-domain]")
    seen = []
    for key in ("ArrowRight", "ArrowDown", "ArrowRight", "ArrowUp"):
        page.keyboard.press(key)
        seen.append(page.evaluate("document.activeElement.name"))

    assert seen == ["form-0-channel", "form-1-channel", "form-1-step", "form-0-step"]
    page.keyboard.type("voir")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.name") == "form-0-step"  # first through the letters
    assert page.is_visible("text=Les flèches vont d’une case à l’autre")
