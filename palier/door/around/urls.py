"""Around her home."""

from django.urls import path

from palier.door.around import portal

urlpatterns = [
    path("", portal.around, name="around"),
    path("idea/", portal.my_idea, name="my_idea"),
]
