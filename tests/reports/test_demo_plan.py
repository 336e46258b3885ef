"""The plan of the demo prefecture keeps every published figure; plain arithmetic, no database."""

import csv
import os
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from pathlib import Path

import pytest

from organizations.demo_accounts import DEMO_ACCOUNTS
from organizations.roles import CLERK
from reports.demo import cases as demo_cases
from reports.demo.card_case import AMOUNT
from reports.demo.days import is_working, working_days_after
from reports.demo.live import STAGES, back, live_plan, personas
from reports.demo.names import numeral
from reports.demo.organizations import KINDS, of_kind, organizations, sealing_committee
from reports.demo.people import STOCK_DAY, YEAR_START, people, serving, volunteers
from reports.demo.places import PREFECTURE, divisions, townships, villages
from reports.demo.records import yuan
from reports.demo.screenings import screenings
from reports.demo.slots import AFTER, EARLY_2020, EARLY_2021, LATE_2020, Y2019, Span

ROOT = Path(__file__).resolve().parents[2]
SINCE_2020 = Span(EARLY_2020.first, EARLY_2021.last)

with (ROOT / "tests/reports/published_2021.csv").open(encoding="utf-8") as file:
    PUBLISHED = {row["key"]: row["printed"] for row in csv.DictReader(file)}


def published(key):
    return Decimal(PUBLISHED[key])


def during(span, day):
    return day is not None and span.first <= day <= span.last


def cut(value, places):
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_DOWN)


@pytest.fixture(scope="module")
def cases():
    return demo_cases.cases()


@pytest.fixture(scope="module")
def peoples(cases):
    """The cases which official totals count."""
    return [case for case in cases if case.regime == "peoples"]


@pytest.fixture(scope="module")
def since_2020(peoples):
    return [case for case in peoples if during(SINCE_2020, case.accepted_on)]


# Places and organizations


def test_the_prefecture_has_its_counties_townships_and_villages():
    levels = Counter(division.level for division in divisions())
    assert levels == {"province": 1, "prefecture": 1, "county": 7, "town": 79, "village": 926}
    assert sum(village.has_committee for village in villages()) == 606
    codes = [division.code for division in divisions()]
    assert len(set(codes)) == len(codes)
    assert len({(place.parent, place.name) for place in townships()}) == 79


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("org.village", "village"),
        ("org.township", "township"),
        ("org.county_guidance", "guidance_committee"),
        ("org.studio", "studio"),
        ("org.industry", "industry"),
        ("org.stationed", "stationed_room"),
        ("org.park_market", "park_market"),
        ("org.lawyer_room", "lawyer_room"),
        ("org.admin_dispute_centre", "admin_dispute_centre"),
        ("org.admin_room", "admin_room"),
        ("expert.bank", "expert_bank"),
    ],
)
def test_organizations_of_each_kind_are_as_many_as_published(key, kind):
    assert len(of_kind(kind)) == published(key)


def test_978_organizations_take_part():
    assert sum(body.counted for body in organizations().values()) == sum(KINDS.values()) == 978


def test_five_industry_committees_are_finance_centres_and_ten_rooms_are_court_rooms():
    centres = [body for body in of_kind("industry") if body.sector == "finance"]
    assert len(centres) == published("org.finance_centre")
    assert {body.county for body in centres} == {"652300", "652323", "652324", "652327", "652328"}
    rooms = [body for body in of_kind("stationed_room") if body.host.startswith("court:")]
    assert len(rooms) == published("org.court_room")


def test_every_organization_that_mediates_has_a_seal_or_a_committee_of_its_county_which_seals():
    shorts = Counter(body.short for body in organizations().values() if body.seals)
    assert set(shorts.values()) == {1}
    assert max(map(len, shorts)) <= 20
    for body in organizations().values():
        assert body.host is None or body.host in organizations()
        if body.regimes:
            assert sealing_committee(body).seals
            assert sealing_committee(body).county == body.county
        if body.sealing:
            assert not body.seals
            assert sealing_committee(body).kind in ("township", "industry")


# People


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("org.village.mediators", "village"),
        ("org.township.mediators", "township"),
        ("org.studio.mediators", "studio"),
        ("org.industry.mediators", "industry"),
        ("org.stationed.mediators", "stationed_room"),
        ("org.park_market.mediators", "park_market"),
    ],
)
def test_posts_by_kind_are_as_many_as_published(key, kind):
    posts = [person for body in of_kind(kind) for person in serving(body.key, STOCK_DAY) if person.badge]
    assert len(posts) == published(key)


def test_mediators_with_a_badge_are_as_many_as_published():
    with_badge = [person for person in people().values() if person.has_badge_on(STOCK_DAY)]
    assert len(with_badge) == published("people.mediators")
    kinds = Counter(organizations()[person.post.organization].kind for person in with_badge)
    assert kinds["lawyer_room"] == 53
    assert kinds.total() - kinds["lawyer_room"] == 3372
    assert all(person.grade in (1, 2, 3, 4) for person in with_badge)


def test_full_time_mediators_grow_from_47_to_69_with_retired_court_staff_among_them():
    everybody = people().values()
    start = [person for person in everybody if person.full_time_on(YEAR_START)]
    end = [person for person in everybody if person.full_time_on(STOCK_DAY)]
    assert len(start) == published("people.full_time.start")
    assert len(end) == published("people.full_time")
    assert 10 < sum(person.retired_court_staff for person in end) < 20
    assert all(person.has_badge_on(STOCK_DAY) for person in end)


def test_staff_experts_and_volunteers_are_as_many_as_published():
    roles = Counter(person.post.role for person in people().values())
    assert roles["coordinator"] == published("org.county_guidance.staff")
    assert roles["expert"] == published("expert.people")
    banks = Counter(len(serving(body.key, STOCK_DAY)) for body in of_kind("expert_bank"))
    assert banks == {30: 4, 31: 3}
    assert sum(1 for _ in volunteers()) == published("people.info_volunteers")


def test_committees_of_three_and_more_have_a_woman_member():
    for body in organizations().values():
        members = [person for person in serving(body.key, STOCK_DAY) if person.badge]
        assert len(members) < 3 or any(person.woman for person in members)


def test_names_are_visibly_invented_and_unique(cases):
    names = [person.name for person in people().values()]
    assert len(set(names)) == len(names)
    assert all("某" in name for name in names)
    assert all("某信" in volunteer.name for volunteer in volunteers())
    for case in cases:
        mark = {"natural": "某", "legal": "示例"}
        assert all(mark[party.kind] in party.name for party in case.parties)
        assert len({party.name for party in case.parties}) == len(case.parties)


def test_numerals_read_as_people_write_them():
    examples = {1: "一", 10: "十", 12: "十二", 20: "二十", 101: "一百零一", 110: "一百一十", 1001: "一千零一"}
    assert {number: numeral(number) for number in examples} == examples
    with pytest.raises(ValueError, match="no numeral"):
        numeral(0)


# Cases: the table of accepted and succeeded


@pytest.mark.parametrize(
    ("accepted", "in_early_2020", "in_late_2020", "in_early_2021", "after", "never", "total"),
    [
        (EARLY_2020, 3699, 45, 0, 0, 18, 3762),
        (LATE_2020, 0, 2379, 72, 0, 12, 2463),
        (EARLY_2021, 0, 0, 5105, 79, 21, 5205),
    ],
)
def test_cohorts_succeed_in_the_periods_of_the_table(
    peoples, accepted, in_early_2020, in_late_2020, in_early_2021, after, never, total
):
    cohort = [case for case in peoples if during(accepted, case.accepted_on)]
    periods = (EARLY_2020, LATE_2020, EARLY_2021, AFTER)
    cells = [sum(during(period, case.succeeded_on) for case in cohort) for period in periods]
    assert cells == [in_early_2020, in_late_2020, in_early_2021, after]
    assert sum(case.succeeded_on is None for case in cohort) == never
    assert len(cohort) == total


def test_cases_of_2019_succeed_in_2019_or_are_the_60_of_the_next_year(peoples):
    cohort = [case for case in peoples if during(Y2019, case.accepted_on)]
    assert sum(during(EARLY_2020, case.succeeded_on) for case in cohort) == 60
    assert all(
        case.succeeded_on is None or during(Y2019, case.succeeded_on) or during(EARLY_2020, case.succeeded_on)
        for case in cohort
    )


def test_accepted_and_succeeded_with_their_growth_are_as_published(peoples):
    accepted = [sum(during(span, case.accepted_on) for case in peoples) for span in (EARLY_2020, EARLY_2021)]
    succeeded = [
        sum(during(span, case.succeeded_on) for case in peoples) for span in (EARLY_2020, EARLY_2021)
    ]
    assert accepted == [3762, published("case.accepted")]
    assert succeeded == [3759, published("case.succeeded")]
    for (before, now), key in ((accepted, "case.accepted.yoy"), (succeeded, "case.succeeded.yoy")):
        assert cut(Decimal(now - before) / before * 100, 2) == published(key)
    assert cut(Decimal(succeeded[1]) / accepted[1] * 100, 2) == published("case.success_rate")


def test_those_never_settled_ended_in_every_way(peoples):
    outcomes = Counter(case.outcome for case in peoples if case.succeeded_on is None)
    assert set(outcomes) == {"not_reached", "refused", "terminated"}
    assert outcomes.total() == 32 + 18 + 12 + 21
    grounds = {case.termination_ground for case in peoples if case.outcome == "terminated"}
    assert "settled" in grounds  # settled among themselves and withdrew


def test_cases_by_kind_of_organization_are_as_published(since_2020):
    kinds = Counter(organizations()[case.handled_at].kind for case in since_2020)
    for key, kind in (
        ("village", "village"),
        ("township", "township"),
        ("industry", "industry"),
        ("stationed", "stationed_room"),
    ):
        assert kinds[kind] == published(f"case.by_kind.{key}")
    assert kinds["studio"] + kinds["park_market"] + kinds["lawyer_room"] == 1716
    assert len(since_2020) == 11430


def test_docked_cases_and_their_share_are_as_published(since_2020):
    docked = sum(case.docked for case in since_2020)
    assert docked == published("referral.docked")
    assert cut(Decimal(docked) / len(since_2020) * 100, 0) == published("referral.docked.share")
    assert all(case.letter.sender.startswith("court:") for case in since_2020 if case.docked and case.letter)


def test_other_regimes_stand_beside_the_official_totals(cases):
    regimes = Counter(case.regime for case in cases)
    assert 20 < regimes["administrative"] < 60
    assert regimes["administrative_dispute"]
    for case in cases:
        assert case.regime in organizations()[case.handled_at].regimes


# Money


def test_amounts_of_the_successes_add_up_to_the_published_sum(peoples):
    amount = sum(case.amount for case in peoples if during(EARLY_2021, case.succeeded_on))
    assert yuan(amount) == published("case.amount") * 10_000 == Decimal("180859000.00")
    assert all(case.amount >= 0 for case in peoples)
    assert all(case.amount == 0 for case in peoples if case.succeeded_on is None)


def test_finance_centres_accept_over_500_cases_and_100_million_yuan_in_a_year(peoples):
    year = Span(date(2020, 9, 1), date(2021, 8, 31))
    finance = [
        case
        for case in peoples
        if organizations()[case.handled_at].sector == "finance" and during(year, case.accepted_on)
    ]
    assert len(finance) == 523 > published("case.finance")
    assert yuan(sum(case.amount for case in finance)) > 100_000_000
    assert {(case.dispute_type, case.subtype) for case in finance} == {("contract", "finance")}


@pytest.mark.parametrize("year", [2019, 2020])
def test_subsidies_of_a_year_add_up_to_the_published_sum(cases, year):
    claims = [case for case in cases if case.subsidy and case.subsidy.year == year]
    assert yuan(sum(case.subsidy.amount for case in claims)) == published(f"subsidy.{year}") * 10_000
    for case in claims:
        assert case.subsidy.amount > 0
        assert case.subsidy.amount % 1000 == 0  # tens of yuan
        assert case.succeeded_on
        assert case.filed_on < case.subsidy.claimed_on < case.subsidy.paid_on
        assert case.accepted_on.year == case.subsidy.paid_on.year == year
        assert case.regime == "peoples"


def test_subsidies_are_paid_for_no_other_year(cases):
    claims = [case.subsidy for case in cases if case.subsidy]
    assert yuan(sum(claim.amount for claim in claims)) == published("subsidy.total") * 10_000


# Confirmation, experts, screening, the card case


def test_confirmations_by_day_of_ruling_are_as_published(cases):
    ruled = [case.confirmation for case in cases if case.confirmation]
    assert sum(during(SINCE_2020, one.ruled_on) for one in ruled) == published("confirmation.confirmed")
    assert len({one.number for one in ruled}) == len(ruled)


def test_only_written_agreements_are_confirmed_and_in_time(cases):
    for case in cases:
        if case.confirmation:
            assert case.outcome == "written_agreement"
            assert case.dispute_type != "marriage_family"
            applied = case.confirmation.applied_on
            assert case.effective_on <= applied <= case.effective_on + timedelta(30)
            assert applied < case.confirmation.ruled_on <= case.performed_on


def test_expert_participations_are_as_published(cases):
    person_times = [one for case in cases for one in case.participations]
    inside = [one for one in person_times if during(EARLY_2021, one.took_part_on)]
    assert len(inside) == published("expert.participations")
    for case in cases:
        assert len({one.expert for one in case.participations}) == len(case.participations)
        for one in case.participations:
            assert people()[one.expert].post.organization == one.bank
            assert one.invited_on <= one.took_part_on < one.ends_on
            assert one.took_part_on in {session.held_on for session in case.sessions}


def test_screening_rounds_and_their_growth_are_as_published():
    rounds = list(screenings())
    before, now = (sum(during(span, one.held_on) for one in rounds) for span in (EARLY_2020, EARLY_2021))
    assert (before, now) == (2863, published("screening.runs"))
    assert cut(Decimal(now - before) / before * 100, 2) == published("screening.runs.yoy")
    assert any(one.found == 0 for one in rounds)
    assert {organizations()[one.organization].kind for one in rounds} == {"village", "township"}


def test_the_prepaid_card_case_is_told_as_published(peoples):
    [case] = [case for case in peoples if len(case.parties) > 100]
    claimants = [party for party in case.parties if party.side == "applicant"]
    assert len(claimants) == published("group_case.claimants")
    assert sum(party.claim for party in claimants) == sum(party.award for party in claimants) == case.amount
    assert all(party.claim > 0 for party in claimants)
    assert 60_000 < yuan(AMOUNT) < 70_000
    assert (case.accepted_on.year, case.accepted_on.month) == (2021, 5)
    assert case.agreed_on <= case.accepted_on + timedelta(7)
    assert case.performed_on == case.agreed_on
    assert case.letter.sender.startswith("procuratorate:")
    assert case.letter.receiver.startswith("guidance_committee:")
    assert organizations()[case.handled_at].host.startswith("court:")
    assert len(case.mediators) == 4
    assert all(people()[number].full_time_on(case.accepted_on) for number in case.mediators)


# Every history can be replayed


def test_days_of_every_case_are_in_order(cases):
    for case in cases:
        in_order = [case.applied_on, case.consented_on, case.accepted_on, case.assigned_on]
        in_order += [session.held_on for session in case.sessions]
        in_order += [case.agreed_on, case.concluded_on, case.effective_on, case.performed_on, case.visited_on]
        in_order += [case.closed_on, case.filed_on]
        known = [day for day in in_order if day]
        assert known == sorted(known), case.official_no
        assert case.concluded_on <= case.accepted_on + timedelta(30)


def test_every_case_is_finished_and_filed_before_the_demo_is_loaded(cases):
    assert all(case.closed_on and case.filed_on and case.outcome for case in cases)
    assert max(case.filed_on for case in cases) < date(2023, 1, 1)


def test_steps_follow_one_another_and_end_with_the_filed_dossier(cases):
    for case in cases:
        steps = list(case.steps())
        names = [step.name for step in steps]
        assert names[:4] == ["register", "consent", "accept", "assign"]
        assert names[-2:] == ["close", "file"]
        assert [step.on for step in steps] == sorted(step.on for step in steps), case.official_no
        assert ("take_effect" in names) == (case.outcome == "written_agreement")
        assert all(step.person in people() for step in steps)


def test_mediators_and_clerks_hold_their_posts_while_they_act(cases):
    for case in cases:
        assert case.mediators
        for number in case.mediators:
            post = people()[number].post
            assert post.organization == case.handled_at
            assert post.holds_on(case.accepted_on)
            assert post.holds_on(case.concluded_on)
        clerk = people()[case.clerk].post
        assert clerk.clerk
        assert clerk.organization == case.accepted_by


def test_cases_are_accepted_under_a_seal_after_the_organization_was_founded(cases):
    for case in cases:
        body = organizations()[case.handled_at]
        assert case.accepted_by == sealing_committee(body).key
        assert body.founded <= case.accepted_on


def test_numbers_are_gap_free_for_each_committee_and_year(cases):
    series = defaultdict(list)
    for case in cases:
        series[case.accepted_by, case.regime, case.accepted_on.year].append(case.sequence)
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in series.values())
    assert len({case.official_no for case in cases}) == len(cases)
    assert [case.key for case in cases] == list(range(1, len(cases) + 1))


def test_letters_are_received_in_three_working_days_and_mediation_keeps_their_term(cases):
    numbers = Counter()
    for case in cases:
        entrusted = case.source == "entrusted"
        assert entrusted == bool(case.entruster) == bool(case.legal_mode)
        in_a_county = organizations()[case.handled_at].county != PREFECTURE
        assert bool(case.letter) == (entrusted and in_a_county)
        if not case.letter:
            continue
        letter = case.letter
        numbers[letter.sender, letter.number] += 1
        assert letter.sent_on <= letter.received_on <= working_days_after(letter.sent_on, 3)
        assert letter.received_on == case.applied_on
        assert letter.answered_on >= case.concluded_on
        term = {"": 30, "ordinary": 15, "summary": 7}[letter.procedure]
        assert case.concluded_on <= letter.received_on + timedelta(term)
        assert (case.legal_mode == "entrusted") == bool(letter.procedure)
    assert set(numbers.values()) == {1}


def test_cases_are_accepted_on_working_days_mostly(cases):
    weekends = sum(not is_working(case.accepted_on) for case in cases)
    assert 0 < weekends < len(cases) / 50


# The live set


@pytest.mark.parametrize("today", [date(2021, 9, 12), date(2025, 1, 2), date(2026, 11, 22)])
def test_the_live_set_lies_around_its_day(today):
    plan = live_plan(today)
    assert [case for case in plan.cases if not case.filed_on] == list(plan.cases)
    for case in plan.cases:
        steps = list(case.steps())
        assert [step.on for step in steps] == sorted(step.on for step in steps)
        assert steps[-1].on <= today
        assert bool(case.official_no) == bool(case.accepted_on)
    assert len({case.official_no for case in plan.cases if case.official_no}) == sum(
        case.accepted_on is not None for case in plan.cases
    )
    assert {invitation.case for invitation in plan.invitations} < {case.key for case in plan.cases}
    assert sorted(invitation.accepted for invitation in plan.invitations) == [False, True]
    assert {order.case for order in plan.orders} < {case.key for case in plan.cases}
    assert all(lead.found_on <= today < lead.found_on + timedelta(90) for lead in plan.leads)
    assert all(one.month < today.replace(day=1) for one in plan.prevented)


def test_live_letters_wait_for_an_answer_in_time_and_one_was_declined():
    today = date(2025, 11, 20)
    letters = live_plan(today).letters
    waiting = [letter for letter in letters if letter.status == "sent"]
    assert all(today <= working_days_after(letter.sent_on, 3) for letter in waiting)
    assert max(len(letter.parties) for letter in waiting) == 121
    [declined] = [letter for letter in letters if letter.status == "declined"]
    assert declined.decline_reason
    assert declined.declined_on < today
    assert len({letter.letter_no for letter in letters}) == len(letters)


def test_every_role_card_has_a_person_of_that_role_and_every_stage_a_case():
    today = date(2025, 11, 20)
    found = personas(today)
    assert found.keys() == {account.username for account in DEMO_ACCOUNTS}
    assert len(set(found.values())) == len(found)
    for account in DEMO_ACCOUNTS:
        post = people()[found[account.username]].post
        assert post.holds_on(today)
        assert post.role == account.role.code or (post.clerk and account.role == CLERK)
    handled = Counter(number for case in live_plan(today).cases for number in case.mediators)
    assert handled[found["demo_village"]] >= 3
    assert handled[found["demo_industry"]] >= 3
    assert len(live_plan(today).cases) >= len(STAGES)


def test_a_day_counted_back_never_falls_on_a_weekend():
    assert all(back(date(2025, 11, 20), count).weekday() < 5 for count in range(40))


# The plan itself


@pytest.mark.slow
def test_the_plan_is_the_same_on_every_machine_and_imports_no_framework():
    script = (
        "import hashlib, sys; from reports.demo.cases import cases; from reports.demo.people import people;"
        "from reports.demo.screenings import screenings;"
        "text = repr((cases(), list(people().values()), list(screenings())));"
        "assert 'django' not in sys.modules;"
        "print(hashlib.sha256(text.encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1
