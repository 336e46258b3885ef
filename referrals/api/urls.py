"""API addresses of referrals."""

from django.urls import path

from .views import ReferralDetail, ReferralList, ReferralTransition

urlpatterns = [
    path("referrals/", ReferralList.as_view(), name="referrals"),
    path("referrals/<uuid:uuid>/", ReferralDetail.as_view(), name="referral"),
    path(
        "referrals/<uuid:uuid>/transitions/<slug:name>/",
        ReferralTransition.as_view(),
        name="referral_transition",
    ),
]
