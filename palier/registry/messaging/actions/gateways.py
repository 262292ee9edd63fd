"""Where sentences leave the house: a mail server and an SMS gateway, named by the environment. Neither learns a secret.

PALIER_MAIL_URL  smtp://user:password@host:587?tls=1   (smtps:// speaks TLS from the first byte)
PALIER_MAIL_FROM the company's own address
PALIER_SMS_URL   https://gateway/...   gets a POST of JSON: id, to, from, text; a 2xx answer may hold {"id": ...}
"""

import json
import smtplib
import urllib.error
import urllib.request
import uuid
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings

TIMEOUT = 10  # seconds
ANSWER_AT_MOST = 65_536  # bytes of a gateway's answer that are read


class NotSent(Exception):
    """The gateway did not take it. `for_good`: trying again would change nothing. Its text never holds an address."""

    def __init__(self, why: str, *, for_good: bool = False) -> None:
        super().__init__(why)
        self.for_good = for_good


def send_mail(pk: uuid.UUID, *, to: str, company: str, text: str) -> str:
    """A mail whose subject and sender are the company, no more. Returns its message id, which is the dispatch's."""
    sender = settings.MAIL_FROM
    message = EmailMessage(policy=SMTP)
    proof = f"<{pk}@{sender.partition('@')[2] or 'localhost'}>"
    message["Message-ID"] = proof
    message["Subject"] = company
    message["From"] = Address(display_name=company, addr_spec=sender)
    message["To"] = to
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text + "\n")
    place = urlsplit(settings.MAIL_GATEWAY)
    kind = smtplib.SMTP_SSL if place.scheme == "smtps" else smtplib.SMTP
    try:
        with kind(place.hostname or "", place.port or 0, timeout=TIMEOUT) as server:
            if parse_qs(place.query).get("tls") == ["1"]:
                server.starttls()
            if place.username:
                server.login(unquote(place.username), unquote(place.password or ""))
            server.send_message(message, from_addr=sender, to_addrs=[to])
    except smtplib.SMTPRecipientsRefused as refused:
        codes = [code for code, _ in refused.recipients.values()]
        raise NotSent("refused by the mail server", for_good=all(code >= 550 for code in codes)) from None
    except (smtplib.SMTPException, OSError) as trouble:
        raise NotSent(f"mail server: {type(trouble).__name__}") from None
    return proof


def send_sms(pk: uuid.UUID, *, to: str, company: str, text: str) -> str:
    """A sentence to a telephone. Returns the gateway's own id, else ours, which goes along as the idempotency key."""
    body = json.dumps({"id": str(pk), "to": to, "from": company, "text": text}).encode()
    headers = {"Content-Type": "application/json", "Idempotency-Key": str(pk)}
    request = urllib.request.Request(settings.SMS_GATEWAY, data=body, headers=headers, method="POST")  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310 - the operator names the address
            said = answer.read(ANSWER_AT_MOST)
    except urllib.error.HTTPError as refused:
        for_good = 400 <= refused.code < 500 and refused.code not in {408, 425, 429}
        raise NotSent(f"gateway answered {refused.code}", for_good=for_good) from None
    except (urllib.error.URLError, OSError, ValueError) as trouble:
        raise NotSent(f"gateway: {type(trouble).__name__}") from None
    return _id_in(said) or str(pk)


def _id_in(said: bytes) -> str:
    try:
        answer = json.loads(said)
    except ValueError:
        return ""
    return str(answer.get("id", ""))[:120] if isinstance(answer, dict) else ""
