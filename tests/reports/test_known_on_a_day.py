"""Figures as known on a day: whatever was edited since, each moment gives again what was counted at that moment."""

import time
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from django.apps import apps
from django.db import IntegrityError, InternalError, connection, transaction
from django.utils import timezone

from cases.models import Case, Confirmation, Party, ScreeningRound, SubsidyClaim
from mediation.kernel.errors import InvalidInput
from mediation.kernel.models import JournalEntry
from organizations.models import Badge, Division, Organization, Placement, Post
from reports import figures, knowing, scopes
from reports.indicators import REGISTRY, Sum
from reports.periods import FirstMonths, Month, Months, Year
from tests.reports import random_histories
from tests.reports.histories import case
from tests.world import build

PERIODS = (FirstMonths(2021, 8), Year(2020), Months(Month(2019, 1), Month(2021, 12)))


@pytest.fixture
def committed(transactional_db):
    world = build()
    random_histories.write(world, 31)
    return world


def everything():
    """All figures of the prefecture, its parts and one organization, with every list of one of them."""
    found = {}
    whole = scopes.parse("d652300")
    village = scopes.of_organization(Organization.objects.filter(kind="village").order_by("pk")[0])
    for period in PERIODS:
        for scope in (whole, whole.own(), scopes.parse("d652301"), village):
            for code, figure in figures.compute(REGISTRY.values(), scope, period).items():
                found[scope.code, period.code, code] = figure.operands
    for row in figures.table(list(REGISTRY.values()), whole, PERIODS[0]).rows:
        found[row.scope.code, "table"] = tuple(figure.operands for figure in row.figures)
    for code, indicator in REGISTRY.items():
        for number, listing in enumerate(indicator.lists(whole, PERIODS[0])):
            measure = listing.measure
            names = [measure.column_summed] if isinstance(measure, Sum) else []
            found["list", code, number] = sorted(listing.rows.order_by().values_list("pk", *names))
    return found


class Editor:
    """Edits at random what figures depend on, a transaction each."""

    def __init__(self, world, seed):
        self.world, self.rng = world, Random(seed)
        self.acts = [
            self.move_a_day, self.change_a_type, self.void, self.accept_late, self.end_a_post, self.move_a_badge,
            self.change_a_kind, self.move_an_organization, self.remove_a_round, self.change_a_subsidy,
            self.withdraw_a_confirmation, self.rename_a_division, self.remove_a_party, self.twice_at_once,
        ]  # fmt: skip

    def edit(self):
        for act in self.rng.sample(self.acts, 3):
            with transaction.atomic():
                act()

    def one(self, model, **conditions):
        rows = list(model.objects.filter(**conditions).order_by("pk"))
        return self.rng.choice(rows) if rows else None

    def move_a_day(self):
        chosen = self.one(Case, succeeded_on__isnull=False)
        Case.objects.filter(pk=chosen.pk).update(
            succeeded_on=chosen.succeeded_on + timedelta(self.rng.randrange(1, 200))
        )

    def change_a_type(self):
        chosen = self.one(Case, accepted_on__isnull=False)
        chosen.dispute_type = self.rng.choice(["contract", "marriage_family", "house_land", "production"])
        chosen.save()

    def void(self):
        Case.objects.filter(pk=self.one(Case, accepted_on__isnull=False).pk).update(status="voided")

    def accept_late(self):
        case(self.world.village, date(2021, self.rng.randrange(1, 9), 5), amount=0).save()

    def end_a_post(self):
        post = self.one(Post, valid_until__isnull=True)
        post.valid_until = post.valid_from + timedelta(self.rng.randrange(1, 900))
        post.save()

    def move_a_badge(self):
        badge = self.one(Badge)
        badge.valid_from -= timedelta(self.rng.randrange(1, 900))
        badge.save()

    def change_a_kind(self):
        Organization.objects.filter(pk=self.one(Organization, kind="village").pk).update(sector="finance")

    def move_an_organization(self):
        placement = self.one(Placement, valid_until__isnull=True)
        Placement.objects.filter(pk=placement.pk).update(division=self.one(Division, level="village"))

    def remove_a_round(self):
        if chosen := self.one(ScreeningRound):
            chosen.delete()

    def change_a_subsidy(self):
        if chosen := self.one(SubsidyClaim):
            chosen.amount += 10
            chosen.save()

    def withdraw_a_confirmation(self):
        if chosen := self.one(Confirmation):
            chosen.delete()

    def rename_a_division(self):
        Division.objects.filter(code="652301").update(short_name=f"{self.rng.randrange(99)}")

    def remove_a_party(self):
        if chosen := self.one(Party):
            Party.objects.filter(pk=chosen.pk).update(side="respondent")

    def twice_at_once(self):
        chosen = self.one(Case, accepted_on__isnull=False)
        Case.objects.filter(pk=chosen.pk).update(is_major=True)
        Case.objects.filter(pk=chosen.pk).update(is_major=False, dispute_type="other")


def a_moment():
    """A moment between two transactions."""
    time.sleep(0.002)
    now = datetime.now(UTC)
    time.sleep(0.002)
    return now


@pytest.mark.parametrize("seed", [1, 2])
def test_every_moment_gives_all_its_figures_and_lists_again(committed, seed):
    editor = Editor(committed, seed)
    remembered = []
    for _step in range(6):
        remembered.append((a_moment(), everything()))
        editor.edit()
    present = everything()
    for moment, then in remembered:
        with knowing.as_known_on(moment):
            assert everything() == then
    assert everything() == present
    with knowing.as_known_on(datetime.now(UTC)):
        assert everything() == present
    assert len({str(then) for _moment, then in remembered}) >= 3, "the edits moved figures"


def test_before_the_first_row_nothing_was_known(committed):
    with knowing.as_known_on(date(2001, 1, 1)):
        assert not Case.objects.exists()
        assert not Division.objects.exists()
    assert Case.objects.exists()


def temporary():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_class WHERE relpersistence = 't' OR relnamespace = pg_my_temp_schema()"
        )
        return cursor.fetchone()[0]


def ask_and_fail(error):
    with knowing.as_known_on(date(2001, 1, 1)):
        assert Case.objects.count() == 0
        if error is IntegrityError:
            connection.cursor().execute("DO $$ BEGIN RAISE unique_violation; END $$")
        raise error


def test_nothing_leaks_to_later_queries_even_after_an_error(committed):
    count = Case.objects.count()
    for error in (ZeroDivisionError, IntegrityError):
        with pytest.raises(error):
            ask_and_fail(error)
        assert (Case.objects.count(), temporary(), knowing.moment()) == (count, 0, None)
        assert not figures.is_live()
    with transaction.atomic():
        with knowing.as_known_on(date(2001, 1, 1)):
            assert Case.objects.count() == 0
        assert Case.objects.count() == count
        JournalEntry.objects.create(action="test.write")
    assert JournalEntry.objects.filter(action="test.write").count() == 1


def test_nothing_can_be_written_and_nothing_is_asked_twice_inside(committed):
    with pytest.raises(InternalError), knowing.as_known_on(timezone.now()):
        JournalEntry.objects.create(action="test.write")
    with (
        pytest.raises(RuntimeError),
        knowing.as_known_on(timezone.now()),
        knowing.as_known_on(timezone.now()),
    ):
        pass
    assert knowing.moment() is None


def test_a_day_is_known_to_its_last_moment_in_beijing():
    assert knowing.end_of(date(2026, 9, 30)) == datetime(2026, 9, 30, 15, 59, 59, 999999, UTC)


@pytest.mark.parametrize("text", ["gestern", "2026-13-01", "1999-01-01"])
def test_what_is_no_day_of_which_anything_is_known_is_refused(committed, text):
    with pytest.raises(InvalidInput):
        knowing.parse_day(text)


def test_today_and_later_are_the_present(committed):
    assert knowing.parse_day("") is None
    assert knowing.parse_day("2999-01-01") is None


def test_every_kept_table_is_asked(committed):
    assert {model._meta.db_table for model in apps.get_models()} >= set(knowing.kept_tables())
