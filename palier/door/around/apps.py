from django.apps import AppConfig


class AroundConfig(AppConfig):
    name = "palier.door.around"
    label = "around"
