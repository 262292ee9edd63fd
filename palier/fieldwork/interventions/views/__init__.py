"""Pages of interventions: asking, looking through and going, motives and figures."""

from palier.fieldwork.interventions.views.asking import passage_again, passage_ask, passages
from palier.fieldwork.interventions.views.motives import motive_add, motive_edit, motive_end, motives, motives_usual
from palier.fieldwork.interventions.views.photos import visit_photo, visit_photo_remove, visit_photos
from palier.fieldwork.interventions.views.working import (
    intervention,
    intervention_fault,
    intervention_figures,
    intervention_join,
    intervention_mark,
    intervention_notice,
    intervention_tell,
    intervention_visit,
    interventions,
)

__all__ = [
    "intervention",
    "intervention_fault",
    "intervention_figures",
    "intervention_join",
    "intervention_mark",
    "intervention_notice",
    "intervention_tell",
    "intervention_visit",
    "interventions",
    "motive_add",
    "motive_edit",
    "motive_end",
    "motives",
    "motives_usual",
    "passage_again",
    "passage_ask",
    "passages",
    "visit_photo",
    "visit_photo_remove",
    "visit_photos",
]
