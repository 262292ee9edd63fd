from django.apps import AppConfig


class InterpretingConfig(AppConfig):
    name = "palier.registry.interpreting"
    label = "interpreting"
