from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "palier.fieldwork.outreach"
    label = "outreach"
