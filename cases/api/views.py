"""Cases by API: the same querysets, forms and workflow as the pages; never a filter by person."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiParameter,
    PolymorphicProxySerializer,
    extend_schema,
    extend_schema_view,
)
from rest_framework import serializers, status
from rest_framework.exceptions import NotFound, PermissionDenied
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from mediation.api_paging import KeysetPagination
from mediation.kernel.errors import InvalidInput

from .. import policies, reading, registering
from ..enums import CaseStatus, DisputeType, Source
from ..forms import CaseFilterForm, RegisterCaseForm
from ..models import Case
from ..workflow import case_workflow
from . import requests
from .from_forms import serializer_of
from .serializers import CaseListSerializer, CaseSerializer, TransitionSerializer

TAGS = ["cases"]
KEY_PARAMETER = OpenApiParameter(
    requests.KEY, OpenApiTypes.UUID, OpenApiParameter.HEADER, description="The same key acts once."
)
RegisterRequest = serializer_of(RegisterCaseForm)
_version = serializers.IntegerField(
    required=False, help_text="The version that was read; a newer one is told as a conflict."
)
TransitionRequest = PolymorphicProxySerializer(
    component_name="TransitionRequest",
    serializers=list(
        {
            step.form: serializer_of(step.form, version=_version)
            for step in case_workflow.transitions.values()
            if step.on_page
        }.values()
    ),
    resource_type_field_name=None,
)


@extend_schema_view(
    get=extend_schema(
        operation_id="cases_list",
        summary="Cases that you may see, newest first",
        tags=TAGS,
        parameters=[
            OpenApiParameter("status", enum=["open", "done", *CaseStatus.values[:-1]]),
            OpenApiParameter("type", enum=DisputeType.values),
            OpenApiParameter("source", enum=Source.values),
            OpenApiParameter("mark", enum=["major", "protected"]),
            OpenApiParameter("since", OpenApiTypes.DATE, description="First day of application."),
            OpenApiParameter("until", OpenApiTypes.DATE, description="Last day of application, included."),
        ],
    )
)
class CaseList(ListAPIView[Case]):
    """The list, and registration."""

    queryset = Case.objects.none()
    serializer_class = CaseListSerializer
    pagination_class = KeysetPagination
    keyset_ordering = ("-applied_on", "-id")
    keyset_parts: Sequence[QuerySet[Case]] = ()

    def get_queryset(self) -> QuerySet[Case]:
        user = self.request.user
        decision = policies.can_see_cases(user)  # type: ignore[arg-type]
        if not decision:
            raise PermissionDenied(decision.reason)
        form = CaseFilterForm(self.request.query_params, actor=user)
        if not form.is_valid():
            raise InvalidInput(form.errors)
        self.keyset_parts = [form.narrow(part) for part in Case.objects.visible_parts(user)]
        return form.narrow(Case.objects.visible_to(user)).for_list(user)

    @extend_schema(
        operation_id="cases_register",
        summary="Log a dispute",
        tags=TAGS,
        parameters=[KEY_PARAMETER],
        request=RegisterRequest,
        responses={201: CaseSerializer},
    )
    def post(self, request: Request) -> Response:
        decision = policies.can_register_somewhere(request.user)  # type: ignore[arg-type]
        if not decision:
            raise PermissionDenied(decision.reason)
        form = RegisterCaseForm(requests.body(request), actor=request.user)
        case = requests.act_once(request, lambda: registering.register(form, by=request.user))  # type: ignore[arg-type]
        return Response(told(request, case), status=status.HTTP_201_CREATED)


class CaseDetail(APIView):
    """One case."""

    @extend_schema(
        operation_id="cases_retrieve", summary="One case", tags=TAGS, responses={200: CaseSerializer}
    )
    def get(self, request: Request, uuid: UUID) -> Response:
        case = find(request, uuid)
        reading.record(case, by=request.user)  # type: ignore[arg-type]
        return Response(told(request, case))


class CaseTransitions(APIView):
    """What can be done with a case now."""

    @extend_schema(
        operation_id="cases_transitions",
        summary="Steps that the status allows, with the reason of each denied one",
        tags=TAGS,
        responses={200: TransitionSerializer(many=True)},
    )
    def get(self, request: Request, uuid: UUID) -> Response:
        available = case_workflow.available(find(request, uuid), request.user)
        return Response(TransitionSerializer(available, many=True).data)


class CaseTransition(APIView):
    """One step."""

    @extend_schema(
        operation_id="cases_transition",
        summary="Take one step",
        tags=TAGS,
        parameters=[
            KEY_PARAMETER,
            OpenApiParameter(
                "name",
                location=OpenApiParameter.PATH,
                enum=[step.name for step in case_workflow.transitions.values() if step.on_page],
            ),
        ],
        request=TransitionRequest,
        responses={200: CaseSerializer},
    )
    def post(self, request: Request, uuid: UUID, name: str) -> Response:
        case = find(request, uuid)
        step = case_workflow.transitions.get(name)
        if step is None or not step.on_page:
            raise NotFound(_("没有这个步骤。"))
        data = requests.body(request)

        def act() -> Case:
            case_workflow.perform(name, case, actor=request.user, data=data, version=requests.version(data))
            return case

        return Response(told(request, requests.act_once(request, act)))


def find(request: Request, uuid: UUID) -> Case:
    """The case, if this person may see it; else 404."""
    visible: QuerySet[Case] = Case.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("text", "holder", "handled_at"), uuid=uuid)


def told(request: Request, case: Case) -> Any:
    """A whole case as this person may read it."""
    return CaseSerializer(case, context={"request": request}).data
