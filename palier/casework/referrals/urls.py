"""Addresses of referrals."""

from django.urls import path

from palier.casework.referrals import views

urlpatterns = [
    path("cases/<uuid:pk>/referrals/", views.referrals, name="referrals"),
    path("cases/<uuid:pk>/referrals/new/", views.referral_add, name="referral_add"),
    path("referrals/<uuid:pk>/", views.referral, name="referral"),
    path("referrals/<uuid:pk>/sheet/", views.referral_sheet, name="referral_sheet"),
    path("referrals/<uuid:pk>/take-back/", views.referral_take_back, name="referral_take_back"),
]
