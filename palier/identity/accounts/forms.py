"""What lifts a lock, what makes a PIN, and a form that was sent to a locked screen."""

import base64
import hashlib
import json
import uuid
import zlib
from dataclasses import dataclass
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from palier.identity.accounts.models import User
from palier.identity.accounts.rules import PIN_LENGTH, SESSION_LASTS, is_weak
from palier.kernel.codes import as_typed

DIGITS = {"inputmode": "numeric", "maxlength": str(PIN_LENGTH), "autocomplete": "off"}


class UnlockForm(forms.Form):
    """One of the three is enough."""

    pin = forms.CharField(required=False, max_length=PIN_LENGTH, widget=forms.PasswordInput(attrs=DIGITS))
    password = forms.CharField(
        required=False, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    credential = forms.JSONField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        credential = given.get("credential")
        if credential is not None and not isinstance(credential, dict):
            raise forms.ValidationError(_("The key did not answer. Try again, or use another way."))
        if not self.errors and not any(given.values()):
            raise forms.ValidationError(_("Type your PIN or your password."))
        return given


class PinForm(forms.Form):
    """Six digits that are not the first ones somebody would try, twice."""

    pin = forms.RegexField(
        rf"^[0-9]{{{PIN_LENGTH}}}$",
        label=_("Six digits"),
        widget=forms.PasswordInput(attrs=DIGITS),
        error_messages={"invalid": _("Type six digits, nothing else.")},
    )
    again = forms.CharField(label=_("The same, once more"), widget=forms.PasswordInput(attrs=DIGITS))

    def clean_pin(self) -> str:
        pin: str = self.cleaned_data["pin"]
        if is_weak(pin):
            raise forms.ValidationError(_("These six digits are among the first somebody would try. Choose others."))
        return pin

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if self.cleaned_data.get("pin") not in (None, again):
            raise forms.ValidationError(_("The two are not the same."))
        return again


class NewPasswordForm(forms.Form):
    """A user name, and a password of one's own, twice."""

    login = forms.CharField(label=_("User name"), max_length=150)
    password1 = forms.CharField(
        label=_("New password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    password2 = forms.CharField(
        label=_("New password, once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if {"password1", "password2"} <= set(given) and given["password1"] != given["password2"]:
            self.add_error("password2", _("The two are not the same."))
        elif "password1" in given:
            try:
                validate_password(given["password1"], User(username=given.get("login", "")))
            except forms.ValidationError as weak:
                self.add_error("password1", weak)
        return given


class FirstForm(NewPasswordForm):
    """The first way in, by the code handed over."""

    code = forms.CharField(label=_("Your first code"), max_length=40)

    def clean_code(self) -> str:
        return as_typed(self.cleaned_data["code"])


class WayBackForm(NewPasswordForm):
    """A new way in, by the slips handed over: one, or two of two people."""

    first = forms.CharField(label=_("Code on the first slip"), max_length=40)
    second = forms.CharField(label=_("Code on the second slip"), max_length=40, required=False)

    def clean_first(self) -> str:
        return as_typed(self.cleaned_data["first"])

    def clean_second(self) -> str:
        return as_typed(self.cleaned_data["second"])


@dataclass(frozen=True)
class KeptForm:
    """A form that met a locked screen: handed back after the unlock. Sealed, since the locked page carries it."""

    path: str
    fields: tuple[tuple[str, str], ...]
    had_file: bool

    @classmethod
    def of(cls, request: HttpRequest) -> "KeptForm":
        fields = tuple(
            (name, value) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken" for value in values
        )
        return cls(request.get_full_path(), fields, bool(request.FILES))

    def seal(self, user: uuid.UUID) -> str:
        """Readable only by this server, and only for this person."""
        text = json.dumps([str(user), self.path, self.fields, self.had_file])
        return _sealer().encrypt(zlib.compress(text.encode())).decode()

    @classmethod
    def unseal(cls, sealed: str, user: uuid.UUID) -> "KeptForm | None":
        """None for what was not sealed here, for another person, or longer ago than a session lasts."""
        try:
            text = _sealer().decrypt(sealed.encode(), ttl=int(SESSION_LASTS.total_seconds()))
        except (InvalidToken, UnicodeEncodeError):
            return None
        owner, path, fields, had_file = json.loads(zlib.decompress(text))
        return cls(path, tuple((name, value) for name, value in fields), had_file) if owner == str(user) else None


def _sealer() -> Fernet:
    key = hashlib.sha256(b"palier.accounts.kept:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
