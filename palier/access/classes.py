"""Data classes (secrecy.md 4.2): each field of each table belongs to exactly one, said on the model."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class DataClass(StrEnum):
    """From public to ballots. The existence of a C3 or C4 row is as secret as what it holds (P1)."""

    PUBLIC = "C0"
    INTERNAL = "C1"
    TENANCY = "C2"
    SECRET = "C3"
    REINFORCED = "C4"
    AIDE_MEMOIRE = "C5"
    BALLOT = "C6"
    AUDIT = "C7"


def data_classes(**fields_by_class: str) -> Mapping[str, DataClass]:
    """`data_classes(SECRET="text on", INTERNAL="id")` -> {"text": SECRET, "on": SECRET, "id": INTERNAL}.

    Raises ValueError when a field is given two classes.
    """
    found: dict[str, DataClass] = {}
    for class_name, names in fields_by_class.items():
        for name in names.split():
            if name in found:
                raise ValueError(f"{name} is given two data classes")
            found[name] = DataClass[class_name]
    return MappingProxyType(found)
