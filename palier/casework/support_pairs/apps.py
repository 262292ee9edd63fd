from django.apps import AppConfig


class SupportPairsConfig(AppConfig):
    name = "palier.casework.support_pairs"
    label = "support_pairs"
