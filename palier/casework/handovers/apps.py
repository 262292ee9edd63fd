from django.apps import AppConfig


class HandoversConfig(AppConfig):
    name = "palier.casework.handovers"
    label = "handovers"
