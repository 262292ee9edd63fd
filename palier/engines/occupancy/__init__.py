"""How many bedrooms a household needs by a dated norm, and whether its dwelling fits, is tight or wide."""

from palier.engines.occupancy.norms import NORMS, Norm
from palier.engines.occupancy.rooms import (
    MOST_PERSONS,
    Because,
    Bedroom,
    Occupancy,
    Person,
    Role,
    Rule,
    Sex,
    State,
    occupancy,
)

__all__ = [
    "MOST_PERSONS",
    "NORMS",
    "Because",
    "Bedroom",
    "Norm",
    "Occupancy",
    "Person",
    "Role",
    "Rule",
    "Sex",
    "State",
    "occupancy",
]
