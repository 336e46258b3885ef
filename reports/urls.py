"""Addresses of figures."""

from django.urls import path

from .views import boards, compare, dashboard, definitions, figure, report, walls

app_name = "reports"
urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("compare/", compare.compare, name="compare"),
    path("docking/", boards.docking, name="docking"),
    path("team/", boards.team, name="team"),
    path("timeliness/", boards.timeliness, name="timeliness"),
    path("walls/", walls.screens, name="walls"),
    path("walls/<int:pk>/take-down/", walls.take_down, name="take_wall_down"),
    path("report/", report.report, name="report"),
    path("report/export/", report.export_report, name="export_report"),
    path("definitions/", definitions.definitions, name="definitions"),
    path("figures/<str:scope>/<str:period>/<slug:code>/", figure.figure, name="figure"),
    path("figures/<str:scope>/<str:period>/<slug:code>/export/", figure.export_figure, name="export_figure"),
    path("tables/<str:scope>/<str:period>/export/", dashboard.export_dashboard, name="export_dashboard"),
]
