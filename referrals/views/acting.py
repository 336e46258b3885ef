"""What the pages of letters have in common."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ..models import Referral


def find(request: HttpRequest, uuid: UUID) -> Referral:
    """The letter, if this person may see it; else 404, like one that does not exist."""
    visible = Referral.objects.visible_to(request.user)
    related = ("sender", "receiver", "county", "placed_with", "case__handled_at", "case__holder")
    return get_object_or_404(visible.select_related(*related), uuid=uuid)


def address(referral: Referral) -> str:
    """Where the letter is shown."""
    return reverse("referrals:detail", kwargs={"uuid": referral.uuid})
