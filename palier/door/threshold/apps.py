from django.apps import AppConfig


class ThresholdConfig(AppConfig):
    name = "palier.door.threshold"
    label = "door_threshold"
