from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "palier.registry.messaging"
    label = "messaging"
