"""The root addresses: each app brings its own."""

from django.urls import include, path

from config.api import api
from config.health import healthz

handler400 = "palier.ui.errors.unusable"
handler403 = handler404 = "palier.ui.errors.not_there"
handler500 = "palier.ui.errors.broken"

urlpatterns = [
    path("healthz", healthz),
    path("api/v1/", api.urls),
    path("accounts/", include("palier.identity.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("palier.desk.my_day.urls")),
    path("", include("palier.desk.capture.urls")),
    path("", include("palier.desk.agenda.urls")),
    path("", include("palier.desk.waiting_room.urls")),
    path("", include("palier.desk.between_services.urls")),
    path("", include("palier.desk.interservice.urls")),
    path("", include("palier.desk.search.urls")),
    path("", include("palier.desk.mailings.urls")),
    path("", include("palier.desk.imports.urls")),
    path("", include("palier.desk.administration.urls")),
    path("", include("palier.desk.territories.urls")),
    path("", include("palier.desk.asked.urls")),
    path("", include("palier.desk.officer.urls")),
    path("", include("palier.desk.year.urls")),
    path("", include("palier.desk.interpreter.urls")),
    path("", include("palier.desk.household_file.urls")),
    path("door/", include("palier.door.threshold.urls")),
    path("door/identity/", include("palier.door.digital_identity.urls")),
    path("door/ask/", include("palier.door.ask.urls")),
    path("door/appointments/", include("palier.door.appointments.urls")),
    path("door/file/", include("palier.door.my_file.urls")),
    path("door/around/", include("palier.door.around.urls")),
    path("door/passage/", include("palier.door.passage.urls")),
    path("", include("palier.casework.cases.urls")),
    path("", include("palier.casework.welcomes.urls")),
    path("", include("palier.casework.data_requests.urls")),
    path("", include("palier.casework.handovers.urls")),
    path("", include("palier.casework.certificates.urls")),
    path("", include("palier.casework.referrals.urls")),
    path("", include("palier.casework.disclosures.urls")),
    path("", include("palier.casework.tenancies.procedure.urls")),
    path("", include("palier.casework.tenancies.prevention.urls")),
    path("", include("palier.casework.transfers.urls")),
    path("", include("palier.casework.support_requests.urls")),
    path("", include("palier.casework.support_partnership.urls")),
    path("", include("palier.casework.support_pairs.urls")),
    path("", include("palier.registry.messaging.urls")),
    path("", include("palier.casework.entitlements.urls")),
    path("", include("palier.casework.mail_bag.urls")),
    path("", include("palier.casework.network.urls")),
    path("", include("palier.fieldwork.interventions.urls")),
    path("", include("palier.fieldwork.rounds.urls")),
    path("", include("palier.fieldwork.outreach.urls")),
    path("", include("palier.participation.activities.urls")),
    path("", include("palier.access.rights.urls")),
    path("", include("palier.registry.calendar.urls")),
    path("", include("palier.registry.documents.urls")),
    path("", include("palier.registry.access_codes.urls")),
    path("", include("palier.registry.safety.urls")),
    path("", include("palier.registry.doubles.urls")),
    path("", include("palier.registry.partners.urls")),
    path("", include("palier.registry.notices.urls")),
]
