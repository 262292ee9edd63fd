"""Addresses of keeping a home. `pk`: of a household, of a social file, of a budget, of an act, as the address says."""

from django.urls import path

from palier.casework.tenancies.prevention.views import acts, canvas, home, money

urlpatterns = [
    path("homes/", home.prevention_list, name="prevention_list"),
    path("homes/canvas/", canvas.canvas, name="canvas"),
    path("homes/canvas/propose/", canvas.canvas_propose, name="canvas_propose"),
    path("homes/canvas/<uuid:pk>/decide/", canvas.canvas_decide, name="canvas_decide"),
    path("homes/dates/", home.prevention_dates, name="prevention_dates"),
    path("households/<uuid:pk>/home/", home.keep_home, name="keep_home"),
    path("households/<uuid:pk>/home/offer/", home.help_offer, name="help_offer"),
    path("files/<uuid:pk>/home/begin/", home.prevention_begin, name="prevention_begin"),
    path("files/<uuid:pk>/home/step/", home.prevention_step, name="prevention_step"),
    path("homes/<uuid:pk>/causes/", home.prevention_causes, name="prevention_causes"),
    path("homes/<uuid:pk>/stakes/", home.prevention_stakes, name="prevention_stakes"),
    path("homes/<uuid:pk>/end/", home.prevention_end, name="prevention_end"),
    path("files/<uuid:pk>/budget/", money.budget_write, name="budget_write"),
    path("files/<uuid:pk>/budget/sheet/", money.budget_sheet, name="budget_sheet"),
    path("files/<uuid:pk>/budget/week/", money.budget_week, name="budget_week"),
    path("budgets/<uuid:pk>/", money.budget, name="budget"),
    path("files/<uuid:pk>/plans/", money.plan_draft, name="plan_draft"),
    path("files/<uuid:pk>/acts/", acts.act_prepare, name="act_prepare"),
    path("acts/<uuid:pk>/", acts.act, name="act"),
    path("acts/<uuid:pk>/sheet/", acts.act_sheet, name="act_sheet"),
    path("acts/<uuid:pk>/send/", acts.act_send, name="act_send"),
]
