from django.apps import AppConfig


class YearConfig(AppConfig):
    name = "palier.desk.year"
    label = "year"
