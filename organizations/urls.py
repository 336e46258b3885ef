"""Addresses of organizations."""

app_name = "organizations"
urlpatterns: list = []
