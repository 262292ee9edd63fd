from django.apps import AppConfig


class DataRequestsConfig(AppConfig):
    name = "palier.casework.data_requests"
    label = "data_requests"
