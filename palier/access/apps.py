from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "palier.access"
    label = "access"

    def ready(self) -> None:
        from palier.access import checks  # noqa: F401  (registers the system checks)
