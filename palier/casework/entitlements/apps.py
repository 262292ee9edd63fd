from django.apps import AppConfig


class EntitlementsConfig(AppConfig):
    name = "palier.casework.entitlements"
    label = "entitlements"
