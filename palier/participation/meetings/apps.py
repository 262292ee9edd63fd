from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "palier.participation.meetings"
    label = "meetings"
