from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "palier.registry.documents"
    label = "documents"
