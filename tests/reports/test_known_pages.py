"""Pages of figures as known on a day: the day stands in the address, and in that of every list and link of the page."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client

from cases.models import Case
from mediation.kernel.calendar import today
from tests.reports.histories import case
from tests.world import build

PERIOD = "2021-01..2021-08"
PAGES = ("", "compare/", "docking/", "team/", "timeliness/", "official/")


@pytest.fixture
def told(transactional_db):
    """Two cases that the system has had for ten days, one of them corrected just now, and one that came just now."""
    world = build()
    first, second, late = (case(world.village, date(2021, 3, day)) for day in (3, 4, 5))
    first.save()
    second.save()
    _known_since(today() - timedelta(10))
    Case.objects.filter(pk=first.pk).update(dispute_type="contract", accepted_on=date(2021, 9, 2))
    late.save()
    return world


def _known_since(day):
    """Let everything be known for some days already, as if nobody had touched it since."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.columns WHERE column_name = 'known_from' "
            "AND table_schema = 'public' AND table_name <> 'kernel_rowversion'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
            cursor.execute(f'UPDATE "{table}" SET known_from = %s', [day])
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')


@pytest.fixture
def browser(told):
    browser = Client()
    browser.force_login(told.users["analyst"])
    return browser


YESTERDAY = f"known={(today() - timedelta(1)).isoformat()}"


def test_a_list_is_that_of_the_day_and_its_cases_are_sealed(browser):
    address = f"/reports/figures/d652300/{PERIOD}/cases_accepted/"
    assert browser.get(address).context["opened"].figure.operands == (2,)
    page = browser.get(f"{address}?{YESTERDAY}")
    assert page.context["opened"].figure.operands == (2,)
    assert [row.is_sealed for row in page.context["rows"]] == [True, True]
    contract = f"/reports/figures/d652300/{PERIOD}/cases_type_contract/"
    before = browser.get(f"{contract}?{YESTERDAY}").context["opened"].figure.operands
    Case.objects.filter(accepted_on=date(2021, 3, 4)).update(dispute_type="contract")
    now = browser.get(contract).context["opened"].figure.operands
    assert (before, now) == ((0,), (1,))
    assert browser.get(f"{contract}?{YESTERDAY}").context["opened"].figure.operands == (0,)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_figures_says_the_day_and_its_links_keep_it(browser, page):
    answer = browser.get(f"/reports/{page}?scope=d652300&period={PERIOD}&{YESTERDAY}")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "所知的数字" in text
    lists = [part.split('"')[0] for part in text.split('href="/reports/figures/')[1:]]
    lists = [address for address in lists if address]
    assert lists or page == "docking/"
    assert all(YESTERDAY in address for address in lists), [a for a in lists if YESTERDAY not in a][:3]
    now = browser.get(f"/reports/{page}?scope=d652300&period={PERIOD}").content.decode()
    assert "所知的数字" not in now
    assert "known=" not in now


def test_a_line_of_an_official_table_is_of_the_day(browser):
    address = f"/reports/official/?scope=d652300&period={PERIOD}"

    def accepted(page):
        return page.context["sheet"].lines[0].cells[0].figure.operands

    Case.objects.filter(accepted_on=date(2021, 3, 5)).update(accepted_on=date(2021, 10, 1))
    assert accepted(browser.get(address)) == (1,)
    assert accepted(browser.get(f"{address}&{YESTERDAY}")) == (2,)


def test_files_are_of_the_day_too(browser):
    Case.objects.filter(accepted_on=date(2021, 3, 5)).update(accepted_on=date(2021, 10, 1))
    address = f"/reports/official/cases/d652300/{PERIOD}/export.csv"

    def total(address):
        lines = browser.get(address).content.decode("utf-8-sig").splitlines()
        return next(line for line in lines if line.startswith("合计")).split(",")[1]

    assert Decimal(total(address)) == 1
    assert Decimal(total(f"{address}?{YESTERDAY}")) == 2


@pytest.mark.parametrize("day", ["yesterday", "2001-01-01"])
def test_a_day_that_nobody_knows_of_is_told_and_the_page_is_of_now(browser, day):
    answer = browser.get(f"/reports/?scope=d652300&period={PERIOD}&known={day}", follow=True)
    assert answer.status_code == 200
    assert "known=" not in answer.request["QUERY_STRING"]
    assert [str(message) for message in answer.context["messages"]]
    assert browser.get(f"/reports/official/cases/d652300/{PERIOD}/export.csv?known={day}").status_code == 404


def test_today_is_now(browser):
    page = browser.get(f"/reports/?scope=d652300&period={PERIOD}&known={today().isoformat()}")
    assert page.status_code == 200
    assert "所知的数字" not in page.content.decode()


def test_what_a_reader_may_see_is_of_now(told, browser):
    analyst = told.users["analyst"]
    analyst.person.posts.update(valid_until=today() - timedelta(2))
    fresh = Client()
    fresh.force_login(told.fresh("analyst"))
    assert fresh.get(f"/reports/?scope=d652300&period={PERIOD}&{YESTERDAY}").status_code == 404
