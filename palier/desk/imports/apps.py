from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "palier.desk.imports"
    label = "imports"
