from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "palier.access.rights"
    label = "rights"
