"""Nonsense is answered at its field and changes nothing; the pages stand whatever an address says."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Case
from referrals.models import Referral
from tests.referrals.letters import claimants, send
from tests.referrals.test_referral_api import LIST, api, body
from tests.world import World

NONSENSE = [
    None,
    5,
    -1,
    True,
    [],
    {},
    ["示例"],
    {"a": 1},
    "",
    "x" * 300,
    "\x00",
    "示例\x00",
    "<b>示例</b>",
    "' OR 1=1 --",
]


@pytest.mark.parametrize("name", ["organization", "received_on", "version"])
def test_placing_with_nonsense_is_refused_or_harmless(world: World, name: str) -> None:
    url = f"{LIST}{send(world).uuid}/transitions/place/"
    client = api(world, "coordinator")
    for value in NONSENSE:
        answer = client.post(url, {"received_on": "2026-13-45", name: value}, format="json")
        assert answer.status_code in (400, 409), (value, answer.content)
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    "name",
    ["mode", "receiver", "sender", "procedure", "dispute_type", "applicants", "materials", "claim_amount"],
)
def test_a_letter_with_nonsense_is_a_letter_or_a_sentence_at_its_field(world: World, name: str) -> None:
    client = api(world, "procuratorate_liaison")
    sent = 0
    for number, value in enumerate(NONSENSE):
        letter = body(world, letter_no=f"{number}号", applicants=[{"name": "示例·甲"}])
        answer = client.post(LIST, letter | {name: value}, format="json")
        assert answer.status_code in (201, 400), (value, answer.content)
        assert answer.status_code == 201 or answer.json()["errors"]
        sent += answer.status_code == 201
        assert Referral.objects.count() == sent, value


@pytest.mark.parametrize("sent", [[], "示例", 5, None, [{}]])
def test_a_body_that_is_no_object_is_refused(world: World, sent: Any) -> None:
    assert api(world, "procuratorate_liaison").post(LIST, sent, format="json").status_code == 400


def test_a_sum_that_no_column_holds_is_told(world: World) -> None:
    largest = "999999999999"
    answer = api(world, "procuratorate_liaison").post(
        LIST,
        body(world, applicants=[{"name": f"示例·{n}", "claim_amount": largest} for n in ("甲", "乙")]),
        format="json",
    )
    assert answer.json()["errors"] == {"claim_amount": ["名单上的金额合计太大，请检查是不是多写了位数。"]}


@pytest.mark.parametrize(
    "query",
    [
        {"words": "\x00"},
        {"words": "%_\\'"},
        {"words": "没有这样的组织"},
        {"words": "院 " * 200},
        {"all": "1"},
        {"after": "nonsense", "before": "\x00"},
    ],
    ids=str,
)
def test_the_pages_stand_whatever_the_address_says(
    world: World, as_user: Callable[[str], Client], query: dict[str, str]
) -> None:
    referral = send(world)
    browser = as_user("coordinator")
    for url in (
        reverse("referrals:detail", args=[referral.uuid]),
        reverse("referrals:desk"),
        reverse("referrals:letters"),
    ):
        assert browser.get(url, query).status_code == 200


def test_a_page_of_500_claimants_reads_the_database_as_often_as_one_of_two(
    world: World, as_user: Callable[[str], Client], django_assert_max_num_queries
) -> None:
    few, many = send(world, letter_no="1"), send(world, letter_no="2", applicants=claimants(500))
    browser = as_user("coordinator")
    for referral in (few, many):
        with django_assert_max_num_queries(21):
            browser.get(reverse("referrals:detail", args=[referral.uuid]))
