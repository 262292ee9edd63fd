from django.apps import AppConfig


class MailBagConfig(AppConfig):
    name = "palier.casework.mail_bag"
    label = "mail_bag"
