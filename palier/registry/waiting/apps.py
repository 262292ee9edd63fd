from django.apps import AppConfig


class WaitingConfig(AppConfig):
    name = "palier.registry.waiting"
    label = "waiting"
