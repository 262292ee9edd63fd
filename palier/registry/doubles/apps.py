from django.apps import AppConfig


class DoublesConfig(AppConfig):
    name = "palier.registry.doubles"
    label = "doubles"
