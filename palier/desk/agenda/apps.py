from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "palier.desk.agenda"
    label = "agenda"
