from django.apps import AppConfig


class MyFileConfig(AppConfig):
    name = "palier.door.my_file"
    label = "door_my_file"
