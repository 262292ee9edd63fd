from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "palier.registry.calendar"
    label = "calendar"
