from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("统计")

    def ready(self) -> None:
        from . import indicators  # noqa: F401  registers all indicators
        from .appraisal import builtin as schemes
        from .closing import worklist  # noqa: F401  what waits on a clerk's home page
        from .marginals import marking
        from .official import builtin

        post_migrate.connect(marking.install, sender=self)
        post_migrate.connect(builtin.load, sender=self)
        post_migrate.connect(schemes.load, sender=self)
