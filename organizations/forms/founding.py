"""Keeping the register: divisions and organizations."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from mediation.kernel.calendar import today

from ..enums import OrganizationKind, Sector
from ..models import Organization, User
from .lookup import LookupForm
from .lookups import SEALING_KINDS, division_of, organization

SECTORS = [("", _("不属于行业性专业性")), *Sector.choices]


class OrganizationFactsForm(LookupForm):
    """What may be changed at any time."""

    name = forms.CharField(label=_("名称"), max_length=80)
    short_name = forms.CharField(
        label=_("案号简称"),
        max_length=20,
        required=False,
        help_text=_("写进案号的几个字，例如“玛镇”：（2021）玛镇人调字第1号。用别的调委会印章的不填。"),
    )
    sector = forms.ChoiceField(label=_("行业"), choices=SECTORS, required=False)
    sealed_by = forms.CharField(
        label=_("用印的调委会"),
        max_length=80,
        required=False,
        help_text=_("派驻调解室、个人调解室用哪个调委会的名义和印章。"),
    )
    host = forms.CharField(
        label=_("派驻单位"), max_length=80, required=False, help_text=_("派驻调解室设在哪个单位。")
    )
    phone = forms.CharField(label=_("电话"), max_length=30, required=False)
    address = forms.CharField(label=_("地址"), max_length=120, required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    @property
    def lookups(self):  # type: ignore[no-untyped-def]
        sealing = organization(*SEALING_KINDS, missing=_("名册里没有这个名称的人民调解委员会。"))
        return {"sealed_by": sealing, "host": organization()}


class FoundForm(OrganizationFactsForm):
    """A new organization."""

    kind = forms.ChoiceField(label=_("类别"), choices=OrganizationKind.choices)
    division = forms.CharField(
        label=_("所在区划"), max_length=60, help_text=_("写名称或区划代码，例如玛纳斯镇。")
    )
    founded_on = forms.DateField(label=_("成立日期"), widget=forms.DateInput)

    field_order = [
        "kind",
        "name",
        "division",
        "founded_on",
        "short_name",
        "sector",
        "sealed_by",
        "host",
        "phone",
        "address",
    ]

    @property
    def lookups(self):  # type: ignore[no-untyped-def]
        return super().lookups | {"division": division_of(self.user)}


class EditForm(OrganizationFactsForm):
    """The facts of an organization as they stand, with the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def initial_of(cls, organization: Organization) -> dict[str, Any]:
        """What the fields show first."""
        names = ("name", "short_name", "sector", "phone", "address", "version")
        return {name: getattr(organization, name) for name in names} | {
            "sealed_by": organization.sealed_by.name if organization.sealed_by else "",
            "host": organization.host.name if organization.host else "",
        }


class MoveForm(LookupForm):
    """Where to, and since when."""

    division = forms.CharField(
        label=_("迁到"), max_length=60, help_text=_("写名称或区划代码，例如玛纳斯镇。")
    )
    moved_on = forms.DateField(
        label=_("迁移日期"),
        initial=today,
        widget=forms.DateInput,
        help_text=_("从这天起算在新的区划里，以前的数字不变。"),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    @property
    def lookups(self):  # type: ignore[no-untyped-def]
        return {"division": division_of(self.user)}


class CloseForm(forms.Form):
    """From which day the organization no longer exists, and why."""

    closed_on = forms.DateField(
        label=_("撤销日期"),
        initial=today,
        widget=forms.DateInput,
        help_text=_("从这天起不再存在，任职同时结束。"),
    )
    reason = forms.CharField(label=_("原因"), max_length=200)


class DivisionForm(LookupForm):
    """A division below one that exists."""

    parent = forms.CharField(label=_("上级区划"), max_length=60, help_text=_("写名称或区划代码。"))
    code = forms.CharField(
        label=_("区划代码"),
        max_length=12,
        validators=[RegexValidator(r"\A\d{6}(\d{3}){0,2}\Z", _("区划代码是 6、9 或 12 位数字。"))],
        help_text=_("县（市）6 位，乡镇（街道）9 位，村（社区）12 位。"),
    )
    name = forms.CharField(label=_("名称"), max_length=60)
    valid_from = forms.DateField(label=_("设立日期"), widget=forms.DateInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    @property
    def lookups(self):  # type: ignore[no-untyped-def]
        return {"parent": division_of(self.user)}
