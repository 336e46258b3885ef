"""What the drafts of letters are called on their owner's home page."""

from collections.abc import Mapping
from typing import Any

from django.urls import ResolverMatch
from django.utils.translation import gettext as _

from mediation.kernel.drafts import describes
from mediation.kernel.models import Draft
from organizations.models import User

from .models import Referral
from .workflow import referral_workflow


@describes("referrals")
def describe(user: User, drafts: list[tuple[Draft, ResolverMatch]]) -> Mapping[int, Any]:
    """Step and number of the letter; nothing of a letter that this person no longer sees."""
    uuids = {match.kwargs["uuid"] for _draft, match in drafts if "uuid" in match.kwargs}
    seen = Referral.objects.visible_to(user).filter(uuid__in=uuids) if uuids else Referral.objects.none()
    numbers = dict(seen.values_list("uuid", "letter_no"))
    labels: dict[int, Any] = {}
    for draft, match in drafts:
        step = referral_workflow.transitions.get(match.kwargs.get("name", ""))
        if "uuid" not in match.kwargs:
            labels[draft.pk] = _("写一封函")
        elif step and (number := numbers.get(match.kwargs["uuid"])):
            labels[draft.pk] = _("%(page)s · %(number)s") % {"page": step.label, "number": number}
    return labels
