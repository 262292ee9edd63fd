"""Addresses of data requests."""

from django.urls import path

from palier.casework.data_requests import views

urlpatterns = [
    path("data-requests/", views.data_request_list, name="data_request_list"),
    path("data-requests/of/<uuid:person>/", views.data_request_add, name="data_request_add"),
    path("data-requests/at/<uuid:household>/", views.data_request_whom, name="data_request_whom"),
    path("data-requests/<uuid:pk>/", views.data_request, name="data_request"),
    path("data-requests/<uuid:pk>/copy/", views.data_copy, name="data_copy"),
    path("data-requests/<uuid:pk>/answered/", views.data_request_answered, name="data_request_answered"),
    path("kept-back/", views.kept_back, name="kept_back"),
    path("kept-back/<uuid:pk>/", views.kept_back_answered, name="kept_back_answered"),
]
