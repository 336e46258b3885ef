"""API addresses of reports."""

urlpatterns: list = []
