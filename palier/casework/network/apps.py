from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "palier.casework.network"
    label = "network"
