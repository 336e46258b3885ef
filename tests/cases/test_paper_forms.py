"""Numbered blanks are filled in by hand and entered later with their real days, each number once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases import paper_forms
from cases.forms import QuickResult
from cases.models import Case, PaperForm
from mediation.kernel.calendar import today
from mediation.kernel.errors import InvalidInput
from mediation.kernel.models import IssuedNumber
from tests.cases.conftest import FIVE, ago, day
from tests.world import World

BLANKS = "/cases/paper/"
REGISTER = "/cases/register/"


@pytest.fixture
def sheets(as_user: Callable[[str], Client]) -> list[PaperForm]:
    """Three blanks of the village."""
    assert as_user("village_clerk").post(BLANKS, {"kind": "oral", "count": "3"}).status_code == 302
    return list(PaperForm.objects.order_by("id"))


def enter(client: Client, number: str, **changes: Any) -> Any:
    oral = {"result": QuickResult.ORAL_DONE, "terms": "修一条排水沟。", "applied_on": ago(12)}
    return client.post(REGISTER, {**FIVE, **oral, "paper_number": number, **changes})


def test_blanks_have_numbers_of_their_own_series(
    sheets: list[PaperForm], as_user: Callable[[str], Client]
) -> None:
    year = today().year
    assert [sheet.number for sheet in sheets] == [f"Z{year}00000{n}" for n in (1, 2, 3)]
    as_user("township_clerk").post(BLANKS, {"kind": "registration", "count": "1"})
    assert PaperForm.objects.latest("id").number == f"Z{year}000004"
    printed = as_user("village_clerk").get(reverse("cases:print_paper_forms", args=[sheets[0].batch]))
    assert printed.content.startswith(b"%PDF-")


def test_a_sheet_is_entered_with_its_real_days_and_marked(
    sheets: list[PaperForm], as_user: Callable[[str], Client]
) -> None:
    client = as_user("village_mediator")
    answer = enter(client, sheets[1].number.lower())
    assert answer.status_code == 302
    case = Case.objects.get()
    assert (case.applied_on, case.agreed_on) == (day(12), day(12))
    sheet = PaperForm.objects.get(case=case)
    assert (sheet.number, sheet.entered_on) == (sheets[1].number, today())
    page = client.get(answer.url).content.decode()
    assert sheet.number in page
    assert "补录" in page


@pytest.mark.parametrize(
    "number, sentence",
    [
        ("Z2001000009", "没有这个编号的空白表"),
        ("nonsense", "没有这个编号的空白表"),
    ],
)
def test_a_wrong_number_is_told_at_its_field_and_nothing_is_registered(
    sheets: list[PaperForm], as_user: Callable[[str], Client], number: str, sentence: str
) -> None:
    answer = enter(as_user("village_mediator"), number)
    assert answer.status_code == 422
    assert answer.context["form"].errors["paper_number"][0].startswith(sentence)
    assert not Case.objects.exists()


def test_a_number_is_used_once(sheets: list[PaperForm], as_user: Callable[[str], Client]) -> None:
    client = as_user("village_mediator")
    enter(client, sheets[0].number)
    answer = enter(client, sheets[0].number)
    assert answer.status_code == 422
    assert "已经补录过" in answer.content.decode()
    assert Case.objects.count() == 1


def test_of_two_who_enter_the_same_sheet_at_once_the_second_is_told(
    sheets: list[PaperForm], registered: Callable[..., Case]
) -> None:
    stale = PaperForm.objects.get(pk=sheets[0].pk)
    paper_forms.use(sheets[0], registered())
    with pytest.raises(InvalidInput) as told:
        paper_forms.use(stale, registered())
    assert "paper_number" in told.value.errors


def test_the_blanks_of_another_committee_look_like_none(
    sheets: list[PaperForm], as_user: Callable[[str], Client]
) -> None:
    other = as_user("second_village_mediator")
    assert "没有这个编号的空白表" in enter(other, sheets[0].number).content.decode()
    assert sheets[0].number not in other.get(BLANKS).content.decode()
    assert other.get(reverse("cases:print_paper_forms", args=[sheets[0].batch])).status_code == 404


def test_a_spoilt_sheet_is_voided_and_never_entered(
    sheets: list[PaperForm], as_user: Callable[[str], Client]
) -> None:
    client = as_user("village_clerk")
    void = reverse("cases:void_paper_form")
    assert client.post(void, {"paper_number": sheets[0].number}).status_code == 302
    assert "已经作废" in enter(client, sheets[0].number).content.decode()
    assert IssuedNumber.objects.get(object_id=sheets[0].uuid).voided_at
    enter(client, sheets[1].number)
    assert client.post(void, {"paper_number": sheets[1].number}).status_code == 422, "entered ones stay"
    assert client.get(reverse("cases:print_paper_forms", args=[sheets[0].batch])).status_code == 200


@pytest.mark.parametrize("count", ["0", "51", "", "x"])
def test_one_to_fifty_at_a_time(as_user: Callable[[str], Client], count: str) -> None:
    assert as_user("village_clerk").post(BLANKS, {"kind": "oral", "count": count}).status_code == 422
    assert not PaperForm.objects.exists()


def test_who_registers_nothing_prints_none(as_user: Callable[[str], Client], world: World) -> None:
    for who in ("officer", "coordinator", "expert"):
        assert as_user(who).get(BLANKS).status_code == 403
