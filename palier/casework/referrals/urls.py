"""Addresses of referrals, and of the page that a professional without an account opens."""

from django.urls import path

from palier.casework.referrals import portal, views

urlpatterns = [
    path("cases/<uuid:pk>/referrals/", views.referrals, name="referrals"),
    path("cases/<uuid:pk>/referrals/new/", views.referral_add, name="referral_add"),
    path("referrals/<uuid:pk>/", views.referral, name="referral"),
    path("referrals/<uuid:pk>/sheet/", views.referral_sheet, name="referral_sheet"),
    path("referrals/<uuid:pk>/take-back/", views.referral_take_back, name="referral_take_back"),
    path("referrals/<uuid:pk>/link/", views.referral_link, name="referral_link"),
    path("referrals/<uuid:pk>/link/code/", views.referral_code, name="referral_code"),
    path("referrals/<uuid:pk>/link/reply/", views.referral_reply, name="referral_reply"),
    path("referrals/<uuid:pk>/link/seen/", views.referral_seen, name="referral_seen"),
    path("referrals/<uuid:pk>/link/end/", views.referral_link_end, name="referral_link_end"),
    path("for-you/", portal.link_read, name="link_read"),
    path("for-you/answer/", portal.link_answer, name="link_answer"),
    path("for-you/leave/", portal.link_leave, name="link_leave"),
    path("for-you/<slug:reference>/", portal.link, name="link"),
    path("for-you/<slug:reference>/code/", portal.link_code, name="link_code"),
]
