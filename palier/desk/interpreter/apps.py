from django.apps import AppConfig


class InterpreterConfig(AppConfig):
    name = "palier.desk.interpreter"
    label = "interpreter"
