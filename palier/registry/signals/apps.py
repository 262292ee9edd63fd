from django.apps import AppConfig


class SignalsConfig(AppConfig):
    name = "palier.registry.signals"
    label = "signals"
