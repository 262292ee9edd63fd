"""Services and people of a company; the public page has its language in the address."""

from django.urls import path

from palier.desk.administration import portal, views

urlpatterns = [
    path("fr/services/", portal.services, name="services_fr"),
    path("nl/diensten/", portal.services, name="services_nl"),
    path("administration/", views.services, name="administration"),
    path("administration/applicants/", views.applicants, name="applicants"),
    path("administration/services/", views.service_add, name="service_add"),
    path("administration/services/<uuid:pk>/", views.service_people, name="service_people"),
    path("administration/services/<uuid:pk>/names/", views.service_rename, name="service_rename"),
    path("administration/services/<uuid:pk>/dimensions/", views.service_dimensions, name="service_dimensions"),
    path("administration/services/<uuid:pk>/close/", views.service_close, name="service_close"),
    path("administration/services/<uuid:pk>/people/", views.post_propose, name="post_propose"),
    path("administration/posts/<uuid:pk>/end/", views.post_end, name="post_end"),
    path("administration/people/<uuid:pk>/code/", views.staff_code, name="staff_code"),
    path("posts-to-confirm/", views.posts_to_confirm, name="posts_to_confirm"),
    path("posts-to-confirm/<uuid:pk>/", views.post_decide, name="post_decide"),
    path("posts-to-confirm/people/<uuid:pk>/code/", views.confirmed_code, name="confirmed_code"),
]
