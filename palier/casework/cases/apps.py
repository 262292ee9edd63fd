from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "palier.casework.cases"
    label = "cases"
