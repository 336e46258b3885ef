"""What the journal's acts are called on screen. Each app adds the words of its own acts when it is loaded."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

_words: dict[str, Any] = {
    "session.log_in": _("登录"),
    "session.log_out": _("退出"),
    "session.refused": _("登录失败"),
    "session.locked_out": _("登录被暂停"),
    "account.create": _("开通账号"),
    "account.disable": _("停用账号"),
    "account.enable": _("启用账号"),
    "account.reset_password": _("重置密码"),
    "account.change_password": _("修改密码"),
    "token.issue": _("签发接口令牌"),
    "token.revoke": _("停用接口令牌"),
    "installation.set_up": _("初始化系统"),
    "division.add": _("登记行政区划"),
    "organization.found": _("登记机构"),
    "organization.edit": _("修改机构"),
    "organization.move": _("机构迁移"),
    "organization.close": _("撤销机构"),
    "post.appoint": _("任职"),
    "post.end": _("离任"),
    "post.cancel": _("取消任职"),
    "calendar.load": _("登记法定日历"),
    "duty.lend": _("临时授权"),
    "duty.revoke": _("收回授权"),
}

_object_words: dict[str, Any] = {
    "organization": _("机构"),
    "account": _("账号"),
    "division": _("行政区划"),
    "calendar": _("法定日历"),
    "case": _("案件"),
    "referral": _("来函"),
}

_detail_words: dict[str, Any] = {
    "since": _("自"),
    "until": _("至（不含）"),
    "on": _("日期"),
    "before": _("原先"),
    "after": _("以后"),
    "fields": _("改动"),
    "token": _("令牌"),
}


def describe_actions(words: Mapping[str, Any]) -> None:
    """Give the names of further acts; a higher app calls this while it is loaded."""
    _words.update(words)


def word(action: str) -> str:
    """What an act is called; its code when nobody named it."""
    return str(_words.get(action, action))


def choices() -> list[tuple[str, Any]]:
    """All acts that have a name, for the journal's filter."""
    return sorted(_words.items())


def object_word(object_type: str) -> str:
    """What a kind of object is called; its code when nobody named it."""
    return str(_object_words.get(object_type, object_type))


def detail_word(key: str) -> str:
    """What a part of an entry's detail is called."""
    return str(_detail_words.get(key, key))
