"""Settings of the test suite: real PostgreSQL and Valkey, quick password hashing."""

import os

os.environ.setdefault("SECRET_KEY", "tests-only")
# The browser's driver keeps an event loop in its thread; the tests that follow in it use the database all the same.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

from .base import *  # noqa: E402, F403
from .base import TEMPLATES  # noqa: E402

DEBUG = False
SECRET_KEY = os.environ["SECRET_KEY"]
ALLOWED_HOSTS = ["*"]
DEMO = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
# An undefined variable in a template is a fault, never an empty string.
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = ""
CELERY_TASK_ALWAYS_EAGER = False
