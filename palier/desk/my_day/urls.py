"""The first pages of a working day."""

from django.urls import path

from palier.desk.my_day import views

urlpatterns = [
    path("", views.home, name="home"),
    path("day/", views.my_day, name="my_day"),
    path("day/away/", views.away, name="away"),
    path("day/sheet/", views.day_sheet, name="day_sheet"),
    path("day/end/", views.end_of_day, name="end_of_day"),
    path("day/calls/<uuid:pk>/", views.call_answered, name="call_answered"),
    path("day/calls/<uuid:pk>/undo/<uuid:contact>/", views.call_undone, name="call_undone"),
    path("day/steps/<uuid:pk>/done/", views.step_done, name="step_done"),
    path("day/steps/<uuid:pk>/open/", views.step_opened, name="step_opened"),
    path("day/requests/<uuid:pk>/take/", views.request_taken, name="request_taken"),
    path("day/signals/<uuid:pk>/seen/", views.signal_seen, name="signal_seen"),
    path("day/files/<uuid:pk>/silence/", views.silence_answered, name="silence_answered"),
    path("day/files/<uuid:pk>/reopen/<int:version>/", views.file_reopened, name="file_reopened"),
    path("service/", views.service_load, name="service_load"),
    path("post/", views.switch_post, name="switch_post"),
    path("emergencies/", views.emergency_list, name="emergency_list"),
    path("emergencies/<uuid:pk>/review/", views.emergency_reviewed, name="emergency_reviewed"),
]
