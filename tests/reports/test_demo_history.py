"""What the histories write in bulk is what `open_case` and `perform` write for the same steps, field by field."""

import random
from collections import defaultdict
from dataclasses import replace

import pytest

from cases import services
from cases.enums import PartyKind, Side
from cases.history import write_cases
from cases.models import Case, ExpertInvitation, SubsidyClaim
from cases.workflow import case_workflow
from organizations.models import Organization, Post
from referrals.history import write_letters
from referrals.models import Referral
from referrals.workflow import referral_workflow
from reports.demo import live_acts
from reports.demo.cases import cases as planned_cases
from reports.demo.people import clerk_of, people
from reports.demo.records import yuan
from reports.demo_loading import live, past, register
from tests.reports.told_rows import everything

pytestmark = pytest.mark.django_db


class Replay(live._Story):
    """A finished case of the plan through open_case and perform, with the steps that the history takes."""

    def __init__(self, written, past):
        super().__init__(written, past, live_acts.Open("", "", ""), past.applied_on)

    def tell(self):
        case = self._placed() if self.past.letter else self._registered()
        for step in self.past.steps():
            if step.name in ("register", "consent", "file") or (self.past.letter and step.name == "accept"):
                continue
            self._take(case, step)
        return case

    def _placed(self):
        letter, register = self.past.letter, self.register
        [pk] = write_letters(
            [
                live._waiting(
                    register,
                    letter_no=f"再{letter.number}",
                    mode=self.past.legal_mode,
                    sender=letter.sender,
                    receiver=letter.receiver,
                    dispute_type=self.past.dispute_type,
                    summary=self.past.summary,
                    parties=self.past.parties,
                    sent_on=letter.sent_on,
                    procedure=letter.procedure,
                    amount=self.past.amount,
                )
            ]
        )
        referral = Referral.objects.get(pk=pk)
        self.coordinator = register.user(clerk_of(letter.receiver).number)
        data = {"organization": self.organization.uuid, "received_on": letter.received_on}
        referral_workflow.perform("place", referral, actor=self.coordinator, data=data)
        # The register of this test writes the number of the letter anew.
        referral.case.events.filter(transition="register").update(note=letter.number)
        return referral.case

    def _registered(self):
        past = self.past
        case = services.open_case(
            by=self.mediator,
            organization=self.organization,
            applied_on=past.applied_on,
            dispute_type=past.dispute_type,
            dispute_subtype=past.subtype,
            summary=past.summary,
            source=past.source,
            entruster=past.entruster,
            legal_mode=past.legal_mode,
            parties=[services.PartyData(Side(p.side), p.name, PartyKind(p.kind)) for p in past.parties],
        )
        case_workflow.begin(case, actor=self.mediator, name="register", occurred_on=past.applied_on)
        return case

    def _agree_orally(self, day):
        return {"content": self.past.terms, "amount": str(yuan(self.past.amount)), "agreed_on": day}

    def _agree_in_writing(self, day):
        awards = [f"{p.name}\t{yuan(p.award)}" for p in self.past.parties if p.award is not None]
        return self._agree_orally(day) | {"awards": "\n".join(awards)}

    def _refuse(self, day):
        return {"routes_explained": True, "ended_on": day}

    def _terminate(self, day):
        return {"routes_explained": True, "ended_on": day, "ground": self.past.termination_ground}

    def _record_ruling(self, day):
        return {"result": "confirmed", "ruling_no": self.past.confirmation.number, "ruled_on": day}


def drawn(count):
    """Cases of the plan, some of each kind of ending and way; all whose people still serve."""
    serving = [
        case
        for case in planned_cases()
        if all(people()[number].post.until is None for number in case.mediators)
    ]
    kinds = defaultdict(list)
    for case in serving:
        kinds[case.outcome, bool(case.letter), bool(case.confirmation), case.regime].append(case)
    rng = random.Random(count)
    chosen = {group[rng.randrange(len(group))].key for group in kinds.values()}
    chosen.add(next(case.key for case in serving if len(case.parties) == 121))
    others = [case for case in serving if case.key not in chosen]
    picked = rng.sample(others, count - len(chosen))
    return sorted([c for c in serving if c.key in chosen] + picked, key=lambda case: case.key)


@pytest.mark.parametrize(
    "count",
    [pytest.param(24, id="quick"), pytest.param(200, id="all", marks=pytest.mark.slow)],
)
def test_bulk_writes_what_the_steps_write(count):
    plan = drawn(count)
    written = register.write_people(register.write_organizations())
    for case in plan:
        for number in (case.clerk, *case.mediators):
            written.user(number)
        if case.letter:
            written.user(clerk_of(case.letter.receiver).number)
            written.user(clerk_of(case.letter.sender).number)
    last = Case.objects.order_by("-id").values_list("id", flat=True).first() or 0
    past.write_cases(written, plan)
    bulk = list(Case.objects.filter(pk__gt=last).order_by("id"))
    assert len(bulk) == len(plan)
    for told, case in zip(plan, bulk, strict=True):
        replayed = Replay(written, told).tell()
        for letter in Referral.objects.filter(case=replayed):
            liaison = written.user(clerk_of(told.letter.sender).number)
            referral_workflow.perform("read_answer", letter, actor=liaison)
        replayed.refresh_from_db()
        assert everything(case) == everything(replayed), told.key
        assert [case.filed_on, case.is_major, case.is_protected] == [
            told.filed_on,
            told.is_major,
            told.is_protected,
        ]
        assert case.dispute_subtype == told.subtype
        assert case.text.claims == told.claims


def test_histories_join_the_numbers_that_were_given_before():
    written = register.write_people(register.write_organizations())
    plan = [case for case in planned_cases() if case.accepted_by == "township:652301104"][:4]
    past.write_cases(written, plan[:2])
    past.write_cases(written, plan[2:])
    numbers = list(Case.objects.order_by("id").values_list("official_no", flat=True))
    assert [number.rpartition("第")[2] for number in numbers] == ["1号", "2号", "3号", "4号"]


def test_a_step_that_is_not_legal_is_refused_and_nothing_is_written():
    written = register.write_people(register.write_organizations())
    told = next(case for case in planned_cases() if case.outcome == "written_agreement")
    wrong = past._case(written, told)
    with pytest.raises(ValueError, match="does not follow"):
        write_cases([replace(wrong, assigned_on=told.accepted_on.replace(year=2018))])
    assert not Case.objects.exists()


def test_experts_and_subsidies_are_written_as_told():
    written = register.write_people(register.write_organizations())
    plan = [case for case in planned_cases() if case.participations and case.subsidy][:5]
    past.write_cases(written, plan)
    assert ExpertInvitation.objects.count() == sum(len(case.participations) for case in plan)
    assert sorted(SubsidyClaim.objects.values_list("amount", flat=True)) == sorted(
        yuan(case.subsidy.amount) for case in plan
    )
    assert Post.objects.count() > 4_000
    assert Organization.objects.filter(sealed_by__isnull=False).count() == 69 + 78
