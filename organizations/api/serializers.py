"""What the API tells of the register: public facts of organizations, no people."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ..models import Division, Organization


class DivisionSerializer(serializers.ModelSerializer[Division]):
    class Meta:
        model = Division
        fields = ["code", "name", "level"]


class OrganizationLinkSerializer(serializers.ModelSerializer[Organization]):
    class Meta:
        model = Organization
        fields = ["uuid", "name"]


class OrganizationSerializer(serializers.ModelSerializer[Organization]):
    """One organization of the public register."""

    kind_name = serializers.SerializerMethodField()
    division = DivisionSerializer(read_only=True)
    sealed_by = OrganizationLinkSerializer(read_only=True, allow_null=True)
    host = OrganizationLinkSerializer(read_only=True, allow_null=True)

    class Meta:
        model = Organization
        fields = [
            "uuid",
            "name",
            "short_name",
            "kind",
            "kind_name",
            "regime",
            "sector",
            "division",
            "sealed_by",
            "host",
            "phone",
            "address",
            "valid_from",
            "valid_until",
        ]

    @extend_schema_field(str)
    def get_kind_name(self, organization: Organization) -> str:
        return organization.get_kind_display()
