"""Three working days to accept or decline; thirty, fifteen or seven days to mediate."""

from datetime import date

import pytest
import time_machine

from referrals import terms
from referrals.models import Referral
from referrals.querysets import urgent
from tests.referrals.letters import place, send
from tests.world import World


@pytest.mark.parametrize(
    ("sent_on", "due_on", "why"),
    [
        (date(2026, 3, 9), date(2026, 3, 12), "Monday to Thursday"),
        (date(2026, 3, 12), date(2026, 3, 17), "over a weekend"),
        (date(2025, 12, 31), date(2026, 1, 6), "New Year from 1 to 3 January, Sunday the 4th is made up"),
        (date(2025, 9, 26), date(2025, 9, 30), "Sunday 28 September is made up before the National Day"),
        (date(2025, 9, 30), date(2025, 10, 11), "eight days of rest, Saturday 11 October is made up"),
        (date(2026, 2, 13), date(2026, 2, 25), "Spring Festival, with Saturday the 14th made up before it"),
    ],
)
def test_three_working_days_skip_holidays_and_count_made_up_days(
    sent_on: date, due_on: date, why: str
) -> None:
    assert terms.answer_due(sent_on).day == due_on, why


def test_a_letter_keeps_the_term_that_was_reckoned_when_it_was_sent(world: World) -> None:
    with time_machine.travel(date(2025, 12, 31)):
        referral = send(world)
    assert (referral.sent_on, referral.answer_due_on) == (date(2025, 12, 31), date(2026, 1, 6))
    assert not referral.due_is_provisional


def test_a_term_that_runs_into_an_unpublished_year_is_marked(world: World) -> None:
    with time_machine.travel(date(2030, 12, 30)):
        assert send(world).due_is_provisional


@pytest.mark.parametrize(
    ("mode", "procedure", "due_on"),
    [
        ("assigned", "", date(2026, 4, 8)),
        ("transferred", "", date(2026, 4, 8)),
        ("entrusted", "ordinary", date(2026, 3, 24)),
        ("entrusted", "summary", date(2026, 3, 16)),
    ],
)
def test_terms_of_mediation_are_calendar_days_from_receipt(mode: str, procedure: str, due_on: date) -> None:
    assert terms.mediation_due(mode, procedure, date(2026, 3, 9)).day == due_on


def test_a_term_that_ends_on_a_day_of_rest_ends_on_the_next_working_day() -> None:
    # Thirty days from 2 September 2025 is 2 October, in the holiday; the next working day is the 9th.
    assert terms.mediation_due("assigned", "", date(2025, 9, 2)).day == date(2025, 10, 9)


@pytest.mark.parametrize(
    ("day", "is_urgent", "is_overdue"),
    [
        (date(2026, 3, 9), False, False),
        (date(2026, 3, 10), False, False),
        (date(2026, 3, 11), True, False),
        (date(2026, 3, 12), True, False),
        (date(2026, 3, 13), True, True),
    ],
)
def test_a_waiting_letter_is_urgent_from_the_working_day_before_its_last(
    world: World, day: date, is_urgent: bool, is_overdue: bool
) -> None:
    with time_machine.travel(date(2026, 3, 9)):
        send(world)
    assert Referral.objects.filter(urgent(day)).exists() is is_urgent
    assert Referral.objects.overdue(day).exists() is is_overdue


def test_a_running_letter_is_urgent_three_days_before_mediation_should_end(world: World) -> None:
    with time_machine.travel(date(2026, 3, 9)):
        place(world, send(world, mode="entrusted", procedure="summary"))
    assert not Referral.objects.filter(urgent(date(2026, 3, 12))).exists()
    assert Referral.objects.filter(urgent(date(2026, 3, 13))).exists()
