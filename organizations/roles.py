"""Roles: what each is called, what it is for, how far it reaches, what it may do in general. A role comes from a post.

Reach and rows are those of the product's design: figures never depend on the reader, cases always do.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from .enums import MEDIATING_KINDS, PARTNER_KINDS, OrganizationKind
from .permissions import Permission


class Reach(StrEnum):
    """How far a role sees: own cases, own organization, the area of the organization, one case, or no case."""

    OWN_CASES = "own_cases"
    ORGANIZATION = "organization"
    AREA = "area"
    LETTERS = "letters"
    GRANTED = "granted"
    NONE = "none"


@dataclass(frozen=True)
class Role:
    """`code` is stored; `name` and `sentence` are shown; `kinds` are the organizations that can give this post."""

    code: str
    name: Any
    sentence: Any
    reach: Reach
    kinds: frozenset[OrganizationKind]
    permissions: frozenset[Permission]
    # Where the person arrives after logging in: the name of a URL.
    landing: str


MEDIATOR = Role(
    code="mediator",
    name=_("调解员"),
    sentence=_("登记纠纷，调解、记录、达成协议，再去回访。"),
    reach=Reach.OWN_CASES,
    kinds=MEDIATING_KINDS,
    permissions=frozenset({Permission.REGISTER_CASE, Permission.HANDLE_CASE, Permission.LOG_SCREENING}),
    landing="cases:home",
)
CLERK = Role(
    code="clerk",
    name=_("主任/内勤"),
    sentence=_("受理本组织的案件，指派调解员，盖章、结案，看本组织的数字。"),
    reach=Reach.ORGANIZATION,
    kinds=MEDIATING_KINDS,
    permissions=frozenset(
        {
            Permission.REGISTER_CASE,
            Permission.HANDLE_CASE,
            Permission.MANAGE_CASES,
            Permission.IMPORT_CASES,
            Permission.LOG_SCREENING,
            Permission.MANAGE_MEMBERS,
            Permission.VIEW_FIGURES,
            Permission.EXPORT_FIGURES,
        }
    ),
    landing="cases:home",
)
COORDINATOR = Role(
    code="coordinator",
    name=_("指导委员会协调员"),
    sentence=_("接收来函，按时受理或退回，分派给合适的调解组织，邀请专家。"),
    reach=Reach.AREA,
    kinds=frozenset({OrganizationKind.GUIDANCE_COMMITTEE}),
    permissions=frozenset(
        {
            Permission.VIEW_AREA_REFERRALS,
            Permission.PLACE_REFERRAL,
            Permission.INVITE_EXPERT,
            Permission.VIEW_FIGURES,
            Permission.EXPORT_FIGURES,
        }
    ),
    landing="referrals:desk",
)
OFFICER = Role(
    code="officer",
    name=_("司法局业务"),
    sentence=_("维护本辖区的机构、人员名册，核查登记情况。"),
    reach=Reach.AREA,
    kinds=frozenset({OrganizationKind.BUREAU}),
    permissions=frozenset({Permission.MANAGE_REGISTER, Permission.MANAGE_MEMBERS, Permission.VIEW_FIGURES}),
    landing="organizations:register",
)
ANALYST = Role(
    code="analyst",
    name=_("司法局统计"),
    sentence=_("看本辖区的数字，逐个打开核对，导出报表。"),
    reach=Reach.AREA,
    kinds=frozenset({OrganizationKind.BUREAU}),
    permissions=frozenset({Permission.VIEW_FIGURES, Permission.EXPORT_FIGURES, Permission.MANAGE_TABLES}),
    landing="reports:dashboard",
)
LIAISON = Role(
    code="liaison",
    name=_("联络员"),
    sentence=_("向指导委员会发函，查看本单位来函的办理状态和答复。"),
    reach=Reach.LETTERS,
    kinds=PARTNER_KINDS,
    permissions=frozenset({Permission.SEND_REFERRAL}),
    landing="referrals:letters",
)
EXPERT = Role(
    code="expert",
    name=_("专家"),
    sentence=_("在受邀的一件案件里提出意见，到期后不再看到。"),
    reach=Reach.GRANTED,
    kinds=frozenset({OrganizationKind.EXPERT_BANK}),
    permissions=frozenset({Permission.ADVISE}),
    landing="cases:home",
)
SYSTEM_ADMIN = Role(
    code="system_admin",
    name=_("系统管理员"),
    sentence=_("开通、停用账号，管理系统设置；看不到任何案件。"),
    reach=Reach.NONE,
    kinds=frozenset({OrganizationKind.BUREAU}),
    permissions=frozenset({Permission.MANAGE_ACCOUNTS}),
    landing="organizations:accounts",
)
SECURITY_ADMIN = Role(
    code="security_admin",
    name=_("安全管理员"),
    sentence=_("管理角色和临时授权；看不到任何案件。"),
    reach=Reach.NONE,
    kinds=frozenset({OrganizationKind.BUREAU}),
    permissions=frozenset({Permission.MANAGE_GRANTS}),
    landing="organizations:grants",
)
AUDIT_ADMIN = Role(
    code="audit_admin",
    name=_("审计管理员"),
    sentence=_("查阅操作日志；看不到任何案件。"),
    reach=Reach.NONE,
    kinds=frozenset({OrganizationKind.BUREAU}),
    permissions=frozenset({Permission.READ_JOURNAL}),
    landing="organizations:journal",
)

ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        MEDIATOR,
        CLERK,
        COORDINATOR,
        OFFICER,
        ANALYST,
        LIAISON,
        EXPERT,
        SYSTEM_ADMIN,
        SECURITY_ADMIN,
        AUDIT_ADMIN,
    )
}

# 等保 8.1.5: system, security and audit administrators are three persons (三员分立).
ADMINISTRATORS = (SYSTEM_ADMIN, SECURITY_ADMIN, AUDIT_ADMIN)

ROLE_CHOICES = [(role.code, role.name) for role in ROLES.values()]
