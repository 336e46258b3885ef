"""Whether this installation can work: for load balancers and the people who watch it."""

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse


def health(request: HttpRequest) -> JsonResponse:
    """200 while the database answers; the broker's state is told and is no reason to stop serving."""
    database = _database_answers()
    body = {"database": database, "broker": _broker_answers()}
    return JsonResponse(body, status=200 if database else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _broker_answers() -> bool:
    try:
        cache.get("health")
    except Exception:  # noqa: BLE001  every driver has its own errors, and none may reach this page
        return False
    return True
