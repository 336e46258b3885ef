"""The site as it runs behind its web server, told by `make bench` where its database is."""

from mediation.settings.test import *  # noqa: F403

ROOT_URLCONF = "tools.bench.urls"
WHITENOISE_AUTOREFRESH = False
