"""Addresses of wall displays, apart from all others: who knows one may open nothing else."""

from django.urls import path

from .views import wall

app_name = "wall"
urlpatterns = [
    path("", wall.display, name="display"),
    path("<str:secret>/", wall.open_screen, name="open"),
]
