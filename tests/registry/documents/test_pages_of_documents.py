"""Documents through the pages: added, several at once, opened, corrected; and 404 for whoever they are not for."""

import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.urls import reverse

from palier.registry.documents import queries
from palier.registry.documents.labels import document_lines
from palier.registry.documents.middleware import FORM
from palier.registry.documents.queries.store import path_of
from palier.registry.documents.rules import LARGEST
from tests.registry.documents import honest
from tests.registry.documents.hostile.images import SECRET, _with_place

pytestmark = pytest.mark.usefixtures("house")


def upload(name, data):
    return SimpleUploadedFile(name, data, content_type="text/html")  # what a browser says is never looked at


def send(somebody, subject, files, home=None, language="fr", **more):
    query = f"?household={home.household}" if home else ""
    return somebody.browser(language).post(reverse("document_add", args=[subject]) + query, {"file": files, **more})


def documents(stage, subject):
    with stage.amina.acting() as amina:
        return queries.documents_of(amina, [subject])


def test_a_photo_is_added_and_what_is_opened_is_what_lies_on_the_disk(stage, subject, house):
    home = stage.homes[0]
    photo = honest.jpeg(exif=_with_place())

    answer = send(stage.amina, subject, [upload("Façade humide.JPG", photo)], home, persons=[str(home.persons[0])])

    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == reverse("household_file", args=[home.household])
    row = documents(stage, subject)[0]
    opened = stage.amina.browser().get(reverse("document", args=[row.pk]))
    assert opened.content == path_of(row.pk).read_bytes()
    assert SECRET not in opened.content
    assert opened["Content-Type"] == "image/jpeg"
    assert opened["Content-Disposition"] == "attachment; filename*=utf-8''Fa%C3%A7ade%20humide.jpg"
    assert opened["X-Content-Type-Options"] == "nosniff"
    assert opened["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in opened["Cache-Control"]


@pytest.mark.parametrize(
    ("language", "kept", "out"),
    [("fr", "Gardé : a.pdf.", "Retiré : un script."), ("nl", "Bewaard: a.pdf.", "Eruit gehaald: een script.")],
)
def test_what_was_taken_out_is_said_to_who_sent_it(stage, subject, language, kept, out):
    made = honest.pdf_pages()
    made.Root.OpenAction = honest.pikepdf.Dictionary(S=honest.pikepdf.Name.JavaScript, JS="app.alert(1)")
    browser = stage.amina.browser(language)
    address = reverse("document_add", args=[subject])

    page = browser.post(address, {"file": [upload("a.pdf", honest.saved(made))]}, follow=True).content.decode()

    assert kept in page.replace("\u00a0", " ")
    assert out in page.replace("\u00a0", " ")


def test_of_several_the_good_ones_are_kept_and_each_other_says_why(stage, subject):
    files = [
        upload("lettre.txt", honest.text()),
        upload("page\u202elmth.txt", b"<html><script>alert(1)</script>"),
        upload("budget.xlsx", honest.workbook()),
        upload("photo.png", honest.png()[:60]),
    ]

    answer = send(stage.amina, subject, files, name="pour un seul", own="on")

    page = answer.content.decode().replace("\u00a0", " ")
    assert answer.status_code == 422
    assert {row.name for row in documents(stage, subject)} == {"lettre.txt", "budget.xlsx"}
    assert {row.tier for row in documents(stage, subject)} == {"author"}
    assert "<b>pagelmth.txt</b>" in page
    assert "Imprimez la page en PDF" in page
    assert "<b>photo.png</b>" in page
    assert "abîmé ou incomplet" in page
    assert "<script>alert" not in page
    assert 'value="pour un seul"' in page
    assert re.search(r'name="own"[^>]*checked', page)


@pytest.mark.parametrize(
    ("files", "said"), [([], "Choisissez un fichier."), ([b"a"] * 11, "Au plus 10 fichiers à la fois")]
)
def test_no_file_and_too_many_are_to_mend(stage, subject, files, said):
    answer = send(stage.amina, subject, [upload(f"{number}.txt", data) for number, data in enumerate(files)], name="x")

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert documents(stage, subject) == []


def test_sent_twice_with_one_key_it_is_kept_once(stage, subject):
    key = str(uuid.uuid4())
    for _time in range(2):
        files = [upload("a.txt", b"un"), upload("b.txt", b"deux")]
        assert send(stage.amina, subject, files, idempotency_key=key).status_code == 302

    assert len(documents(stage, subject)) == 2


def _not_found(browser, pk):
    """The page of an address where nothing is, without the address itself and the keys drawn for each page."""
    text = browser.get(reverse("document", args=[pk])).content.decode().replace(str(pk), "ID")
    return re.sub(r'nonce="[^"]*"|value="[^"]*"|hx-headers=\'[^\']*\'|data-csrf="[^"]*"', "", text)


@pytest.mark.parametrize(
    "name", ["bart", "dries", "head", "desk", "accounts", "direction", "admin", "officer", "chloe"]
)
def test_for_everybody_else_nothing_is_there(stage, subject, house, name):
    send(stage.amina, subject, [upload("a.txt", b"un")])
    row = documents(stage, subject)[0]
    browser = stage.people[name].browser()

    for address in (
        reverse("document", args=[row.pk]),
        reverse("document_edit", args=[row.pk]),
        reverse("document_add", args=[subject]),
    ):
        assert browser.get(address).status_code == 404, address
    assert browser.post(reverse("document_add", args=[subject]), {"file": [upload("a.txt", b"x")]}).status_code == 404
    assert browser.post(reverse("document_edit", args=[row.pk]), {"name": "b", "version": 1}).status_code == 404
    assert len([path for path in house.rglob("*") if path.is_file()]) == 1
    assert _not_found(browser, uuid.uuid4()) == _not_found(browser, row.pk)


def test_another_household_a_spoilt_address_and_nobody_signed_in(stage, subject, client_of_nobody):
    home, elsewhere = stage.homes[0], uuid.uuid4()
    address = reverse("document_add", args=[subject])
    browser = stage.amina.browser()

    assert browser.get(f"{address}?household={home.household}").status_code == 200
    assert browser.get(f"{address}?household={elsewhere}").status_code == 404
    assert browser.get(f"{address}?household=x").status_code == 404
    assert client_of_nobody.get(address).status_code == 302


@pytest.fixture
def client_of_nobody():
    from django.test import Client

    return Client()


def test_the_name_and_whom_it_concerns_are_corrected(stage, subject):
    home = stage.homes[0]
    send(stage.amina, subject, [upload("a.txt", b"un")], home)
    row = documents(stage, subject)[0]
    browser, address = stage.amina.browser(), reverse("document_edit", args=[row.pk])
    assert 'value="a.txt"' in browser.get(address).content.decode()

    sent = {"name": "Décision", "persons": [str(home.persons[1])], "version": 1}
    assert browser.post(address, sent).status_code == 302
    assert browser.post(address, sent).status_code == 409
    assert browser.post(address, {"name": " ", "version": 2}).status_code == 422

    row = documents(stage, subject)[0]
    assert (row.name, row.concerns) == ("Décision.txt", [home.persons[1]])


def test_a_damaged_document_says_so_and_gives_nothing(stage, subject):
    send(stage.amina, subject, [upload("a.txt", b"un secret")])
    row = documents(stage, subject)[0]
    path_of(row.pk).write_bytes(b"un autre!")

    answer = stage.amina.browser().get(reverse("document", args=[row.pk]))

    assert answer.status_code == 500
    assert "Ce document est abîmé" in answer.content.decode()
    assert b"un autre!" not in answer.content


def test_what_is_larger_than_it_may_be_is_answered_before_it_is_read(stage, subject):
    browser, address = stage.amina.browser(), reverse("document_add", args=[subject])

    said = browser.generic(
        "POST", address, b"x", content_type="multipart/form-data; boundary=y", CONTENT_LENGTH=str(LARGEST + FORM + 1)
    )

    assert said.status_code == 413
    assert "trop" in said.content.decode().lower()
    large = send(stage.amina, subject, [upload("a.txt", b"a" * LARGEST)])
    assert large.status_code == 302


def test_the_list_of_a_file_says_what_each_is(stage, subject):
    home = stage.homes[0]
    send(
        stage.amina,
        subject,
        [upload("photo.jpg", honest.jpeg(exif=_with_place()))],
        home,
        persons=[str(home.persons[0])],
    )
    rows = document_lines(documents(stage, subject), {home.persons[0]: "Zoé Exemple"})
    may = {"document_add", "document_change"}

    page = render_to_string("documents/of_file.html", {"documents": rows, "add_url": "/documents/add/", "may": may})
    bare = render_to_string("documents/of_file.html", {"documents": [], "add_url": "", "may": set()})

    for words in (
        "photo.jpg",
        "Photo, ",
        "Concerne Zoé Exemple",
        "Amina Exemple",
        "le lieu où la photo a été prise",
        "/documents/add/",
    ):
        assert words in page
    assert reverse("document", args=[rows[0].pk]) in page
    assert reverse("document_edit", args=[rows[0].pk]) in page
    assert "/documents/" not in bare


def test_the_form_says_what_may_be_sent_in_both_languages(stage, subject):
    address = reverse("document_add", args=[subject])

    for language, words in (("fr", "Au plus 20\u00a0Mo en tout"), ("nl", "Hoogstens 20 MB in totaal")):
        page = stage.amina.browser(language).get(address).content.decode()
        assert words in page
        assert 'enctype="multipart/form-data"' in page
        assert re.search(r'<input type="file"[^>]*multiple', page)
