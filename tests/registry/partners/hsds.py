"""Files of the directory such as other programs write, and a company that takes them in."""

import csv
import io
import json
import uuid
import zipfile
from pathlib import Path
from typing import Any

from django.utils.translation import override

from palier.registry.partners import imports
from palier.registry.partners.actions.exchange import Plan, apply, look
from palier.registry.partners.exports import files

CASES = Path(__file__).resolve().parents[4] / "shared" / "cases" / "e_hsds" / "dev"
EXAMPLES = CASES / "hsds_spec_examples"
SPACE = uuid.UUID("b3b1c9a0-52e5-4f9f-9d0b-4d2f3c1e7a55")


def pk(name: str) -> str:
    """An id that is the same in each test that uses this name."""
    return str(uuid.uuid5(SPACE, name))


def organisation(name: str = "Exemple", **more: Any) -> dict[str, Any]:
    return {"id": pk(name), "name": f"Organisation {name}", "description": "fictive", **more}


def service(name: str = "un", of: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    return {"id": pk(f"service {name}"), "name": f"Service {name}", "status": "active",
            "organization": of or organisation(), **more}  # fmt: skip


def full(name: str = "un") -> dict[str, Any]:
    """A service of a Brussels directory, with one of each part that a page shows."""
    return service(
        name,
        organisation(website="https://exemple.invalid"),
        description="Aide à remplir des papiers",
        email="service@exemple.invalid",
        eligibility_description="Pour tous",
        phones=[{"id": pk(f"{name} phone"), "number": "02 502 69 49", "type": "voice"}],
        languages=[{"id": pk(f"{name} fr"), "code": "fr"}, {"id": pk(f"{name} tr"), "code": "tr"}],
        service_areas=[{"id": pk(f"{name} area"), "name": "Anderlecht"}],
        schedules=[
            {"id": pk(f"{name} hours"), "freq": "WEEKLY", "byday": "MO,WE,FR", "opens_at": "09:00:00",
             "closes_at": "12:00:00"},
            {"id": pk(f"{name} words"), "description": "Fermé en août"},
        ],
        service_at_locations=[{
            "id": pk(f"{name} place"),
            "location": {
                "id": pk(f"{name} location"), "location_type": "physical",
                "addresses": [{
                    "id": pk(f"{name} address"), "address_1": "Rue d’Exemple 1", "city": "Anderlecht",
                    "state_province": "", "postal_code": "1070", "country": "BE", "address_type": "physical",
                }],
            },
        }],
        last_modified="2025-03-15T10:30:45.123Z",
        assured_date="2025-03-01",
    )  # fmt: skip


def as_json(path: Path, data: Any) -> Path:
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def as_zip(path: Path, tables: dict[str, list[list[Any]]], **raw: bytes) -> Path:
    """A package as csv and zipfile write it; `raw`: members as bytes, `__` for a dot."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in tables.items():
            stream = io.StringIO(newline="")
            csv.writer(stream).writerows(rows)
            archive.writestr(f"{name}.csv", stream.getvalue())
        for name, data in raw.items():
            archive.writestr(name.replace("__", "."), data)
    return path


TWO_TABLES = {
    "organizations": [["id", "name", "description"], [pk("Exemple"), "Organisation Exemple", "fictive"]],
    "services": [
        ["id", "organization_id", "name", "status"],
        [pk("service un"), pk("Exemple"), "Service un", "active"],
    ],
}


def take_in(actor: Any, path: Path) -> Plan:
    """Look at a file, then apply it."""
    plan = look(actor=actor, reading=imports.read(path))
    assert not plan.reading.refused, plan.reading.refused
    return apply(actor=actor, reading=imports.read(path), seen=plan.digest)


def given_out(actor: Any) -> list[dict[str, Any]]:
    """The JSON that goes out."""
    with override("fr"):
        found: list[dict[str, Any]] = json.loads("".join(files.services_json(actor)))
    return found


def refused(path: Path) -> dict[str, str]:
    """Place and reason of each thing refused in a file."""
    return {one.column or str(one.row): str(one.reason) for one in imports.read(path).refused}
