"""What every installation shares. Whatever differs between installations comes from the environment."""

from datetime import timedelta
from pathlib import Path

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parents[2]

# Application -----------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "rest_framework",
    "drf_spectacular",
    "guardian",
    "axes",
    "csp",
    "mediation.kernel",
    "organizations",
    "cases",
    "referrals",
    "reports",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "mediation.middleware.NoStoreMiddleware",
    "organizations.middleware.IdleTimeoutMiddleware",
    "organizations.middleware.FirstLoginMiddleware",
    "mediation.middleware.DomainErrorMiddleware",
    "axes.middleware.AxesMiddleware",
    # Last, so that whatever refuses a request has done so.
    "mediation.replica.ReplicaMiddleware",
]

ROOT_URLCONF = "mediation.urls"
WSGI_APPLICATION = "mediation.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                ("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])
            ],
            "builtins": ["mediation.templatetags.ui", "mediation.templatetags.drafts"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "mediation.context.shell",
            ],
        },
    },
]

PRODUCT_NAME = env.str("PRODUCT_NAME", default="")
# A major dispute is reported up the line within this many hours.
MAJOR_REPORT_HOURS = 24
# One installation serves one prefecture; the demo's is Changji.
DEMO = env.bool("DEMO", default=False)

# A folder with the office's own licensed fonts (仿宋_GB2312, 方正小标宋) for its documents; without it Noto is used.
DOCUMENT_FONT_DIR = env.str("DOCUMENT_FONT_DIR", default="")

# Database --------------------------------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", default="postgres:///mediation")}
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# A streaming replica for lists and reports; without one everything is read from DATABASE_URL.
if env.str("DATABASE_REPLICA_URL", default=""):
    DATABASES["replica"] = env.db("DATABASE_REPLICA_URL") | {
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # One that is gone is noticed in seconds; one that was promoted takes no write from here.
        "OPTIONS": {
            "connect_timeout": 2,
            "tcp_user_timeout": 5000,
            "options": "-c default_transaction_read_only=on",
        },
    }
    DATABASE_ROUTERS = ["mediation.kernel.replica.ReplicaRouter"]
# Pages that show what is older than this many seconds say so; beyond the second number the primary is read.
REPLICA_TOLD_SECONDS = env.float("REPLICA_TOLD_SECONDS", default=5.0)
REPLICA_TOO_OLD_SECONDS = env.float("REPLICA_TOO_OLD_SECONDS", default=900.0)
# The site's role may add to the journal and to event tables and never change them; see grant_site_role.
SITE_DATABASE_ROLE = env.str("SITE_DATABASE_ROLE", default="mediation_site")

REDIS_URL = env.str("REDIS_URL", default="redis://127.0.0.1:6379/0")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}

# People and passwords --------------------------------------------------------------------------------

AUTH_USER_MODEL = "organizations.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
LOGIN_URL = "organizations:login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "organizations:login"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "organizations.passwords.ThreeKindsValidator"},
]

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "organizations.views.session.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# guardian keeps exceptions only (one person on one case, one duty lent for some days), each with dates. Its own
# backend knows no dates, so it is not hooked: Case.objects.visible_to and User.hats read the rows with their dates.
GUARDIAN_RAISE_403 = False
ANONYMOUS_USER_NAME = None
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 10 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# Idle minutes before a session ends; a shared computer (公用电脑) ends sooner.
IDLE_MINUTES = env.int("IDLE_MINUTES", default=15)
IDLE_MINUTES_SHARED = env.int("IDLE_MINUTES_SHARED", default=5)
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "mediation.views.errors.csrf_failure"

# Browser -----------------------------------------------------------------------------------------------

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}

STATIC_URL = "static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(BASE_DIR / "staticfiles"))
STATICFILES_DIRS = [BASE_DIR / "static"]

# Language and time: days are Beijing days, moments are stored in UTC -----------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# API ---------------------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "organizations.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "mediation.api_errors.handle",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": _("人民调解案件系统接口"),
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
    # One name a list of values where fields of two apps are called alike.
    "ENUM_NAME_OVERRIDES": {
        "CaseStatusEnum": "cases.enums.CaseStatus",
        "CaseDeclineReasonEnum": "cases.enums.DeclineReason",
        "SessionModeEnum": "cases.enums.SessionMode",
        "PartyKindEnum": "cases.enums.PartyKind",
        "OrganizationKindEnum": "organizations.enums.OrganizationKind",
        "ReferralStatusEnum": "referrals.enums.ReferralStatus",
        "ReferralDeclineReasonEnum": "referrals.enums.ReferralDeclineReason",
        "LetterModeEnum": "referrals.models.referral.LETTER_MODES",
    },
}

# Celery: a killed worker loses nothing, a poisoned job stops after five tries (the outbox counts them) --

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 30
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 1800,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_timeout": 30,
    "socket_connect_timeout": 5,
    "health_check_interval": 30,
}
# The broker is only a bell: nothing waits in it longer than a moment, the rows are in PostgreSQL.
CELERY_BEAT_SCHEDULE = {
    "relay-outbox": {"task": "mediation.jobs.relay_outbox", "schedule": 5.0},
    "refresh-marginals": {"task": "mediation.jobs.refresh_marginals", "schedule": 15.0},
    "reconcile-marginals": {
        "task": "mediation.jobs.reconcile_marginals",
        "schedule": crontab(hour=2, minute=10),
    },
    "expire-grants": {"task": "mediation.jobs.expire_grants", "schedule": crontab(hour=0, minute=5)},
    "forget-drafts": {"task": "mediation.jobs.forget_drafts", "schedule": crontab(hour=0, minute=15)},
    "expire-leads": {"task": "mediation.jobs.expire_leads", "schedule": crontab(hour=0, minute=10)},
    "warn-of-terms": {"task": "mediation.jobs.warn_of_terms", "schedule": crontab(hour=0, minute=10)},
    "forget-uploads": {"task": "mediation.jobs.forget_uploads", "schedule": crontab(minute=35)},
}

# Logs: ids only, never a name, a story or a form's content ----------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"axes": {"level": "ERROR"}},
}
