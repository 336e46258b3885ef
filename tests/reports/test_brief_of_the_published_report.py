"""The brief for January to August 2021 states the 46 published facts, each opening its list, on the loaded demo."""

from collections import Counter

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organizations.models import Division, User
from reports import publication, scopes
from reports.brief import library
from reports.brief.writing import write
from reports.periods import FirstMonths
from tests.reports.demo_database import demo

__all__ = ["demo"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo"), pytest.mark.xdist_group("demo")]

JAN_AUG = FirstMonths(2021, 8)


@pytest.fixture
def prefecture():
    return scopes.of_division(Division.objects.get(level="prefecture"))


@pytest.fixture
def brief(prefecture):
    return write(library.offered(prefecture.division)["work_report"].body, prefecture, JAN_AUG)


def test_the_brief_states_every_published_row(brief, prefecture):
    stated = Counter(
        (part.reported.row.indicator.code, part.reported.row.period.code) for part in brief.stated
    )
    text = {
        (part.reported.row.indicator.code, part.reported.row.period.code): part.text for part in brief.stated
    }
    for reported in publication.rows(prefecture):
        key = (reported.row.indicator.code, reported.row.period.code)
        assert stated[key], reported.row.key
        assert reported.text.lstrip("-") in text[key], reported.row.key


def test_it_reads_like_the_report(brief):
    text = "".join(line.text for line in brief.lines)
    for said in (
        "受理矛盾纠纷5,205件，同比增长38.35%",
        "调解成功5,177件，同比增长37.72%",
        "调解成功率99.46%（调解成功÷受理），同比下降0.45个百分点",
        "排查7,895次，同比增长175.75%",
        "涉及金额18,085.9万元",
        "诉调对接案件5,857件，占同期人民调解案件的51%",
        "受理金融纠纷500余件",
        "由年初的47名变为期末的69名",
        "2019年为87.23万元，2020年为58.547万元，合计145.777万元",
    ):
        assert said in text, said


def test_each_figure_opens_the_list_it_counts(brief):
    analyst = User.objects.get(
        person__posts__role_code="analyst", person__posts__organization__division__level="prefecture"
    )
    browser = Client()
    browser.force_login(analyst, backend="django.contrib.auth.backends.ModelBackend")
    page = browser.get("/reports/brief/?period=2021-01..2021-08")
    for source in page.context["sources"]:
        opened = browser.get(source.url)
        assert opened.status_code == 200, source.label
        assert opened.context["opened"].figure.operands == source.address.figure().operands


def test_the_page_takes_as_many_queries_as_its_periods_need(brief, prefecture):
    body = library.offered(prefecture.division)["work_report"].body
    with CaptureQueriesContext(connection) as queries:
        write(body, prefecture, JAN_AUG)
    assert len(queries) <= 60
