"""API addresses of organizations."""

urlpatterns: list = []
