from django.apps import AppConfig


class PreventionConfig(AppConfig):
    name = "palier.casework.tenancies.prevention"
    label = "prevention"
