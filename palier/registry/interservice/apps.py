from django.apps import AppConfig


class InterserviceConfig(AppConfig):
    name = "palier.registry.interservice"
    label = "interservice"
