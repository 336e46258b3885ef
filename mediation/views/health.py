"""Whether this installation can work: for load balancers and the people who watch it."""

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from mediation.kernel import replica


def health(request: HttpRequest) -> JsonResponse:
    """200 while the database answers; the broker's and the replica's state are told and no reason to stop serving."""
    database = _database_answers()
    body: dict[str, object] = {"database": database, "broker": _broker_answers()}
    if database and replica.is_configured():
        state = replica.observe()
        body["replica"] = state.health
        body["replica_age_seconds"] = round(state.age.total_seconds(), 1) if state.as_of else None
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
