from django.apps import AppConfig


class OfficerConfig(AppConfig):
    name = "palier.desk.officer"
    label = "officer"
