"""What comes in goes out equal; the same file twice changes nothing; what is written here stays, what is internal never leaves."""

import csv
import dataclasses
import datetime as dt
import io
import json
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from palier.kernel.errors import Conflict
from palier.registry.partners import actions, imports, queries
from palier.registry.partners.actions.exchange import apply, look
from palier.registry.partners.exports import files
from palier.registry.partners.exports.documents import PUBLIC
from palier.registry.partners.models import Agreement, PartnerContact, PartnerOrganisation, PartnerService, Verification
from palier.registry.partners.rules.drafts import AgreementDraft, ContactDraft, PartnerDraft, ServiceDraft
from palier.registry.partners.rules.exchange import standard
from palier.registry.partners.rules.exchange.tables import SHEETS
from tests.registry.partners.hsds import (
    CASES,
    EXAMPLES,
    as_json,
    full,
    given_out,
    organisation,
    pk,
    service,
    take_in,
)

needs_cases = pytest.mark.skipif(not CASES.exists(), reason="the cases are not beside this folder")


def only(actor):
    row = queries.directory(actor, queries.Wanted(), "fr")[0].service
    return queries.service(actor, row.pk)


# -- there and back -----------------------------------------------------------------------------------------


def test_a_service_comes_in_whole_and_goes_out_equal(stage, tmp_path):
    path = as_json(tmp_path / "x.json", [full()])
    with stage.amina.acting() as actor:
        plan = take_in(actor, path)
        row = only(actor)

        assert plan.counts == dataclasses.replace(plan.counts, created=1, changed=0, unchanged=0)
        assert (row.name_fr, row.name_nl, row.phone, row.email) == (
            "Service un", "Service un", "+3225026949", "service@exemple.invalid")  # fmt: skip
        assert (row.address, row.area, row.languages) == ("Rue d’Exemple 1, 1070 Anderlecht", ["21001"], ["fr", "tr"])
        assert row.hours == "Fermé en août" and row.opening[0]["byday"] == "MO,WE,FR"
        assert (row.partner.name_fr, row.partner.url) == ("Organisation Exemple", "https://exemple.invalid")
        assert given_out(actor) == [full()]


def test_the_same_file_twice_changes_nothing_and_what_went_out_comes_in_as_nothing(stage, tmp_path):
    path = as_json(tmp_path / "x.json", [full(), full("deux")])
    with stage.amina.acting() as actor:
        take_in(actor, path)
        for again in (path, as_json(tmp_path / "out.json", given_out(actor))):
            plan = look(actor=actor, reading=imports.read(again))
            assert (plan.counts.unchanged, [one.values for one in (*plan.partners, *plan.services)]) == (2, [{}] * 3)


def test_two_companies_take_in_the_same_file_and_see_nothing_of_each_other(stage, tmp_path):
    path = as_json(tmp_path / "x.json", [full()])
    with stage.amina.acting() as actor:
        take_in(actor, path)
    with stage.chloe.acting() as actor:
        assert given_out(actor) == []
        assert take_in(actor, path).counts.created == 1
        assert given_out(actor) == [full()]


@needs_cases
@pytest.mark.parametrize("name", ["service_full", "service_list", "organization_full", "service_at_location_full"])
def test_the_examples_of_the_standard_round_trip(stage, name):
    path = EXAMPLES / f"{name}.json"
    theirs = json.loads(path.read_text())
    with stage.amina.acting() as actor:
        take_in(actor, path)
        ours = given_out(actor)[0]
    if name == "service_full":
        assert ours == theirs
    elif name == "service_list":
        assert [ours] == theirs["contents"]
    elif name == "organization_full":
        assert ours["organization"] == {key: value for key, value in theirs.items() if key != "services"}
        assert {key: value for key, value in ours.items() if key != "organization"} == theirs["services"][0]
    else:
        assert ours["service_at_locations"] == [{key: value for key, value in theirs.items() if key != "service"}]
        assert {**theirs["service"], "service_at_locations": None} == {**ours, "service_at_locations": None}


def rows_of(folder):
    return {path.name: list(csv.DictReader(path.open(newline=""))) for path in sorted(folder.glob("*.csv"))}


@needs_cases
@pytest.mark.parametrize("shape", ["folder", "tabular"])
def test_the_tables_of_the_standard_round_trip(stage, tmp_path, shape):
    with stage.amina.acting() as actor:
        plan = take_in(actor, EXAMPLES / ("csv" if shape == "folder" else "tabular.json"))
        files.folder(actor, tmp_path / "out")

    ours, theirs = rows_of(tmp_path / "out"), rows_of(EXAMPLES / "csv")
    loose = {"attributes.csv", "metadata.csv", "meta_table_descriptions.csv", "taxonomies.csv", "taxonomy_terms.csv"}
    if shape == "folder":
        assert {place.partition(":")[0] for place, _ in plan.reading.dropped} == loose - {"taxonomy_terms.csv"}
    for name in set(theirs) - loose:
        assert ours[name] == theirs[name], name


def test_a_package_comes_in_and_goes_out_with_what_hangs_on_it(stage, tmp_path):
    with stage.amina.acting() as actor:
        take_in(actor, as_json(tmp_path / "x.json", [full(), full("deux")]))
        out = io.BytesIO()
        files.package(actor, out)
        (tmp_path / "out.zip").write_bytes(out.getvalue())
        plan = look(actor=actor, reading=imports.read(tmp_path / "out.zip"))

    assert plan.counts.unchanged == 2 and not plan.reading.refused
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        described = json.loads(archive.read("datapackage.json"))
        phones = list(csv.DictReader(io.StringIO(archive.read("phones.csv").decode())))
    assert {one["path"] for one in described["resources"]} >= {"services.csv", "organizations.csv", "schedules.csv"}
    assert {one["service_id"] for one in phones} == {pk("service un"), pk("service deux")}


@needs_cases
def test_the_types_are_those_of_the_standard():
    for sheet in SHEETS:
        told = json.loads((CASES / "hsds_schema_3.0" / f"{sheet.name}.json").read_text())
        assert set(sheet.kind.model_fields) == set(told["properties"]), sheet.name
        needed = {name for name, field in sheet.kind.model_fields.items() if field.is_required()}
        assert (needed, sheet.file) == (set(told["required"]), told["path"]), sheet.name
    assert {one.kind for one in SHEETS} == {
        one for one in vars(standard).values() if isinstance(one, type) and issubclass(one, standard.Thing)
    } - {standard.Thing, standard.Described, standard.Classed}


# -- what is ours -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["home_care", "housing_and_mental_health"])
def test_a_line_written_here_goes_out_and_comes_back_as_it_was(stage, tmp_path, kind):
    written = ServiceDraft("Aide", "Hulp", "Ce qu’on fait", "Wat men doet", ("financial", "arrears"), "tous", ("21001",),
                           ("fr", "rif"), "sur rendez-vous", (), "+3225026949", "a@exemple.invalid", "Tour d’Exemple",
                           True, "full", dt.date(2026, 1, 5))  # fmt: skip
    with stage.amina.acting() as actor:
        of = actions.enter_partner(actor=actor, draft=PartnerDraft("Maison", "Huis", kind, "regional"))
        made = actions.enter_service(actor=actor, partner=of, draft=written)
        path = as_json(tmp_path / "out.json", given_out(actor))
    with stage.chloe.acting() as actor:
        take_in(actor, path)
        row = only(actor)

        kept = [
            name for name in PUBLIC["PartnerService"].split() if name not in "id partner source_id exchange changed_at"
        ]
        with stage.amina.acting() as actor_of_amina:
            first = queries.service(actor_of_amina, made)
        assert {name: getattr(row, name) for name in kept} == {name: getattr(first, name) for name in kept}
        assert (row.partner.name_nl, row.partner.kind, row.partner.level) == ("Huis", kind, "regional")
        assert (row.source_id, row.pk == made) == (made, False)


def test_what_is_changed_here_goes_out_changed_and_the_rest_as_it_came(stage, tmp_path):
    with stage.amina.acting() as actor:
        take_in(actor, as_json(tmp_path / "x.json", [full()]))
        row = only(actor)
        draft = ServiceDraft("Service un", "Dienst een", "Aide à remplir des papiers", "Aide à remplir des papiers",
                             eligibility="Pour tous", area=("21001",), languages=("fr", "tr"), hours="Fermé en août",
                             phone="+3225026950", email="service@exemple.invalid",
                             address="Rue d’Exemple 1, 1070 Anderlecht")  # fmt: skip
        actions.change_service(actor=actor, pk=row.pk, version=1, draft=draft)
        out, came = given_out(actor)[0], full()

        different = {name for name in out if out[name] != came.get(name)}
        assert different == {"phones", "attributes", "last_modified"}
        assert out["phones"] == [{"id": out["phones"][0]["id"], "number": "+3225026950", "type": "voice"}]
        assert [one["value"] for one in out["attributes"]] == ["Dienst een"]


def test_what_a_file_leaves_unsaid_stays_and_what_it_empties_goes(stage, tmp_path):
    with stage.amina.acting() as actor:
        take_in(actor, as_json(tmp_path / "x.json", [full()]))
        less = service(email="", organization_id=pk("Exemple"))
        del less["organization"]
        take_in(actor, as_json(tmp_path / "y.json", [less]))
        row = only(actor)

        assert (row.email, row.phone, row.languages) == ("", "+3225026949", ["fr", "tr"])


def test_a_file_says_neither_secrecy_nor_people_and_verifies_nothing(stage, tmp_path):
    with stage.amina.acting() as actor:
        take_in(actor, as_json(tmp_path / "x.json", [full()]))
        row = only(actor)
        bound = ServiceDraft(
            "Service un", "Service un", bound_by_secrecy="yes", secrecy_ground="art. 458", same_mission=True
        )
        actions.change_service(actor=actor, pk=row.pk, version=1, draft=bound)
        take_in(actor, as_json(tmp_path / "x.json", [full()]))
        after = queries.service_page(actor, row.pk)

        assert after.line.service.may_receive_referral and after.line.service.phone == "+3225026949"
        assert (after.verifications, after.contacts) == ([], [])
        assert str(after.line.fresh) == "never", "checked at the source is not verified by us"


def test_verified_goes_out_as_assured_and_changed_as_last_modified(stage, tmp_path):
    with stage.amina.acting() as actor:
        take_in(actor, as_json(tmp_path / "x.json", [full() | {"assurer_email": "who@exemple.invalid"}]))
        actions.verify_service(actor=actor, pk=only(actor).pk)
        out = given_out(actor)[0]

        assert (out["assured_date"], out["last_modified"]) == (actor.today.isoformat(), full()["last_modified"])
        assert "assurer_email" not in out


def test_nothing_internal_is_in_any_file(stage, tmp_path):
    with stage.amina.acting() as actor:
        of = actions.enter_partner(actor=actor, draft=PartnerDraft("Maison", "Huis", "association", "local"))
        draft = ServiceDraft("Aide", "Hulp", bound_by_secrecy="yes", secrecy_ground="GROUNDCANARY", same_mission=True)
        made = actions.enter_service(actor=actor, partner=of, draft=draft)
        person = ContactDraft("Zoé", "NAMECANARY", "FUNCTIONCANARY", "+3225026949", "mail@canary.invalid")
        actions.enter_contact(actor=actor, service=made, draft=person)
        deal = AgreementDraft(
            "TITLECANARY", actor.today, parties=(("PARTYCANARY", "ROLECANARY"),), covers="COVERSCANARY"
        )
        actions.enter_agreement(actor=actor, partner=of, draft=deal)
        actions.verify_service(actor=actor, pk=made)
        files.folder(actor, tmp_path)
        text = "".join(path.read_text() for path in tmp_path.iterdir())

        assert "Aide" in text and "Maison" in text
        for canary in ("CANARY", "canary", "bound", "secrecy", "mission", "Amina", "25026949"):
            assert canary not in text, canary


def test_every_column_is_decided_upon():
    left_in = {
        "PartnerOrganisation": "organisation version",
        "PartnerService": "organisation bound_by_secrecy secrecy_ground same_mission search_key version may_receive_referral",
        "PartnerContact": "id organisation service first_name last_name function phone email until version",
        "Agreement": "id organisation partner service title parties covers starts ends version",
        "Verification": "id organisation service post noted_at",
    }
    for model in (PartnerOrganisation, PartnerService, PartnerContact, Agreement, Verification):
        name = model.__name__
        assert {one.name for one in model._meta.get_fields()} == set(PUBLIC.get(name, "").split()) | set(
            left_in[name].split()
        ), name
        assert not set(PUBLIC.get(name, "").split()) & set(left_in[name].split())


# -- look, then apply ---------------------------------------------------------------------------------------


def test_a_service_gone_leaves_and_one_that_is_back_stands_again(stage, tmp_path):
    with stage.amina.acting() as actor:
        take_in(actor, as_json(tmp_path / "x.json", [full()]))
        gone = as_json(tmp_path / "y.json", [full() | {"status": "defunct"}])
        assert take_in(actor, gone).counts.changed == 1
        assert queries.directory(actor, queries.Wanted(), "fr") == []
        assert look(actor=actor, reading=imports.read(gone)).counts.unchanged == 1
        assert given_out(actor)[0]["status"] == "defunct"
        take_in(actor, as_json(tmp_path / "x.json", [full()]))
        assert only(actor).until is None


def test_what_changed_between_the_look_and_the_press_stops_it(stage, tmp_path):
    path = as_json(tmp_path / "x.json", [full()])
    with stage.amina.acting() as actor:
        take_in(actor, path)
        changed = as_json(tmp_path / "y.json", [full() | {"name": "Autre nom"}])
        seen = look(actor=actor, reading=imports.read(changed)).digest
        actions.change_service(actor=actor, pk=only(actor).pk, version=1, draft=ServiceDraft("Tiers", "Derde"))
        with pytest.raises(Conflict):
            apply(actor=actor, reading=imports.read(changed), seen=seen)
        assert only(actor).name_fr == "Tiers"
        take_in(actor, changed)
        assert only(actor).name_fr == "Autre nom"


def test_an_organisation_renamed_by_a_file_is_found_by_its_new_name(stage, tmp_path):
    with stage.amina.acting() as actor:
        take_in(actor, as_json(tmp_path / "x.json", [full(), full("deux")]))
        take_in(actor, as_json(tmp_path / "y.json", [service(of=organisation() | {"name": "Rebaptisée"})]))
        assert len(queries.directory(actor, queries.Wanted("rebaptisee"), "fr")) == 2


def test_a_file_that_would_make_a_bound_service_one_of_the_police_changes_nothing(stage, tmp_path):
    from palier.kernel.errors import InvalidInput

    term = {"id": pk("t"), "name": "x", "description": "x", "taxonomy": "palier", "code": "kind:police"}
    police = organisation(attributes=[{"id": pk("a"), "value": "police", "taxonomy_term": term}])
    with stage.amina.acting() as actor:
        take_in(actor, as_json(tmp_path / "x.json", [full()]))
        bound = ServiceDraft("Service un", "x", bound_by_secrecy="yes", secrecy_ground="art. 458", same_mission=True)
        actions.change_service(actor=actor, pk=only(actor).pk, version=1, draft=bound)
        path = as_json(tmp_path / "y.json", [service(of=police)])
        with pytest.raises(InvalidInput):
            take_in(actor, path)
        assert only(actor).kind == "other"
        unbound = dataclasses.replace(bound, bound_by_secrecy="no", secrecy_ground="")
        actions.change_service(actor=actor, pk=only(actor).pk, version=2, draft=unbound)
        take_in(actor, path)
        assert only(actor).kind == "police"


def test_a_table_of_our_own_columns(stage, tmp_path):
    path = tmp_path / "x.csv"
    header = ["source_id", "name_fr", "organisation_fr", "kind", "domains", "area", "languages", "phone"]
    rows = [["12", "Aide", "Maison", "association", "financial; arrears", "Anderlecht, 21002", "français; nl", "02 502 69 49"],
            ["13", "Écoute", "Maison", "association", "", "", "", ""]]  # fmt: skip
    with path.open("w", newline="") as stream:
        csv.writer(stream).writerows([header, *rows])
    with stage.amina.acting() as actor:
        of = actions.enter_partner(actor=actor, draft=PartnerDraft("Maison", "Huis", "association", "local"))
        plan = take_in(actor, path)
        found = queries.directory(actor, queries.Wanted(), "fr")

        assert plan.counts.created == 2 and [one.is_new for one in plan.partners] == [False], "known by its name"
        assert {one.service.partner_id for one in found} == {of}
        assert found[0].service.domains == ["financial", "arrears"] and found[0].service.area == ["21001", "21002"]
        assert look(actor=actor, reading=imports.read(path)).counts.unchanged == 2


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_the_template_is_a_table_that_comes_in(stage, tmp_path, language):
    from django.utils.translation import override

    with override(language), (tmp_path / "x.xlsx").open("wb") as stream:
        files.template(stream, language)
    with stage.amina.acting() as actor:
        take_in(actor, tmp_path / "x.xlsx")
        row = only(actor)
        assert row.domains and row.languages == ["fr", "nl"] and row.area and row.kind == "association"


@pytest.mark.parametrize("number", [1, 40])
def test_a_look_reads_the_directory_in_a_number_of_statements_that_does_not_grow(stage, tmp_path, number):
    path = as_json(tmp_path / "x.json", [full(str(one)) for one in range(number)])
    with stage.amina.acting() as actor:
        take_in(actor, path)
        reading = imports.read(path)
        with CaptureQueriesContext(connection) as seen:
            look(actor=actor, reading=reading)
        with CaptureQueriesContext(connection) as out:
            assert len(given_out(actor)) == number
        assert (len(seen), len(out)) == (2, 1)
