"""What went wrong, as the API tells it: a permanent code and the sentence that the page shows."""

from typing import Any

from rest_framework.response import Response
from rest_framework.views import exception_handler

from mediation.kernel.errors import DomainError, InvalidInput


def handle(error: Exception, context: dict[str, Any]) -> Response | None:
    """`{"code", "detail"}`, and `errors` by field when fields were filled wrongly."""
    if isinstance(error, InvalidInput):
        return Response(
            {"code": error.code, "detail": error.message, "errors": error.errors}, status=error.status
        )
    if isinstance(error, DomainError):
        return Response({"code": error.code, "detail": error.message, **error.told}, status=error.status)
    response = exception_handler(error, context)
    if response is not None and isinstance(response.data, dict) and "detail" in response.data:
        detail = response.data["detail"]
        response.data = {"code": getattr(detail, "code", "error"), "detail": str(detail)}
    return response
