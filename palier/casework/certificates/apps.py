from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "palier.casework.certificates"
    label = "certificates"
