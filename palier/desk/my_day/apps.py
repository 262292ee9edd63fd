from django.apps import AppConfig


class MyDayConfig(AppConfig):
    name = "palier.desk.my_day"
    label = "my_day"
