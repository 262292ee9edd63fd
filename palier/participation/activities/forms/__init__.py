"""What is asked of an activity and of what stands beside it. Forms check shape; actions decide."""

from palier.participation.activities.forms.activities import ActivityForm, PeriodForm
from palier.participation.activities.forms.beside import IdeaAnswerForm, IdeaForm, NeedForm, RulesForm
from palier.participation.activities.forms.following import OriginForm, SessionForm, StageForm

__all__ = [
    "ActivityForm",
    "IdeaAnswerForm",
    "IdeaForm",
    "NeedForm",
    "OriginForm",
    "PeriodForm",
    "RulesForm",
    "SessionForm",
    "StageForm",
]
