"""The case's outcome answers its letter, in the case's own transaction."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from cases.enums import CaseStatus
from cases.models import Case
from cases.workflow import case_workflow
from mediation.kernel import outbox
from mediation.kernel.calendar import today
from mediation.kernel.models import JournalEntry, OutboxMessage
from referrals import reactions
from referrals.enums import Answer, ReferralStatus
from referrals.models import Referral
from tests.referrals.letters import agree, name_mediators, place, send
from tests.world import World


@pytest.fixture
def case(world: World) -> Case:
    """A case that came by letter and is being mediated in the court's room."""
    case = place(world, send(world))
    name_mediators(world, case)
    return case


def step(world: World, case: Case, name: str, **data: Any) -> None:
    case_workflow.perform(name, case, actor=world.fresh("room_mediator"), data=data)


def test_an_agreement_that_takes_effect_answers_with_number_day_and_amount(world: World, case: Case) -> None:
    agree(world, case, amount="12,000")
    referral = Referral.objects.get()
    assert referral.status == ReferralStatus.ANSWERED
    assert referral.answer == Answer.AGREED
    assert referral.answered_on == referral.answer_effective_on == today()
    assert referral.answer_agreement_no == case.official_no
    assert referral.answer_amount == Decimal(12_000)
    assert referral.events.first().transition == "answer"


def test_a_written_agreement_that_waits_for_its_seal_is_no_answer_yet(world: World, case: Case) -> None:
    step(world, case, "agree_in_writing", content="分期付清。", manner="转账", amount="3000")
    assert Referral.objects.get().status == ReferralStatus.MEDIATING


def test_an_oral_agreement_answers_at_once(world: World, case: Case) -> None:
    step(world, case, "agree_orally", content="三日内付清。", amount="3000")
    assert Referral.objects.get().answer == Answer.AGREED


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("not_reached", {"note": "乙方不同意数额"}),
        ("refuse", {"note": "乙方不愿意调解"}),
        ("terminate", {"ground": "unwilling", "note": "乙方不愿意继续"}),
        ("terminate", {"ground": "settled", "note": ""}),
    ],
)
def test_no_agreement_answers_in_one_and_the_same_way_whoever_refused(
    world: World, case: Case, name: str, data: dict[str, str]
) -> None:
    step(world, case, name, routes_explained=True, **data)
    referral = Referral.objects.get()
    assert (referral.status, referral.answer) == (ReferralStatus.ANSWERED, Answer.NOT_AGREED)
    assert (referral.answer_agreement_no, referral.answer_effective_on, referral.answer_amount) == (
        "",
        None,
        None,
    )
    assert [e.note for e in referral.events.filter(transition__in=["start", "answer"])] == ["", ""]


def test_refusing_before_mediators_are_named_answers_too(world: World) -> None:
    case = place(world, send(world))
    case_workflow.perform("refuse", case, actor=world.fresh("room_clerk"), data={"routes_explained": True})
    assert Referral.objects.get().answer == Answer.NOT_AGREED


def test_the_answer_is_given_once(world: World, case: Case) -> None:
    agree(world, case)
    step(world, case, "close", performed_on=today().isoformat())
    assert Referral.objects.get().events.filter(transition="answer").count() == 1
    assert OutboxMessage.objects.filter(kind="referral.answered").count() == 1


def test_a_failure_while_answering_takes_the_cases_step_back_with_it(
    world: World, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("no answer")

    monkeypatch.setattr(reactions.referral_workflow, "perform", broken)
    with pytest.raises(RuntimeError), transaction.atomic():
        step(world, case, "agree_orally", content="三日内付清。", amount="3000")
    kept = Case.objects.get()
    assert (kept.status, kept.succeeded_on, kept.agreements.count()) == (CaseStatus.MEDIATING, None, 0)
    assert Referral.objects.get().status == ReferralStatus.MEDIATING
    assert not OutboxMessage.objects.filter(kind="referral.answered").exists()


def test_a_rollback_after_the_answer_leaves_neither_answer_nor_message(world: World, case: Case) -> None:
    with transaction.atomic():
        agree(world, case)
        assert Referral.objects.get().status == ReferralStatus.ANSWERED
        transaction.set_rollback(True)
    assert Referral.objects.get().status == ReferralStatus.MEDIATING
    assert not OutboxMessage.objects.filter(kind="referral.answered").exists()


def test_the_journal_says_that_the_sender_was_told_once_however_often_the_message_is_tried(
    world: World, case: Case
) -> None:
    agree(world, case)
    message = OutboxMessage.objects.get(kind="referral.answered")
    assert outbox.deliver(message.pk)
    assert not outbox.deliver(message.pk)
    entry = JournalEntry.objects.get(action="referral.delivered", detail__message="referral.answered")
    assert entry.organization_id == world.procuratorate.pk
    assert entry.object_id == str(Referral.objects.get().uuid)


def test_a_case_without_a_letter_ends_as_before(world: World) -> None:
    from tests.cases.test_register_a_case import register

    register(world, result="not_reached")
    assert not Referral.objects.exists()
