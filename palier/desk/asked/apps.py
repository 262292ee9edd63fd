from django.apps import AppConfig


class AskedConfig(AppConfig):
    name = "palier.desk.asked"
    label = "asked"
