"""Addresses of the directory of partners."""

from django.urls import path

from palier.registry.partners import views

urlpatterns = [
    path("partners/", views.partners, name="partners"),
    path("partners/matrix/", views.partner_matrix, name="partner_matrix"),
    path("partners/steps/", views.partnership_steps, name="partnership_steps"),
    path("partners/steps/new/", views.partnership_step_begin, name="partnership_step_begin"),
    path("partners/organisations/<uuid:pk>/steps/new/", views.partnership_step_add, name="partnership_step_add"),
    path("partners/steps/<uuid:pk>/edit/", views.partnership_step_edit, name="partnership_step_edit"),
    path(
        "partners/steps/<uuid:pk>/<int:version>/withdraw/",
        views.partnership_step_withdraw,
        name="partnership_step_withdraw",
    ),
    path("partners/files/", views.partner_files, name="partner_files"),
    path("partners/files/services.json", views.partner_services_json, name="partner_services_json"),
    path("partners/files/package.zip", views.partner_package, name="partner_package"),
    path("partners/files/table.csv", views.partner_table, name="partner_table"),
    path("partners/files/template.xlsx", views.partner_template, name="partner_template"),
    path("partners/files/import/", views.partner_import, name="partner_import"),
    path("partners/files/apply/", views.partner_import_apply, name="partner_import_apply"),
    path("partners/files/drop/", views.partner_import_drop, name="partner_import_drop"),
    path("partners/organisations/new/", views.partner_add, name="partner_add"),
    path("partners/organisations/<uuid:pk>/", views.partner, name="partner"),
    path("partners/organisations/<uuid:pk>/edit/", views.partner_edit, name="partner_edit"),
    path("partners/organisations/<uuid:pk>/services/new/", views.partner_service_add, name="partner_service_add"),
    path("partners/organisations/<uuid:pk>/agreements/new/", views.agreement_add, name="agreement_add"),
    path("partners/services/<uuid:pk>/", views.partner_service, name="partner_service"),
    path("partners/services/<uuid:pk>/hours.ics", views.partner_hours, name="partner_hours"),
    path("partners/services/<uuid:pk>/edit/", views.partner_service_edit, name="partner_service_edit"),
    path("partners/services/<uuid:pk>/verify/", views.partner_service_verify, name="partner_service_verify"),
    path("partners/services/<uuid:pk>/contacts/new/", views.partner_contact_add, name="partner_contact_add"),
    path("partners/contacts/<uuid:pk>/edit/", views.partner_contact_edit, name="partner_contact_edit"),
    path("partners/agreements/<uuid:pk>/edit/", views.agreement_edit, name="agreement_edit"),
]
