"""Services and people of a company; the public page has its language in the address."""

from django.urls import path

from palier.desk.administration import portal
from palier.desk.administration.views import confirming, people, services

urlpatterns = [
    path("fr/services/", portal.services, name="services_fr"),
    path("nl/diensten/", portal.services, name="services_nl"),
    path("administration/", services.services, name="administration"),
    path("administration/applicants/", services.applicants, name="applicants"),
    path("administration/services/", services.service_add, name="service_add"),
    path("administration/services/<uuid:pk>/", people.service_people, name="service_people"),
    path("administration/services/<uuid:pk>/names/", services.service_rename, name="service_rename"),
    path("administration/services/<uuid:pk>/dimensions/", services.service_dimensions, name="service_dimensions"),
    path("administration/services/<uuid:pk>/close/", services.service_close, name="service_close"),
    path("administration/services/<uuid:pk>/people/", people.post_propose, name="post_propose"),
    path("administration/posts/<uuid:pk>/end/", people.post_end, name="post_end"),
    path("administration/people/<uuid:pk>/code/", people.staff_code, name="staff_code"),
    path("administration/people/<uuid:pk>/way-back/", people.staff_way_back, name="staff_way_back"),
    path("posts-to-confirm/", confirming.posts_to_confirm, name="posts_to_confirm"),
    path("posts-to-confirm/<uuid:pk>/", confirming.post_decide, name="post_decide"),
    path("posts-to-confirm/people/<uuid:pk>/code/", confirming.confirmed_code, name="confirmed_code"),
    path("posts-to-confirm/people/<uuid:pk>/way-back/", confirming.confirmed_way_back, name="confirmed_way_back"),
]
