"""API addresses of cases."""

urlpatterns: list = []
