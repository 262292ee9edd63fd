from django.apps import AppConfig


class DoorAppointmentsConfig(AppConfig):
    name = "palier.door.appointments"
    label = "door_appointments"
