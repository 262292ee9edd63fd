from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    name = "palier.desk.administration"
    label = "administration"
