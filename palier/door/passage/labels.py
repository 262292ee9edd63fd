"""Pictures of what she may ask, and the parts that she may name."""

from palier.fieldwork.interventions.labels import PARTS
from palier.fieldwork.interventions.rules import AT_HER_DOOR, MotiveCode

PARTS_AT_HER_DOOR = [(part, words) for part, words in PARTS if part in AT_HER_DOOR]
PICTURES = {
    MotiveCode.NEIGHBOUR_CONFLICT: "users-round",
    MotiveCode.BULKY_WASTE: "sofa",
    MotiveCode.SQUAT: "door-closed",
    MotiveCode.PREVENTION: "footprints",
    MotiveCode.TECHNICAL: "wrench",
}
OTHER = "message-circle"  # for a word of the company's own
