"""A landlord's whole file: dwellings, then the people who live in them, each by `palier import` as its own process."""

import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from palier.identity.organisations.models import Organisation
from palier.identity.organisations.rules import OrganisationKind

ROOT = Path(__file__).resolve().parent.parent
DWELLINGS, PEOPLE = 40_000, 100_000
DWELLING = ("source_id", "site", "building", "street", "number", "postcode", "bedrooms")
PERSON = ("source_id", "last_name", "first_name", "born", "household_source_id", "role_in_household")


def measure() -> dict[str, dict[str, float]]:
    """Rows and seconds of each import, reading and checking included, all or nothing."""
    company = Organisation.objects.filter(kind=OrganisationKind.COMPANY).order_by("slug")[0].slug
    with tempfile.TemporaryDirectory() as folder:
        return {
            "dwellings": _one(Path(folder), "dwellings", company, DWELLING, _dwellings(), DWELLINGS),
            "people": _one(Path(folder), "people", company, PERSON, _people(), PEOPLE),
        }


def _dwellings() -> Iterable[tuple[object, ...]]:
    for number in range(DWELLINGS):
        block = number // 20
        yield (f"B{number}", f"Ensemble {block // 10}", f"Bloc {block}", f"Rue de l'Essai {block // 10} / Proefstraat "
               f"{block // 10}", block % 10 + 1, "1070", number % 4 + 1)  # fmt: skip


def _people() -> Iterable[tuple[object, ...]]:
    for number in range(PEOPLE):
        household, place = divmod(number, 2) if number < 2 * DWELLINGS else (number - 2 * DWELLINGS, 2)
        role = ("head", "partner", "child")[place]
        born = f"{2015 if place == 2 else 1950 + number % 50}-05-17"
        yield f"P{number}", f"Specimen{number % 5000}", f"Modèle{number % 700}", born, f"M{household}", role


def _one(
    folder: Path, kind: str, company: str, names: tuple[str, ...], rows: Iterable[tuple[object, ...]], count: int
) -> dict[str, float]:
    path = folder / f"{kind}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(names)
        writer.writerows(rows)
    begun = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "palier.cli", "import", kind, str(path), "--company", company],
        cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
        env={**os.environ, "PALIER_ROLE": "job", "DJANGO_SETTINGS_MODULE": "config.settings"},
    )  # fmt: skip
    return {"rows": count, "seconds": time.monotonic() - begun}
