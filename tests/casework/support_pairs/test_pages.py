"""The pages of the doors, of the pair and of contact afterwards: what they say, what comes back when refused, what they cost."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from palier.casework.support_pairs import queries
from palier.casework.support_pairs.rules.notes import GROUPS, NoteDraft, NoteGroup, NoteKind
from tests.casework.support_pairs.pairs import CALL, NAME, STREET
from tests.casework.support_pairs.test_after import kept
from tests.casework.support_pairs.test_notes import STEP, a_service, noted, read
from tests.stage import without_locks


def plain(answer):
    return re.sub(r"\s+", " ", html.unescape(answer.content.decode()).replace("\u00a0", " ").replace("\u202f", " "))


def accord(paired, **changes):
    return {
        "name": NAME, "address": STREET, "reach": CALL, "given_on": paired.today().isoformat(), "how": "orally",
        "language": "fr", "parts": ["name", "address", "reach"], "may_take_back": "on", "her_words": "d'accord",
    } | changes  # fmt: skip


def test_the_door_is_filled_in_from_the_household_and_says_who_comes(paired):
    browser = paired.people["amina"].browser()
    page = browser.get(f"/support/mine/{paired.asking}/door/accord/")
    text = plain(page)

    assert "Selma Exemple" in text and "Sam Exemple" in text
    assert 'value="Zoé Exemple' in text and "avenue du Brouillon" in text
    other = browser.get(f"/support/mine/{paired.asking}/door/accord/?person={paired.home.persons[1]}")
    assert 'value="Omer Exemple' in plain(other)


def test_before_the_door_only_disciplines_are_shown(paired):
    text = plain(paired.people["amina"].browser().get("/support/mine/"))
    assert "Infirmière ou infirmier" in text and "Selma" not in text


def test_a_door_opened_on_its_page_is_read_by_the_pair(paired):
    amina, selma = (paired.people[name].browser() for name in ("amina", "selma"))

    answer = amina.post(f"/support/mine/{paired.asking}/door/accord/", accord(paired))
    assert answer.status_code == 302, plain(answer)
    assert "Attend que les deux du binôme aient déclaré" in plain(amina.get(f"/support/mine/{paired.asking}/"))
    for name in ("selma", "sam"):
        assert paired.people[name].browser().post(f"/support/queue/{paired.request}/pair/declare/").status_code == 302
    page = selma.post(f"/support/queue/{paired.request}/pair/who/")

    assert NAME in plain(page) and STREET in plain(page) and CALL in plain(page)
    assert "no-store" in page["Cache-Control"]
    assert selma.get(f"/support/queue/{paired.request}/pair/who/").status_code == 405
    assert NAME not in plain(selma.get(f"/support/queue/{paired.request}/pair/"))


def test_a_refused_door_keeps_all_that_was_typed(paired):
    answer = (
        paired.people["amina"]
        .browser()
        .post(f"/support/mine/{paired.asking}/door/accord/", accord(paired, may_take_back=""))
    )

    assert answer.status_code == 422
    text = plain(answer)
    assert "Dites-lui d’abord qu’elle peut le reprendre" in text
    assert NAME in text and STREET in text and "d'accord" in text


def test_of_a_no_the_page_says_that_nothing_left(paired):
    browser = paired.people["amina"].browser()
    sent = accord(paired, answer="no", who_named="on", may_refuse="on")
    answer = browser.post(f"/support/mine/{paired.asking}/door/announced_visit/", sent, follow=True)

    text = plain(answer)
    assert "Une visite a été proposée. Rien n’est sorti." in text and "d'accord" in text
    assert NAME not in text and STREET not in text


def test_danger_waits_on_the_colleague_s_day_and_page(paired):
    paired.people["amina"].browser().post(
        f"/support/mine/{paired.asking}/door/grave_danger/",
        {
            "name": NAME, "address": STREET, "feared": "ne mange plus", "not_otherwise": "personne n'entre",
            "second": str(paired.people["bart"].post), "told": "told", "told_on": paired.today().isoformat(),
        },
    )  # fmt: skip
    bart = paired.people["bart"].browser()
    assert "/support/second/" in bart.get("/day/").content.decode()
    text = plain(bart.get("/support/second/"))
    assert "ne mange plus" in text and NAME not in text

    with paired.people["bart"].acting() as actor:
        (asked,) = queries.asked_of_me(actor)
    assert bart.post(f"/support/second/{asked.id}/", {"answer": "agreed"}).status_code == 302
    assert "ne mange plus" not in plain(bart.get("/support/second/"))
    assert "/support/second/" not in bart.get("/day/").content.decode()


@pytest.mark.parametrize("kind", [kind for kinds in GROUPS.values() for kind in kinds])
def test_each_kind_has_its_form_and_a_refusal_keeps_the_words(paired, kind):
    a_service(paired)
    paired.open()
    paired.declare()
    selma = paired.people["selma"].browser()
    address = f"/support/queue/{paired.request}/pair/note/{kind}/"
    if kind in GROUPS[NoteGroup.CRISIS]:
        assert selma.get(address).status_code == 404  # the plan has one page for its five parts
        return
    assert selma.get(address).status_code == 200
    answer = selma.post(address, {"words": "", "detail": "", "day": ""})
    assert answer.status_code == 422 and "Écrivez-le en quelques mots" in plain(answer)


def test_a_stage_of_change_is_on_the_page_of_the_two_and_on_no_other(paired):
    """P36: not for who asked, not for the rest of the cell, not in the file, not in what her head reads."""
    selma = paired.people["selma"].browser()
    address = f"/support/queue/{paired.request}/pair/note/change/"
    assert "Personne ne doit noter ceci" in plain(selma.get(address))
    assert selma.post(address, {"detail": "of_two_minds", "words": "dit oui, puis non"}).status_code == 302
    for who in ("selma", "sam"):
        text = plain(paired.people[who].browser().get(f"/support/queue/{paired.request}/pair/"))
        assert "Hésite : une étape" in text and "dit oui, puis non" in text

    for who, page in (
        ("amina", f"/support/mine/{paired.asking}/"),
        ("amina", f"/households/{paired.home.household}/"),
        ("third", f"/support/queue/{paired.request}/"),
        ("third", "/support/queue/"),
        ("third", "/partnership/year/"),
        ("head", "/support/asked/"),
    ):
        answer = paired.people[who].browser().get(page)
        assert answer.status_code == 200, page
        assert "Hésite" not in plain(answer) and "dit oui, puis non" not in plain(answer), page


def test_a_visit_before_the_door_is_open_is_said_instead_of_asked(paired):
    text = plain(paired.people["selma"].browser().get(f"/support/queue/{paired.request}/pair/note/joint_visit/"))
    assert "Pas de visite avant que la porte soit ouverte" in text and "<textarea" not in text


def test_orientation_without_a_bound_service_leads_to_the_cell_s_directory(paired):
    selma = paired.people["selma"].browser()
    address = f"/support/queue/{paired.request}/pair/note/orientation/"
    assert "Aucun service de votre répertoire" in plain(selma.get(address))
    assert selma.get("/partners/").status_code == 200
    service = a_service(paired)
    sent = {
        "words": "souffler",
        "service": str(service),
        "agreed_on": paired.today().isoformat(),
        "sectors": ["mental_health"],
    }

    assert selma.post(address, sent).status_code == 302

    assert "Maison Exemple" in plain(selma.get(f"/support/queue/{paired.request}/pair/"))


def test_notes_are_shared_moved_and_erased_on_the_page(paired):
    note = noted(paired, NoteDraft(NoteKind.STEP, "un café"))
    selma, amina = (paired.people[name].browser() for name in ("selma", "amina"))
    base = f"/support/queue/{paired.request}/pair/notes/{note}"
    mine = f"/support/mine/{paired.asking}/"
    assert "un café" not in plain(amina.get(mine))
    selma.post(f"{base}/share/", {"shared": "yes"})
    assert "un café" in plain(amina.get(mine))
    assert amina.post(f"{mine}step/{note}/", {"state": "not_now"}).status_code == 302
    assert read(paired, "sam")[0].state == "not_now"
    selma.post(f"{base}/step/", {"state": "done"})
    assert read(paired, "sam")[0].state == "done"
    selma.post(f"{base}/share/", {"shared": "no"})
    assert "un café" not in plain(amina.get(mine))
    selma.post(f"{base}/erase/")
    assert read(paired, "sam") == []


def test_the_crisis_plan_prints_on_one_page_for_both_sides(paired):
    selma = paired.people["selma"].browser()
    address = f"/support/queue/{paired.request}/pair/plan/"
    assert selma.post(address, {"crisis_signs": " "}).status_code == 422
    sent = {"crisis_signs": "ne dort plus", "crisis_helps": "la radio", "crisis_call": "la voisine", "shared": "on"}
    assert selma.post(address, sent).status_code == 302

    for page in (
        selma.get(f"{address}paper/"),
        paired.people["amina"].browser().get(f"/support/mine/{paired.asking}/plan/"),
    ):
        assert "la radio" in plain(page) and "Pas encore dit" in plain(page) and "112" in plain(page)


def test_the_sheet_is_in_dutch_on_a_french_screen_and_names_only_who_comes(paired):
    paired.open()
    text = plain(paired.people["amina"].browser().get(f"/support/mine/{paired.asking}/sheet/?in=nl"))
    letter = text[text.index('<section class="letter"') :]
    assert "Een bezoek, als u dat wilt" in letter and "Selma Exemple" in letter
    assert "Niemand schrijft op dat u neen zei" in letter
    assert NAME not in letter and STREET not in letter


def test_contact_afterwards_is_kept_renewed_worded_and_ended_on_its_pages(paired):
    selma = paired.people["selma"].browser()
    sent = {"name": "Zulma", "reach": "au café", "given_on": paired.today().isoformat(), "how": "orally"}
    assert selma.post(f"/support/queue/{paired.request}/pair/after/", sent).status_code == 302
    text = plain(selma.get("/support/after/"))
    assert "Zulma" in text and "se termine de soi-même après le" in text
    with paired.people["selma"].acting() as actor:
        (row,) = queries.after_contacts(actor)
    assert selma.post(f"/support/after/{row.id}/renew/", {"on": "", "how": ""}).status_code == 422
    assert (
        selma.post(f"/support/after/{row.id}/renew/", {"on": paired.today().isoformat(), "how": "signed"}).status_code
        == 302
    )
    assert selma.post(f"/support/after/{row.id}/words/", {"words": "va mieux"}).status_code == 302
    assert "va mieux" in plain(selma.get("/support/after/"))
    assert paired.people["third"].browser().get(f"/support/after/{row.id}/words/").status_code == 404
    assert selma.post(f"/support/after/{row.id}/end/").status_code == 302
    assert "Zulma" not in plain(selma.get("/support/after/"))


def test_a_colleague_of_the_cell_meets_nothing(paired):
    third = paired.people["third"].browser()
    note = noted(paired)
    base = f"/support/queue/{paired.request}/pair/"
    for path in ("", "plan/", "plan/paper/", "note/step/", "after/"):
        assert third.get(base + path).status_code == 404, path
    for path in ("declare/", "aside/", "who/", "end/", f"notes/{note}/erase/"):
        assert third.post(base + path, {"version": 2}).status_code == 404, path
    assert paired.people["sam"].browser().get(base).status_code == 200


# -- she reads that it was read (P17) ---------------------------------------------------------------------------------------


def test_she_reads_at_her_own_door_that_the_pair_read_who_she_is(paired):
    from palier.casework.cases import actions as cases
    from palier.casework.cases.rules import CaseDraft
    from tests.door.comers import come_in, give

    person = paired.home.persons[0]
    with paired.people["amina"].acting() as amina:
        cases.open_case(actor=amina, draft=CaseDraft(paired.home.household, (person,), amina.today))
    paired.open()
    paired.declare()
    her = come_in(give(paired.people["amina"], person))
    assert "votre nom et votre adresse" not in plain(her.get("/door/file/"))

    with paired.people["selma"].acting() as selma:
        queries.identity(selma, paired.request)

    text = plain(her.get("/door/file/"))
    assert "a lu votre nom et votre adresse" in text and "vous étiez d’accord" in text
    assert "Selma" not in text  # a function, never a name (P17)


def test_each_reading_is_a_line_of_the_ledger_of_a_typed_person_too(paired):
    paired.open(paired.accord(person=None))
    paired.declare()
    for _time in range(2):
        with paired.people["selma"].acting() as selma:
            queries.identity(selma, paired.request)
    with without_locks() as cursor:
        cursor.execute(
            "SELECT what, subjects, ground FROM access_read_event WHERE post_id = %s AND what = 'support_identity'",
            [paired.people["selma"].post],
        )
        assert cursor.fetchall() == [("support_identity", [], "accord")] * 2


# -- what a page costs ---------------------------------------------------------------------------------------------------------


def statements(somebody, address):
    browser = somebody.browser()
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize(
    ("who", "page"),
    [("selma", "/support/queue/{request}/pair/"), ("amina", "/support/mine/{asking}/"), ("selma", "/support/after/")],
)
def test_a_page_costs_the_same_however_much_is_noted(paired, who, page):
    paired.open()
    paired.declare()
    address = page.format(request=paired.request, asking=paired.asking)
    counts = []
    for _time in range(2):
        noted(paired, STEP)
        kept(paired)
        counts.append(statements(paired.people[who], address))
    assert counts[0] == counts[1] <= 12
