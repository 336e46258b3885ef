"""January–August 2021 of the demo, signed: after a thousand later edits the figures stand to the byte, and the
difference list names exactly those edits that moved a figure.

What ought to be named is kept apart by the test: each edit is tried alone against the 46 rows before it is made.
"""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from uuid import uuid4

import pytest
from django.db import connection

from cases.models import Case, Confirmation, Party, ScreeningRound, SubsidyClaim
from organizations.models import Badge, Division, Post, User
from reports import publication, scopes, signing
from reports.models import SignedTable, TableLayout
from reports.official import computing
from reports.periods import FirstMonths, Month
from tests.reports.demo_database import _use, demo
from tests.running import _clone

__all__ = ["demo"]

pytestmark = [pytest.mark.xdist_group("demo"), pytest.mark.slow]

PERIOD = FirstMonths(2021, 8)
LATE = 100


@pytest.fixture
def in_its_own_transactions(demo, demo_database, request):
    """A clone of the demo to write to: the edits must be transactions of their own."""
    usual = connection.settings_dict["NAME"]
    connection.close()
    clone = _clone(demo_database.name, f"{demo_database.name}_signed")
    _use(clone.name)
    yield
    _use(usual)


class Edits:
    """A thousand edits of many kinds, a transaction each, with what each did to which column of which row."""

    def __init__(self):
        self.rng = Random(20210831)
        self.before = {}
        self.after = {}
        self.touched = set()
        self.cases = list(Case.objects.counted().filter(accepted_on__gte=date(2019, 6, 1)).order_by("pk"))
        self.rng.shuffle(self.cases)

    def change(self, row, **values):
        """Change columns of a row, each row once, and write down what they were."""
        key = (row._meta.db_table, row.pk)
        assert key not in self.touched
        self.touched.add(key)
        for name, value in values.items():
            if getattr(row, name) != value:
                self.before[(*key, name)] = getattr(row, name)
                self.after[(*key, name)] = value
        type(row).objects.filter(pk=row.pk).update(**values)

    def take(self, fits=lambda case: True):
        for number, case in enumerate(self.cases):
            if fits(case):
                return self.cases.pop(number)
        raise LookupError("no such case is left")

    def all(self):
        for _number in range(100):
            case = self.take()
            self.change(case, dispute_type=self.rng.choice(["contract", "medical", "house_land", "other"]))
            case = self.take(lambda case: case.source == "application")
            self.change(case, source="entrusted", entruster="court")
            case = self.take(lambda case: case.entruster == "court")
            self.change(case, entruster="police")
            case = self.take()
            self.change(case, is_major=not case.is_major)
            case = self.take(lambda case: case.succeeded_on)
            self.change(case, succeeded_amount=case.succeeded_amount + 7)
            case = self.take(lambda case: case.succeeded_on)
            self.change(case, succeeded_on=case.succeeded_on + timedelta(self.rng.randrange(1, 300)))
            case = self.take(lambda case: case.applied_on > date(2020, 1, 1))
            moved = case.accepted_on - timedelta(self.rng.randrange(1, 300))
            self.change(case, applied_on=min(case.applied_on, moved), accepted_on=moved)
        for _number in range(60):
            self.change(self.take(), status="voided")
            case = self.take(lambda case: case.outcome == "oral_agreement")
            self.change(case, outcome="written_agreement")
        for claim in SubsidyClaim.objects.order_by("pk")[:: max(SubsidyClaim.objects.count() // 40, 1)][:40]:
            self.change(claim, amount=claim.amount + 10)
        for one in Confirmation.objects.filter(result="confirmed").order_by("pk")[:60:2]:
            self.change(one, result="refused")
        for badge in Badge.objects.order_by("pk")[:40:2]:
            self.change(badge, valid_until=badge.valid_from + timedelta(1))
        for post in Post.objects.filter(role_code="mediator", valid_from__lt=date(2021, 6, 1)).order_by(
            "-pk"
        )[:20]:
            self.change(post, valid_until=date(2021, 7, 1))
        for number in range(LATE):
            self.add(self.take(), number)
        for party in Party.objects.order_by("pk")[:100]:
            Party.objects.filter(pk=party.pk).update(address="示例路1号")

    def add(self, like, number):
        like.pk, like.uuid = None, uuid4()
        like.registration_no, like.official_no = f"补{number}", f"（补）{number}号"
        like._state.adding = True
        like.save(force_insert=True)
        self.before["cases_case", like.pk, ""] = None
        self.after["cases_case", like.pk, ""] = like


def membership(rows):
    """What each row of each list counts for, by list: the figures taken to pieces."""
    found = {}
    for row in rows:
        for number, listing in enumerate(row.lists):
            names = [listing.measure.column_summed] if hasattr(listing.measure, "column_summed") else []
            key = (row.row.key, number)
            found[key] = {
                (listing.rows.model._meta.db_table, one[0]): one[1:]
                for one in listing.rows.order_by().values_list("pk", *names)
            }
    return found


def test_after_a_thousand_edits_the_signature_stands_and_the_list_names_the_edits(in_its_own_transactions):
    whole = scopes.of_division(Division.objects.get(code="652300", valid_until=None))
    analyst = User.objects.filter(person__isnull=False).order_by("pk").first()
    rows = publication.rows(whole, Month(2021, 8))
    signed = signing.sign_report(rows, PERIOD, by=analyst, title="1—8月工作情况")
    layout = TableLayout.objects.filter(code="cases").first()
    table = signing.sign(computing.compute(layout, whole, PERIOD), by=analyst)
    documents = {one.pk: one.document for one in (signed, table)}
    was = membership(rows)

    edits = Edits()
    edits.all()
    assert len(edits.before) + 100 >= 1000, len(edits.before)
    now = membership(publication.rows(whole, Month(2021, 8)))

    for one in SignedTable.objects.filter(pk__in=documents):
        assert one.document == documents[one.pk]
        assert signing.verify(one) == []

    moved = {
        row
        for key in was
        for row in was[key].keys() | now[key].keys()
        if was[key].get(row) != now[key].get(row)
    }
    found = signing.differences(signed)
    assert found.adds_up
    assert found.cells
    fields = {(c.table, c.pk, c.column): c for entry in found.entries for c in entry.changes}
    # Named is nothing but what was edited …
    assert fields.keys() <= edits.before.keys(), sorted(fields.keys() - edits.before.keys())[:5]
    # … with what it was and is; …
    for key, change in fields.items():
        if key[2] in ("succeeded_amount", "amount"):
            assert Decimal(change.before.replace(",", "")) == edits.before[key]
            assert Decimal(change.after.replace(",", "")) == edits.after[key]
        if key[2].endswith("_on"):
            assert (change.before, change.after) == (str(edits.before[key]), str(edits.after[key]))
        assert (change.came, change.went) == (key[2] == "", False)
    # … and of each row that moved a list, an edit of its own or of what it hangs on.
    named = {key[:2] for key in fields}
    for table_name, pk in moved:
        if table_name in ("cases_case", "cases_subsidyclaim", "cases_confirmation"):
            around = {(table_name, pk)}
            if table_name == "cases_subsidyclaim":
                around.add(("cases_case", SubsidyClaim.objects.get(pk=pk).case_id))
            if table_name == "cases_confirmation":
                around.add(("cases_case", Confirmation.objects.get(pk=pk).agreement.case_id))
            assert around & named, (table_name, pk)
    assert not {c.table for c in fields.values()} & {"cases_party"}
    assert not [c for c in fields.values() if c.column == "is_major"], (
        "no row of the report counts major disputes"
    )
    assert not [c for c in fields.values() if c.column == "outcome"], "nor agreements by their form"
    official = signing.differences(table)
    assert official.adds_up
    assert {c.column for entry in official.entries for c in entry.changes} >= {
        "is_major",
        "outcome",
        "dispute_type",
    }
    assert ScreeningRound.objects.exists()
