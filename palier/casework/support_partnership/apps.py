from django.apps import AppConfig


class SupportPartnershipConfig(AppConfig):
    name = "palier.casework.support_partnership"
    label = "support_partnership"
