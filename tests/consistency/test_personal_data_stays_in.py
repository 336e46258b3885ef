"""What people told stays in their case: not in logs, the journal, messages or jobs.

That no page links to an address with such a word is asked in test_every_address.py; what the tables keep, in
test_what_tables_keep.py.
"""

import json
import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Case, SupportRequest
from mediation import jobs
from mediation.kernel import outbox
from mediation.kernel.models import FormToken, JournalEntry, OutboxMessage
from referrals.models import Referral
from tests.cases.conftest import ago
from tests.consistency.estate import COMMON_WORD
from tests.referrals.letters import small_letter
from tests.world import World

MARK = "密语"


@pytest.fixture
def everything_logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """All loggers at their most talkative, but the database's: it logs statements in debugging only."""
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, "django.request")
    caplog.set_level(logging.INFO, "django.db.backends")
    return caplog


def register(client: Client, **more: Any) -> Any:
    typed = {
        "applicant_name": f"示例·{MARK}甲",
        "applicant_phone": f"139{MARK}",
        "respondent_name": f"示例·{MARK}乙",
        "dispute_type": "neighbours",
        "summary": f"为{COMMON_WORD}{MARK}起了争执。",
        "result": "ongoing",
        "applied_on": ago(3),
        **more,
    }
    return client.post(reverse("cases:register"), typed)


def work(world: World, as_user: Callable[[str], Client]) -> list[Any]:
    """Everything in which people's words are typed: rightly, wrongly and by nobody who may; the answers."""
    mediator, clerk = as_user("village_mediator"), as_user("village_clerk")
    liaison, coordinator = as_user("procuratorate_liaison"), as_user("coordinator")
    answers = [register(mediator), register(mediator, dispute_type=MARK), register(mediator, applied_on=MARK)]
    case = Case.objects.get()

    def step(who: Client, name: str, **data: Any) -> None:
        answers.append(
            who.post(reverse("cases:transition", args=[case.uuid, name]), {"checked": "1", **data})
        )

    step(mediator, "accept", applicants_consent="on", respondents_consent="on", accepted_on=ago(2))
    step(mediator, "assign", mediators=str(world.village_mediator.person.uuid), assigned_on=ago(2))
    step(mediator, "record_session", place=MARK, attendance=MARK, record_text=MARK, held_on=ago(2))
    step(as_user("township_clerk"), "record_session", place=MARK, record_text=MARK)
    step(mediator, "ask_support", kind="joint", question=MARK, parties_agree="on")
    answering = reverse("cases:answer_support", args=[SupportRequest.objects.get().uuid])
    answers.append(as_user("township_clerk").post(answering, {"result": "joined", "answer": MARK}))
    answers.append(as_user("township_clerk").post(answering, {"result": "advised", "answer": MARK}))
    step(mediator, "agree_in_writing", content=MARK, manner=MARK, amount=MARK)
    step(mediator, "agree_in_writing", content=MARK, manner=MARK, amount="100")
    step(clerk, "refuse", note=MARK, routes_explained="on")
    answers.append(clerk.post(reverse("cases:edit", args=[case.uuid]), {"applicant_address": MARK}))
    answers.append(
        clerk.post(reverse("cases:parties_add", args=[case.uuid]), {"side": "applicant", "people": MARK})
    )
    lead = {"place": MARK, "dispute_type": "neighbours", "sentence": MARK}
    answers.append(mediator.post(reverse("cases:leads"), lead))
    answers.append(mediator.post(reverse("cases:leads"), {**lead, "sentence": f"{MARK}13800000000"}))
    asked = {"applicant_name": MARK, "respondent_name": MARK, "dispute_type": "neighbours", "summary": MARK}
    answers.append(mediator.post(reverse("cases:invite"), asked))
    answers.append(clerk.post(answers[-1].url, {"side": "applicant", "answer": MARK}))
    answers.append(clerk.post(answers[-2].url, {"side": "applicant", "answer": "refused"}))
    answers.append(clerk.post(reverse("cases:list"), {"q": MARK}))
    answers.append(clerk.get(answers[-1].url))
    letter = small_letter(
        world,
        applicants=f"示例·{MARK}丙，3000",
        summary=MARK,
        contact_name=f"示例·{MARK}",
        earlier_attempts=f"{MARK}，{MARK}",
    )
    answers.append(liaison.post(reverse("referrals:write"), letter))
    answers.append(liaison.post(reverse("referrals:write"), {**letter, "send": "1"}))
    placing = reverse("referrals:transition", args=[Referral.objects.get().uuid, "place"])
    answers.append(coordinator.post(placing, {"organization": str(world.room.uuid)}))
    api = {"content_type": "application/json"}
    answers.append(mediator.post("/api/v1/cases/", {"summary": MARK, "applicant_name": MARK}, **api))
    answers.append(liaison.post("/api/v1/referrals/", {"summary": MARK, "applicants": MARK}, **api))
    answers.append(mediator.post(reverse("organizations:login"), {"username": MARK, "password": MARK}))
    answers.append(Client().post(reverse("organizations:login"), {"username": MARK, "password": MARK}))
    return answers


def test_nothing_typed_reaches_logs_journal_messages_addresses_or_kept_forms(
    world: World, as_user: Callable[[str], Client], everything_logged: pytest.LogCaptureFixture
) -> None:
    answers = work(world, as_user)
    assert Case.objects.count() == 2
    assert not [answer.status_code for answer in answers if answer.status_code >= 500]
    logged = [record for record in everything_logged.records if MARK in _all_of(record)]
    assert not logged, [record.name for record in logged]
    assert everything_logged.records, "something was logged at all"
    for model in (JournalEntry, OutboxMessage, FormToken):
        rows = json.dumps(list(model.objects.values()), ensure_ascii=False, default=str)
        assert MARK not in rows, model
        assert model.objects.exists() or model is FormToken
    assert not [a.url for a in answers if a.status_code == 302 and MARK in unquote(a.url)]


def _all_of(record: logging.LogRecord) -> str:
    """What a handler could write of a record: message, arguments and traceback."""
    trace = logging.Formatter().formatException(record.exc_info) if record.exc_info else ""
    return f"{record.getMessage()} {record.args!r} {trace}"


def test_a_message_that_fails_logs_and_keeps_the_kind_of_error_only(
    db: None, everything_logged: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(payload: dict[str, Any]) -> None:
        raise ValueError(f"{MARK} {payload}")

    monkeypatch.setitem(outbox._handlers, "tests.fails", fail)
    outbox.post("tests.fails", "1", referral_id=1)
    message = OutboxMessage.objects.get()
    assert not outbox.deliver(message.pk)
    message.refresh_from_db()
    assert message.last_error == "ValueError"
    assert MARK not in everything_logged.text
    assert "ValueError" in everything_logged.text


def test_a_job_is_told_the_number_of_a_message_and_nothing_else(
    world: World, as_user: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    work(world, as_user)
    sent: list[tuple[Any, ...]] = []
    monkeypatch.setattr(jobs.deliver, "delay", lambda *args, **more: sent.append((*args, more)))
    jobs.relay_outbox()
    assert sent
    assert all(isinstance(number, int) and more == {} for number, more in sent)
