"""All Celery tasks: each calls one function of an app and may run twice."""

from celery import shared_task

from cases import alerts, leads, sharing
from cases.importing import batches
from mediation.kernel import drafts, outbox
from reports.marginals import asking, reconciling


@shared_task
def relay_outbox() -> None:
    """Hand each waiting message to a worker; only this talks to the broker about messages."""
    for message_id in outbox.waiting_ids():
        deliver.delay(message_id)


@shared_task
def deliver(message_id: int) -> None:
    """Do one message."""
    outbox.deliver(message_id)


# A first adding up, or a comparison, of very many cases takes its time; below the broker's visibility time-out.
LONG = {"time_limit": 1700, "soft_time_limit": 1650}


@shared_task(**LONG)
def refresh_marginals() -> None:
    """Add up what has changed, and do what somebody asked for."""
    asking.work()


@shared_task(**LONG)
def reconcile_marginals() -> None:
    """Compare everything that is added up with the source rows."""
    reconciling.reconcile()


@shared_task
def expire_grants() -> None:
    """Journal the exceptions that ended yesterday."""
    sharing.record_expired()


@shared_task
def warn_of_terms() -> None:
    """Tell of terms that end soon or have ended; missed nights are made good."""
    alerts.nightly()


@shared_task
def forget_uploads() -> None:
    """Drop files of cases that nobody loaded within a day."""
    batches.forget_uploads()


@shared_task
def forget_drafts() -> None:
    """Delete drafts that nobody touched for 14 days."""
    drafts.forget_old()


@shared_task
def expire_leads() -> None:
    """Take the words from leads and invitations whose days are over."""
    leads.expire()
