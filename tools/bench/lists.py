"""Lists: the statement of a page against the fetch of as many rows of the same columns by their keys."""

from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from cases.models import Case
from cases.views.listing import ORDERING
from mediation.kernel.paging import Page, paginate
from organizations.models import User
from reports import drilldown
from reports.indicators import get

from .cast import Cast
from .measures import NothingThere, measure
from .timing import Call

PAGE = 51  # fifty rows, and one that says whether more follow
DEEP = (10, 1000)
NEWEST_ACCEPTED = ("-accepted_on", "-id")
BY_KEY = "50 rows by key"


def bare(call: Call) -> Call:
    """The statements that a call sends, sent again without Python around them; every row is read, no objects are made."""
    with CaptureQueriesContext(connection) as sent:
        call()
    statements = [query["sql"] for query in sent]

    def again() -> None:
        with connection.cursor() as cursor:
            for sql in statements:
                cursor.execute(sql)
                cursor.fetchall()

    return again


def by_key(columns: QuerySet[Any], keys: list[int]) -> Call:
    """The fetch of these rows by their keys. Raises NothingThere without keys."""
    if not keys:
        raise NothingThere("no case in this list")
    return bare(lambda: list(columns.filter(pk__in=keys)))


def case_list(user: User, asked: Mapping[str, str], total: int | None = 0, searched: str = "") -> Page[Case]:
    """The page of a person's case list; with `total` its rows are not counted."""
    parts = Case.objects.visible_parts(user)
    if searched:
        parts = [part.matching(searched) for part in parts]
    return paginate(Case.objects.for_list(user), asked, ordering=ORDERING, total=total, parts=parts)


def behind_a_figure(cast: Cast, level: str) -> QuerySet[Any]:
    """The list behind 受理案件 of a year."""
    (listing,) = get("cases_accepted").lists(cast.scope(level), cast.year)
    return listing.rows.select_related(*drilldown.shape_of(listing).related)


def figure_page(rows: QuerySet[Any], asked: Mapping[str, str], size: int = 50) -> Page[Any]:
    """A page of the list behind a figure, as reports.drilldown asks for it."""
    bare_rows = rows.select_related(None)
    return paginate(rows, asked, ordering=NEWEST_ACCEPTED, size=size, total=0, parts=[bare_rows])


def _register() -> None:
    for level in ("village", "town", "county"):

        @measure(f"case list, {level}", BY_KEY, target=1.2, rounds=60)
        def first_page(cast: Cast, level: str = level) -> list[Call]:
            user = cast.user(level)
            keys = [case.pk for case in case_list(user, {}).items]
            return [bare(lambda: case_list(user, {})), by_key(Case.objects.for_list(user), keys)]

        @measure(f"case list with its count to 1000, {level}", BY_KEY, rounds=30)
        def counted(cast: Cast, level: str = level) -> list[Call]:
            user = cast.user(level)
            keys = [case.pk for case in case_list(user, {}).items]
            return [bare(lambda: case_list(user, {}, None)), by_key(Case.objects.for_list(user), keys)]

    for level in ("county", "prefecture", "province"):

        @measure(f"list behind a figure, {level}", BY_KEY, target=1.2, rounds=60)
        def first_page_behind(cast: Cast, level: str = level) -> list[Call]:
            rows = behind_a_figure(cast, level)
            keys = [case.pk for case in figure_page(rows, {}).items]
            columns = Case.objects.all()
            columns.query.select_related = rows.query.select_related
            return [bare(lambda: figure_page(rows, {})), by_key(columns, keys)]

    for number in DEEP:

        @measure(
            f"page {number} of the list behind a figure, province", "its first page", target=1.2, rounds=60
        )
        def page(cast: Cast, number: int = number) -> list[Call]:
            rows = behind_a_figure(cast, "province")
            before = figure_page(rows, {}, size=50 * (number - 1)).next_cursor
            if before is None:
                raise NothingThere("so long is the list not")
            return [bare(lambda: figure_page(rows, {"after": before})), bare(lambda: figure_page(rows, {}))]

    for name, typed in (("a name", _a_name), ("words of the story", _a_phrase)):

        @measure(f"search for {name}, county", BY_KEY, rounds=20)
        def search(cast: Cast, typed: Any = typed) -> list[Call]:
            user = cast.user("county")
            mine = Case.objects.visible_to(user).order_by(*ORDERING)
            if not mine.exists():
                raise NothingThere("no case to look for")
            word, keys = typed(mine), list(mine.values_list("pk", flat=True)[:PAGE])
            columns = Case.objects.for_list(user)
            return [bare(lambda: case_list(user, {}, searched=word)), by_key(columns, keys)]


def _a_name(mine: QuerySet[Any]) -> str:
    return str(mine.filter(parties__kind="natural").values_list("parties__name", flat=True)[0])[-2:]


def _a_phrase(mine: QuerySet[Any]) -> str:
    return str(mine[0].text.summary)[4:8]


_register()
