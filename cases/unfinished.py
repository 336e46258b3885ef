"""What the drafts of cases are called on their owner's home page."""

from collections.abc import Mapping
from typing import Any

from django.urls import ResolverMatch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel.drafts import describes
from mediation.kernel.models import Draft
from organizations.models import User

from .models import Case
from .workflow import case_workflow

# Pages by the name of their view; steps are called by their own names.
PAGES = {
    "cases:register": gettext_lazy("记一件纠纷"),
    "cases:register_many": gettext_lazy("一次记多件"),
    "cases:screening": gettext_lazy("排查登记"),
    "cases:edit": gettext_lazy("补充、修改"),
    "cases:parties_add": gettext_lazy("加当事人"),
    "cases:party_new": gettext_lazy("加一名当事人"),
    "cases:party_edit": gettext_lazy("修改当事人"),
    "cases:invite_expert": gettext_lazy("请专家"),
    "cases:advise": gettext_lazy("提出意见"),
    "cases:share": gettext_lazy("请人协助"),
    "cases:move": gettext_lazy("移交"),
}


@describes("cases")
def describe(user: User, drafts: list[tuple[Draft, ResolverMatch]]) -> Mapping[int, Any]:
    """Page and number of the case; nothing of a case that this person no longer sees."""
    uuids = {match.kwargs["uuid"] for _draft, match in drafts if "uuid" in match.kwargs}
    seen = Case.objects.visible_to(user).filter(uuid__in=uuids) if uuids else []
    numbers = {case.uuid: case.number for case in seen}
    labels: dict[int, Any] = {}
    for draft, match in drafts:
        page = _page(match)
        if "uuid" not in match.kwargs:
            labels[draft.pk] = page
        elif number := numbers.get(match.kwargs["uuid"]):
            labels[draft.pk] = _("%(page)s · %(number)s") % {"page": page, "number": number}
    return labels


def _page(match: ResolverMatch) -> Any:
    step = case_workflow.transitions.get(match.kwargs.get("name", ""))
    return step.label if step else PAGES.get(match.view_name, _("填了一半的表"))
