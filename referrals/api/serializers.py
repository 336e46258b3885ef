"""What the API tells of a letter, and how one is written. The forms decide; these only give shape."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.enums import DisputeType, PartyKind
from organizations.api.serializers import OrganizationLinkSerializer

from .. import policies
from ..enums import Procedure
from ..models import EarlierAttempt, Referral, ReferralMaterial, ReferralParty
from ..models.referral import LETTER_MODES
from ..workflow import referral_workflow


class AnswerSerializer(serializers.ModelSerializer[Referral]):
    """What the sender hears: of an agreement its number, day and amount in yuan; nothing else of the case."""

    result = serializers.CharField(source="answer")
    agreement_no = serializers.CharField(source="answer_agreement_no")
    effective_on = serializers.DateField(source="answer_effective_on", allow_null=True)
    amount = serializers.DecimalField(
        source="answer_amount", max_digits=14, decimal_places=2, allow_null=True
    )

    class Meta:
        model = Referral
        fields = ["result", "answered_on", "agreement_no", "effective_on", "amount"]


class ReferralRowSerializer(serializers.ModelSerializer[Referral]):
    """One letter of a list. `placed_with` and `case` stay empty for its sender."""

    sender = OrganizationLinkSerializer(read_only=True)
    receiver = OrganizationLinkSerializer(read_only=True)
    party_count = serializers.IntegerField(read_only=True)
    answer = serializers.SerializerMethodField()
    placed_with = serializers.SerializerMethodField()
    case = serializers.SerializerMethodField()

    class Meta:
        model = Referral
        fields = [
            "uuid",
            "letter_no",
            "mode",
            "sender",
            "receiver",
            "status",
            "version",
            "cause",
            "dispute_type",
            "claim_amount",
            "party_count",
            "sent_on",
            "answer_due_on",
            "due_is_provisional",
            "received_on",
            "mediation_due_on",
            "answer",
            "placed_with",
            "case",
        ]

    @extend_schema_field(AnswerSerializer(allow_null=True))
    def get_answer(self, referral: Referral) -> dict[str, Any] | None:
        return AnswerSerializer(referral).data if referral.answer else None

    @extend_schema_field(OrganizationLinkSerializer(allow_null=True))
    def get_placed_with(self, referral: Referral) -> dict[str, Any] | None:
        if referral.case is None or not self._sees_placing(referral):
            return None
        return OrganizationLinkSerializer(referral.case.handled_at).data

    @extend_schema_field({"type": "string", "format": "uuid", "nullable": True})
    def get_case(self, referral: Referral) -> str | None:
        return str(referral.case.uuid) if referral.case and self._sees_placing(referral) else None

    def _sees_placing(self, referral: Referral) -> bool:
        return bool(policies.can_see_placing(self.context["request"].user, referral))


class LetterPartySerializer(serializers.ModelSerializer[ReferralParty]):
    class Meta:
        model = ReferralParty
        fields = ["side", "kind", "name", "phone", "claim_amount"]


class EarlierAttemptSerializer(serializers.ModelSerializer[EarlierAttempt]):
    class Meta:
        model = EarlierAttempt
        fields = ["body", "result"]


class MaterialSerializer(serializers.ModelSerializer[ReferralMaterial]):
    class Meta:
        model = ReferralMaterial
        fields = ["name", "copies"]


class ReferralSerializer(ReferralRowSerializer):
    """One letter with all that it says, and the names of the steps that this person may take now."""

    parties = LetterPartySerializer(many=True, read_only=True)
    earlier_attempts = EarlierAttemptSerializer(many=True, read_only=True)
    materials = MaterialSerializer(many=True, read_only=True)
    steps = serializers.SerializerMethodField()

    class Meta(ReferralRowSerializer.Meta):
        fields = [
            *ReferralRowSerializer.Meta.fields,
            "sender_case_no",
            "procedure",
            "summary",
            "consent_evidence",
            "contact_name",
            "contact_phone",
            "decline_reason",
            "decline_note",
            "parties",
            "earlier_attempts",
            "materials",
            "steps",
        ]

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_steps(self, referral: Referral) -> list[str]:
        available = referral_workflow.available(referral, self.context["request"].user)
        return [step.transition.name for step in available if step.decision]


class PersonInputSerializer(serializers.Serializer[Any]):
    """One party: what a line of the page's list holds."""

    name = serializers.CharField(max_length=60)
    claim_amount = serializers.CharField(required=False, help_text="Yuan, as text: 1234.50.")
    phone = serializers.CharField(required=False)
    kind = serializers.ChoiceField(choices=PartyKind.choices, required=False)


class AttemptInputSerializer(serializers.Serializer[Any]):
    body = serializers.CharField(max_length=60)
    result = serializers.CharField(max_length=200)


class MaterialInputSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=80)
    copies = serializers.IntegerField(default=1, min_value=1, max_value=999)


class LetterInputSerializer(serializers.Serializer[Any]):
    """The fields of the page's form, under the same names; the lists are lists."""

    letter_no = serializers.CharField(max_length=60)
    mode = serializers.ChoiceField(choices=LETTER_MODES)
    receiver = serializers.UUIDField(help_text="A guidance committee.")
    sender = serializers.UUIDField(required=False, help_text="Only for liaisons of several bodies.")
    sender_case_no = serializers.CharField(required=False, max_length=60)
    procedure = serializers.ChoiceField(choices=Procedure.choices, required=False)
    cause = serializers.CharField(max_length=60)
    dispute_type = serializers.ChoiceField(choices=DisputeType.choices)
    summary = serializers.CharField()
    applicants = PersonInputSerializer(many=True)
    respondents = PersonInputSerializer(many=True)
    claim_amount = serializers.CharField(required=False, help_text="Yuan; without it the sum of the claims.")
    consent_evidence = serializers.CharField(max_length=200)
    earlier_attempts = AttemptInputSerializer(many=True, required=False)
    materials = MaterialInputSerializer(many=True, required=False)
    contact_name = serializers.CharField(max_length=60)
    contact_phone = serializers.CharField(required=False, max_length=30)
