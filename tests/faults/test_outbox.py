"""Messages are tried again, given up after five tries, and never lost with the worker that had them."""

import signal
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from mediation import jobs
from mediation.kernel import outbox
from mediation.kernel.models import JournalEntry, OutboxMessage
from referrals.notifications import DELIVERED
from tests.faults.servers import Servers, wait_for
from tests.referrals.letters import send
from tests.world import World

KIND = "tests.fault"


@pytest.fixture
def handler(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[dict[str, Any]], None]], None]:
    return lambda function: monkeypatch.setitem(outbox._handlers, KIND, function)


def make_due() -> None:
    """As if its pause were over."""
    OutboxMessage.objects.filter(done_at__isnull=True, dead_at__isnull=True).update(due_at=timezone.now())


def test_a_handler_that_fails_is_tried_five_times_with_growing_pauses_and_then_left_dead(
    db: None, handler: Callable[..., None]
) -> None:
    tries: list[dict[str, Any]] = []

    def fail(payload: dict[str, Any]) -> None:
        tries.append(payload)
        JournalEntry.objects.create(action="half done")
        raise RuntimeError

    handler(fail)
    outbox.post(KIND, "1", number=7)
    message, pauses = OutboxMessage.objects.get(), []
    for _try in range(8):
        assert not outbox.deliver(message.pk)
        message.refresh_from_db()
        pauses.append(message.due_at - timezone.now())
        assert outbox.waiting_ids() == [], "it waits for its pause to end"
        make_due()
    assert tries == [{"number": 7}] * outbox.MAX_ATTEMPTS == [{"number": 7}] * 5
    assert sorted(pauses[:5]) == pauses[:5]
    assert message.dead_at
    assert message.last_error == "RuntimeError"
    assert not JournalEntry.objects.exists(), "what a failed try wrote is gone"
    assert outbox.waiting_ids() == []


def test_a_handler_that_recovers_is_done_once(db: None, handler: Callable[..., None]) -> None:
    answers: list[Exception | None] = [OSError(), OSError(), None]

    def recover(payload: dict[str, Any]) -> None:
        if error := answers.pop(0):
            raise error

    handler(recover)
    outbox.post(KIND, "1")
    message = OutboxMessage.objects.get()
    done = []
    for _try in range(5):
        done.append(outbox.deliver(message.pk))
        make_due()
    assert done == [False, False, True, False, False]
    message.refresh_from_db()
    assert (message.attempts, message.last_error, message.dead_at) == (3, "", None)


def test_a_message_is_written_with_the_change_or_not_at_all(db: None, handler: Callable[..., None]) -> None:
    handler(lambda payload: None)

    def change_and_fail() -> None:
        with transaction.atomic():
            outbox.post(KIND, "1")
            raise RuntimeError

    pytest.raises(RuntimeError, change_and_fail)
    assert not OutboxMessage.objects.exists()
    outbox.post(KIND, "1")
    outbox.post(KIND, "1")
    assert OutboxMessage.objects.count() == 1, "the same message twice is one"


def test_a_broker_that_goes_away_stops_the_relay_and_loses_nothing(
    db: None, handler: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    handler(lambda payload: None)
    outbox.post(KIND, "1")

    def gone(*args: Any) -> None:
        raise ConnectionError

    monkeypatch.setattr(jobs.deliver, "delay", gone)
    pytest.raises(ConnectionError, jobs.relay_outbox)
    [number] = outbox.waiting_ids()
    assert OutboxMessage.objects.get(pk=number).attempts == 0


def test_a_killed_worker_loses_nothing_and_does_nothing_twice(committed: World, servers: Servers) -> None:
    letter = send(committed)
    servers.broker()
    with transaction.atomic():
        # Nobody can write the journal now, so the worker stands still in the middle of its message.
        _lock_journal()
        first = servers.worker()
        wait_for(_somebody_waits_for_the_journal, 60, or_say="the worker never began")
        first.end(signal.SIGKILL)
    message = OutboxMessage.objects.get()
    assert (message.attempts, message.done_at) == (1, None), "begun, not done"
    assert not JournalEntry.objects.filter(action=DELIVERED).exists()

    make_due()
    servers.worker()
    wait_for(
        lambda: OutboxMessage.objects.filter(done_at__isnull=False).exists(),
        60,
        or_say="the message was lost",
    )
    assert OutboxMessage.objects.get().attempts == 2
    assert JournalEntry.objects.filter(action=DELIVERED, object_id=str(letter.uuid)).count() == 1


def _lock_journal() -> None:
    with transaction.get_connection().cursor() as cursor:
        cursor.execute("LOCK TABLE kernel_journalentry IN EXCLUSIVE MODE")


def _somebody_waits_for_the_journal() -> bool:
    with transaction.get_connection().cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE relation = 'kernel_journalentry'::regclass AND NOT granted)"
        )
        return bool(cursor.fetchone()[0])
