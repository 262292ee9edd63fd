"""The directory: found by name and filter, kept by some, read by all of the company, verified by who asked; and the police."""

import dataclasses
import datetime as dt
import html
import re
import uuid

import pytest
from django.db import connection
from django.db.utils import DatabaseError, IntegrityError
from django.test.utils import CaptureQueriesContext

from palier.registry.partners import actions, queries
from palier.registry.partners.rules import Bound, Capacity, PartnerKind
from palier.registry.partners.rules.drafts import AgreementDraft, ContactDraft, PartnerDraft, ServiceDraft
from tests.axe import both_ways, faults

GROUND = "art. 458"


def plain(answer):
    words = re.sub(r"<[^>]+>", " ", html.unescape(answer.content.decode()))
    return re.sub(r"\s+", " ", words.replace("\u00a0", " "))


def enter(actor, name="Maison d’exemple Élan", kind=PartnerKind.ASSOCIATION, **service):
    """An organisation with one service of the same name; the ids of both."""
    of = actions.enter_partner(actor=actor, draft=PartnerDraft(name, f"{name} nl", kind, "local"))
    made = actions.enter_service(actor=actor, partner=of, draft=ServiceDraft(name, f"{name} nl", **service))
    return of, made


@pytest.fixture
def some(stage):
    """Three services that Amina entered: ids by a short name."""
    with stage.amina.acting() as actor:
        return {
            "elan": enter(
                actor, domains=("financial",), languages=("fr", "tr"), area=("21001",), capacity=Capacity.TAKES_PEOPLE
            ),
            "soin": enter(actor, "Maison médicale d’exemple", PartnerKind.HOSPITAL_OR_MEDICAL_HOUSE,
                          domains=("health",), bound_by_secrecy=Bound.YES, secrecy_ground=GROUND, same_mission=True),
            "police": enter(actor, "Police d’exemple", PartnerKind.POLICE, domains=("safety",)),
        }  # fmt: skip


def found(somebody, address):
    page = somebody.browser().get(f"/partners/?{address}").content.decode()
    return re.findall(r'<b><a href="/partners/services/[^"]+">([^<]+)</a>', html.unescape(page))


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("q=elan", ["Maison d’exemple Élan"]),
        ("q=médicale", ["Maison médicale d’exemple"]),
        ("q=medicalle", ["Maison médicale d’exemple"]),
        ("q=rien de tel", []),
        ("domain=financial", ["Maison d’exemple Élan"]),
        ("language=tr", ["Maison d’exemple Élan"]),
        ("language=so", []),
        ("commune=21002", ["Maison médicale d’exemple", "Police d’exemple"]),  # no commune said is everywhere
        ("takes=1", ["Maison d’exemple Élan"]),
        ("kind=police", ["Police d’exemple"]),
        ("q=%00&domain=%00", ["Maison d’exemple Élan", "Maison médicale d’exemple", "Police d’exemple"]),
    ],
)
def test_found_by_words_and_filters(stage, some, address, names):
    assert found(stage.amina, address) == names


def test_the_company_reads_it_and_another_one_does_not(stage, some):
    _, service = some["elan"]
    for who in ("amina", "bart", "trainee", "desk", "agent", "accounts", "collective", "admin", "officer"):
        assert len(found(stage.people[who], "")) == 3, who
        assert "Maison d’exemple Élan" in plain(stage.people[who].browser().get(f"/partners/services/{service}/"))
    chloe = stage.chloe.browser()
    assert found(stage.chloe, "") == []
    for address in (f"services/{service}/", f"services/{service}/edit/", f"organisations/{some['elan'][0]}/"):
        assert chloe.get(f"/partners/{address}").status_code == 404
    assert chloe.post(f"/partners/services/{service}/verify/").status_code == 404


def test_who_keeps_it_writes_and_who_reads_it_does_not(stage):
    sent = {"name_fr": "Maison d’exemple", "name_nl": "Voorbeeldhuis", "kind": "association", "level": "local"}
    for who, status in {"collective": 302, "head": 302, "admin": 302, "trainee": 404, "desk": 404}.items():
        answer = stage.people[who].browser().post("/partners/organisations/new/", sent)
        assert answer.status_code == status, who


def test_updated_is_not_verified(stage, some):
    _, service = some["elan"]
    amina = stage.amina.browser()
    sent = {"version": 1, "name_fr": "Élan d’exemple", "name_nl": "x", "capacity": "full", "bound_by_secrecy": "no"}
    assert amina.post(f"/partners/services/{service}/edit/", sent).status_code == 302
    assert "Jamais vérifié" in plain(amina.get(f"/partners/services/{service}/"))
    assert len(found(stage.amina, "old=1")) == 3
    for _ in range(2):
        assert stage.bart.browser().post(f"/partners/services/{service}/verify/").status_code == 302
    page = plain(amina.get(f"/partners/services/{service}/"))
    assert "Vérifié récemment" in page and page.count("Bart Exemple") == 1
    assert found(stage.amina, "old=1") == ["Maison médicale d’exemple", "Police d’exemple"]
    assert len(found(stage.desk, "old=1")) == 3, "who does not write is not asked to verify"
    with stage.amina.acting(), connection.cursor() as cursor, pytest.raises(DatabaseError, match="permission denied"):
        cursor.execute('UPDATE partners_verification SET "on" = sec.today() - 1')


def test_a_new_answer_about_places_is_of_today_and_an_old_one_keeps_its_day(stage):
    said = dt.date(2026, 1, 1)
    with stage.amina.acting() as actor:
        _, pk = enter(actor, capacity=Capacity.FULL, capacity_on=said)
        draft = ServiceDraft("Maison", "Huis", capacity=Capacity.FULL, capacity_on=said)
        actions.change_service(actor=actor, pk=pk, version=1, draft=draft)
        assert queries.service(actor, pk).capacity_on == said
        draft = dataclasses.replace(draft, capacity=Capacity.TAKES_PEOPLE)
        actions.change_service(actor=actor, pk=pk, version=2, draft=draft)
        assert queries.service(actor, pk).capacity_on == actor.today


def test_a_stale_version_overwrites_nothing(stage, some):
    of, _ = some["elan"]
    sent = {"version": 7, "name_fr": "Autre", "name_nl": "Ander", "kind": "association", "level": "local"}
    assert stage.bart.browser().post(f"/partners/organisations/{of}/edit/", sent).status_code == 409
    assert found(stage.amina, "q=elan") == ["Maison d’exemple Élan"]
    assert stage.bart.browser().post(f"/partners/organisations/{of}/edit/", {**sent, "version": 1}).status_code == 302
    assert found(stage.amina, "q=autre") == ["Maison d’exemple Élan"], "found by the new name of its organisation"


def test_the_police_is_never_bound_whichever_way_one_tries(stage, some):
    of, service = some["police"]
    sent = {"version": 1, "name_fr": "Police d’exemple", "name_nl": "x", "capacity": "unknown",
            "bound_by_secrecy": "yes", "secrecy_ground": GROUND}  # fmt: skip
    answer = stage.amina.browser().post(f"/partners/services/{service}/edit/", sent)
    assert answer.status_code == 422 and f'value="{GROUND}"' in html.unescape(answer.content.decode())
    with stage.amina.acting(), connection.cursor() as cursor, pytest.raises(IntegrityError, match="no_secret_for_who"):
        cursor.execute("UPDATE partners_partnerservice SET bound_by_secrecy = 'yes', secrecy_ground = 'x' WHERE id = %s",
                       [service])  # fmt: skip
    house, care = some["soin"]
    turned = {"version": 1, "name_fr": "x", "name_nl": "x", "kind": "bailiff", "level": "local"}
    assert stage.amina.browser().post(f"/partners/organisations/{house}/edit/", turned).status_code == 422
    with stage.amina.acting() as actor:
        assert queries.service(actor, care).may_receive_referral
        assert not queries.service(actor, service).may_receive_referral
    turned["kind"] = "home_care"
    assert stage.amina.browser().post(f"/partners/organisations/{house}/edit/", turned).status_code == 302
    with stage.amina.acting() as actor:
        assert queries.service(actor, care).kind == "home_care", "a service is of the kind of its organisation"


def test_only_a_named_person_who_is_there_may_be_sent_something(stage, some):
    draft = ContactDraft("Lina", "Exemple", "assistante sociale")
    with stage.amina.acting() as actor:
        pks = {name: actions.enter_contact(actor=actor, service=some[name][1], draft=draft) for name in some}
        assert [(one.service_id, str(one)) for one in queries.recipients(actor)] == [(some["soin"][1], "Lina Exemple")]
    sent = {"version": 1, "first_name": "Lina", "last_name": "Exemple", "function": "x", "until": "2020-01-01"}
    assert stage.amina.browser().post(f"/partners/contacts/{pks['soin']}/edit/", sent).status_code == 302
    with stage.amina.acting() as actor:
        assert queries.recipients(actor) == []
    page = plain(stage.amina.browser().get(f"/partners/services/{some['soin'][1]}/"))
    assert "Qui est parti" in page and "Lina Exemple" in page


def test_a_line_of_one_company_never_hangs_on_a_line_of_another(stage, some):
    with stage.chloe.acting(), pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO partners_partnercontact (id, organisation_id, service_id, first_name, last_name, function,
                 phone, email, version) VALUES (%s, sec.organisation(), %s, 'x', 'x', 'x', '', '', 1)""",
            [uuid.uuid4(), some["elan"][1]],
        )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_matrix_shows_gaps_and_the_cell_left_empty_and_fills(stage, some):
    amina = stage.amina.browser()
    page = amina.get("/partners/matrix/").content.decode()
    gap = "/partners/organisations/new/?kind=public_welfare_centre&amp;domain=socio_professional"
    assert gap in page and "ne nomme personne sous ce titre" in html.unescape(page)
    assert "/partners/?domain=health&amp;kind=hospital_or_medical_house" in page
    reader = stage.desk.browser().get("/partners/matrix/").content.decode()
    assert gap not in reader and "à combler" in reader
    sent = {"name_fr": "CPAS d’exemple", "name_nl": "OCMW Voorbeeld", "kind": "public_welfare_centre", "level": "local"}
    then = amina.post(html.unescape(gap), sent)
    assert then.url.endswith("/services/new/?domain=socio_professional")
    assert re.search(r'value="socio_professional"[^>]* checked', amina.get(then.url).content.decode())
    service = {"name_fr": "x", "name_nl": "x", "domains": ["socio_professional"], "capacity": "unknown",
               "bound_by_secrecy": "unknown"}  # fmt: skip
    assert amina.post(then.url, service).status_code == 302
    assert gap not in amina.get("/partners/matrix/").content.decode()


def test_what_was_typed_comes_back_to_be_mended(stage, some):
    of, _ = some["elan"]
    sent = {"name_fr": "", "name_nl": "Een dienst", "eligibility": "dès 18 ans", "languages": ["tr"], "phone": "abc",
            "capacity": "full", "bound_by_secrecy": "yes", "area": ["21004"]}  # fmt: skip
    answer = stage.amina.browser().post(f"/partners/organisations/{of}/services/new/", sent)
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert all(words in page for words in ('value="Een dienst"', "dès 18 ans", 'value="abc"'))
    assert re.search(r'value="tr"[^>]* checked', page) and re.search(r'value="21004"[^>]* checked', page)


def test_an_agreement_says_who_does_what_until_when(stage, some):
    of, service = some["elan"]
    amina = stage.amina.browser()
    sent = {"title": "Convention d’exemple", "starts": "2025-01-01", "ends": "2025-12-31", "service": str(service),
            "party_1": "Maison d’exemple", "role_1": "reçoit en dix jours", "covers": "une permanence"}  # fmt: skip
    early = amina.post(f"/partners/organisations/{of}/agreements/new/", {**sent, "ends": "2024-01-01"})
    assert early.status_code == 422 and "reçoit en dix jours" in html.unescape(early.content.decode())
    assert amina.post(f"/partners/organisations/{of}/agreements/new/", sent).status_code == 302
    page = plain(amina.get(f"/partners/services/{service}/"))
    assert "reçoit en dix jours" in page and "31 décembre 2025 · terminée" in page


def test_as_many_statements_however_many_lines(stage, some):
    def counted(address):
        with CaptureQueriesContext(connection) as seen:
            assert stage.amina.browser().get(address).status_code == 200
        return len(seen)

    of, service = some["elan"]
    addresses = ("/partners/", "/partners/matrix/", f"/partners/organisations/{of}/", f"/partners/services/{service}/")
    before = [counted(address) for address in addresses]
    with stage.bart.acting() as actor:
        for number in range(4):
            enter(actor, f"Autre {number}")
            actions.enter_service(actor=actor, partner=of, draft=ServiceDraft(f"S {number}", "x"))
            actions.enter_contact(actor=actor, service=service, draft=ContactDraft(f"P{number}", "x", "x"))
            actions.enter_agreement(actor=actor, partner=of, draft=AgreementDraft("x", actor.today, service=service))
        actions.verify_service(actor=actor, pk=service)
    assert [counted(address) for address in addresses] == before
    assert len(found(stage.amina, "")) == 11


@pytest.mark.browser
@pytest.mark.slow
@both_ways
def test_axe_finds_nothing_and_the_pages_fit(stage, some, tab, language, width):
    of, service = some["elan"]
    page, wrong = tab(stage.amina, language, width), []
    for path in ("", "?q=rien", "matrix/", f"services/{service}/", f"services/{service}/edit/", f"organisations/{of}/",
                 "organisations/new/", f"services/{service}/contacts/new/", f"organisations/{of}/agreements/new/"):  # fmt: skip
        page.goto(f"/partners/{path}")
        wrong += [f"{path}: {fault}" for fault in faults(page)]
    assert wrong == []
