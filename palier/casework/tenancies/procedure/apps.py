from django.apps import AppConfig


class ProcedureConfig(AppConfig):
    name = "palier.casework.tenancies.procedure"
    label = "procedure"
