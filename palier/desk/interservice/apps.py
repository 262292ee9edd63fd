from django.apps import AppConfig


class InterserviceDeskConfig(AppConfig):
    name = "palier.desk.interservice"
    label = "desk_interservice"
