from django.apps import AppConfig


class CaptureConfig(AppConfig):
    name = "palier.desk.capture"
    label = "capture"
