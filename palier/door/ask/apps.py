from django.apps import AppConfig


class AskConfig(AppConfig):
    name = "palier.door.ask"
    label = "door_ask"
