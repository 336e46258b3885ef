"""Pages of the API's lists: the same keys as the pages' lists (mediation/kernel/paging.py), with whole addresses."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param
from rest_framework.views import APIView

from mediation.kernel.paging import Page, paginate

DEFAULT_SIZE = 50
LARGEST_SIZE = 200


class KeysetPagination(BasePagination):
    """`?after=`, `?before=` and `?size=`. The view names its order in `keyset_ordering`, which ends with a unique column, and
    where an index needs it the parts of its list in `keyset_parts`."""

    page: Page[Any]

    def paginate_queryset(
        self, queryset: QuerySet[Any], request: Request, view: APIView | None = None
    ) -> list[Any]:
        self.address = request.build_absolute_uri()
        ordering = getattr(view, "keyset_ordering", ("-id",))
        parts = getattr(view, "keyset_parts", ())
        self.page = paginate(
            queryset, request.query_params, ordering=ordering, size=page_size(request), parts=parts
        )
        return self.page.items

    def get_paginated_response(self, data: Any) -> Response:
        return Response(
            {
                "total": self.page.total.rows,
                "total_is_exact": self.page.total.exact,
                "next": self._link("after", "before", self.page.next_cursor),
                "previous": self._link("before", "after", self.page.previous_cursor),
                "results": data,
            }
        )

    def _link(self, name: str, other: str, cursor: str | None) -> str | None:
        if cursor is None:
            return None
        return replace_query_param(remove_query_param(self.address, other), name, cursor)

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["total", "total_is_exact", "next", "previous", "results"],
            "properties": {
                "total": {"type": "integer", "description": "Rows of the whole list, counted up to 1000."},
                "total_is_exact": {"type": "boolean", "description": "False: there are more than 1000."},
                "next": link,
                "previous": link,
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        cursor = "Opaque; taken from `next` or `previous`."
        return [
            _parameter("after", {"type": "string"}, cursor),
            _parameter("before", {"type": "string"}, cursor),
            _parameter(
                "size",
                {"type": "integer", "minimum": 1, "maximum": LARGEST_SIZE, "default": DEFAULT_SIZE},
                "Rows of a page.",
            ),
        ]


def page_size(request: Request) -> int:
    """How many rows a page was asked to have, within limits."""
    typed = request.query_params.get("size", "")
    if not (typed.isascii() and typed.isdigit()):
        return DEFAULT_SIZE
    return min(max(int(typed[:4]), 1), LARGEST_SIZE)


def _parameter(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": description}
