"""The link goes to the professional's own mail, the code to her telephone: never both to one place (P7, P10)."""

import email
import email.policy
import re

import pytest

from tests.casework.referrals.test_links import NEED, Partner, code_of, plain
from tests.casework.referrals.test_referrals import add, house  # noqa: F401 - a fixture
from tests.stage import without_locks

MAIL, MOBILE = "ida@partenaire.invalid", "+32470000011"


@pytest.fixture
def ida(house):  # noqa: F811
    """The professional of the bound service, with a mail and a mobile number of her own."""
    known(house[1], MAIL, MOBILE)
    return house[1]


def known(contact, mail, phone):
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE partners_partnercontact SET email = %s, phone = %s WHERE id = %s", [mail, phone, contact.pk]
        )


def text_of(mail):
    body = email.message_from_string(mail[2], policy=email.policy.default)
    return body["Subject"], body["To"], body.get_content()


def of_her(asked):
    return [body for _headers, body in asked if body["to"] == MOBILE]


def test_the_mail_brings_the_link_and_the_sms_the_code(stage, house, ida, gateways, mail, sms, send):  # noqa: F811
    answer = add(stage, house[0], ida, way="mail")
    assert answer.status_code == 302, answer.content.decode()
    address = answer["Location"]
    assert "Le mail attend de partir" in plain(stage.amina.browser().get(address))
    assert send() >= 1
    (sent,) = [one for one in mail.mails if MAIL in one[1][0]]
    subject, to, text = text_of(sent)
    assert subject == f"{stage.company.name_fr} / {stage.company.name_nl}" and to == MAIL
    assert (
        "Une demande d’un service social vous attend" in text and "Een vraag van een sociale dienst wacht op u" in text
    )
    assert not re.search(r"Exemple|Zoé|réorient|\b\d{4} \d{4}\b", text) and NEED not in text
    assert "Le mail est parti le" in plain(stage.amina.browser().get(address))
    link = re.search(r"http://testserver(/for-you/[A-Z0-9-]+/)", text).group(1)

    browser = Partner()
    page = browser.browser.get(link).content.decode()
    assert "M’envoyer le code" in page
    assert browser.browser.post(f"{link}code/").status_code == 302
    assert send() >= 1
    (message,) = of_her(sms.asked)
    assert re.fullmatch(r"Votre code\u00a0: (\d{4} \d{4}) / Uw code: \1", message["text"])
    code = re.search(r"\d{4} \d{4}", message["text"]).group(0)
    assert len([one for one in mail.mails if MAIL in one[1][0]]) == 1, "never to the mailbox"
    assert browser.come(link, code).status_code == 302
    browser.confirm()
    assert NEED in browser.read()


def test_a_code_is_not_sent_twice_within_a_minute_nor_by_who_has_no_link(stage, house, ida, gateways, sms, mail, send):  # noqa: F811
    add(stage, house[0], ida, way="mail")
    send()
    link = re.search(r"/for-you/[A-Z0-9-]+/", text_of([one for one in mail.mails if MAIL in one[1][0]][-1])[2]).group(0)
    browser = Partner().browser
    for _ in range(3):
        assert browser.post(f"{link}code/").status_code == 302
    send()
    assert len(of_her(sms.asked)) == 1
    assert browser.post("/for-you/ABCD-EFGH-JKMN/code/").status_code == 404
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE referrals_referrallink SET code_asked_at = code_asked_at - interval '1 minute' WHERE codes = 1"
        )
    browser.post(f"{link}code/")
    send()
    assert len(of_her(sms.asked)) == 2


def test_what_is_not_taken_comes_again_otherwise(stage, house, ida, gateways, mail, send):  # noqa: F811
    address = add(stage, house[0], ida, way="mail")["Location"]
    mail.refuses = "451 later"
    send()
    assert "Le mail attend de partir" in plain(stage.amina.browser().get(address))
    first = text_of(mail.mails[-1])[2] if mail.mails else ""
    mail.refuses = ""
    with without_locks() as cursor:
        cursor.execute("UPDATE referrals_referrallink SET due_at = sec.now() WHERE due = 'link'")
    assert send() >= 1
    again = text_of([one for one in mail.mails if MAIL in one[1][0]][-1])[2]
    assert again != first
    mail.refuses = "550 nobody"
    stage.amina.browser().post(f"{address}link/")
    send()
    assert "Le mail n’est pas parti" in plain(stage.amina.browser().get(address))


def test_taken_back_before_it_left_it_does_not_leave(stage, house, ida, gateways, mail, send):  # noqa: F811
    address = add(stage, house[0], ida, way="mail")["Location"]
    assert stage.amina.browser().post(f"{address}take-back/", {"version": "1"}).status_code == 302
    send()
    assert [one for one in mail.mails if MAIL in one[1][0]] == []


def test_no_mail_is_offered_without_a_gateway_nor_taken_without_an_address(stage, house, ida, gateways):  # noqa: F811
    from django.test import override_settings

    page = f"/cases/{house[0]}/referrals/new/"
    assert 'value="mail"' in stage.amina.browser().get(page).content.decode()
    known(ida, "", MOBILE)
    refused = add(stage, house[0], ida, way="mail")
    assert refused.status_code == 422 and "pas d’adresse mail" in plain(refused) and NEED in plain(refused)
    with override_settings(MAIL_GATEWAY=""):
        assert 'value="mail"' not in stage.amina.browser().get(page).content.decode()
        assert 'value="given"' in stage.amina.browser().get(page).content.decode()
        assert add(stage, house[0], ida, way="mail").status_code == 422


def test_without_a_mobile_number_the_worker_tells_the_code(stage, house, ida, gateways, mail, sms, send):  # noqa: F811
    known(ida, MAIL, "+3220000077")
    address = add(stage, house[0], ida, way="mail")["Location"]
    assert stage.amina.browser().post(f"{address}link/code/").status_code == 200
    send()
    link = re.search(r"/for-you/[A-Z0-9-]+/", text_of([one for one in mail.mails if MAIL in one[1][0]][-1])[2]).group(0)
    browser = Partner()
    assert "vous dit le code par téléphone" in plain(browser.browser.get(link))
    browser.browser.post(f"{link}code/")
    send()
    assert of_her(sms.asked) == []
    assert browser.come(link, code_of(stage, address)).status_code == 302


def test_where_the_code_goes_by_sms_no_code_is_told(stage, house, ida, gateways, send):  # noqa: F811
    address = add(stage, house[0], ida, way="given")["Location"]
    stage.amina.browser().post(f"{address}link/")
    assert stage.amina.browser().post(f"{address}link/code/").status_code == 404
