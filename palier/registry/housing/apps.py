from django.apps import AppConfig


class HousingConfig(AppConfig):
    name = "palier.registry.housing"
    label = "housing"
