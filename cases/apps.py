from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = _("案件")

    def ready(self) -> None:
        from organizations.exceptions import register_exceptions

        # They name the acts of a case in the journal, follow the register, fill the home pages, name the drafts.
        from . import (  # noqa: F401
            following_up,
            journal_words,
            reactions,
            reminders,
            sharing,
            supervising,
            support_worklist,
            unfinished,
        )
        from .importing import batches  # noqa: F401

        register_exceptions(sharing.exceptions)
