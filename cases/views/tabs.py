"""The views under 排查, side by side on each of their pages."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from organizations.models import User

from .. import policies


@dataclass(frozen=True)
class Tab:
    label: Any
    url: str
    is_current: bool


def screening_tabs(user: User, current: str) -> list[Tab]:
    """Rounds, leads and invitations; clerks enter the month's sums too. `current` is the name of an address."""
    labels = {
        "screening": _("排查记录"),
        "leads": _("线索"),
        "invitations": _("邀请调解"),
    }
    if policies.can_enter_prevention_somewhere(user):
        labels["prevention"] = _("预防纠纷数")
    return [Tab(label, reverse(f"cases:{name}"), name == current) for name, label in labels.items()]
