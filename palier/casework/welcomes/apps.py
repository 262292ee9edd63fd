from django.apps import AppConfig


class WelcomesConfig(AppConfig):
    name = "palier.casework.welcomes"
    label = "welcomes"
