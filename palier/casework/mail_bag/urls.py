"""The pages of the bag. An address names a household, a letter or a document, never a person."""

from django.urls import path

from palier.casework.mail_bag import views

urlpatterns = [
    path("households/<uuid:household>/mail-bag/", views.mail_bag, name="mail_bag"),
    path("mail-bag/<uuid:pk>/reply/", views.brought_reply, name="brought_reply"),
    path("mail-bag/<uuid:pk>/photo/", views.brought_photo, name="brought_photo"),
    path("mail-bag/photos/<uuid:document>/keep/", views.brought_photo_keep, name="brought_photo_keep"),
]
