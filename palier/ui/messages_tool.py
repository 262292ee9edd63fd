"""Catalogues of words without GNU gettext: extract, merge, compile, check.

    python -m palier.ui.messages_tool update      messages of code and templates into the .po files
    python -m palier.ui.messages_tool compile     .po into .mo (generated, never committed)
    python -m palier.ui.messages_tool check       what is missing, empty, doubtful or left over

A message belongs to the nearest folder above it that holds an `apps.py`, or a `locale` folder
that the settings name in LOCALE_PATHS. Files are sorted by message and carry neither dates nor
line numbers, so that a change of words is a small diff.

Where tenants read (CLEAR_WING) each message has a second wording in `clear.po` (P43, `ui/clear.py`), or the flag
`already-clear` when the ordinary one is: short, one idea, common words.
"""

import io
import os
import re
import sys
import tokenize
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

LANGUAGES = ("fr", "nl")
PLURALS = {"fr": "nplurals=2; plural=(n > 1);", "nl": "nplurals=2; plural=(n != 1);"}
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
    # the kernel knows no Django: its errors carry messages for their surface to translate
    "Message": None,
    "BadCell": None,
    "TooLarge": None,
}
ENGLISH_ONLY = {"cli", "demo"}  # spoken to whoever operates the machine
CLEAR_WING = "door"
ALREADY_CLEAR = "already-clear"
SKIPPED = {"migrations", "locale", "__pycache__", "node_modules"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|(?<!%)%[sd]|\{\w*\}")
NO_BREAK = "\u00a0"
FRENCH_SPACE = re.compile(r"(?<=\S) (?=[:;?!»](?:\s|\W|$))|(?<=«) ")
FRENCH_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")

Key = tuple[str, str]
"""Context (may be empty) and message."""


@dataclass(frozen=True)
class Found:
    """One message as the code says it."""

    context: str
    singular: str
    plural: str = ""

    @property
    def key(self) -> Key:
        return self.context, self.singular

    @property
    def id(self) -> str | tuple[str, str]:
        return (self.singular, self.plural) if self.plural else self.singular


# --- reading code and templates ------------------------------------------------------------


def source_of(path: Path) -> str:
    """Python text in which gettext calls can be found."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        blanked = templatize(text, origin=str(path))
    # what is left of the page has no meaning as Python: only the calls do
    return "\n".join(line.lstrip() for line in blanked.splitlines()) + "\n"


def messages_in(path: Path) -> Iterator[Found]:
    """The messages of one .py, .html or .txt file."""
    source = source_of(path)
    try:
        calls = list(extract_python(io.BytesIO(source.encode()), KEYWORDS, [], {"encoding": "utf-8"}))
    except (tokenize.TokenError, SyntaxError) as error:
        raise ValueError(f"{path}: cannot be read for messages ({error})") from error
    for _line, name, arguments, _comments in calls:
        values = list(arguments) if isinstance(arguments, list | tuple) else [arguments]
        if found := _found(str(name or ""), values):
            yield found


def _found(name: str, values: Sequence[str | None]) -> Found | None:
    kind = name.removesuffix("_lazy")
    wanted = {"ngettext": 2, "pgettext": 2, "npgettext": 3}.get(kind, 1)
    words = values[:wanted]
    if len(words) < wanted or any(not isinstance(word, str) or not word for word in words):
        return None
    text = [str(word) for word in words]
    context = text.pop(0) if kind in ("pgettext", "npgettext") else ""
    return Found(context, *text)


def app_folders(roots: Iterable[Path]) -> list[Path]:
    """Each folder below the roots with an apps.py or a locale folder of its own, outermost first."""
    found = {path for root in roots for name in ("apps.py", "locale") for path in Path(root).rglob(name)}
    return sorted({path.parent for path in found})


def _files(app: Path, others: list[Path]) -> Iterator[Path]:
    inner = [other for other in others if app in other.parents]
    for path in sorted(app.rglob("*")):
        if path.suffix not in (".py", ".html", ".txt") or SKIPPED & set(path.relative_to(app).parts):
            continue
        if not any(other in path.parents for other in inner):
            yield path


def extract(app: Path, others: list[Path] | None = None) -> dict[Key, Found]:
    """The messages of one app; a plural wins over the same message without one."""
    messages: dict[Key, Found] = {}
    for path in _files(app, others or []):
        for found in messages_in(path):
            if found.plural or found.key not in messages:
                messages[found.key] = found
    return messages


# --- catalogues ----------------------------------------------------------------------------


def _po(app: Path, language: str, domain: str = "django") -> Path:
    return app / "locale" / language / "LC_MESSAGES" / f"{domain}.po"


def domains(app: Path) -> tuple[str, ...]:
    """The catalogues of an app: its words, and at the door the clear ones."""
    return ("django", "clear") if CLEAR_WING in (app.name, app.parent.name) else ("django",)


def read(path: Path, language: str) -> Catalog:
    """A catalogue, empty when there is no file yet."""
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as stream:
        return read_po(stream, locale=language, charset="utf-8")


def write(catalogue: Catalog, path: Path, language: str) -> None:
    """Sorted, unwrapped, without dates or line numbers."""
    stream = io.BytesIO()
    write_po(stream, catalogue, width=0, no_location=True, omit_header=True, sort_output=True)
    lines = (
        f"Language: {language}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {PLURALS[language]}",
    )
    head = 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines) + "\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(head + stream.getvalue().decode().strip() + "\n", encoding="utf-8")


def _known(catalogue: Catalog) -> dict[Key, Message]:
    return {(one.context or "", _singular(one)): one for one in catalogue if one.id}


def _singular(message: Message) -> str:
    return message.id[0] if isinstance(message.id, list | tuple) else message.id


def _texts(message: Message) -> list[str]:
    strings = message.string if isinstance(message.string, list | tuple) else [message.string]
    return [text or "" for text in strings]


def mend_french(text: str) -> str:
    """No-break spaces before `: ; ? ! »` and after `«`, and the curved apostrophe."""
    return FRENCH_APOSTROPHE.sub("’", FRENCH_SPACE.sub(NO_BREAK, text))


def _merged(found: dict[Key, Found], before: dict[Key, Message], language: str) -> Catalog:
    after = Catalog(locale=language, fuzzy=False)
    forms = 2
    for key, one in found.items():
        old = before.get(key)
        texts = _texts(old) if old else []
        if language == "fr":
            texts = [mend_french(text) for text in texts]
        string: str | tuple[str, ...] = texts[0] if texts else ""
        if one.plural:
            string = tuple((texts + [""] * forms)[:forms])
        flags = {"fuzzy", ALREADY_CLEAR} & old.flags if old is not None else set()
        after.add(one.id, string, context=one.context or None, flags=flags)
    return after


def update(roots: Iterable[Path]) -> list[Path]:
    """Merge new messages in, drop what the code no longer says; the .po files written."""
    apps = app_folders(roots)
    written = []
    for app in apps:
        found = extract(app, apps)
        for language, domain in product(LANGUAGES, domains(app)):
            path = _po(app, language, domain)
            if not found:
                path.unlink(missing_ok=True)
                continue
            write(_merged(found, _known(read(path, language)), language), path, language)
            written.append(path)
    return written


def compile_all(roots: Iterable[Path]) -> list[Path]:
    """Every .po into its .mo; the .mo files written."""
    written = []
    for app in app_folders(roots):
        for language, domain in product(LANGUAGES, domains(app)):
            path = _po(app, language, domain)
            if not path.exists():
                continue
            target = path.with_suffix(".mo")
            half = target.with_name(f"{target.name}.{os.getpid()}")
            with half.open("wb") as stream:
                write_mo(stream, read(path, language))
            half.replace(target)  # whole or not at all: another process may be reading it
            written.append(target)
    return written


# --- checking ------------------------------------------------------------------------------


def check(roots: Iterable[Path]) -> list[str]:
    """One sentence for each message that is missing, fuzzy, empty, left over, ill-fitting or said in two ways."""
    roots = [Path(root) for root in roots]
    apps = app_folders(roots)
    faults = [
        f"{path}: says messages but stands in no app, so they have no catalogue"
        for root in roots
        for path in _files(root, apps)
        if not any(app in path.parents for app in apps)
        and not any(room in path.parts for room in ENGLISH_ONLY)
        and any(messages_in(path))
    ]
    for app in apps:
        found = extract(app, apps)
        for language, domain in product(LANGUAGES, domains(app)):
            faults += _faults(_po(app, language, domain), language, found)
    for language in LANGUAGES:
        faults += _said_otherwise([_po(app, language) for app in apps], language)
        faults += _said_otherwise([_po(app, language, "clear") for app in apps], language)
    return faults


def _said_otherwise(paths: list[Path], language: str) -> Iterator[str]:
    """Catalogues are read as one: of two wordings only one is ever shown. Two meanings need a context."""
    first: dict[Key, tuple[list[str], Path]] = {}
    for path in paths:
        for key, message in _known(read(path, language)).items():
            texts, elsewhere = first.setdefault(key, (_texts(message), path))
            if _texts(message) != texts:
                yield f"{path}: said otherwise in {elsewhere}: {key[1]!r}"


def _faults(path: Path, language: str, found: dict[Key, Found]) -> list[str]:
    known = _known(read(path, language))
    faults = [f"{path}: missing: {key[1]!r}" for key in found.keys() - known.keys()]
    faults += [f"{path}: obsolete: {key[1]!r}" for key in known.keys() - found.keys()]
    for key in found.keys() & known.keys():
        faults += [f"{path}: {what}: {key[1]!r}" for what in _wrong(found[key], known[key], language)]
    return sorted(faults)


def _wrong(found: Found, message: Message, language: str) -> Iterator[str]:
    texts = _texts(message)
    if message.fuzzy:
        yield "fuzzy"
    if ALREADY_CLEAR in message.flags:
        if any(texts):
            yield "already clear, and said anew"
        return
    if (found.plural and len(texts) < 2) or not all(text.strip() for text in texts):
        yield "empty"
        return
    wanted = [found.singular, found.plural or found.singular]
    for number, text in enumerate(texts):
        allowed = set(PLACEHOLDER.findall(wanted[min(number, 1)]))
        given = set(PLACEHOLDER.findall(text))
        # a singular may spell its number out
        if given - allowed or (allowed - given and not (found.plural and number == 0)):
            yield "placeholder mismatch"
    if language == "fr" and any(text != mend_french(text) for text in texts):
        yield "typography"


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")


def main(arguments: list[str]) -> int:
    """The command line. Messages on standard error, 0 when all is well."""
    roots = [Path(one) for one in arguments[1:]] or [Path(__file__).resolve().parent.parent]
    verb = arguments[0] if arguments else ""
    if verb == "update":
        _say(f"{len(update(roots))} catalogues written")
    elif verb == "compile":
        _say(f"{len(compile_all(roots))} catalogues compiled")
    elif verb == "check":
        faults = check(roots)
        _say("\n".join(faults) or "catalogues complete")
        return 1 if faults else 0
    else:
        _say("usage: update | compile | check [FOLDER...]")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
