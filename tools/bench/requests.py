"""Whole requests, from the middleware to the last byte, against an empty page of the same person."""

from django.urls import reverse

from cases.models import Case

from .cast import Cast
from .measures import NothingThere, measure
from .timing import Call
from .urls import EMPTY

LIMIT = "an empty page of the same person"


def _get(cast: Cast, level: str, address: str) -> Call:
    browser = cast.browser(level)

    def call() -> None:
        answer = browser.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}")
        b"".join(answer) if answer.streaming else answer.content

    return call


def _register() -> None:
    pages = (
        ("case list", "village", "cases:list", ""),
        ("case list", "county", "cases:list", ""),
        ("overview", "prefecture", "reports:dashboard", "?period={year}"),
        ("official table", "prefecture", "reports:official", "?period={year}"),
        ("work report", "prefecture", "reports:brief", "?period={year}"),
    )
    for name, level, view, query in pages:

        @measure(f"request: {name}, {level}", LIMIT, rounds=8)
        def page(cast: Cast, level: str = level, view: str = view, query: str = query) -> list[Call]:
            address = reverse(view) + query.format(year=cast.year.code)
            return [_get(cast, level, address), _get(cast, level, EMPTY)]

    @measure("request: one case, village", LIMIT, rounds=8)
    def case(cast: Cast) -> list[Call]:
        mine = Case.objects.visible_to(cast.user("village")).first()
        if mine is None:
            raise NothingThere("no case to open")
        return [
            _get(cast, "village", reverse("cases:detail", args=[mine.uuid])),
            _get(cast, "village", EMPTY),
        ]


_register()
