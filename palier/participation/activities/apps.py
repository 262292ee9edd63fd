from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "palier.participation.activities"
    label = "activities"
