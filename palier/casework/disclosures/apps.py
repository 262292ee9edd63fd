from django.apps import AppConfig


class DisclosuresConfig(AppConfig):
    name = "palier.casework.disclosures"
    label = "disclosures"
