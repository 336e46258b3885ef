"""What the API tells of cases. Names are masked exactly where the page's list masks them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from mediation.kernel.workflow import Available
from organizations.models import Organization

from .. import presenting
from ..models import (
    Agreement,
    Case,
    CaseMediator,
    MediationSession,
    Obligation,
    Party,
    Representative,
    SupportRequest,
)


class CaseOrganizationSerializer(serializers.ModelSerializer[Organization]):
    class Meta:
        model = Organization
        fields = ["uuid", "name"]


class CaseListSerializer(serializers.ModelSerializer[Case]):
    """One row of the list."""

    applicants = serializers.SerializerMethodField()
    respondents = serializers.SerializerMethodField()
    status_name = serializers.CharField(source="get_status_display", read_only=True)
    holder = CaseOrganizationSerializer(read_only=True)
    handled_at = CaseOrganizationSerializer(read_only=True)

    class Meta:
        model = Case
        fields = [
            "uuid",
            "registration_no",
            "official_no",
            "status",
            "status_name",
            "regime",
            "dispute_type",
            "source",
            "applicants",
            "respondents",
            "party_count",
            "is_protected",
            "is_major",
            "holder",
            "handled_at",
            "applied_on",
            "accepted_on",
            "concluded_on",
            "closed_on",
            "due_on",
            "due_is_provisional",
            "outcome",
        ]
        read_only_fields = fields

    @extend_schema_field(str)
    def get_applicants(self, case: Case) -> str:
        return presenting.row(case).applicants

    @extend_schema_field(str)
    def get_respondents(self, case: Case) -> str:
        return presenting.row(case).respondents


class RepresentativeSerializer(serializers.ModelSerializer[Representative]):
    class Meta:
        model = Representative
        fields = [
            "uuid",
            "kind",
            "name",
            "phone",
            "authority",
            "covers",
            "document_seen",
            "valid_from",
            "valid_until",
        ]


class PartySerializer(serializers.ModelSerializer[Party]):
    """Who left a group has a day in `left_on`, and is in no count and no sum."""

    representatives = RepresentativeSerializer(source="acting", many=True, read_only=True)

    class Meta:
        model = Party
        fields = [
            "uuid",
            "side",
            "kind",
            "name",
            "phone",
            "address",
            "contact_name",
            "is_minor",
            "consent",
            "consented_on",
            "claim_amount",
            "award_amount",
            "left_on",
            "representatives",
        ]


class CaseMediatorSerializer(serializers.ModelSerializer[CaseMediator]):
    uuid = serializers.UUIDField(source="person.uuid", read_only=True)
    name = serializers.CharField(source="person.name", read_only=True)

    class Meta:
        model = CaseMediator
        fields = ["uuid", "name", "is_presiding", "chosen_by", "assigned_on", "declared_on", "released_on"]


class SessionSerializer(serializers.ModelSerializer[MediationSession]):
    came = serializers.SlugRelatedField(slug_field="uuid", many=True, read_only=True)

    class Meta:
        model = MediationSession
        fields = [
            "held_on",
            "started_at",
            "ended_at",
            "mode",
            "identity_check",
            "place",
            "came",
            "applicants_came",
            "respondents_came",
            "attendance",
            "others_present",
            "record",
        ]


class ObligationSerializer(serializers.ModelSerializer[Obligation]):
    """One item; a side that is empty means both."""

    debtor = serializers.CharField(source="debtor.name", default="", read_only=True)
    creditor = serializers.CharField(source="creditor.name", default="", read_only=True)

    class Meta:
        model = Obligation
        fields = [
            "position",
            "debtor_side",
            "debtor",
            "creditor_side",
            "creditor",
            "kind",
            "text",
            "amount",
            "due_on",
            "manner",
            "each_person",
            "performed_on",
        ]


class AgreementSerializer(serializers.ModelSerializer[Agreement]):
    obligations = ObligationSerializer(many=True, read_only=True)

    class Meta:
        model = Agreement
        fields = ["form", "agreed_on", "effective_on", "amount", "content", "manner", "obligations"]


class SupportRequestSerializer(serializers.ModelSerializer[SupportRequest]):
    """What the next tier was asked; `result` is empty while it waits."""

    asked = serializers.CharField(source="asked.name", read_only=True)
    helping = serializers.CharField(source="helping.name", read_only=True, default="")

    class Meta:
        model = SupportRequest
        fields = [
            "kind",
            "asked",
            "question",
            "parties_agree",
            "asked_on",
            "answer_due",
            "result",
            "answer",
            "answered_on",
            "helping",
        ]


class CaseSerializer(CaseListSerializer):
    """A whole case, for whoever may open it."""

    applicants = serializers.CharField(source="text.applicants", read_only=True)
    respondents = serializers.CharField(source="text.respondents", read_only=True)
    summary = serializers.CharField(source="text.summary", read_only=True)
    claims = serializers.CharField(source="text.claims", read_only=True)
    parties = serializers.SerializerMethodField()
    mediators = CaseMediatorSerializer(many=True, read_only=True)
    sessions = SessionSerializer(many=True, read_only=True)
    agreements = AgreementSerializer(many=True, read_only=True)
    support_requests = SupportRequestSerializer(many=True, read_only=True)

    class Meta(CaseListSerializer.Meta):
        fields = [
            *CaseListSerializer.Meta.fields,
            "version",
            "agreed_on",
            "effective_on",
            "succeeded_on",
            "succeeded_amount",
            "performed_on",
            "termination_ground",
            "decline_reason",
            "summary",
            "claims",
            "parties",
            "mediators",
            "sessions",
            "agreements",
            "support_requests",
        ]
        read_only_fields = fields

    @extend_schema_field(PartySerializer(many=True))
    def get_parties(self, case: Case) -> Any:
        return PartySerializer(presenting.parties(case, self.context["request"].user), many=True).data


class TransitionSerializer(serializers.Serializer[Available[Case]]):
    """One step that the case's status allows, and whether this person may take it."""

    name = serializers.CharField(source="transition.name", read_only=True)
    label = serializers.CharField(source="transition.label", read_only=True)
    guidance = serializers.CharField(source="transition.guidance", read_only=True)
    allowed = serializers.SerializerMethodField()
    reason = serializers.CharField(source="decision.reason", read_only=True)

    @extend_schema_field(bool)
    def get_allowed(self, available: Any) -> bool:
        return bool(available.decision)
