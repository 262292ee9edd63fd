"""The pages' common ground: frame, components, style sheet, keys, error pages."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "palier.ui"
    label = "ui"
