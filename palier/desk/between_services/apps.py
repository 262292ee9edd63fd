from django.apps import AppConfig


class BetweenServicesConfig(AppConfig):
    name = "palier.desk.between_services"
    label = "between_services"
