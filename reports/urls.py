"""Addresses of figures."""

from django.urls import path

from .views import (
    boards,
    brief,
    brief_templates,
    closing,
    compare,
    dashboard,
    definitions,
    figure,
    report,
    submission,
    walls,
    workbench,
)

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
    path("closing/", closing.closing, name="closing"),
    path("closing/rounds/new/", closing.open_round, name="open_round"),
    path("closing/rounds/<uuid:uuid>/", closing.round_page, name="round"),
    path("closing/rounds/<uuid:uuid>/remind/", closing.remind, name="remind"),
    path("closing/rounds/<uuid:uuid>/submit/", closing.submit_many, name="submit_many"),
    path("closing/<uuid:uuid>/", submission.submission, name="submission"),
    path("closing/<uuid:uuid>/<slug:name>/", submission.step, name="submission_step"),
    path("workbench/", workbench.workbench, name="workbench"),
    path("workbench/export/", workbench.export_workbench, name="export_workbench"),
    path("brief/", brief.brief, name="brief"),
    path("brief/word/", brief.word, name="brief_word"),
    path("brief/templates/", brief_templates.templates, name="brief_templates"),
    path("brief/templates/new/", brief_templates.new_template, name="new_brief_template"),
    path("brief/templates/<slug:code>/", brief_templates.edit_template, name="brief_template"),
    path("brief/templates/<slug:code>/drop/", brief_templates.drop_template, name="drop_brief_template"),
    path("definitions/", definitions.definitions, name="definitions"),
    path("figures/<str:scope>/<str:period>/<slug:code>/", figure.figure, name="figure"),
    path("figures/<str:scope>/<str:period>/<slug:code>/export/", figure.export_figure, name="export_figure"),
    path("tables/<str:scope>/<str:period>/export/", dashboard.export_dashboard, name="export_dashboard"),
]
