"""The pages of letters. An address names a letter, a version or a line of the outbox, never a person."""

from django.urls import path

from palier.registry.messaging import views

urlpatterns = [
    path("letters/", views.letters, name="letters"),
    path("letters/write/", views.letter_write, name="letter_write"),
    path("letters/poster/", views.poster, name="poster"),
    path("letters/templates/<str:kind>/", views.template_edit, name="template_edit"),
    path("letters/template/<uuid:pk>/", views.template_version, name="template_version"),
    path("letters/template/<uuid:pk>/preview.pdf", views.template_preview, name="template_preview"),
    path("letters/template/<uuid:pk>/use/", views.template_use, name="template_use"),
    path("letters/batches/<uuid:pk>/", views.letter_batch, name="letter_batch"),
    path("letters/batches/<uuid:pk>/letters.pdf", views.letter_batch_print, name="letter_batch_print"),
    path("letters/batches/<uuid:pk>/stop/", views.letter_batch_stop, name="letter_batch_stop"),
    path("letters/batches/<uuid:pk>/go-on/", views.letter_batch_go_on, name="letter_batch_go_on"),
    path("letters/batches/<uuid:pk>/again/", views.letter_batch_again, name="letter_batch_again"),
    path("letters/batches/<uuid:pk>/posted/", views.letter_batch_posted, name="letter_batch_posted"),
    path("letters/<uuid:pk>/", views.letter, name="letter"),
    path("letters/<uuid:pk>/edit/", views.letter_edit, name="letter_edit"),
    path("letters/<uuid:pk>/print/", views.letter_print, name="letter_print"),
    path("letters/<uuid:pk>/send/", views.letter_send, name="letter_send"),
    path("letters/line/<uuid:pk>/posted/", views.dispatch_posted, name="dispatch_posted"),
    path("letters/line/<uuid:pk>/explained/", views.dispatch_explained, name="dispatch_explained"),
    path("letters/line/<uuid:pk>/again/", views.dispatch_again, name="dispatch_again"),
    path("letters/line/<uuid:pk>/withdraw/", views.dispatch_withdraw, name="dispatch_withdraw"),
]
