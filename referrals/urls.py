"""Addresses of referrals."""

app_name = "referrals"
urlpatterns: list = []
