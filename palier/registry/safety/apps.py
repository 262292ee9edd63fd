from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "palier.registry.safety"
    label = "safety"
