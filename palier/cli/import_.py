"""Bring people, dwellings or leases into the register from CSV, XLSX, XLS or ODS, partners from these or HSDS 3.0, and
territories from GeoJSON."""

import argparse
import json
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from palier.cli.setup import django_as
from palier.kernel.errors import Message, Problem

if TYPE_CHECKING:
    from palier.registry.imports.actions import Write
    from palier.registry.imports.rules import Column, Reading

KINDS = ("people", "dwellings", "leases", "arrears", "partners", "territories")
LATER = frozenset({"arrears"})
LISTS = ("company", "monitoring", "statistical", "communes")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", metavar="KIND", choices=KINDS, help=", ".join(KINDS))
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
    parser.add_argument("--partial", action="store_true", help="apply the good rows although others are refused")
    parser.add_argument("--map", type=Path, metavar="MAP.json", help="what the file's own headers mean")
    parser.add_argument("--company", metavar="SLUG", help="for which housing company, when there are several")
    parser.add_argument("--language", choices=["fr", "nl"], help="of the reasons in the report (default: English)")
    parser.add_argument("--list", choices=LISTS, help="of territories: which list the file holds")
    parser.add_argument("--source", help="of territories: after whom the map is drawn (default: the file's name)")
    parser.add_argument("--licence", default="", help="of territories: under which licence, shown under the map")
    parser.add_argument("--progress", type=Path, metavar="FILE", help="keep in this file how many rows were read")


def run(options: argparse.Namespace) -> int:
    if options.kind in LATER:
        raise Problem(
            Message("%(kind)s cannot be imported yet.", {"kind": options.kind.capitalize()}),
            how_to_mend="This version takes people, dwellings, leases, partners and territories.",
        )
    with django_as("job"), _in_words_of(options.language), _plain_failures():
        report = _territories(options) if options.kind == "territories" else _imported(options)
    print(json.dumps(report, ensure_ascii=False))
    return 2 if report["refused"] and not options.partial else 0


@contextmanager
def _in_words_of(language: str | None) -> Iterator[None]:
    """Problems said in the language of who asked for one."""
    try:
        yield
    except Problem as problem:
        if language is None:
            raise
        say = _in_language(language)
        raise Problem(" ".join(say(sentence) for sentence in problem.sentences), code=problem.code) from None


@contextmanager
def _plain_failures() -> Iterator[None]:
    """What the database or the disk answers, in one sentence without a cell of the file."""
    from django.db import Error

    try:
        yield
    except OSError as problem:
        raise Problem(Message("This file cannot be read: %(why)s.", {"why": problem.strerror or "unknown"})) from None
    except Error as problem:
        kind = type(problem.__cause__ or problem).__name__
        raise Problem(
            Message("The database did not take this file (%(kind)s).", {"kind": kind}),
            how_to_mend="Nothing was applied. Run palier migrate, then try again.",
        ) from None


def _imported(options: argparse.Namespace) -> dict[str, Any]:
    from palier.kernel.tables import NoSuchTable
    from palier.registry.housing.imports import company_named
    from palier.registry.imports import actions
    from palier.registry.imports.rules import FileMap, columns_needed, file_map

    columns, read, write = _importer(options.kind)
    by = file_map(options.map.read_text(encoding="utf-8-sig"), columns) if options.map else FileMap()
    try:
        reading = read(options.file, by, _progress(options.progress))
    except NoSuchTable as problem:
        problem.how_to_mend = columns_needed(problem, columns)
        raise
    of = company(options.company or company_named(reading))
    with actions.import_token(of) as token:
        report = actions.bring_in(
            reading=reading, write=write, token=token, partial=options.partial, dry_run=options.dry_run
        )
    return report.as_json(_in_language(options.language))


def _territories(options: argparse.Namespace) -> dict[str, Any]:
    """Areas are the installation's, not a company's: no company is asked for, and no token stands behind it."""
    from palier.kernel import clock
    from palier.registry.imports.rules import FileMap, file_map
    from palier.registry.territories import actions
    from palier.registry.territories.imports import read_territories
    from palier.registry.territories.rules import COLUMNS

    if not options.list:
        raise Problem("Say which list the file holds.", how_to_mend=Message("--list %(one)s", {"one": "|".join(LISTS)}))
    by = file_map(options.map.read_text(encoding="utf-8-sig"), COLUMNS) if options.map else FileMap()
    reading = read_territories(options.file, options.list, by)
    source = (options.source or options.file.name)[:200]
    report = actions.keep_territories(
        reading=reading,
        of=options.list,
        origin=actions.Origin(source, options.licence[:200], clock.today()),
        partial=options.partial,
        dry_run=options.dry_run,
    )
    return {**report.as_json(_in_language(options.language)), "list": options.list}


Reader = Callable[..., "Reading"]


def _importer(kind: str) -> "tuple[tuple[Column, ...], Reader, Write]":
    """The columns of a kind, how its file is read, how its rows are written."""
    from palier.kernel import clock
    from palier.registry.housing import imports as housing
    from palier.registry.people import imports as people

    if kind == "people":
        today = clock.today()
        return people.COLUMNS, lambda path, by, progress: people.read(path, by, today, progress), people.write
    if kind == "partners":
        from palier.registry.partners import imports as partners
        from palier.registry.partners.actions.exchange import write

        return partners.columns(), partners.read, write
    if kind == "dwellings":
        return housing.DWELLINGS, housing.read_dwellings, housing.write_dwellings
    return housing.LEASES, housing.read_leases, housing.write_leases


def company(named: str | None) -> uuid.UUID:
    """The company of this name or slug, else the only one."""
    from django.db.models import Q

    from palier.identity.organisations.models import Organisation
    from palier.identity.organisations.rules import OrganisationKind

    every = Organisation.objects.filter(kind=OrganisationKind.COMPANY)
    companies = every
    if named:
        companies = companies.filter(Q(slug=named) | Q(name_fr__iexact=named) | Q(name_nl__iexact=named))
    found = list(companies[:2])
    if len(found) == 1:
        return found[0].pk
    if not every.exists():
        raise Problem("There is no housing company in this installation.", how_to_mend="Create one first.")
    slugs = ", ".join(every.order_by("slug").values_list("slug", flat=True)[:40])
    raise Problem(
        Message("No company is called %(name)s.", {"name": named[:80]}) if named else "There are several companies.",
        how_to_mend=Message("Name one of them with --company: %(slugs)s.", {"slugs": slugs}),
    )


def _progress(path: Path | None) -> Callable[[int], None]:
    """Says how far the reading is: in a file for a page that polls, else on standard error of a terminal."""

    def say(rows: int) -> None:
        if path:
            path.write_text(str(rows))
        elif sys.stderr.isatty():
            print(f"palier import: {rows} rows read", file=sys.stderr)

    return say


def _in_language(language: str | None) -> Callable[[Message], str]:
    from django.utils.translation import gettext, override

    def say(message: Message) -> str:
        if language is None:
            return str(message)
        with override(language):
            said = gettext(message.msgid)
        return said % message.params if message.params else said

    return say
