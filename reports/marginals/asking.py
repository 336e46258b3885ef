"""Runs that somebody asks for: the request is a row, the job that runs every few seconds takes it up."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mediation.kernel import journal
from organizations.journal_words import describe_actions
from organizations.models import User
from reports.models import MarginalRequest, MarginalWork

from . import reconciling, refreshing

describe_actions({"marginals.reconcile": _("要求核对汇总数"), "marginals.rebuild": _("要求重新汇总")})


@transaction.atomic
def ask(work: MarginalWork, *, by: User) -> bool:
    """Ask for a run; False where it is asked for already. Whether this person may is reports.policies."""
    _request, is_new = MarginalRequest.objects.get_or_create(work=work)
    if is_new:
        journal.record(
            f"marginals.{work.value}", actor_id=by.pk, object_type="marginals", object_id=work.value
        )
    return is_new


def work() -> None:
    """Add up what has changed, then do what was asked for. A request stays until its run has ended."""
    refreshing.refresh()
    asked = set(MarginalRequest.objects.values_list("work", flat=True))
    if MarginalWork.REBUILD in asked:
        refreshing.rebuild()
    if MarginalWork.RECONCILE in asked:
        reconciling.reconcile()
