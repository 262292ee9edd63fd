from django.apps import AppConfig


class MailingsConfig(AppConfig):
    name = "palier.desk.mailings"
    label = "mailings"
