from django.apps import AppConfig


class AccessCodesConfig(AppConfig):
    name = "palier.registry.access_codes"
    label = "access_codes"
