from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "palier.identity.accounts"
    label = "accounts"
