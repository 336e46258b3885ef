"""Appointing people and ending posts."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mediation.kernel.idempotency import once

from .. import policies, services
from ..forms import AppointForm, EndPostForm
from ..roles import ROLES
from .access import accepted, show
from .organization import find


@login_required
def appoint(request: HttpRequest, uuid: str) -> HttpResponse:
    """Give a post in one organization."""
    organization = find(request, uuid)
    form = AppointForm(request.POST or None, user=request.user, organization=organization)

    def act(data: dict[str, Any]) -> str:
        def write() -> str:
            services.appoint(
                by=request.user,
                organization=organization,
                role=ROLES[data["role"]],
                person=data["person"],
                name=data["person_typed"],
                phone=data["phone"],
                title=data["title"],
                valid_from=data["valid_from"],
                valid_until=data["valid_until"],
            )
            return reverse("organizations:organization", args=[organization.uuid])

        return once(request.user.pk, request.POST.get("form_token"), write)

    address = accepted(form, act) if form.is_bound else None
    if address:
        messages.success(request, _("任职已经登记。需要登录的，请系统管理员开通账号。"))
        return redirect(address)
    decision = policies.can_appoint(request.user, organization)
    return show(
        request, "organizations/appoint.html", {"organization": organization, "decision": decision}, form
    )


@login_required
def end_post(request: HttpRequest, uuid: str, pk: int) -> HttpResponse:
    """End one post of one organization."""
    organization = find(request, uuid)
    post = get_object_or_404(organization.posts.select_related("person", "organization__division"), pk=pk)
    form = EndPostForm(request.POST or None)

    def act(data: dict[str, Any]) -> bool:
        services.end_post(by=request.user, post=post, **data)
        return True

    if form.is_bound and accepted(form, act):
        messages.success(request, _("离任已经登记。"))
        return redirect("organizations:organization", organization.uuid)
    context = {
        "organization": organization,
        "post": post,
        "decision": policies.can_end_post(request.user, post),
    }
    return show(request, "organizations/end_post.html", context, form)
