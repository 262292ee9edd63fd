from django.apps import AppConfig


class HouseholdFileConfig(AppConfig):
    name = "palier.desk.household_file"
    label = "household_file"
