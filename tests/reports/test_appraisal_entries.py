"""The node above adds or takes points with a reason; the appraised answers; nothing of it is ever changed."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.urls import reverse

from mediation.kernel.errors import InvalidInput, Refused
from mediation.kernel.models import JournalEntry
from reports import scopes
from reports.appraisal import confirming, entries, schemes
from reports.appraisal.computing import compute
from reports.models import AppraisalEntry
from reports.periods import FirstMonths
from tests.reports import random_histories

PERIOD = FirstMonths(2021, 8)
CODE = "2021-01..2021-08"


@pytest.fixture
def village(world):
    random_histories.write(world, 5)
    return scopes.of_organization(world.village)


def line_of(scope, label):
    filled = compute(schemes.newest(), scope, PERIOD)
    number = [line.label for line in filled.sheet.lines].index(label)
    return filled.marked[number].total, filled.adjustments[number]


def test_points_stand_beside_the_marks_in_every_sheet_with_the_organization(world, village):
    town = scopes.parse("d652324100")
    before, none = line_of(town, world.village.name)
    entries.adjust(village, PERIOD, points=Decimal("2.50"), text="调解宣传", by=world.users["manas_analyst"])
    entries.adjust(village, PERIOD, points=Decimal("-1"), text="材料迟报", by=world.users["analyst"])
    assert none == 0
    assert line_of(town, world.village.name) == (before, Fraction(3, 2))
    assert line_of(village, world.village.name) == (before, Fraction(3, 2))


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("manas_analyst", "d652324"),
        ("coordinator", "d652324100"),
        ("manas_analyst", "d652301"),
        ("analyst", "d652324-own"),
        ("village_clerk", ""),
    ],
)
def test_nobody_adjusts_oneself_or_somebody_elses(world, village, who, code):
    scope = scopes.parse(code) if code else village
    with pytest.raises(Refused):
        entries.adjust(scope, PERIOD, points=Decimal(1), text="示例", by=world.users[who])
    assert not AppraisalEntry.objects.exists()


@pytest.mark.parametrize(
    ("points", "text"), [("0", "示例"), ("20.01", "示例"), ("1", "  "), ("1", "电话13800001234")]
)
def test_points_need_a_size_and_a_reason_without_numbers_of_people(world, village, points, text):
    with pytest.raises(InvalidInput):
        entries.adjust(village, PERIOD, points=Decimal(points), text=text, by=world.users["analyst"])


def test_the_appraised_answers_on_its_page_and_the_node_above_reads_it(world, as_user, village):
    analyst, clerk = as_user("manas_analyst"), as_user("village_clerk")
    adjust, remark = (
        reverse("reports:enter_appraisal", args=[village.code, CODE, kind]) for kind in ("adjust", "remark")
    )
    assert analyst.post(adjust, {"points": "-2", "text": "迟报两次"}).status_code == 302
    page = clerk.get(f"/reports/appraisal/?period={CODE}").content.decode()
    assert "迟报两次" in page
    assert clerk.post(adjust, {"points": "2", "text": "自己加"}).status_code == 404
    assert clerk.post(remark, {"text": "大雪封路"}).status_code == 302
    seen = analyst.get(f"/reports/appraisal/?scope={village.code}&period={CODE}").content.decode()
    assert "大雪封路" in seen
    assert analyst.post(remark, {"text": "代为申辩"}).status_code == 404
    assert JournalEntry.objects.filter(action__in=("appraisal.adjust", "appraisal.remark")).count() == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"points": "很多", "text": "示例"}, "请填写分数，最多两位小数"),
        ({"points": "1.234", "text": "示例"}, "请填写分数，最多两位小数"),
        ({"points": "0", "text": "示例"}, "一次最多加或者扣 20 分，不能是 0。"),
        ({"points": "3", "text": ""}, "请写明理由。"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_keeps_what_was_typed(as_user, village, typed, sentence):
    url = reverse("reports:enter_appraisal", args=[village.code, CODE, "adjust"])
    answer = as_user("manas_analyst").post(url, typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert f'value="{typed["points"]}"' in answer.content.decode()
    assert not AppraisalEntry.objects.exists()


def test_sent_twice_it_counts_once(as_user, village):
    url = reverse("reports:enter_appraisal", args=[village.code, CODE, "adjust"])
    token = "5f2b9a3e-1111-4222-8333-444455556670"
    for _again in range(2):
        as_user("manas_analyst").post(url, {"points": "1", "text": "示例", "form_token": token})
    assert AppraisalEntry.objects.count() == 1


def test_points_given_after_a_sheet_was_confirmed_are_a_difference(world, village):
    town, analyst = scopes.parse("d652324100"), world.users["manas_analyst"]
    entries.adjust(village, PERIOD, points=Decimal(1), text="示例", by=analyst)
    kept = confirming.confirm(town, PERIOD, by=analyst)
    kept.refresh_from_db()
    assert confirming.counted_again(kept) == confirming.reckoned_again(kept) == []
    entries.adjust(village, PERIOD, points=Decimal(2), text="示例", by=analyst)
    [moved] = confirming.counted_again(kept)
    assert (moved.label, moved.heading, moved.was, moved.now) == (world.village.name, "加分、扣分", 1, 3)
    assert confirming.reckoned_again(kept) == []
