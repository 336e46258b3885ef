"""Addresses of loading files of cases."""

from django.urls import path

from .views import importing

urlpatterns = [
    path("", importing.import_cases, name="import"),
    path("template/", importing.import_template, name="import_template"),
    path("<uuid:uuid>/", importing.import_batch, name="import_batch"),
    path("<uuid:uuid>/errors/", importing.import_errors, name="import_errors"),
    path("<uuid:uuid>/load/", importing.import_load, name="import_load"),
    path("<uuid:uuid>/cancel/", importing.import_cancel, name="import_cancel"),
    path("<uuid:uuid>/undo/", importing.import_undo, name="import_undo"),
]
