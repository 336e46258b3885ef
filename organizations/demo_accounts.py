"""The demo's accounts: one a role, each with a sentence of what to try. load_demo makes them; only a demo shows them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from .roles import (
    ANALYST,
    AUDIT_ADMIN,
    CLERK,
    COORDINATOR,
    EXPERT,
    LIAISON,
    MEDIATOR,
    OFFICER,
    SECURITY_ADMIN,
    SYSTEM_ADMIN,
    Role,
)

# Known to everybody on purpose: it opens invented persons only.
DEMO_PASSWORD = "Tiaojie-2021"  # noqa: S105


@dataclass(frozen=True)
class DemoAccount:
    """One card of the login page: who one is, and what to try."""

    username: str
    role: Role
    place: Any
    sentence: Any
    icon: str


DEMO_ACCOUNTS: tuple[DemoAccount, ...] = (
    DemoAccount(
        "demo_village",
        MEDIATOR,
        _("村人民调解委员会"),
        _("用手机记一件口头调成的邻里纠纷：一屏登记，当场结案；再催一笔到期的钱，看上级答复了什么。"),
        "house",
    ),
    DemoAccount(
        "demo_industry",
        MEDIATOR,
        _("行业性专业性调委会"),
        _("记一次调解，从条款库写下协议；看三十人的案件发到了第几个人，再约一间调解室。"),
        "clipboard-check",
    ),
    DemoAccount(
        "demo_room_clerk",
        CLERK,
        _("派驻法院调解室"),
        _("收下分派来的案件，指定四名调解员，办到结案；答复一件督办。"),
        "people",
    ),
    DemoAccount(
        "demo_coordinator",
        COORDINATOR,
        _("县人民调解工作指导委员会"),
        _("受理一封来函，点三下分派出去；再答复一个支援请求，签收一份重大纠纷报告。"),
        "inbox",
    ),
    DemoAccount(
        "demo_liaison",
        LIAISON,
        _("县人民检察院"),
        _("发一封有一百二十名申请人的移送函，再回来看办理状态和答复。"),
        "envelope",
    ),
    DemoAccount(
        "demo_officer",
        OFFICER,
        _("州司法局"),
        _("撤并一个村调委会，给新的调解室配人；看法院为什么驳回司法确认，改一条重大纠纷的规则。"),
        "building",
    ),
    DemoAccount(
        "demo_analyst",
        ANALYST,
        _("州司法局"),
        _("看二〇二一年一至八月的 5,205 件和 99.46%，点开数字逐件核对，再导出。"),
        "bar-chart",
    ),
    DemoAccount(
        "demo_expert",
        EXPERT,
        _("人民调解专家库"),
        _("答复一次新的邀请，在已经接受的案件里提一条意见；别的案件一件也看不到。"),
        "chat-square-text",
    ),
    DemoAccount(
        "demo_system",
        SYSTEM_ADMIN,
        _("州司法局"),
        _("开通一个账号，拿到只显示一次的初始密码；再停用它。"),
        "gear",
    ),
    DemoAccount(
        "demo_security",
        SECURITY_ADMIN,
        _("州司法局"),
        _("在一个页面看全部临时授权，请人代理内勤三天，再收回。"),
        "shield-lock",
    ),
    DemoAccount(
        "demo_audit",
        AUDIT_ADMIN,
        _("州司法局"),
        _("查今天谁登录过、谁改过什么。"),
        "journal-text",
    ),
)


def demo_account(username: str) -> DemoAccount | None:
    """The card of this name, if there is one."""
    return next((account for account in DEMO_ACCOUNTS if account.username == username), None)
