"""Writes docs/access.md from the code of both locks: for a jurist, sentences first, then the tables themselves.

The same code gives the same text, byte for byte; CI fails when the file and the code differ.
"""

import inspect
import re
from collections.abc import Iterator

from django.apps import apps

from palier.access import capabilities
from palier.access.actors import ACTORS
from palier.access.capabilities import Capability
from palier.access.lock import declared
from palier.access.matrix import MATRIX

CLASS_NAMES = {
    "C0": "public",
    "C1": "internal",
    "C2": "tenancy facts",
    "C3": "secret",
    "C4": "reinforced",
    "C5": "aide-mémoire",
    "C6": "ballots",
    "C7": "audit",
}
COMMANDS = {"ALL": "any use", "SELECT": "read", "INSERT": "add", "UPDATE": "change", "DELETE": "remove"}
ROLES = {
    "palier_app": "the pages",
    "palier_auth": "sign-in",
    "palier_job": "background work and imports",
    "palier_stats": "statistics",
    "palier_purge": "the erasure by two",
}
HEAD = """# Who may know what, and why

Generated from the code by `palier access document`; do not edit. What doctrine *expects* stands apart, written by hand, in
`docs/access-expected.csv`, and the tests compare the two at three layers: the rule, the page, a statement typed by hand.

Two locks stand one behind the other and share no code, only dated rows (who is in which team, who was named, which emergency
is open). The first is the table of the application, below as sentences. The second is PostgreSQL itself: whoever reaches the
database with the application's own password still sees no more than the person whose session token she holds.

What nobody has been given is denied. What one may not know looks like what is not there.
"""


def written() -> str:
    """The whole of docs/access.md."""
    parts = (_actors, _sentences, _table, _classes, _second_lock, _functions, _ledger)
    return HEAD + "".join("\n" + "\n".join(part()) + "\n" for part in parts)


def _plain_words() -> dict[str, str]:
    """Capability -> the words beside it in capabilities.py."""
    text = inspect.getsource(capabilities)
    return {name: words.strip() for name, words in re.findall(r'= "(\w+)"\s+# (.+)', text)}


def _actors() -> Iterator[str]:
    yield "## The people of the house\n"
    yield "| code | who | role of the post | work built |\n|---|---|---|---|"
    for kind in ACTORS:
        role = kind.role.value.replace("_", " ") if kind.role else "–"
        yield f"| {kind.code} | {kind.name} | {role} | {'yes' if kind.built else 'not yet: nothing is open'} |"


def _lines(capability: Capability) -> list[str]:
    return [" and ".join(ground.says for ground in clause) for clause in MATRIX.get(capability, [])]


def _sentences() -> Iterator[str]:
    words = _plain_words()
    yield "## The first lock, as sentences\n"
    for capability in Capability:
        lines = _lines(capability)
        if not lines:
            yield f"- **To {words[capability]}**: nobody."
        elif len(lines) == 1:
            yield f"- **To {words[capability]}**, one {lines[0]}."
        else:
            yield f"- **To {words[capability]}**, one of these holds:"
            yield from (f"  - one {line};" for line in lines)


def _table() -> Iterator[str]:
    names = sorted({(ground.name, ground.says) for lines in MATRIX.values() for line in lines for ground in line})
    short = {name: number for number, (name, _) in enumerate(names, start=1)}
    words = _plain_words()
    yield "## The first lock, as one table\n"
    yield "Numbers are reasons, listed below; `+` joins reasons that must all hold, `or` separates ways in.\n"
    yield "| to do this | one needs |\n|---|---|"
    for capability in Capability:
        ways = [" + ".join(str(short[ground.name]) for ground in line) for line in MATRIX.get(capability, [])]
        yield f"| {words[capability]} | {' or '.join(ways) or 'nobody'} |"
    yield ""
    yield from (f"{short[name]}. {says}" for name, says in names)


def _classes() -> Iterator[str]:
    yield "## Data classes\n"
    yield "Every field of every table belongs to one class. The existence of a secret row is as secret as what it holds (P1).\n"
    yield "| table | " + " | ".join(f"{code} {name}" for code, name in CLASS_NAMES.items()) + " |"
    yield "|---" * (len(CLASS_NAMES) + 1) + "|"
    models = [model for model in apps.get_models() if getattr(model, "DATA_CLASSES", None)]
    for model in sorted(models, key=lambda one: one._meta.db_table):
        by_class: dict[str, list[str]] = {code: [] for code in CLASS_NAMES}
        for name, data_class in getattr(model, "DATA_CLASSES", {}).items():
            by_class[str(data_class)].append(name)
        cells = [", ".join(names) or " " for names in by_class.values()]
        yield f"| `{model._meta.db_table}` | " + " | ".join(cells) + " |"


def _second_lock() -> Iterator[str]:
    yield "## The second lock: row policies\n"
    yield "A row is reached when at least one *opens* line holds and every *and always* line holds. Tables that name no policy"
    yield "for an act refuse it. Nobody who signs in removes a row."
    for table in sorted((table for app in declared() for table in app.tables), key=lambda one: one.name):
        yield f"\n### `{table.name}`\n"
        yield from (f"- {_grant(grant)}" for grant in table.grants)
        yield f"- every change leaves its trace: {'yes' if table.history else 'no'}\n"
        for policy in table.policies:
            kind = "and always" if policy.restrictive else "opens"
            yield f"- `{policy.name}`, {COMMANDS[policy.command]}, for {ROLES[policy.to]}: {kind}"
            if policy.using:
                yield _sql("rows there", policy.using)
            if policy.check:
                yield _sql("rows written", policy.check)


def _grant(grant: str) -> str:
    privileges, _, roles = grant.partition(" TO ")
    return f"{' and '.join(ROLES[role.strip()] for role in roles.split(','))} may try: {privileges.lower()}"


def _sql(what: str, text: str) -> str:
    return f"\n  *{what}:*\n\n  ```sql\n  " + " ".join(text.split()) + "\n  ```\n"


def _functions() -> Iterator[str]:
    yield "## Closed functions of the database\n"
    yield "They read with more rights than their caller and answer only what their name says. Whoever is not named here may not"
    yield "call them.\n"
    comments = {name: words for app in declared() for text in app.functions for name, words in _comments(text)}
    yield "| function | who calls it | what it is for |\n|---|---|---|"
    rows = sorted({pair for app in declared() for pair in app.executes})
    for signature, roles in rows:
        callers = ", ".join(ROLES[role.strip()] for role in roles.split(","))
        yield f"| `sec.{signature}` | {callers} | {comments.get(signature.split('(')[0], ' ')} |"


def _comments(text: str) -> Iterator[tuple[str, str]]:
    """(function, the comment that stands right above it)."""
    found = re.finditer(r"((?:^--[^\n]*\n)+)CREATE OR REPLACE FUNCTION sec\.(\w+)", text, re.MULTILINE)
    for match in found:
        words = " ".join(line.removeprefix("--").strip() for line in match[1].splitlines())
        yield match[2], words.replace("|", "\\|")


def _ledger() -> Iterator[str]:
    yield "## The read ledger and its seals\n"
    yield "Each opening of something secret leaves one line: who, when, what, on what ground; never content. Each minute a job"
    yield "seals the new lines in the order of their numbers (D15). A seal is the SHA-256 of: the hash of the seal before (nothing"
    yield "for the first); the seal's number, first line, last line, count and moment; a line end; the lines, joined by line ends."
    yield "Each value stands behind its length in bytes and a colon and is followed by a comma; an absent one is a dash and a"
    yield "comma; moments are seconds since 1970 with six decimals. `palier access verify` computes all of it anew, with a program"
    yield "of its own, and fails on a line or a seal altered, removed or reordered, and on a tail unsealed for five minutes."
