from django.apps import AppConfig


class PassageConfig(AppConfig):
    name = "palier.door.passage"
    label = "door_passage"
