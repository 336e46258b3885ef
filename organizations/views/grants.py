"""All exceptions to the roles on one screen, for security administrators."""

from collections.abc import Iterable
from datetime import date

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mediation.kernel.calendar import today
from mediation.kernel.idempotency import once

from .. import services
from ..exceptions import ExceptionRow, all_exceptions, register_exceptions
from ..forms import LendForm
from ..models import Organization, OrganizationGrant, Post, User
from ..permissions import Permission
from ..policies import ADMINISTRATOR_CODES, can_manage_grants
from ..roles import ROLES
from .access import accepted, only_if, show


@register_exceptions
def lent_duties(*, day: date, ended: bool, limit: int) -> Iterable[ExceptionRow]:
    """Duties of organizations that were lent."""
    over = Q(valid_until__isnull=False, valid_until__lte=day)
    grants = (
        OrganizationGrant.objects.filter(over if ended else ~over)
        .select_related("user__person", "permission", "content_object")
        .order_by("-valid_from", "-id")[:limit]
    )
    granters = dict(
        User.objects.filter(pk__in={grant.granted_by_id for grant in grants}).values_list(
            "pk", "person__name"
        )
    )
    for grant in grants:
        role = ROLES[grant.permission.codename.removeprefix("act_as_")]
        yield ExceptionRow(
            person_name=grant.user.person_name,
            what=_("在“%(organization)s”代理%(role)s")
            % {"organization": grant.content_object.name, "role": role.name},
            valid_from=grant.valid_from,
            valid_until=grant.valid_until,
            reason=grant.reason,
            granted_by=granters.get(grant.granted_by_id, ""),
            revoke_url="" if ended else reverse("organizations:revoke_duty", args=[grant.pk]),
        )


@only_if(can_manage_grants)
def grants(request: HttpRequest) -> HttpResponse:
    """Exceptions that hold or will hold, or those that are over; and the three administrators."""
    ended = "ended" in request.GET
    bureaux = request.user.organizations_permitting(Permission.MANAGE_GRANTS)
    administrators = (
        Post.objects.valid_on(today())
        .filter(role_code__in=ADMINISTRATOR_CODES, organization__in=bureaux)
        .select_related("person", "organization")
        .order_by("organization", "role_code", "id")
    )
    context = {
        "rows": all_exceptions(day=today(), ended=ended),
        "ended": ended,
        "today": today(),
        "administrators": administrators,
        "bureaux": Organization.objects.filter(pk__in=[o.pk for o in bureaux]),
    }
    return render(request, "organizations/grants.html", context)


@only_if(can_manage_grants)
def lend(request: HttpRequest) -> HttpResponse:
    """Let somebody stand in for some days."""
    form = LendForm(request.POST or None)

    def act(data: dict) -> str:
        def write() -> str:
            services.lend_duty(
                by=request.user,
                user=data["person"].user,
                organization=data["organization"],
                role=ROLES[data["role"]],
                valid_from=data["valid_from"],
                last_day=data["last_day"],
                reason=data["reason"],
            )
            return reverse("organizations:grants")

        return once(request.user.pk, request.POST.get("form_token"), write)

    address = accepted(form, act) if form.is_bound else None
    if address:
        messages.success(request, _("授权已经生效，到期自动收回。"))
        return redirect(address)
    return show(request, "organizations/lend.html", {}, form)


@only_if(can_manage_grants)
@require_POST
def revoke_duty(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a lent duty back at once."""
    services.revoke_duty(by=request.user, grant=get_object_or_404(OrganizationGrant, pk=pk))
    messages.success(request, _("授权已经收回。"))
    return redirect("organizations:grants")
