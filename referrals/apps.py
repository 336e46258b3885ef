"""Letters from partners: received, placed with an organization, answered."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferralsConfig(AppConfig):
    name = "referrals"
    verbose_name = _("来函")

    def ready(self) -> None:
        # Registers what a letter does when its case moves, what waits on a clerk's home page, and the names of drafts.
        from . import reactions, unfinished, worklist  # noqa: F401
