"""The Celery application; its tasks are in mediation/jobs.py."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mediation.settings.production")

app = Celery("mediation")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.imports = ["mediation.jobs"]
