from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "palier.registry.partners"
    label = "partners"
