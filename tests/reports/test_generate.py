"""Invented histories of any size: like lived ones, right in every figure, the same for a seed, all or nothing."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Max

from cases import services
from cases.enums import CaseStatus, PartyKind, Side
from cases.forms import SIGNED
from cases.history import Actor, write_cases
from cases.models import Case, CaseEvent, CaseText, ScreeningRound
from cases.workflow import case_workflow
from organizations.enums import Level
from organizations.models import Division, Organization, Person, User
from referrals.history import PastLetter, write_letters
from referrals.models import Referral
from referrals.workflow import referral_workflow
from reports import figures, indicators, scopes
from reports.generating import Asked, loading, register
from reports.generating.bodies import bodies
from reports.generating.letters import letters_of
from reports.generating.places import places
from reports.generating.telling import tell
from reports.marginals import refreshing
from reports.periods import Days, Year
from tests.reports.test_oracle import check
from tests.reports.told_rows import everything

LAST = date(2021, 8, 31)
SMALL = Asked(300, LAST, seed=7)
_SCHEMA = """
SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
UNION SELECT 'index', tablename, indexname, indexdef FROM pg_indexes
UNION SELECT 'trigger', tgrelid::regclass::text, tgname, tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
"""


def silent(_line):
    """Nobody listens."""


def schema():
    with connection.cursor() as cursor:
        cursor.execute(_SCHEMA)
        return set(cursor.fetchall())


class Replay:
    """One told case through open_case and perform, with the steps that the history takes."""

    def __init__(self, past, letter):
        self.past, self.letter = past, letter
        self.clerk, self.mediator = (User.objects.get(pk=a.user_id) for a in (past.clerk, past.mediator))
        self.people = {person.pk: person for person in Person.objects.filter(pk__in=past.mediators)}

    def take(self):
        past = self.past
        case = self._placed() if self.letter else self._registered()
        steps = [] if self.letter else [("accept", past.accepted_on, self.clerk, self._acceptance())]
        if past.assigned_on:
            steps.append(("assign", past.assigned_on, self.clerk, self._assignment()))
        for session in past.sessions:
            said = {"held_on": session.held_on, "mode": session.mode, "place": session.place}
            said |= {"record_text": session.record, "identity_check": session.identity_check}
            steps.append(("record_session", session.held_on, self.mediator, said))
        if past.outcome:
            steps.append(self._end())
        if past.effective_on:
            sealed = {**SIGNED, "effective_on": past.effective_on}
            steps.append(("take_effect", past.effective_on, self.clerk, sealed))
        steps += sorted(self._last(), key=lambda step: step[1])
        for name, _day, actor, data in steps:
            case_workflow.perform(name, case, actor=actor, data=data)
        case.refresh_from_db()
        return case

    def _registered(self):
        past = self.past
        case = services.open_case(
            by=self.mediator,
            organization=past.organization,
            applied_on=past.applied_on,
            dispute_type=past.dispute_type,
            dispute_subtype=past.dispute_subtype,
            summary=past.summary,
            source=past.source,
            entruster=past.entruster,
            legal_mode=past.legal_mode,
            parties=[services.PartyData(Side(p.side), p.name, PartyKind(p.kind)) for p in past.parties],
        )
        case_workflow.begin(case, actor=self.mediator, name="register", occurred_on=past.applied_on)
        return case

    def _placed(self):
        letter: PastLetter = replace(self.letter, placing=None, letter_no=f"再{self.letter.letter_no}")
        [pk] = write_letters([letter])
        referral = Referral.objects.get(pk=pk)
        coordinator = User.objects.get(pk=self.past.coordinator.user_id)
        data = {"organization": self.past.organization.uuid, "received_on": self.past.accepted_on}
        referral_workflow.perform("place", referral, actor=coordinator, data=data)
        referral.case.events.filter(transition="register").update(note=self.letter.letter_no)
        return referral.case

    def _acceptance(self):
        day = self.past.accepted_on
        return {"applicants_consent": True, "respondents_consent": True, "accepted_on": day}

    def _assignment(self):
        people = [self.people[pk] for pk in self.past.mediators]
        return {
            "mediators": [person.uuid for person in people],
            "presiding": people[0].uuid,
            "declared": True,
            "assigned_on": self.past.assigned_on,
        }

    def _end(self):
        past, day = self.past, self.past.concluded_on
        agreement = {"content": past.terms, "amount": str(past.amount), "agreed_on": day}
        name, data = {
            "oral_agreement": ("agree_orally", agreement),
            "written_agreement": ("agree_in_writing", agreement),
            "not_reached": ("not_reached", {"routes_explained": True, "ended_on": day}),
            "refused": ("refuse", {"routes_explained": True, "ended_on": day}),
            "terminated": (
                "terminate",
                {"routes_explained": True, "ended_on": day, "ground": past.termination_ground},
            ),
        }[past.outcome]
        return name, day, self.mediator, data

    def _last(self):
        past, asked = self.past, self.past.confirmation
        if asked:
            data = {"court": asked.court.uuid, "joint": True, "applied_for_on": asked.applied_on}
            yield "apply_for_confirmation", asked.applied_on, self.mediator, data
            if asked.ruled_on:
                data = {"result": "confirmed", "ruling_no": asked.ruling_no, "ruled_on": asked.ruled_on}
                yield "record_ruling", asked.ruled_on, self.mediator, data
        if past.closed_on:
            data = {"closed_on": past.closed_on}
            if past.performed_on:
                data["performed_on"] = past.performed_on
            yield "close", past.closed_on, self.clerk, data


def with_accounts(seat):
    """The seat with an account for everybody who acts there."""

    def actor(told):
        # Names are invented and repeat: the account belongs to whoever of that name serves here.
        around = [seat.organization, seat.organization.sealing, seat.receiver]
        around += [sender.organization for sender in seat.senders.values()]
        person = Person.objects.filter(name=told.name, posts__organization__in=[o for o in around if o])
        user, _made = User.objects.get_or_create(
            person=person.distinct().get(), defaults={"username": f"account-{person[0].pk}"}
        )
        return Actor(told.name, user.pk)

    return replace(
        seat,
        clerk=actor(seat.clerk),
        mediators=tuple((pk, actor(told)) for pk, told in seat.mediators),
        coordinator=seat.coordinator and actor(seat.coordinator),
        senders={
            word: replace(sender, liaison=actor(sender.liaison)) for word, sender in seat.senders.items()
        },
    )


@pytest.mark.parametrize(
    "count", [pytest.param(22, id="quick"), pytest.param(250, id="all", marks=pytest.mark.slow)]
)
def test_a_generated_case_is_like_one_that_was_lived(db, count):
    rng = Random(count)
    written = register.write(1, 3, date(2016, 9, 1))
    kinds = sorted({(seat.body.kind, seat.body.field) for seat in written.seats})
    seats, told = [], []
    for n in range(count):
        of_kind = [s for s in written.seats if (s.body.kind, s.body.field) == kinds[n % len(kinds)]]
        seats.append(with_accounts(rng.choice(of_kind)))
        # Every second one is young, and many of these still run on the last day.
        accepted = LAST - timedelta(rng.choice((0, 0, 1, 3, 8, 20)) if n % 2 else 40 + rng.randrange(400))
        told.append(tell(rng, seats[-1], accepted, LAST, n + 1))
    rows = write_cases(told)
    letters = list(letters_of(seats, told, rows, LAST))
    write_letters(letters)
    of_case = {letter.placing.case_id: letter for letter in letters}
    assert {"mediating", "closed"} < {case.status for case in Case.objects.all()}
    for past, row in zip(told, rows, strict=True):
        replayed = Replay(past, of_case.get(row.pk)).take()
        for letter in Referral.objects.filter(case=replayed, status="answered"):
            liaison = User.objects.get(pk=of_case[row.pk].liaison.user_id)
            referral_workflow.perform("read_answer", letter, actor=liaison)
        assert everything(Case.objects.get(pk=row.pk)) == everything(replayed), past


def test_the_figures_of_generated_cases_are_those_of_the_oracle(db):
    loading.fill(SMALL, silent)
    period = Days(date(2019, 3, 17), date(2021, 8, 11))
    for level in (Level.PREFECTURE, Level.COUNTY):
        check(scopes.of_division(Division.objects.filter(level=level).first()), period)
    busiest = Organization.objects.get(
        pk=Case.objects.values("accepted_by").annotate(n=Max("pk")).order_by("-n")[0]["accepted_by"]
    )
    check(scopes.of_organization(busiest), Year(2021))


def test_figures_that_are_added_up_ahead_know_what_was_loaded(db):
    assert refreshing.work_off().cells == 0
    loading.fill(SMALL, silent)
    county = scopes.of_division(Division.objects.filter(level=Level.COUNTY).order_by("pk")[0])
    accepted = indicators.get("cases_accepted")
    with figures.live():
        counted = figures.one(accepted, county, Year(2020))
    assert counted.value
    assert figures.one(accepted, county, Year(2020)) == counted
    assert refreshing.work_off().cells
    assert figures.one(accepted, county, Year(2020)) == counted


def test_afterwards_tables_have_the_constraints_indexes_and_triggers_that_they_had(db):
    before = schema()
    loading.fill(SMALL, silent)
    assert schema() == before
    assert Case.objects.count() == SMALL.cases
    assert Case.objects.aggregate(last=Max("accepted_on"))["last"] <= LAST
    assert CaseEvent.objects.aggregate(last=Max("occurred_on"))["last"] <= LAST
    assert Case.objects.exclude(status=CaseStatus.CLOSED).exists()
    assert Referral.objects.exists()
    assert ScreeningRound.objects.count() == SMALL.cases // 2


def told_words():
    texts = CaseText.objects.order_by("case__official_no").values_list(
        "case__official_no", "case__status", "case__succeeded_on", "case__succeeded_amount", "summary"
    )
    return list(texts)


@pytest.mark.slow
def test_the_same_seed_tells_the_same_and_another_seed_something_else(db):
    found = []
    for asked in (SMALL, SMALL, replace(SMALL, seed=8)):
        savepoint = transaction.savepoint()
        loading.fill(asked, silent)
        found.append(told_words())
        transaction.savepoint_rollback(savepoint)
    assert found[0] == found[1]
    assert found[0] != found[2]


def test_more_prefectures_make_more_provinces_and_no_two_committees_are_called_alike():
    there = list(places(30, 1))
    assert sum(place.level == "province" for place in there) == 3
    assert len({place.code for place in there}) == len(there)
    shorts = [body.short for body in bodies(there, 1) if body.short]
    assert len(set(shorts)) == len(shorts)
    assert max(map(len, shorts)) <= 20
    assert list(places(30, 1)) == there


def test_nothing_is_written_into_a_database_that_holds_something(world):
    with pytest.raises(CommandError, match="not empty"):
        call_command("generate", cases=10)
    assert not Case.objects.exists()


def test_what_is_interrupted_leaves_nothing_behind(db):
    before = schema()

    def interrupt(line):
        if "indexes" in line:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        loading.fill(SMALL, interrupt)
    assert schema() == before
    assert not Organization.objects.exists()
    assert not Case.objects.exists()


def test_the_memory_it_takes_does_not_grow_with_the_number_of_cases():
    pieces = list(loading._pieces(Asked(100_000, LAST)))
    assert sum(number for piece in pieces for _day, number in piece) == 100_000
    assert max(sum(number for _day, number in piece) for piece in pieces) == loading.PIECE


def test_too_many_places_are_refused(db):
    with pytest.raises(ValueError, match="prefectures"):
        loading.fill(replace(SMALL, prefectures=10_000), silent)
