"""Rows that wait: nobody can tell, except by the number of statements."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from cases import services
from cases.models import Case, Party
from mediation.kernel import batching, numbering
from mediation.kernel.models import IssuedNumber, NumberSeries
from tests.world import World


def opened(world: World) -> Case:
    return services.open_case(
        by=None,
        organization=world.village,
        applied_on=date(2021, 3, 5),
        dispute_type="neighbour",
        summary="两家为院墙滴水起了争执。",
        parties=[services.PartyData(side, name) for side, name in PARTIES],
    )


PARTIES: Any = (("applicant", "示例·马某甲"), ("respondent", "示例·王某乙"))


def test_rows_wait_until_the_end_of_the_batch(world: World, django_assert_num_queries: Any) -> None:
    with transaction.atomic(), batching.batch(20):
        opened(world)
        # The numbers and ids of all were reserved with the first; a case has two parties, so theirs once more.
        with django_assert_num_queries(1):
            for _n in range(19):
                opened(world)
    assert Case.objects.count() == 20
    assert Party.objects.count() == 40


def test_whoever_asks_the_database_finds_the_rows_that_waited(world: World) -> None:
    with transaction.atomic(), batching.batch(2):
        case = opened(world)
        assert Case.objects.get().pk == case.pk
        case.is_major = True
        batching.save(case)
        assert Case.objects.filter(is_major=True).exists()
        batching.change(batching.rows_of(case, "parties"), phone="13900000000")
        assert set(case.parties.values_list("phone", flat=True)) == {"13900000000"}


def test_a_step_that_is_half_done_is_not_written(world: World) -> None:
    with transaction.atomic(), batching.batch(1):
        case = opened(world)
        case.is_major = True
        assert Case.objects.filter(is_major=True).count() == 0
        assert case.is_major
        assert case.registered_at is not None
        batching.save(case)
    assert Case.objects.get().is_major


def test_what_others_wrote_meanwhile_is_read_anew(world: World) -> None:
    with transaction.atomic(), batching.batch(1):
        case = opened(world)
        assert len(batching.rows_of(case, "parties")) == 2
        case.parties.filter(side="respondent").delete()
        assert [party.name for party in batching.rows_of(case, "parties")] == ["示例·马某甲"]


def test_a_step_taken_back_takes_its_waiting_rows_and_numbers_along(world: World) -> None:
    def taken_back() -> None:
        with transaction.atomic():
            opened(world)
            assert numbering.take("kept", uuid4()) == 2
            raise ZeroDivisionError

    with transaction.atomic(), batching.batch(2):
        opened(world)
        assert numbering.take("kept", uuid4()) == 1
        with pytest.raises(ZeroDivisionError):
            taken_back()
        assert numbering.take("kept", uuid4()) == 2
    assert Case.objects.count() == 1
    assert list(IssuedNumber.objects.order_by("value").values_list("value", flat=True)) == [1, 2]
    assert NumberSeries.objects.get(code="kept").last == 2


def test_a_batch_that_fails_writes_nothing_and_the_next_one_works(world: World) -> None:
    def failed() -> None:
        with batching.batch(1):
            opened(world)
            raise ZeroDivisionError

    with transaction.atomic():
        with pytest.raises(ZeroDivisionError):
            failed()
        assert not Case.objects.exists()
        with batching.batch(1):
            opened(world)
        assert Case.objects.exists()


def test_a_batch_is_no_part_of_another(world: World) -> None:
    with transaction.atomic(), batching.batch(1), pytest.raises(RuntimeError), batching.batch(1):
        pass
