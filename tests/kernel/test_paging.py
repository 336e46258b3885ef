"""Walking a list by its cursors: every row once, in either direction, whatever the cursor."""

import base64
import json
from datetime import date, timedelta

import pytest
from django.apps.registry import Apps
from django.db import connection, models
from django.db.models.functions import Upper

from mediation.kernel import paging
from mediation.kernel.paging import paginate

NEWEST_FIRST = ("-accepted_on", "-id")


class Item(models.Model):  # noqa: DJ008
    accepted_on = models.DateField(null=True)
    name = models.CharField(max_length=20)
    parent = models.ForeignKey("self", models.CASCADE, null=True)

    class Meta:
        app_label = "paging"
        # A registry of its own: no migration is missed for a table that only this file makes.
        apps = Apps()


@pytest.fixture
def items(db):
    with connection.schema_editor() as editor:
        editor.create_model(Item)
    first = Item.objects.create(accepted_on=date(2021, 1, 1), name="n0")
    Item.objects.bulk_create(
        # Three rows a day, so that page edges fall inside a day.
        Item(accepted_on=date(2021, 1, 1) + timedelta(days=n // 3), name=f"n{n % 5}", parent=first)
        for n in range(1, 23)
    )
    return Item.objects.all()


def walk(queryset, direction, start=None, **options):
    """All pages in one direction from the start, or from the page given."""
    pages = [start or paginate(queryset, {}, **options)]
    while cursor := getattr(pages[-1], "next_cursor" if direction == "after" else "previous_cursor"):
        pages.append(paginate(queryset, {direction: cursor}, **options))
        assert len(pages) < 50
    return pages


@pytest.mark.parametrize("size", [1, 4, 7, 23, 50])
@pytest.mark.parametrize(
    "ordering",
    [NEWEST_FIRST, ("accepted_on", "id"), ("name", "-accepted_on", "id"), ("-pk",), ("parent__name", "id")],
)
def test_walking_forward_and_back_meets_every_row_once(items, ordering, size):
    rows = items.filter(parent__isnull=False) if ordering[0] == "parent__name" else items
    expected = list(rows.order_by(*ordering))
    forward = walk(rows, "after", ordering=ordering, size=size)
    assert [row for page in forward for row in page.items] == expected
    back = walk(rows, "before", forward[-1], ordering=ordering, size=size)
    assert [row for page in reversed(back) for row in page.items] == expected
    assert not forward[0].has_previous
    assert not forward[-1].has_next
    assert not back[-1].has_previous


def test_any_queryset_is_paged(items):
    annotated = items.annotate(loud=Upper("name"))
    page = paginate(annotated, {}, ordering=("loud", "id"), size=5)
    assert [row.loud for row in page.items] == ["N0"] * 5
    values = items.values("accepted_on", "id")
    first = paginate(values, {}, ordering=NEWEST_FIRST, size=5)
    second = paginate(values, {"after": first.next_cursor}, ordering=NEWEST_FIRST, size=5)
    assert [*first.items, *second.items] == list(values.order_by(*NEWEST_FIRST)[:10])


def _written(*values):
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


@pytest.mark.parametrize("direction", ["after", "before"])
@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "张三",
        "%00",
        "a" * 1000,
        "W10",  # []
        "bnVsbA",  # null
        _written("2021-01-01"),
        _written("2021-01-01", "1", "1"),
        _written("2021-02-30", "1"),
        _written("yesterday", "1"),
        _written("2021-01-01", "x"),
        _written("2021-01-01", None),
        _written("2021-01-01", {"a": 1}),
        _written("", ""),
        _written("2021-01-01\x00", "1"),
    ],
)
def test_a_bad_cursor_leads_to_the_first_page(items, direction, cursor):
    page = paginate(items, {direction: cursor}, ordering=NEWEST_FIRST, size=5)
    assert page == paginate(items, {}, ordering=NEWEST_FIRST, size=5)
    assert not page.has_previous


def test_a_cursor_beyond_the_list_leads_to_the_first_page(items):
    first = paginate(items, {}, ordering=NEWEST_FIRST, size=5)
    for params in [{"after": _written("1999-01-01", "1")}, {"before": _written("2999-01-01", str(10**30))}]:
        assert paginate(items, params, ordering=NEWEST_FIRST, size=5) == first


def test_a_row_added_meanwhile_moves_no_page(items):
    first = paginate(items, {}, ordering=NEWEST_FIRST, size=5)
    expected = paginate(items, {"after": first.next_cursor}, ordering=NEWEST_FIRST, size=5).items
    Item.objects.create(accepted_on=date(2021, 12, 31), name="new")
    assert paginate(items, {"after": first.next_cursor}, ordering=NEWEST_FIRST, size=5).items == expected


def test_the_number_of_queries_is_fixed(items, django_assert_num_queries):
    with django_assert_num_queries(2):
        page = paginate(items, {}, ordering=NEWEST_FIRST, size=5)
    with django_assert_num_queries(2):
        paginate(items, {"after": page.next_cursor}, ordering=NEWEST_FIRST, size=5)
    with django_assert_num_queries(1):
        paginate(items, {}, ordering=NEWEST_FIRST, size=5, total=23)


def test_the_total_is_exact_or_says_that_it_is_not(items, monkeypatch):
    assert str(paginate(items, {}, ordering=NEWEST_FIRST).total) == "23"
    monkeypatch.setattr(paging, "COUNTED_UP_TO", 22)
    total = paginate(items, {}, ordering=NEWEST_FIRST).total
    assert (str(total), total.exact) == ("22+", False)
    assert str(paginate(items, {}, ordering=NEWEST_FIRST, total=5205).total) == "5205"


def test_an_empty_list_has_one_empty_page(items):
    page = paginate(items.none(), {}, ordering=NEWEST_FIRST)
    assert (page.items, str(page.total), page.has_next, page.has_previous) == ([], "0", False, False)


@pytest.mark.parametrize("ordering", [(), ("-accepted_on",)])
def test_an_ordering_without_a_unique_end_is_refused(items, ordering):
    with pytest.raises(ValueError, match="unique"):
        paginate(items, {}, ordering=ordering)


def test_an_ordering_by_an_empty_column_is_refused(items):
    Item.objects.create(accepted_on=None, name="undated")
    with pytest.raises(ValueError, match="may be empty"):
        paginate(items, {}, ordering=NEWEST_FIRST, size=1)


@pytest.mark.parametrize("size", [1, 4, 7, 50])
@pytest.mark.parametrize("ordering", [NEWEST_FIRST, ("accepted_on", "id"), ("name", "-accepted_on", "id")])
def test_a_list_in_parts_is_the_list(items, ordering, size):
    parts = [
        items.filter(name__in=["n0", "n1"]),
        items.filter(name__in=["n1", "n2"]),
        items.filter(name="n9"),
    ]
    expected = list(items.filter(name__in=["n0", "n1", "n2"]).order_by(*ordering))
    forward = walk(items, "after", ordering=ordering, size=size, parts=parts)
    assert [row for page in forward for row in page.items] == expected
    assert {page.total.rows for page in forward} == {len(expected)}
    backward = walk(items, "before", start=forward[-1], ordering=ordering, size=size, parts=parts)
    assert [row for page in reversed(backward) for row in page.items] == expected
