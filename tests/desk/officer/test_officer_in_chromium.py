"""The officer’s pages in Chromium: axe, narrow screens, both languages, with something on each, a refused form too."""

import pytest
from django.conf import settings

from config import database
from palier.access.rights import actions
from palier.access.rights.queries import purges
from palier.access.rights.rules import PurgeGround, PurgeKind, TermKey
from palier.casework.cases import actions as cases
from palier.casework.cases.rules import ContactDraft
from palier.desk.officer.exports.pack import Asked, write_pack
from palier.kernel.terms import Term, Unit
from tests.axe import both_ways, faults
from tests.desk.officer.test_crossings import nightly, told, yesterday
from tests.desk.officer.test_review import found, job, name_of, named, read
from tests.stage import LONG_AGO, without_locks

PUBLIC = {"fr": "ce-qui-passe", "nl": "wat-doorgaat"}
PAGES = [
    ("admin", "/kept/"),
    ("admin", "/kept/signal/propose/"),
    ("officer", "/kept/"),
    ("officer", "/holds/"),
    ("officer", "/register/"),
    ("officer", "/review/"),
    ("officer", "/crossings/"),
    ("head", "/asked/counts/"),
    ("amina", "/ending/"),
    ("amina", "/asked/police/"),
    ("amina", "/rights/purge/mine/"),
    ("amina", "/rights/purge/contact/{kept}/"),
    ("amina", "/rights/purge/contact/{asked}/"),
    ("officer", "/rights/purge/"),
    (None, "/{language}/{public}/"),
]


def something_everywhere(stage):
    home = stage.homes[0]
    with stage.admin.acting() as admin:
        for key, term in ((TermKey.WELCOME, Term(6, Unit.MONTHS)), (TermKey.DOCUMENT, Term(9, Unit.YEARS))):
            pk = actions.propose_term(
                actor=admin, key=key, term=term, valid_from=admin.today, source="Conseil", reason="Moins de papier"
            )
            if key == TermKey.WELCOME:
                signed = pk
    with stage.officer.acting() as officer:
        actions.decide_term(actor=officer, pk=signed, signs=True, reason="Bien")
        actions.place_hold(actor=officer, person=home.persons[0], file=None, reason="Plainte en cours")
    with stage.amina.acting() as amina:
        today = amina.today
        made = [
            cases.record_contact(actor=amina, draft=ContactDraft("Bref", household=home.household, persons=persons))
            for persons in ((), (home.persons[0],))
        ]
    with without_locks() as cursor:
        cursor.execute("UPDATE cases_contact SET ends_on = %s WHERE id = ANY (%s)", [today, made])
    for contact, ground in zip(made, PurgeGround, strict=False):
        with stage.amina.acting() as amina:
            actions.ask_purge(actor=amina, kind=PurgeKind.CONTACT, item=contact, ground=ground)
    with stage.officer.acting() as officer:
        kept = next(one for one in purges.asked(officer) if not one.held)
        actions.keep_asked(actor=officer, pk=kept.id, reason="Le locataire conteste, et ce contact parle pour lui.")
    for _ in range(5):
        stage.amina.browser().post("/asked/police/note/")
    _day, noon = yesterday(stage)
    told(stage, stage.amina, stage.technical, 5, noon)
    nightly()
    last = name_of(home.persons[0])[1]
    for who in ("amina", "bart", "officer"):
        named(stage, who, who.capitalize(), last)
        read(stage, who, home.household)
    job("review_ledger")
    answered = next(one for one in found(stage) if not one.own)
    with stage.officer.acting() as officer:
        actions.answer_finding(actor=officer, pk=answered.id, word="C’est sa voisine ; parlé avec elle.")
    return {"kept": made[0], "asked": made[1], "file": home.household}


@pytest.mark.browser
@pytest.mark.slow
@both_ways
def test_axe_finds_nothing_and_the_pages_fit(stage, tab, language, width):
    made = something_everywhere(stage)
    tabs, wrong = {}, []
    for who, path in PAGES:
        page = tabs.setdefault(who, tab(who and stage.people[who], language, width))
        page.goto(path.format(language=language, public=PUBLIC[language], **made))
        wrong += [f"{who} {path}: {fault}" for fault in faults(page)]
    assert wrong == []


@pytest.mark.browser
@pytest.mark.slow
def test_the_pages_of_a_breach_pack_fit_and_axe_finds_nothing(stage, tab, tmp_path):
    page, wrong = tab(), []
    write_pack(
        database.urls("backup", settings.DATABASE_NAME),
        Asked(str(stage.homes[0].persons[0]), LONG_AGO, LONG_AGO, tmp_path / "pack"),
    )
    for language in ("fr", "nl"):
        page.goto((tmp_path / "pack" / f"pack-{language}.html").as_uri())
        wrong += [f"{language}: {fault}" for fault in faults(page)]
    assert wrong == []
