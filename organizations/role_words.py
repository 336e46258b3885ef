"""Roles in words, for the page 角色与权限."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from .enums import MEDIATING_KINDS, OrganizationKind
from .permissions import Permission
from .roles import Reach, Role

REACH_WORDS = {
    Reach.OWN_CASES: _("自己办理的案件，本组织还没有分派的案件"),
    Reach.ORGANIZATION: _("本组织的案件，不包括别的调委会的案件"),
    Reach.AREA: _("本辖区的数字和名册；不在自己手上的案件只见编号、日期、类型"),
    Reach.LETTERS: _("本单位的来函和答复"),
    Reach.GRANTED: _("受邀的一件案件，到期为止"),
    Reach.NONE: _("看不到任何案件"),
}
PERMISSION_WORDS = {
    Permission.REGISTER_CASE: _("登记纠纷"),
    Permission.HANDLE_CASE: _("调解和记录"),
    Permission.MANAGE_CASES: _("受理、指派、盖章、结案"),
    Permission.IMPORT_CASES: _("成批导入案件"),
    Permission.LOG_SCREENING: _("登记排查"),
    Permission.VIEW_AREA_REFERRALS: _("看本辖区的来函"),
    Permission.PLACE_REFERRAL: _("受理和分派来函"),
    Permission.INVITE_EXPERT: _("邀请专家"),
    Permission.SEND_REFERRAL: _("发函"),
    Permission.ADVISE: _("提出意见"),
    Permission.VIEW_FIGURES: _("看统计"),
    Permission.EXPORT_FIGURES: _("导出报表"),
    Permission.MANAGE_TABLES: _("修改统计表的表样"),
    Permission.MANAGE_REGISTER: _("维护机构名册"),
    Permission.MANAGE_MEMBERS: _("安排任职"),
    Permission.MANAGE_ACCOUNTS: _("管理账号"),
    Permission.MANAGE_GRANTS: _("管理临时授权"),
    Permission.READ_JOURNAL: _("查阅操作日志"),
}


def describe(role: Role) -> dict[str, Any]:
    """What the page shows of a role, in the order in which permissions and kinds are declared."""
    return {
        "code": role.code,
        "name": role.name,
        "sentence": role.sentence,
        "reach_words": REACH_WORDS[role.reach],
        "permission_words": [PERMISSION_WORDS[p] for p in Permission if p in role.permissions],
        "kind_words": _kind_words(role),
    }


def _kind_words(role: Role) -> list[Any]:
    if role.kinds == MEDIATING_KINDS:
        return [_("各类调解组织")]
    return [kind.label for kind in OrganizationKind if kind in role.kinds]
