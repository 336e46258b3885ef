"""Official numbers have no gap and no double under eight writers, though some of them fail."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.db import connection, transaction

from cases.models import Case
from cases.workflow import case_workflow
from tests.cases.conftest import ago, day
from tests.world import World

CONSENT = {"applicants_consent": True, "respondents_consent": True}
CASES = 40


class Killed(Exception):
    """The connection went away after the number was taken."""


@pytest.mark.django_db(transaction=True)
def test_eight_writers_leave_no_gap(world: World, registered: Callable[..., Case]) -> None:
    cases = [registered() for _n in range(CASES)]
    user = world.fresh("village_mediator")

    def accept(case: Case) -> None:
        case_workflow.perform("accept", case, actor=user, data={**CONSENT, "accepted_on": ago(1)})

    def accept_and_die(case: Case) -> None:
        with transaction.atomic():
            accept(case)
            raise Killed

    def write(case: Case) -> None:
        try:
            if case.pk % 3 == 0:
                with suppress(Killed):
                    accept_and_die(case)
                case.refresh_from_db()
            accept(case)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, cases))
    numbers = {case.official_no for case in Case.objects.all()}
    assert numbers == {f"（{day(1).year}）玛镇示一人调字第{n}号" for n in range(1, CASES + 1)}
