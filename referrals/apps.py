from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferralsConfig(AppConfig):
    name = "referrals"
    verbose_name = _("来函")

    def ready(self) -> None:
        from . import reactions  # noqa: F401  registers what a letter does when its case moves
