"""API addresses of referrals."""

urlpatterns: list = []
