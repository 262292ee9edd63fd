from django.apps import AppConfig


class TerritoriesPageConfig(AppConfig):
    name = "palier.desk.territories"
    label = "territories_page"
