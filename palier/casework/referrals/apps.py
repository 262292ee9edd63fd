from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "palier.casework.referrals"
    label = "referrals"
