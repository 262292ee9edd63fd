"""The pages of rounds. What the telephone keeps without network lies under /round/ alone."""

from django.urls import path

from palier.fieldwork.rounds.views import desk, phone

urlpatterns = [
    path("rounds/", desk.rounds, name="rounds"),
    path("rounds/plan/", desk.plan, name="rounds_plan"),
    path("rounds/shift/", desk.shift, name="rounds_shift"),
    path("round/", phone.round_, name="round"),
    path("round/shell/", phone.shell, name="round_shell"),
    path("round/worker.js", phone.worker, name="round_worker"),
    path("round/manifest.webmanifest", phone.manifest, name="round_manifest"),
    path("round/token/", phone.token, name="round_token"),
    path("round/key/", phone.key, name="round_key"),
    path("round/visits/", phone.visit_add, name="round_visit_add"),
]
