from django.apps import AppConfig


class SupportRequestsConfig(AppConfig):
    name = "palier.casework.support_requests"
    label = "support_requests"
