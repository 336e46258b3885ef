"""The public register, for whoever is logged in or holds a token."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.generics import ListAPIView, RetrieveAPIView

from mediation.api_paging import KeysetPagination
from mediation.kernel.calendar import today
from mediation.kernel.errors import InvalidInput

from ..enums import OrganizationKind
from ..forms import RegisterFilterForm
from ..models import Organization
from .serializers import OrganizationSerializer

ORGANIZATIONS: QuerySet[Organization] = Organization.objects.select_related("division", "sealed_by", "host")


@extend_schema_view(
    get=extend_schema(
        operation_id="organizations_list",
        summary="Organizations of the register",
        tags=["organizations"],
        parameters=[
            OpenApiParameter("kind", OpenApiTypes.STR, enum=OrganizationKind.values),
            OpenApiParameter("division", OpenApiTypes.STR, description="Code; those below it are included."),
            OpenApiParameter("closed", OpenApiTypes.BOOL, description="Closed ones too."),
        ],
    )
)
class OrganizationList(ListAPIView[Organization]):
    """Organizations that exist today, by division; people and their telephones are on the pages only."""

    queryset = ORGANIZATIONS
    serializer_class = OrganizationSerializer
    pagination_class = KeysetPagination
    keyset_ordering = ("division__code", "id")

    def get_queryset(self) -> QuerySet[Organization]:
        form = RegisterFilterForm(self.request.query_params)
        if not form.is_valid():
            raise InvalidInput(form.errors)
        filters: dict[str, Any] = form.cleaned_data
        organizations: Any = ORGANIZATIONS.all()
        if not filters["closed"]:
            organizations = organizations.valid_on(today())
        if filters["division"]:
            organizations = organizations.standing_in(filters["division"])
        if filters["kind"]:
            organizations = organizations.of_kind(filters["kind"])
        return organizations


@extend_schema_view(
    get=extend_schema(
        operation_id="organizations_retrieve", summary="One organization", tags=["organizations"]
    )
)
class OrganizationDetail(RetrieveAPIView[Organization]):
    """One organization, closed or not."""

    queryset = ORGANIZATIONS
    serializer_class = OrganizationSerializer
    lookup_field = "uuid"
