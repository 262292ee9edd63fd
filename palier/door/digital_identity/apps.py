from django.apps import AppConfig


class DigitalIdentityConfig(AppConfig):
    name = "palier.door.digital_identity"
    label = "door_digital_identity"
