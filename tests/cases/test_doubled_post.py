"""A form that arrives twice acts once, and both are shown the same result."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from cases.models import Case, MediationSession
from tests.cases.conftest import FIVE
from tests.doors import Api, Page


def test_one_case_is_made(door: Page | Api) -> None:
    token = str(uuid4())
    for _n in range(3):
        assert door.register("village_mediator", **FIVE, form_token=token).done
    assert Case.objects.count() == 1
    assert door.register("village_mediator", **FIVE, form_token=str(uuid4()), not_same_dispute=True).done
    assert Case.objects.count() == 2


def test_one_session_is_recorded(door: Page | Api, mediating: Callable[..., Case]) -> None:
    case, token = mediating(), str(uuid4())
    for _n in range(2):
        assert door.step(
            "village_mediator", case, "record_session", place="村委会", record_text="谈。", form_token=token
        ).done
    assert MediationSession.objects.count() == 1


def test_a_form_that_was_refused_may_be_sent_again(door: Page | Api) -> None:
    token = str(uuid4())
    assert not door.register("village_mediator", **{**FIVE, "summary": ""}, form_token=token).done
    assert door.register("village_mediator", **FIVE, form_token=token).done


def test_a_token_of_somebody_else_does_not_show_his_case(door: Page | Api) -> None:
    token = str(uuid4())
    for who in ("village_mediator", "second_village_mediator"):
        assert door.register(who, **FIVE, form_token=token).done
    assert Case.objects.count() == 2


def test_a_key_that_is_no_uuid_is_refused(as_user: Callable[[str], Any]) -> None:
    answer = as_user("village_mediator").post(
        "/api/v1/cases/", FIVE, content_type="application/json", headers={"Idempotency-Key": "again"}
    )
    assert answer.status_code == 400
    assert not Case.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_double_click_makes_one_case(as_user: Callable[[str], Any]) -> None:
    browsers = [as_user("village_mediator") for _n in range(4)]
    form = {**FIVE, "form_token": str(uuid4())}

    def send(browser: Any) -> str:
        try:
            return browser.post("/cases/register/", form)["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        shown = set(pool.map(send, browsers))
    assert Case.objects.count() == 1
    assert shown == {f"/cases/{Case.objects.get().uuid}/"}
