"""Which pages read from the replica, and that people see what they wrote themselves."""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import MiddlewareNotUsed
from django.core.signing import BadSignature
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from mediation.kernel import replica
from mediation.kernel.replica import observing

Handler = Callable[[HttpRequest], HttpResponse]

# Lists, figures and their files. A page on which somebody works with one record is none of them.
PAGES = frozenset(
    {
        "cases:list",
        "cases:overdue",
        "cases:performance",
        "cases:confirmation",
        "referrals:letters",
        "reports:dashboard",
        "reports:compare",
        "reports:docking",
        "reports:team",
        "reports:timeliness",
        "reports:report",
        "reports:export_report",
        "reports:figure",
        "reports:export_figure",
        "reports:export_dashboard",
        "reports:official",
        "reports:export_official",
        "reports:brief",
        "reports:brief_word",
        "wall:display",
        "api:cases",
        "api:referrals",
        "api:indicators",
        "api:indicator",
        "api:indicator_children",
        "api:indicator_rows",
        "api:official_tables",
        "api:official_table",
    }
)
COOKIE = "written"
_SAFE = frozenset({"GET", "HEAD"})
# A replica that has not come so far by then is too old to be read anyhow.
KEPT = 3600


class ReplicaMiddleware:
    """Reads of `PAGES` go to the replica once it has what this person wrote last.

    Where the person has come to is a position in the log: in the cache under the person, or under a client's token, and in a
    signed cookie in case the cache is away. A statement that fails on the replica makes the page anew from the primary.
    """

    def __init__(self, get_response: Handler) -> None:
        if not replica.is_configured():
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with replica.noting_writes() as wrote, replica.reading(False):
            response = self.get_response(request)
        if wrote[0] or request.method not in _SAFE:
            _remember(request, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> None:
        """Decide where the view reads; `__call__` ends it."""
        match = request.resolver_match
        if request.method not in _SAFE or match is None or match.view_name not in PAGES:
            return
        position = _written(request)
        state = None if position == _UNKNOWN else replica.enough_for(position)
        if state is None:
            return
        if state.age > timedelta(seconds=settings.REPLICA_TOLD_SECONDS):
            request.shown_as_of = state.as_of  # type: ignore[attr-defined]
        replica.read_from_replica(True)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """It is gone, or the query stood in the way of replaying: the primary has it all."""
        if not replica.is_reading() or not isinstance(exception, OperationalError | InterfaceError):
            return None
        observing.lost()
        replica.read_from_replica(False)
        request.shown_as_of = None  # type: ignore[attr-defined]
        view, args, kwargs = request.resolver_match  # type: ignore[misc]
        return view(request, *args, **kwargs)  # type: ignore[no-any-return]


# Somebody has written, and nobody knows any more how far.
_UNKNOWN = -1


def _remember(request: HttpRequest, response: HttpResponse) -> None:
    position = replica.current_position()
    with suppress(Exception):
        for key in _keys(request):
            cache.set(key, position, KEPT)
    response.set_signed_cookie(
        COOKIE,
        str(position),
        max_age=KEPT,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _written(request: HttpRequest) -> int | None:
    """The position behind this person's last write; None if there was none of late."""
    positions = []
    keys = _keys(request)
    try:
        positions += [int(found) for found in cache.get_many(keys).values()]
    except Exception:  # noqa: BLE001  every driver has its own errors
        if _token(request):
            return _UNKNOWN
    with suppress(KeyError, BadSignature, ValueError):
        positions.append(int(request.get_signed_cookie(COOKIE)))
    return max(positions, default=None)


def _keys(request: HttpRequest) -> list[str]:
    """Under which a person's writes are kept, in whichever browser; a client with a token keeps no cookies."""
    found = []
    if token := _token(request):
        found.append(f"written:{hashlib.sha256(token.encode()).hexdigest()}")
    user = getattr(request, "user", None)
    if user is not None and user.pk:
        found.append(f"written:{user.pk}")
    return found


def _token(request: HttpRequest) -> str:
    return request.headers.get("Authorization", "")
