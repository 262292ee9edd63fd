from django.apps import AppConfig


class TerritoriesConfig(AppConfig):
    name = "palier.registry.territories"
    label = "territories"
