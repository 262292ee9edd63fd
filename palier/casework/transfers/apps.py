from django.apps import AppConfig


class TransfersConfig(AppConfig):
    name = "palier.casework.transfers"
    label = "transfers"
