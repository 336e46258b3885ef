"""What `make run` starts: everything real, on one machine, without TLS."""

from .base import *  # noqa: F403
from .base import env

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY", default="development-only")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"])
DEMO = env.bool("DEMO", default=True)
# Static files come straight from static/: no collectstatic on a newcomer's machine.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = env.bool("STATIC_AUTOREFRESH", default=False)
