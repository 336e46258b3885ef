"""Whatever anybody tries in whatever order: a case stays one that the law knows, and what is refused changes nothing."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from cases import clocks, registering, services
from cases.enums import RUNNING, UNSETTLED, CaseStatus, Consent, Side, SuspensionReason
from cases.forms import SIGNED, RegisterCaseForm, mediators_of
from cases.models import Case
from cases.services import PartyData
from cases.workflow import case_workflow
from mediation.kernel.calendar import today
from mediation.kernel.errors import InvalidInput, Refused
from mediation.kernel.models import JournalEntry
from organizations.models import User
from tests.cases.conftest import FIVE, ago
from tests.world import World

S = CaseStatus
WITHDRAWABLE = RUNNING | {S.SUSPENDED, S.AGREED}
# What mediates or agrees: none of it once a party is no longer willing.
MEDIATING_STEPS = (
    "assign", "declare", "recuse", "override_conflict", "book_session", "record_session", "note_caucus",
    "suspend", "resume", "extend_term", "agree_orally", "agree_in_writing", "take_effect",
)  # fmt: skip
INSIDERS = ("village_mediator", "village_clerk", "township_clerk", "industry_clerk", "coordinator")
OUTSIDERS = ("expert", "officer", "court_liaison", "nobody", "other_township_clerk", "system_admin")
PLACES = ("village", "township", "industry")
TOLD = {"routes_explained": True}
CONSENTED = {"applicants_consent": True, "respondents_consent": True}
BAD = ("", "乱写", "2099-01-01", "1889-01-01", "-1", None, [], "长" * 6000, "不存在，9")
KEPT = ("parties", "custodies", "mediators", "sessions", "agreements", "suspensions", "extensions", "events")
MOVE = "move custody"
# Steps without which nothing of the later half of a case is reached.
ONWARD = ("accept", "assign", "agree_in_writing", "agree_orally", "take_effect", "close", "resume")


@dataclass
class Told:
    """What a run has done, over all its examples."""

    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    invalid: Counter[str] = field(default_factory=Counter)
    withdrawn_from: set[str] = field(default_factory=set)


def sensible(name: str, case: Case, world: World, dice: random.Random) -> dict[str, Any]:
    """What a careful person would fill in now."""
    people = [p for p in case.parties.all() if p.left_on is None]
    applicants = [p for p in people if p.side == Side.APPLICANT]
    several = [p for p in people if [q.side for q in people].count(p.side) > 1]
    serving = mediators_of({case.holder_id, case.handled_at_id}, today())
    mediators = [str(person.uuid) for person in serving[: dice.randint(1, 2)]]
    representative = case.representatives.filter(valid_until__isnull=True).first()
    booking = case.bookings.last()
    sides = [side.value for side in Side]
    amount = dice.choice([100, 250, 1200])
    awards = "\n".join(f"{p.name}，{amount}" for p in applicants)
    total = str(amount * len(applicants))
    side = dice.choice(sides)
    say: dict[str, dict[str, Any]] = {
        "record_consent": {"side": side, "consent": dice.choice(["given", "given", "refused", "withdrawn"])},
        "accept": CONSENTED,
        "record_source": {"source": "application", "legal_mode": "guided"},
        "decline": {"reason": "not_civil", "advice": "可以起诉。"},
        "assign": {"mediators": mediators, "declared": dice.random() < 0.7},
        "name_representative": {
            "kind": "guardian",
            "name": "示例·马父",
            "parties": [str(people[0].uuid)] if people else [],
        },
        "end_representative": {"representative": str(representative.uuid) if representative else ""},
        "declare": {"conflict": dice.choice(["none", "none", "relative"])},
        "recuse": {"side": side, "ground": "trust"},
        "override_conflict": {"applicants_agree": True, "respondents_agree": True, "reason": "都信任他"},
        "party_leaves": {"leaving": [str(several[0].uuid)] if several else [], "amount": ""},
        "book_session": {"day": ago(-dice.randint(1, 9)), "starts": "09:00", "place": "村委会"},
        "cancel_booking": {"booking": str(booking.uuid) if booking else "", "told": True},
        "note_caucus": {"side": side, "text": "愿意让一步。"},
        "record_session": {"place": "村委会", "record_text": "谈。", "declaration": True},
        "suspend": {"reason": dice.choice(["appraisal", "other"])},
        "resume": {},
        "extend_term": {
            "days": str(dice.randint(1, 30)),
            "consenting": [str(p.position) for p in people],
        },
        "agree_orally": {"content": "和好。", "amount": dice.choice(["", "300"]), "declaration": True},
        "agree_in_writing": {
            "content": "赔偿。",
            "amount": total,
            "awards": awards if dice.random() < 0.7 else "",
            "declaration": True,
        },
        "take_effect": SIGNED,
        "not_reached": TOLD,
        "refuse": {**TOLD, "withdrew": dice.choice([[], [side], sides])},
        "terminate": {**TOLD, "ground": "other"},
        "close": {"performed_on": ago(dice.randint(0, 3)) if case.succeeded_on else ""},
        "apply_for_confirmation": {"court": str(world.court.uuid), "joint": True},
        "record_performance": {"whole": True},
        "urge": {},
        "return_visit": {"finding": "performed", "satisfaction": "satisfied"},
        "record_breach": {"kind": "sued", "court": str(world.court.uuid)},
        "reopen": {"summary": "又漏水了。"},
        "record_ruling": {"result": "withdrawn"},
        "void": {"reason": "文件导错了"},
        "ask_support": {"kind": "take_over", "question": "怎么办？", "parties_agree": dice.random() < 0.7},
        "withdraw_support": {},
        "answer_support": {
            "result": dice.choice(["advised", "declined", "taken_over"]),
            "answer": "请水管站看一下。",
        },
        "mark_major": {"reason": "人数多。"},
        "report_major": {"what": "多人为院墙争执。", "measures": "分头劝说。"},
        "follow_up_major": {"text": "双方都回家了。"},
        "unmark_major": {"reason": "人数没有那么多。"},
        "report_danger": {"organ": "police", "reason": "扬言动手。", "not_refusal": True},
        "write_example": {**CONSENTED, "title": "一堵墙", "text": "两家把界桩重新立好了。"},
        "withdraw_example": {},
    }
    return dict(say[name])


def everything(case: Case) -> list[Any]:
    """The case's row and what hangs on it, to be equal before and after whatever was refused."""
    rows = [list(getattr(case, name).order_by("pk").values()) for name in KEPT]
    return [
        Case.objects.filter(pk=case.pk).values().get(),
        rows,
        JournalEntry.objects.count(),
        Case.objects.count(),
    ]


def choose(case: Case, dice: random.Random) -> str:
    """Mostly a step that the status allows, of these mostly one that leads on; now and then any."""
    if dice.random() < 0.06:
        return MOVE
    legal = [
        t.name for t in case_workflow.transitions.values() if case.status in t.sources and t.name != "void"
    ]
    if dice.random() < 0.12 or not legal:
        return dice.choice(list(case_workflow.transitions))
    ahead = [name for name in legal if name in ONWARD]
    return dice.choice(ahead if ahead and dice.random() < 0.25 else legal)


def actor_for(name: str, case: Case, world: World, dice: random.Random) -> User:
    """Mostly somebody who may, else anybody."""
    if dice.random() < 0.2:
        return world.fresh(dice.choice(INSIDERS + OUTSIDERS))
    people = [world.fresh(who) for who in dice.sample(INSIDERS, len(INSIDERS))]
    return next((user for user in people if case_workflow.can(name, case, user)), people[0])


def fill_in(name: str, case: Case, world: World, dice: random.Random) -> dict[str, Any]:
    """What is typed: mostly sensible, on any day of the last weeks or of the next; now and then nonsense."""
    data = sensible(name, case, world, dice)
    form = case_workflow.transitions[name].form
    day_field = getattr(form, "day_field", "")
    if day_field and dice.random() < 0.6:
        data[day_field] = ago(dice.choice([0, 0, 1, 2, 3, 5, 8, 20, 40, -1]))
    fields = [*form.base_fields]
    if fields and dice.random() < 0.15:
        data[dice.choice(fields)] = dice.choice(BAD)
    return data


def step(case: Case, name: str, world: World, dice: random.Random, told: Told) -> None:
    """Try one step: all of it happens, or nothing."""
    transition = case_workflow.transitions[name]
    actor = actor_for(name, case, world, dice)
    data = fill_in(name, case, world, dice)
    source, version = case.status, case.version
    may = case_workflow.can(name, case, actor)
    before = everything(case)
    try:
        event = case_workflow.perform(name, case, actor=actor, data=data)
    except Refused:
        told.refused[name] += 1
        assert not may
        assert everything(case) == before
        return
    except InvalidInput:
        told.invalid[name] += 1
        assert may

        assert everything(case) == before
        return
    told.done[name] += 1
    assert may
    assert source in transition.sources
    assert (event.from_status, event.to_status) == (source, transition.target or source)
    assert (case.status, case.version) == (event.to_status, version + 1)
    assert case.events.count() == len(before[1][KEPT.index("events")]) + 1


def move(case: Case, world: World, dice: random.Random, told: Told) -> None:
    """The county hands the case to another house, or is refused."""
    to, by = (
        world.organizations[dice.choice(PLACES)],
        world.fresh(dice.choice(["coordinator", "village_clerk"])),
    )
    on = today() - timedelta(days=dice.choice([0, 0, 1, 5, 30]))
    before = everything(case)
    try:
        services.move_custody(case, to=to, handled_at=to, on=on, reason="测试", by=by)
    except Refused:
        told.refused[MOVE] += 1
        assert everything(case) == before
        return
    told.done[MOVE] += 1
    assert before[0]["status"] in UNSETTLED
    case.refresh_from_db()


def holds(case: Case) -> None:
    """What is true of every case at every moment."""
    events = list(case.events.order_by("pk"))
    status = ""
    for event in events:
        assert event.from_status == status
        status = event.to_status
    assert status == case.status
    days = [case.applied_on, case.accepted_on, case.agreed_on, case.effective_on, case.closed_on]
    known = [day for day in days if day is not None]
    assert known == sorted(known)
    assert known[-1] <= today()
    held = list(case.custodies.order_by("held_from", "pk"))
    assert held[0].held_from == case.applied_on
    assert all(one.held_until == then.held_from for one, then in pairwise(held))
    assert (held[-1].held_until, held[-1].organization_id) == (None, case.holder_id)
    assert sum(one.days for one in clocks.holder_days(case, today())) == clocks.age(case, today())
    stands = case.suspensions.filter(ended_on__isnull=True)
    assert stands.count() == (case.status == S.SUSPENDED)
    running = case.status in RUNNING or (
        case.status == S.SUSPENDED and stands.get().reason != SuspensionReason.APPRAISAL
    )
    assert (case.due_on is not None) == running
    binding = [a for a in case.agreements.order_by("pk") if a.effective_on is not None]
    assert case.succeeded_on == (binding[0].effective_on if binding else None)
    assert case.succeeded_amount == (binding[0].amount if binding else 0)
    assert (case.status in (S.AGREED, S.EFFECTIVE)) <= case.agreements.exists()
    awards = [p.award_amount for p in case.parties.all() if p.award_amount is not None]
    if awards:
        assert sum(awards, Decimal(0)) == case.agreements.get().amount


def consent_can_be_withdrawn(case: Case, world: World, told: Told) -> None:
    """From every status up to the unsigned agreement; then nobody mediates or agrees. Leaves the case as it was."""
    kept = case.status
    everybody = [world.fresh(who) for who in INSIDERS]
    with transaction.atomic():
        if kept == S.REGISTERED:
            by = next(user for user in everybody if case_workflow.can("record_consent", case, user))
            answer = {"side": Side.RESPONDENT.value, "consent": Consent.WITHDRAWN.value}
            case_workflow.perform("record_consent", case, actor=by, data=answer)
            with pytest.raises(InvalidInput):
                case_workflow.perform("accept", case, actor=by, data=CONSENTED)
        elif kept in WITHDRAWABLE:
            by = next(user for user in everybody if case_workflow.can("refuse", case, user))
            answer = {**TOLD, "withdrew": [Side.RESPONDENT.value]}
            case_workflow.perform("refuse", case, actor=by, data=answer)
            assert (case.status, case.due_on) == (S.ENDED, None)
            asked = [p.consent for p in case.parties.all() if p.side == Side.RESPONDENT and p.left_on is None]
            assert set(asked) == {Consent.WITHDRAWN}
            holds(case)
        else:
            transaction.set_rollback(True)
            return
        told.withdrawn_from.add(kept)
        assert not [(n, u) for n in MEDIATING_STEPS for u in everybody if case_workflow.can(n, case, u)]
        transaction.set_rollback(True)
    case.refresh_from_db()


def live(world: World, dice: random.Random, steps: int, told: Told) -> None:
    """One case from its registration through some steps."""
    data = {**FIVE, "applied_on": ago(dice.choice([0, 10, 40])), "not_same_dispute": True}
    by = world.fresh("village_mediator")
    case = registering.register(RegisterCaseForm(data, actor=by), by=by)
    Case.objects.filter(pk=case.pk).update(placed_by=world.guidance)
    if dice.random() < 0.5:
        services.add_parties(case, [PartyData(Side.APPLICANT, f"示例·马某{n}") for n in "丙丁"])
    case = Case.objects.get(pk=case.pk)
    for _number in range(steps):
        name = choose(case, dice)
        if name == MOVE:
            move(case, world, dice, told)
        else:
            step(case, name, world, dice, told)
        case = Case.objects.get(pk=case.pk)
        holds(case)
        consent_can_be_withdrawn(case, world, told)
        case = Case.objects.get(pk=case.pk)
        if case.status in (S.DECLINED, S.VOIDED) or (case.status == S.CLOSED and dice.random() < 0.2):
            break


def run(world: World, told: Told, record: Callable[[str, object], None], least: int, **limits: Any) -> None:
    """Many histories, each rolled back; fails as well when too little was reached to prove anything."""
    steps = limits.pop("steps")

    @settings(deadline=None, database=None, phases=[Phase.generate], **limits)
    @given(st.integers(0, 2**32))
    def any_history(seed: int) -> None:
        with transaction.atomic():
            live(world, random.Random(seed), steps, told)
            transaction.set_rollback(True)

    any_history()
    for what, counted in (("performed", told.done), ("refused", told.refused), ("invalid", told.invalid)):
        record(what, counted.total())
    record("transitions", f"{len(told.done)}: {' '.join(sorted(told.done))}")
    assert len(told.done) >= least, sorted(told.done)
    assert told.refused.total() > 20
    assert told.invalid.total() > 20
    assert told.withdrawn_from == {S.REGISTERED, *WITHDRAWABLE}


def test_whatever_is_tried_the_case_stays_lawful(
    world: World, record_property: Callable[[str, object], None]
) -> None:
    run(world, Told(), record_property, 28, steps=25, max_examples=25, derandomize=True)


@pytest.mark.slow
def test_whatever_is_tried_for_long_the_case_stays_lawful(
    world: World, record_property: Callable[[str, object], None]
) -> None:
    run(world, Told(), record_property, 32, steps=40, max_examples=80)
