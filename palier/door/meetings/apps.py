from django.apps import AppConfig


class DoorMeetingsConfig(AppConfig):
    name = "palier.door.meetings"
    label = "door_meetings"
