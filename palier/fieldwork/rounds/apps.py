from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "palier.fieldwork.rounds"
    label = "rounds"
