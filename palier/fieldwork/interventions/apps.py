from django.apps import AppConfig


class InterventionsConfig(AppConfig):
    name = "palier.fieldwork.interventions"
    label = "interventions"
