"""The demo opens with the appraisal of January to August 2021 confirmed."""

import pytest

from reports import scopes, signing
from reports.appraisal import confirming
from reports.periods import FirstMonths
from tests.reports.demo_database import demo

__all__ = ["demo"]

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("demo"),
    pytest.mark.xdist_group("demo"),
]


def test_the_prefectures_sheet_is_confirmed_and_the_same_comes_out_again() -> None:
    kept = confirming.standing(scopes.parse("d652300"), FirstMonths(2021, 8))
    assert kept is not None
    assert [line["label"] for line in kept.lines][:2] == ["昌吉回族自治州整体", "昌吉市"]
    assert all(line["total"] for line in kept.lines)
    assert confirming.reckoned_again(kept) == []
    assert confirming.counted_again(kept) == []
    assert signing.verify(kept.signed) == []


def test_every_item_of_the_scheme_tells_something_of_the_demo() -> None:
    kept = confirming.standing(scopes.parse("d652300"), FirstMonths(2021, 8))
    assert kept is not None
    earned = {one["indicator"]: one["points"] for one in kept.lines[0]["marks"]}
    assert {code for code, points in earned.items() if points not in (None, "0")} >= {
        "accepted_in_time_share",
        "concluded_in_time_share",
        "letters_in_time_share",
        "filed_share",
        "visited_share",
    }
