"""The programming interface: one address, the routers of the apps, one way to say each error.

`python -m config.api > openapi.yaml` writes its description; with `--check` it says whether the file is fresh.
"""

import functools
import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import django
from django.apps import apps

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
if not apps.ready:  # run as a program
    django.setup()

from django import forms
from django.conf import settings
from django.core import validators
from django.core.exceptions import RequestDataTooBig
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import NinjaAPI, Router
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser
from ninja.security import APIKeyCookie, HttpBearer

from palier.access.routes import signed_in
from palier.casework.cases.api import router as cases
from palier.kernel.errors import Conflict, InvalidInput, Message
from palier.registry.housing.api import router as housing
from palier.registry.signals.api import router as signals

# -- who asks ---------------------------------------------------------------------------------------------


class Bearer(HttpBearer):
    """A program, by its token; `access.binding` has already looked it up and bound its post."""

    openapi_name = "Bearer"

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        found = getattr(request, "by_token", None)
        return found if found is not None and found.is_authenticated else None


class Session(APIKeyCookie):
    """A signed-in browser, with its CSRF token for whatever writes. Whoever is not signed in is told that first."""

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Any:
        return super().__call__(request) if request.user.is_authenticated else None

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        return request.user


# -- what is sent -----------------------------------------------------------------------------------------


class Unreadable(ValueError):
    """A body that is no JSON as RFC 8259 has it, or that two readers would read differently."""


def _no_constant(name: str) -> NoReturn:
    raise Unreadable(f"{name} is no JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise Unreadable("a number too large")
    return number


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Unreadable("a key given twice")
    return found


class StrictJSON(Parser):
    """UTF-8 without byte order mark; no NaN, no key twice, no lone surrogate, no number or nesting without end."""

    def parse_body(self, request: HttpRequest) -> Any:
        try:
            text = request.body.decode()
            found = json.loads(text, parse_constant=_no_constant, parse_float=_finite, object_pairs_hook=_once_each)
            json.dumps(found, ensure_ascii=False).encode()  # what cannot be written again was never text
        except (ValueError, RecursionError) as spoilt:
            raise Unreadable(str(spoilt)) from spoilt
        return found


# -- what is answered when it does not go ------------------------------------------------------------------

# Django's own sentences, in both languages, by the beginning of pydantic's kind of error.
SENTENCES: tuple[tuple[str, Any], ...] = (
    ("missing", forms.Field.default_error_messages["required"]),
    ("enum", forms.ModelChoiceField.default_error_messages["invalid_choice"]),
    ("uuid", forms.UUIDField.default_error_messages["invalid"]),
    ("date", forms.DateField.default_error_messages["invalid"]),
    ("int", forms.IntegerField.default_error_messages["invalid"]),
    ("greater_than_equal", validators.MinValueValidator.message),
    ("less_than_equal", validators.MaxValueValidator.message),
    ("value_error", validators.ProhibitNullCharactersValidator.message),
    ("", validators.RegexValidator.message),
)

# Sentences of palier/ui's own pages.
TOO_LARGE = "The file or the text you sent is larger than this page accepts."
UNKNOWN = (
    "The page received something it does not understand: an address cut in two, a date that does not exist,"
    " a field it does not know."
)


def _words(kind: str, context: dict[str, Any]) -> str:
    if kind == "extra_forbidden":
        return gettext(UNKNOWN)
    if kind == "string_too_long":
        return gettext(TOO_LARGE)
    if kind == "string_too_short":
        # Its plural depends on the number, hence not in the table.
        return str(validators.MinLengthValidator.message % {"limit_value": context["min_length"], "show_value": 0})
    sentence = str(next(words for beginning, words in SENTENCES if kind.startswith(beginning)))
    limit = context.get("ge", context.get("le"))
    return sentence % {"limit_value": limit} if limit is not None else sentence


def _say(message: Message) -> str:
    text = gettext(message.msgid)
    return text % message.params if message.params else text


def _answer(request: HttpRequest, status: int, detail: Any) -> HttpResponse:
    """An error's answer. Whatever the call wrote before it failed is undone."""
    if connection.in_atomic_block:
        connection.set_rollback(True)
    return api.create_response(request, {"detail": detail}, status=status)


def unauthenticated(request: HttpRequest) -> HttpResponse:
    answer = _answer(request, 401, gettext("Sign In"))
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def not_there(request: HttpRequest, problem: Exception) -> HttpResponse:
    """Not yours and not there: the same words."""
    return _answer(request, 404, gettext("Nothing here for you"))


def in_conflict(request: HttpRequest, problem: Conflict) -> HttpResponse:
    return _answer(request, 409, " ".join(_say(sentence) for sentence in problem.sentences))


def to_mend(request: HttpRequest, problem: InvalidInput) -> HttpResponse:
    points = [
        {"loc": ["body", name] if name else ["body"], "msg": _say(message)}
        for name, messages in problem.fields.items()
        for message in messages
    ]
    return _answer(request, 422, points)


def unusable(request: HttpRequest, problem: ValidationError) -> HttpResponse:
    """What is no id in an address is not there; anything else is said with its place."""
    if any(error["loc"][0] == "path" for error in problem.errors):
        return not_there(request, problem)
    points = [
        # The second part of a body's or a window's place is the name of our own argument.
        {
            "loc": [part for number, part in enumerate(error["loc"]) if number != 1 or part not in {"sent", "window"}],
            "msg": _words(error["type"], error.get("ctx", {})),
        }
        for error in problem.errors
    ]
    return _answer(request, 422, points)


def by_status(request: HttpRequest, problem: HttpError) -> HttpResponse:
    """What the framework itself refuses: who is not known, what has no CSRF token, what cannot be read."""
    if problem.status_code == 401:
        return unauthenticated(request)
    if problem.status_code == 403:
        return _answer(request, 403, gettext("CSRF verification failed. Request aborted."))
    words = str(forms.JSONField.default_error_messages["invalid"])
    cause = f" ({problem.__cause__})" if isinstance(problem.__cause__, Unreadable) else ""
    return _answer(request, 422, [{"loc": ["body"], "msg": words + cause}])


def too_large(request: HttpRequest, problem: RequestDataTooBig) -> HttpResponse:
    return _answer(request, 413, gettext(TOO_LARGE))


def ended_session(run: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A browser whose token has ended is sent to the sign-in page by @capability; a program is told 401."""

    @functools.wraps(run)
    def told(request: HttpRequest, **values: Any) -> HttpResponse:
        answer = run(request, **values)
        return unauthenticated(request) if answer.status_code == 302 else answer

    return told


# -- the interface ------------------------------------------------------------------------------------------


class Interface(NinjaAPI):
    """Each of its addresses says what it needs, as every route of the house does."""

    @property
    def urls(self) -> Any:
        patterns, app, namespace = super().urls
        made: list[Any] = list(patterns)
        needed: dict[str, Any] = {"openapi-json": "public", "api-root": "public"}
        for _, router in self._routers:
            for view in router.path_operations.values():
                for operation in view.operations:
                    needed[operation.view_func.__name__] = operation.view_func.declares  # type: ignore[attr-defined]
        for pattern in made:
            pattern.callback.declares = needed[str(pattern.name)]
        return made, app, namespace


elsewhere = Router()


@elsewhere.api_operation(["GET", "POST", "PUT", "PATCH", "DELETE"], "/{path:rest}", include_in_schema=False)
@signed_in
def nowhere(request: HttpRequest, rest: str) -> Any:
    """Whatever has no address here: the same answer as for what is not visible."""
    raise Http404


api = Interface(
    title="Palier",
    version="1",
    description="Social action in public social housing. What a token sees is what its post sees on the pages: two"
    " locks decide, not this interface. `Palier-Post` chooses the post, the first by default.",
    urls_namespace="api",
    docs_url=None,
    auth=[Bearer(), Session()],
    parser=StrictJSON(),
)
api.add_decorator(ended_session, mode="view")
for found in (housing, cases, signals, elsewhere):
    api.add_router("", found)
ANSWERS: tuple[tuple[type[Exception], Any], ...] = (
    (Http404, not_there),
    (Conflict, in_conflict),
    (InvalidInput, to_mend),
    (ValidationError, unusable),
    (HttpError, by_status),
    (RequestDataTooBig, too_large),
)
for kind, answer in ANSWERS:
    api.add_exception_handler(kind, answer)


# -- its description ----------------------------------------------------------------------------------------


def _yaml(value: Any, depth: int = 0) -> str:
    """Block style for what holds something, JSON for the rest: JSON is YAML."""
    pad = "\n" + "  " * depth
    if isinstance(value, dict) and value:
        return "".join(f"{pad}{_key(key)}:{_yaml(held, depth + 1)}" for key, held in value.items())
    if isinstance(value, list) and value:
        return "".join(f"{pad}-{_yaml(held, depth + 1)}" for held in value)
    return " " + json.dumps(value, ensure_ascii=False)


def _key(key: Any) -> str:
    return key if re.fullmatch(r"[A-Za-z$/_][\w$/{}.-]*", str(key)) else json.dumps(str(key))


def description() -> str:
    """The whole interface as OpenAPI 3.1, in YAML."""
    plain = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), default=str))
    return "# Written by `python -m config.api > openapi.yaml`." + _yaml(plain) + "\n"


def _stale() -> str | None:
    """What to do about it, or nothing when the file is fresh."""
    kept = Path(__file__).resolve().parent.parent / "openapi.yaml"
    return None if kept.read_text() == description() else "stale: python -m config.api > openapi.yaml"


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(_stale())
    sys.stdout.write(description())
