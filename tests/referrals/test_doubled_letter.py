"""A letter that is sent twice is one letter; a number that is used twice is told at its field."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from mediation.kernel.errors import InvalidInput
from referrals import sending
from referrals.forms import LetterForm
from referrals.models import Referral
from tests.referrals.letters import send, small_letter
from tests.referrals.test_referral_api import LIST, api, body
from tests.world import World

TAKEN = ["本单位已经发过这个函号的来函。"]


def test_the_same_form_sent_twice_makes_one_letter_and_shows_it_twice(
    world: World, as_user: Callable[[str], Client]
) -> None:
    browser = as_user("procuratorate_liaison")
    sent = small_letter(world) | {"send": "1", "form_token": str(uuid4())}
    first, second = (browser.post(reverse("referrals:write"), sent) for _time in range(2))
    assert Referral.objects.count() == 1
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url


def test_the_same_api_key_makes_one_letter_and_gives_the_same_answer(world: World) -> None:
    client = api(world, "procuratorate_liaison")
    key = {"Idempotency-Key": str(uuid4())}
    first, second = (client.post(LIST, body(world), format="json", headers=key) for _time in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert Referral.objects.count() == 1


def test_a_number_used_before_is_told_at_its_field(world: World, as_user: Callable[[str], Client]) -> None:
    send(world, letter_no="玛检民调函〔2026〕1号")
    with pytest.raises(InvalidInput) as raised:
        send(world, letter_no=" 玛检民调函〔2026〕1号 ")
    assert raised.value.errors == {"letter_no": TAKEN}
    page = as_user("procuratorate_liaison").post(
        reverse("referrals:write"), small_letter(world, letter_no="玛检民调函〔2026〕1号") | {"send": "1"}
    )
    assert page.status_code == 422
    assert page.context["form"].errors == {"letter_no": TAKEN}
    assert Referral.objects.count() == 1


def test_another_body_may_use_the_same_number(world: World) -> None:
    send(world, letter_no="1号")
    send(world, "court_liaison", letter_no="1号")
    assert Referral.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_liaisons_sending_one_number_in_the_same_moment_make_one_letter(world: World) -> None:
    user = world.fresh("procuratorate_liaison")
    both = Barrier(2)

    def attempt() -> object:
        form = LetterForm(small_letter(world), actor=user)
        form.is_valid()
        both.wait()
        try:
            return sending.send(form, by=user)
        except InvalidInput as error:
            return error.errors
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        results = [future.result() for future in [threads.submit(attempt) for _person in range(2)]]
    assert sorted(isinstance(result, Referral) for result in results) == [False, True]
    assert {"letter_no": TAKEN} in results
    assert Referral.objects.count() == 1
