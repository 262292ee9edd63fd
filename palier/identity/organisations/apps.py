from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "palier.identity.organisations"
    label = "organisations"
