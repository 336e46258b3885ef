"""A confirmed sheet stays, can be reckoned again, and says what has moved; who may confirm and who sees it."""

from datetime import date
from io import BytesIO

import pytest
from django.db.models import F
from django.urls import reverse
from openpyxl import load_workbook

from cases.models import Case
from mediation.kernel.errors import InvalidInput, Refused
from mediation.kernel.models import JournalEntry
from organizations.models import Organization
from reports import scopes, signing
from reports.appraisal import confirming, schemes
from reports.appraisal.computing import compute
from reports.models import AppraisalScheme, ConfirmedAppraisal
from reports.periods import FirstMonths, Year
from tests.reports import random_histories

PERIOD = FirstMonths(2021, 8)
PAGE = "/reports/appraisal/"
ASKED = "?scope=d652324&period=2021-01..2021-08"


@pytest.fixture
def county(world):
    random_histories.write(world, 5)
    Case.objects.filter(closed_on__isnull=False).update(filed_on=F("closed_on"))
    return scopes.parse("d652324")


@pytest.fixture
def kept(world, county):
    return confirming.confirm(county, PERIOD, by=world.users["manas_analyst"])


def an_ended_case():
    return Case.objects.counted().filter(
        accepted_county__code="652324", filed_on__isnull=False, closed_on__range=(PERIOD.start, PERIOD.as_of)
    )


def test_the_same_comes_out_again(kept):
    kept.refresh_from_db()
    assert confirming.reckoned_again(kept) == []
    assert confirming.counted_again(kept) == []
    assert signing.verify(kept.signed) == []
    now = compute(kept.scheme, scopes.parse("d652324"), PERIOD)
    assert [line["total"] for line in kept.lines] == [
        None if marked.total is None else str(marked.total) for marked in now.marked
    ]


def test_a_later_edit_moves_no_kept_point_and_is_named(kept):
    before = [dict(line) for line in kept.lines]
    # Nothing of this county is in the archive any more.
    an_ended_case().update(filed_on=None)
    moved = confirming.counted_again(kept)
    assert {one.heading for one in moved} == {"卷宗归档", ""}
    assert all(one.now < one.was for one in moved)
    assert confirming.reckoned_again(kept) == []
    kept.refresh_from_db()
    assert kept.lines == before
    assert signing.differences(kept.signed).cells


def test_a_scheme_made_later_does_not_touch_what_was_confirmed(kept):
    newest = schemes.newest()
    AppraisalScheme.objects.create(
        version=2,
        title=newest.title,
        valid_from=newest.valid_from,
        items=[{**newest.items[0], "weight": "100"}],
    )
    assert schemes.of_period(PERIOD).version == 2
    assert confirming.counted_again(kept) == []


def test_confirming_again_asks_why_and_cites_the_earlier_one(world, county, kept):
    analyst = world.users["manas_analyst"]
    with pytest.raises(InvalidInput):
        confirming.confirm(county, PERIOD, by=analyst)
    second = confirming.confirm(county, PERIOD, by=analyst, reason="补录了归档日期")
    assert second.signed.replaces == kept.signed
    assert confirming.standing(county, PERIOD) == second
    assert ConfirmedAppraisal.objects.count() == 2


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("coordinator", "d652324"),
        ("village_clerk", "d652324"),
        ("manas_analyst", "d652300"),
        ("officer", "d652324"),
    ],
)
def test_only_the_statistician_of_a_bureau_above_confirms(world, county, who, code):
    with pytest.raises(Refused):
        confirming.confirm(scopes.parse(code), PERIOD, by=world.users[who])


def test_an_organization_or_a_running_period_is_not_confirmed(world, county):
    analyst = world.users["analyst"]
    with pytest.raises(Refused):
        confirming.confirm(scopes.of_organization(world.village), PERIOD, by=analyst)
    with pytest.raises(Refused):
        confirming.confirm(county, Year(date.today().year), by=analyst)
    assert not ConfirmedAppraisal.objects.exists()


def test_the_page_shows_points_figures_and_why_success_weighs_nothing(as_user, county):
    page = as_user("manas_analyst").get(PAGE + ASKED).content.decode()
    assert "不计分" in page
    assert "按成功率打分会让人逼着当事人签字" in page
    assert reverse("reports:figure", args=["d652324", "2021-01..2021-08", "success_rate"]) in page
    assert "2021年1—8月" in page


def test_confirming_on_the_page_twice_with_one_token_keeps_one_sheet(as_user, county):
    browser = as_user("manas_analyst")
    url = reverse("reports:confirm_appraisal", args=["d652324", "2021-01..2021-08"])
    for _again in range(2):
        answer = browser.post(url, {"form_token": "5f2b9a3e-1111-4222-8333-444455556667"})
        assert answer.status_code == 302
    assert ConfirmedAppraisal.objects.count() == 1
    assert "重算与定稿一致" in browser.get(answer.url).content.decode()
    assert "已经定稿" in browser.get(PAGE + ASKED).content.decode()
    again = browser.post(url, {"form_token": "5f2b9a3e-1111-4222-8333-444455556668"})
    assert again.status_code == 422
    assert "请写明为什么重新定稿" in again.content.decode()
    assert JournalEntry.objects.filter(action="appraisal.confirm").count() == 1


def test_the_page_of_a_confirmed_sheet_names_what_moved(as_user, kept):
    an_ended_case().update(filed_on=None)
    page = (
        as_user("coordinator").get(reverse("reports:confirmed_appraisal", args=[kept.uuid])).content.decode()
    )
    assert "重算与定稿不一致" in page
    assert "卷宗归档" in page


def test_an_organization_sees_its_own_line_of_its_towns_sheet_and_no_other(world, as_user, county):
    kept = confirming.confirm(scopes.parse("d652324100"), PERIOD, by=world.users["manas_analyst"])
    url = reverse("reports:confirmed_appraisal", args=[kept.uuid])
    page = as_user("village_clerk").get(url)
    assert [line["shown"].label for line in page.context["lines"]] == [world.village.name]
    other = Organization.objects.get(pk=world.township.pk)
    assert other.name not in page.content.decode()
    assert as_user("other_township_clerk").get(url).status_code == 404
    own = as_user("village_clerk").get(f"{PAGE}?period=2021-01..2021-08").content.decode()
    assert url in own


def test_the_file_has_the_points_the_scheme_and_the_definitions(as_user, county):
    answer = as_user("manas_analyst").get(f"{PAGE}export/{ASKED}")
    book = load_workbook(BytesIO(answer.content))
    assert book.sheetnames == ["绩效考核表", "考核办法", "口径"]
    filled = compute(schemes.newest(), county, PERIOD)
    rows = [
        row
        for row in book["绩效考核表"].iter_rows(values_only=True)
        if row[0] in {line.label for line in filled.sheet.lines}
    ]
    assert len(rows) == len(filled.sheet.lines)
    shares = {marked.total for marked in filled.marked}
    assert any(row[1] not in (None, "—") for row in rows), shares
    assert JournalEntry.objects.filter(action="appraisal.exported").count() == 1


def test_the_api_tells_what_the_page_shows(as_user, county):
    answer = as_user("manas_analyst").get(f"/api/v1/appraisal/{ASKED}")
    told = answer.json()
    filled = compute(schemes.newest(), county, PERIOD)
    page = as_user("manas_analyst").get(PAGE + ASKED)
    assert [line["total"] or "—" for line in told["lines"]] == [
        line["shown"].total for line in page.context["lines"]
    ]
    assert [mark["address"] for line in told["lines"] for mark in line["marks"]] == [
        cell.address.text for cell in filled.sheet.cells
    ]
    assert sum(float(item["weight"]) for item in told["items"]) == 100
    assert as_user("village_clerk").get(f"/api/v1/appraisal/{ASKED}").status_code == 404
