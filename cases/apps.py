from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = _("案件")

    def ready(self) -> None:
        from organizations.exceptions import register_exceptions

        # They name the acts of a case in the journal, do what the outbox holds, name the drafts of its pages.
        from . import journal_words, reactions, sharing, unfinished  # noqa: F401
        from .importing import batches  # noqa: F401

        register_exceptions(sharing.exceptions)
