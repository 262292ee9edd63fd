from django.apps import AppConfig


class WaitingRoomConfig(AppConfig):
    name = "palier.desk.waiting_room"
    label = "waiting_room"
