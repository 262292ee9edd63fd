from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "palier.desk.search"
    label = "search"
