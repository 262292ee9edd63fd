from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "palier.registry.notices"
    label = "notices"
