"""The menu: each entry with the permissions of which one is needed. Never more than seven are shown."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from organizations.permissions import Permission


@dataclass(frozen=True)
class Entry:
    """A place in the menu, with the places inside it."""

    label: Any
    url_name: str
    icon: str
    permissions: frozenset[Permission]
    inside: tuple["Entry", ...] = ()


@dataclass(frozen=True)
class MenuItem:
    """An entry as one person sees it on one page."""

    label: Any
    url: str
    icon: str
    is_active: bool
    # Shown while the person is somewhere in this part.
    inside: tuple["MenuItem", ...] = ()
    count: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether the person is here or in a place inside."""
        return bool(self.inside) and (self.is_active or any(place.is_active for place in self.inside))


HANDLING = frozenset({Permission.HANDLE_CASE})
WATCHING = frozenset({Permission.MANAGE_CASES, Permission.PLACE_REFERRAL})
PLACING = frozenset({Permission.PLACE_REFERRAL})
COUNTING = frozenset({Permission.VIEW_FIGURES})
KEEPING = frozenset({Permission.MANAGE_REGISTER})

ENTRIES = (
    Entry(_("我的事"), "cases:home", "house", frozenset({Permission.HANDLE_CASE, Permission.ADVISE})),
    Entry(_("记一件纠纷"), "cases:register", "plus-circle", frozenset({Permission.REGISTER_CASE})),
    Entry(_("分派台"), "referrals:desk", "inbox", frozenset({Permission.PLACE_REFERRAL})),
    Entry(_("来函"), "referrals:letters", "envelope", frozenset({Permission.SEND_REFERRAL})),
    Entry(
        _("案件"),
        "cases:list",
        "folder",
        frozenset({Permission.HANDLE_CASE, Permission.PLACE_REFERRAL, Permission.ADVISE}),
        inside=(
            Entry(_("调解日历"), "cases:calendar", "calendar3", HANDLING),
            Entry(_("履行和回访"), "cases:performance", "clipboard-check", HANDLING),
            Entry(_("司法确认"), "cases:confirmation", "patch-check", HANDLING),
            Entry(_("超期与督办"), "cases:overdue", "hourglass-split", WATCHING),
            Entry(_("请求支援"), "cases:support", "send", HANDLING | PLACING),
            Entry(_("重大纠纷"), "cases:major", "exclamation-triangle-fill", PLACING),
            Entry(_("条款库"), "cases:clauses", "journal-text", HANDLING),
            Entry(_("编号的空白表"), "cases:paper_forms", "file-earmark-text", HANDLING),
        ),
    ),
    Entry(_("排查"), "cases:screening", "search", frozenset({Permission.LOG_SCREENING})),
    Entry(_("导入"), "cases:import", "upload", frozenset({Permission.IMPORT_CASES})),
    Entry(
        _("统计"),
        "reports:dashboard",
        "bar-chart",
        COUNTING,
        inside=(
            Entry(_("总览"), "reports:dashboard", "bar-chart", COUNTING),
            Entry(_("比较"), "reports:compare", "bar-chart", COUNTING),
            Entry(_("诉调对接"), "reports:docking", "bar-chart", COUNTING),
            Entry(_("队伍和经费"), "reports:team", "bar-chart", COUNTING),
            Entry(_("办理时效"), "reports:timeliness", "bar-chart", COUNTING),
            Entry(_("统计表"), "reports:official", "table", COUNTING),
            Entry(_("结账和签署"), "reports:closing", "check-circle-fill", COUNTING),
            Entry(_("绩效考核"), "reports:appraisal", "clipboard-check", COUNTING),
            Entry(_("工作简报"), "reports:brief", "file-earmark-text", COUNTING),
            Entry(_("核对通报"), "reports:workbench", "clipboard-check", COUNTING),
        ),
    ),
    Entry(
        _("机构与人员"),
        "organizations:register",
        "building",
        frozenset({Permission.MANAGE_REGISTER, Permission.VIEW_FIGURES}),
        inside=(
            Entry(_("重大纠纷"), "cases:major", "exclamation-triangle-fill", KEEPING),
            Entry(_("利害关系"), "cases:overrides", "shield-check", KEEPING),
            Entry(_("驳回确认的协议"), "cases:refusals", "journal-text", KEEPING),
        ),
    ),
    Entry(_("账号"), "organizations:accounts", "people", frozenset({Permission.MANAGE_ACCOUNTS})),
    Entry(_("临时授权"), "organizations:grants", "key", frozenset({Permission.MANAGE_GRANTS})),
    Entry(_("操作日志"), "organizations:journal", "journal-text", frozenset({Permission.READ_JOURNAL})),
)


def menu(request: HttpRequest) -> list[MenuItem]:
    """What this person may open, the present place marked."""
    user = request.user
    if not user.is_authenticated or user.must_change_password:
        return []
    held = {permission for hat in user.hats for permission in hat.role.permissions}
    shown = [entry for entry in ENTRIES if entry.permissions & held]
    places = [place for entry in shown for place in (entry, *entry.inside) if place.permissions & held]
    urls = {place: reverse(place.url_name) for place in places}
    here = max((url for url in urls.values() if request.path.startswith(url)), key=len, default=None)
    items = []
    for entry in shown:
        inside = tuple(
            MenuItem(place.label, urls[place], place.icon, urls[place] == here)
            for place in entry.inside
            if place in urls
        )
        # One link of a page is marked: the place inside, where it leads to the same page as its entry.
        is_here = urls[entry] == here and not any(place.is_active for place in inside)
        items.append(MenuItem(entry.label, urls[entry], entry.icon, is_here, inside))
    return items
