from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "palier.registry.people"
    label = "people"
