"""The API's doors to letters: the pages' querysets, forms and workflow."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiResponse,
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

from cases.api import requests
from cases.api.from_forms import serializer_of
from mediation.api_paging import KeysetPagination
from mediation.kernel.errors import InvalidInput

from .. import policies, reading, sending
from ..enums import ReferralStatus
from ..forms import LetterForm
from ..models import Referral
from ..workflow import referral_workflow
from .lines import form_data
from .serializers import LetterInputSerializer, ReferralRowSerializer, ReferralSerializer

TAG = ["referrals"]
KEY_PARAMETER = OpenApiParameter(
    requests.KEY, OpenApiTypes.UUID, OpenApiParameter.HEADER, description="The same key acts once."
)
STEPS = {step.name: step for step in referral_workflow.transitions.values() if step.on_page}
_version = serializers.IntegerField(
    required=False, help_text="The version that was read; a newer one is told as a conflict."
)
StepRequest = PolymorphicProxySerializer(
    component_name="LetterStepRequest",
    serializers=[serializer_of(step.form, version=_version) for step in STEPS.values()],
    resource_type_field_name=None,
)


def letters_of(user: Any) -> QuerySet[Referral]:
    """The letters this person may see, as rows."""
    return Referral.objects.visible_to(user).for_list()


@extend_schema_view(
    get=extend_schema(
        operation_id="referrals_list",
        summary="Letters that I may see, newest first",
        tags=TAG,
        parameters=[OpenApiParameter("status", OpenApiTypes.STR, enum=ReferralStatus.values)],
    )
)
class ReferralList(ListAPIView[Referral]):
    """Liaisons: their own body's. Coordinators: those sent to their committee. Clerks: those their organization has."""

    queryset = Referral.objects.none()
    serializer_class = ReferralRowSerializer
    pagination_class = KeysetPagination
    keyset_ordering = ("-sent_on", "-id")

    def get_queryset(self) -> QuerySet[Referral]:
        decision = policies.can_see_letters(self.request.user)  # type: ignore[arg-type]
        if not decision:
            raise PermissionDenied(decision.reason)
        letters = letters_of(self.request.user)
        wanted = self.request.query_params.get("status")
        if wanted and wanted not in ReferralStatus.values:
            raise InvalidInput({"status": [_("没有这个状态。")]})
        return letters.filter(status=wanted) if wanted else letters

    @extend_schema(
        operation_id="referrals_send",
        summary="Send a letter",
        tags=TAG,
        parameters=[KEY_PARAMETER],
        request=LetterInputSerializer,
        responses={201: ReferralSerializer, 400: OpenApiResponse(description="Sentences by field.")},
    )
    def post(self, request: Request) -> Response:
        """For liaisons. The same fields, checks and sentences as the page."""
        decision = policies.can_write_letters(request.user)  # type: ignore[arg-type]
        if not decision:
            raise PermissionDenied(decision.reason)
        form = LetterForm(form_data(requests.body(request)), actor=request.user)  # type: ignore[arg-type]
        uuid = _once(request, lambda: sending.send(form, by=request.user))  # type: ignore[arg-type]
        return _shown(request, uuid, status.HTTP_201_CREATED)


class ReferralDetail(APIView):
    """One letter."""

    @extend_schema(
        operation_id="referrals_retrieve", summary="One letter", tags=TAG, responses={200: ReferralSerializer}
    )
    def get(self, request: Request, uuid: UUID) -> Response:
        """With all that it says. Its sender reads state and answer, nothing of the case."""
        reading.record(_find(request, uuid), by=request.user)  # type: ignore[arg-type]
        return _shown(request, uuid)


class ReferralTransition(APIView):
    """One step of one letter; `steps` of the letter names those that are open to this person."""

    @extend_schema(
        operation_id="referrals_transition",
        summary="Take one step",
        tags=TAG,
        parameters=[
            KEY_PARAMETER,
            OpenApiParameter("name", location=OpenApiParameter.PATH, enum=list(STEPS)),
        ],
        request=StepRequest,
        responses={200: ReferralSerializer},
    )
    def post(self, request: Request, uuid: UUID, name: str) -> Response:
        """The fields of the page's form. Who comes second reads in `detail` who was first."""
        referral = _find(request, uuid)
        if name not in STEPS:
            raise NotFound(_("没有这个步骤。"))
        data = requests.body(request)

        def act() -> Referral:
            referral_workflow.perform(
                name, referral, actor=request.user, data=data, version=requests.version(data)
            )
            return referral

        return _shown(request, _once(request, act))


def _find(request: Request, uuid: UUID) -> Referral:
    """The letter, if this person may see it; else 404."""
    return get_object_or_404(letters_of(request.user), uuid=uuid)


def _shown(request: Request, uuid: UUID, code: int = status.HTTP_200_OK) -> Response:
    return Response(ReferralSerializer(_find(request, uuid), context={"request": request}).data, status=code)


def _once(request: Request, act: Callable[[], Referral]) -> UUID:
    """Do it, unless the request's Idempotency-Key was used before; then give the letter of the first time."""
    address = requests.once_by_key(request, lambda: reverse("api:referral", args=[act().uuid]))
    return resolve(address).kwargs["uuid"]
